"""Title and context of the screen, the field that opens Ctrl+K, the bell."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from cs_desktop.ui.kit.labels import ElidedLabel
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.painting import icon_in, key_cap_size, paint_key_cap
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.painted import (
    PaintedButton,
    draw_badge,
    draw_round,
    draw_text,
    text_width,
)

PLACEHOLDER = "Aller à une personne, un écran…"


class SearchButton(PaintedButton):
    """Looks like a field and opens the palette; typing on it types there."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PLACEHOLDER, "search", parent)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(f"{PLACEHOLDER} Ctrl+K")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().size("search"), theme().size("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().size("control"), theme().size("control"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        px, box = theme().px, self.rect()
        fill = "hover" if self.underMouse() else "surface"
        draw_round(painter, box, fill, theme().radius(), "borderStrong")
        icon_in(painter, QRect(px(9), 0, px(18), box.height()), self.icon_name, "textSecondary", 18)
        room = box.adjusted(px(34), 0, -px(9), 0)
        cap = key_cap_size("Ctrl+K").width()
        if room.width() < cap + px(24):
            return
        left = room.right() - cap + 1
        paint_key_cap(painter, QPoint(left, box.height() // 2), "Ctrl+K")
        room.setRight(left - px(8))
        draw_text(painter, self.text(), "body", "textSecondary", room)


class BellButton(PaintedButton):
    """Deadlines and ended work, counted; it does not blink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Notifications", "bell", parent)
        self._count = 0
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many things were not looked at yet."""
        self._count = count
        words = f"Notifications : {count} à voir" if count else "Notifications : rien à voir"
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().size("control"), theme().size("control"))

    def draw(self, painter: QPainter) -> None:
        px = theme().px
        if self.underMouse():
            draw_round(painter, self.rect(), "hover", theme().radius())
        icon_in(painter, self.rect(), self.icon_name, "text", 20)
        if self._count:
            text = str(self._count)
            width = max(px(18), text_width(text, "badge") + px(8))
            pill = QRect(self.width() - width, px(1), width, px(18))
            draw_badge(painter, text, pill, "danger", "surface")


class TopBar(QFrame):
    """56 px: never two titles, the context under the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "topbar")
        sized(self, height=56)
        self.title = sized(ElidedLabel(role="title"), height=24)
        self.context = sized(ElidedLabel(role="help", tone="muted"), height=16)
        self.search = SearchButton()
        self.bell = BellButton()
        words = column(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.context)
        words.addStretch(1)
        layout = row(12, (16, 0, 16, 0))
        layout.addLayout(words, 1)
        layout.addWidget(self.search)
        layout.addWidget(self.bell)
        self.setLayout(layout)

    def set_heading(self, title: str, context: str) -> None:
        """Show the title of the screen and the line under it."""
        self.title.setText(title)
        self.context.setText(context)
        self.context.setVisible(bool(context))
