"""The line at the bottom: where, who, what is saved, and when it was last backed up."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from cs_desktop.ui.kit.layouts import row, sized
from cs_desktop.ui.kit.painting import icon_in
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.painted import PaintedButton, draw_text, text_width


class StatusPart(PaintedButton):
    """One part: 28 high, the only target under 32 px; each is also in Ctrl+K."""

    def __init__(
        self,
        icon: str,
        tip: str,
        *,
        rule_at: str,
        tint: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        self._tip, self._rule_at, self.tint, self.ink = tip, rule_at, tint, "text"
        self._icon_only = False
        super().__init__("", icon, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(f"{text}. {self._tip}")
        self.setToolTip(f"{text}\n{self._tip}")
        self.setVisible(bool(text))

    def set_look(self, icon: str, tint: str, ink: str) -> None:
        """Change the icon and the colours, for a backup that grows old."""
        self.icon_name, self.tint, self.ink = icon, tint, ink
        self.update()

    def set_icon_only(self, icon_only: bool) -> None:
        """Keep the icon and the name for screen readers where the words have no room."""
        if icon_only != self._icon_only:
            self._icon_only = icon_only
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        if self._icon_only:
            return QSize(px(40), px(27))
        return QSize(px(46) + text_width(self.text(), "help") + 2, px(27))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(27))

    def draw(self, painter: QPainter) -> None:
        px, box = theme().px, self.rect()
        if self.underMouse():
            painter.fillRect(box, theme().color("hover"))
        edge = box.width() - theme().line if self._rule_at == "right" else 0
        middle = (box.height() - px(18)) // 2
        painter.fillRect(QRect(edge, middle, theme().line, px(18)), theme().color("border"))
        icon_in(painter, QRect(px(12), 0, px(16), box.height()), self.icon_name, self.tint, 16)
        if not self._icon_only:
            draw_text(painter, self.text(), "help", self.ink, box.adjusted(px(34), 0, -px(11), 0))


class StatusBar(QFrame):
    """Site, account, save state at left; network and backup at right."""

    site_asked = Signal()
    account_asked = Signal()
    saving_asked = Signal()
    network_asked = Signal()
    backup_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "statusbar")
        sized(self, height=28)
        self.site = StatusPart("map-pin", "Ouvrir les réglages", rule_at="right")
        self.account = StatusPart("user", "Changer de compte ou de mot de passe", rule_at="right")
        self.saving = StatusPart("check", "Voir les dernières actions", rule_at="right")
        self.network = StatusPart(
            "hard-drive", "Pourquoi Internet n’est pas nécessaire", rule_at="left"
        )
        self.backup = StatusPart(
            "shield-check", "Ouvrir les sauvegardes", rule_at="left", tint="success"
        )
        layout = row(0)
        for part in (self.site, self.account, self.saving):
            layout.addWidget(part)
        layout.addStretch(1)
        for part in (self.network, self.backup):
            layout.addWidget(part)
        self.setLayout(layout)
        self.site.clicked.connect(self.site_asked)
        self.account.clicked.connect(self.account_asked)
        self.saving.clicked.connect(self.saving_asked)
        self.network.clicked.connect(self.network_asked)
        self.backup.clicked.connect(self.backup_asked)
        self.network.setText("Fonctionne sans Internet")

    def narrow(self, effective_width: int) -> None:
        """Drop the words that say least when the window is narrow."""
        self.network.set_icon_only(effective_width < 1100)
        self.site.set_icon_only(effective_width < 900)

    def set_backup(self, text: str, late: bool) -> None:
        """Tell the last verified backup; `late` turns it to the colour of what is to be done."""
        if late:
            self.backup.set_look("shield-alert", "warning", "warning")
        else:
            self.backup.set_look("shield-check", "success", "text")
        self.backup.setText(text)

    def set_saving(self, text: str, *, waiting: bool = False) -> None:
        """Tell what is saved; `waiting` when something is not on the disk yet."""
        self.saving.set_look("hourglass" if waiting else "check", "text", "text")
        self.saving.setText(text)
