"""The dark column at left: the centre, « Inscrire », the screens that are built and allowed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.painting import icon_in
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.brand import Brand
from cs_desktop.ui.shell.painted import (
    PaintedButton,
    draw_badge,
    draw_round,
    draw_text,
    text_width,
)
from cs_desktop.ui.shell.registre import Group, ScreenEntry

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SidebarButton(PaintedButton):
    """Anything that can be pressed in the sidebar; `collapsed` leaves the icon alone."""

    focus_token = "sidebarFocus"  # noqa: S105 - a colour

    def __init__(self, text: str, icon: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent)
        self.hint, self.collapsed = hint, False
        self.setToolTip(f"{text} ({hint})" if hint else text)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone, or the icon and its name."""
        self.collapsed = collapsed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(32), theme().px(32))


class InscrireButton(SidebarButton):
    """The yellow button, always there for those who may use it."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(32), theme().px(48))

    def focus_rect(self) -> QRect:
        return self._box()

    def draw(self, painter: QPainter) -> None:
        px, box = theme().px, self._box()
        draw_round(painter, box, "accent", theme().radius())
        if self.collapsed:
            icon_in(painter, box, self.icon_name, "onAccent", 18)
            return
        left = box.x() + px(10)
        icon_in(painter, QRect(left, box.y(), px(18), box.height()), self.icon_name, "onAccent", 18)
        inner = box.adjusted(px(36), 0, -px(15), 0)
        draw_text(painter, self.text(), "bold", "onAccent", inner)
        draw_text(painter, self.hint, "key", "onAccent", inner, _RIGHT)

    def _box(self) -> QRect:
        px, side = theme().px, theme().px(8 if self.collapsed else 12)
        return QRect(side, px(4), self.width() - 2 * side, px(36))


class SidebarEntry(SidebarButton):
    """One screen of the sidebar."""

    chosen = Signal(str)
    stepped = Signal(object, int)  # this entry, +1 for ↓ and -1 for ↑

    def __init__(self, entry: ScreenEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.title, entry.icon, entry.hint, parent)
        self.code = entry.code
        self.setCheckable(True)
        self._badge = 0
        self.clicked.connect(self._choose)
        if entry.letter:
            self.setToolTip(f"{entry.title} (Alt+{entry.letter})")

    def set_badge(self, count: int) -> None:
        """Show how much work waits; nothing when there is none."""
        self._badge = count
        self.setAccessibleName(f"{self.text()}, {count} à traiter" if count else self.text())
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """A press asks for the screen; the window lights the entry once it is there."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        if step:
            self.stepped.emit(self, step)
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.chosen.emit(self.code)

    def draw(self, painter: QPainter) -> None:
        px, selected = theme().px, self.isChecked()
        if selected:
            painter.fillRect(self.rect(), theme().color("sidebarSelected"))
            painter.fillRect(QRect(0, 0, px(3), self.height()), theme().color("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme().color("sidebarHover"))
        if self.collapsed:
            alone = QRect(px(19), 0, px(18), self.height())
            icon_in(painter, alone, self.icon_name, "sidebarText", 18)
            if self._badge:
                box = QRect(self.width() - px(24), 0, px(20), px(16))
                draw_badge(painter, str(self._badge), box)
            return
        box = QRect(px(16), 0, px(18), self.height())
        icon_in(painter, box, self.icon_name, "sidebarText", 18)
        room = self.rect().adjusted(px(44), 0, -px(12), 0)
        if self._badge:
            text = str(self._badge)
            width = max(px(22), text_width(text, "badge") + px(12))
            pill = QRect(room.right() - width + 1, (self.height() - px(20)) // 2, width, px(20))
            draw_badge(painter, text, pill)
            room.setRight(pill.left() - px(8))
        elif self.hint:
            draw_text(
                painter, self.hint, "key", "sidebarMuted", room.adjusted(0, 0, -px(5), 0), _RIGHT
            )
            room.setRight(room.right() - px(32))
        draw_text(painter, self.text(), "bold" if selected else "body", "sidebarText", room)


class _Heading(QWidget):
    """The name of a group; collapsed, a space is left in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._collapsed = text, False
        theme().changed.connect(self.updateGeometry)

    def set_collapsed(self, collapsed: bool) -> None:
        self._collapsed = collapsed
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(32), theme().px(12 if self._collapsed else 28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._collapsed:
            return
        box = self.rect().adjusted(theme().px(16), theme().px(8), 0, 0)
        draw_text(QPainter(self), self._text, "key", "sidebarMuted", box)


class _Rule(QWidget):
    """The line above Réglages."""

    def sizeHint(self) -> QSize:
        return QSize(1, theme().line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("sidebarSelected"))


class Sidebar(QFrame):
    """Lights the entry of the screen on show; the arrows move between entries, Tab leaves."""

    chosen = Signal(str)  # code of a screen
    inscrire = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self.setAccessibleName("Écrans")
        self.brand = Brand()
        self.button = InscrireButton("Inscrire", "user-plus", "Ctrl+N")
        self.button.clicked.connect(self.inscrire)
        self.entries: list[SidebarEntry] = []
        self._headings: list[_Heading] = []
        self._collapsed = False
        self._middle, self._bottom = column(0), column(0, (0, 4, 0, 4))
        self._lay_out()
        self.set_collapsed(False)
        theme().changed.connect(self._resize)

    def fill(self, entries: Sequence[ScreenEntry], *, inscrire: bool) -> None:
        """Show the screens of the Acteur; `inscrire` says whether the yellow button is there."""
        for layout in (self._middle, self._bottom):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.deleteLater()
        self.entries, self._headings = [], []
        self.button.setVisible(inscrire)
        for group in (Group.ACCUEIL, Group.EQUIPE, Group.PILOTAGE):
            self._add_group(self._middle, group, entries)
        self._middle.addStretch(1)
        self._add_group(self._bottom, Group.BAS, entries)
        self.set_collapsed(self._collapsed)
        self._rove(self.entries[0] if self.entries else None)

    def light(self, code: str) -> None:
        """Light the entry of the screen `code`, and only it."""
        for entry in self.entries:
            entry.setChecked(entry.code == code)
            if entry.code == code:
                self._rove(entry)

    def set_collapsed(self, collapsed: bool) -> None:
        """Icons alone below 1100 px of effective width."""
        self._collapsed = collapsed
        for part in (self.button, *self.entries, *self._headings):
            part.set_collapsed(collapsed)
        self._resize()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setLayout(self._middle)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        layout = column(0)
        for part in (self.brand, self.button):
            layout.addWidget(part)
        layout.addWidget(area, 1)
        layout.addWidget(_Rule())
        layout.addLayout(self._bottom)
        self.setLayout(layout)

    def _add_group(self, layout: QVBoxLayout, group: Group, entries: Sequence[ScreenEntry]) -> None:
        mine = [entry for entry in entries if entry.group is group]
        if mine and group in {Group.EQUIPE, Group.PILOTAGE}:
            heading = _Heading(group.value)
            self._headings.append(heading)
            layout.addWidget(heading)
        for declared in mine:
            entry = SidebarEntry(declared)
            entry.chosen.connect(self.chosen)
            entry.stepped.connect(self._step)
            self.entries.append(entry)
            layout.addWidget(entry)

    def _step(self, entry: SidebarEntry, by: int) -> None:
        following = self.entries[(self.entries.index(entry) + by) % len(self.entries)]
        self._rove(following)
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self, target: SidebarEntry | None) -> None:
        """Tab stops once in the list: on the entry used last."""
        for entry in self.entries:
            entry.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if entry is target else Qt.FocusPolicy.ClickFocus
            )

    def _resize(self) -> None:
        self.setFixedWidth(theme().size("sidebarCollapsed" if self._collapsed else "sidebar"))
