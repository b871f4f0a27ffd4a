"""The four tiles of the program and the name of the centre."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.logo import paint_logo
from cs_desktop.ui.shell.painted import draw_text


class Brand(QWidget):
    """Logo, name of the centre and its kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nom, self._genre = "CS Desktop", ""
        theme().changed.connect(self.updateGeometry)

    def set_centre(self, nom: str, genre: str) -> None:
        """Show the centre of the open base."""
        self._nom, self._genre = nom, genre
        self.setToolTip(f"{nom}\n{genre}".strip())
        self.setAccessibleName(nom)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().size("sidebar"), theme().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = theme().px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = px(12), (self.height() - px(30)) // 2
        draw_logo(painter, left, top)
        text = left + px(30) + px(10)
        width = self.width() - text - px(8)
        if width < px(40):
            return
        middle = self.height() // 2
        if self._genre:
            name = QRect(text, middle - px(18), width, px(18))
            draw_text(
                painter, self._genre, "small", "sidebarMuted", QRect(text, middle, width, px(18))
            )
        else:
            name = QRect(text, middle - px(9), width, px(18))
        draw_text(painter, self._nom, "card", "sidebarText", name)


def draw_logo(painter: QPainter, left: int, top: int) -> None:
    """The four tiles of the program."""
    paint_logo(painter, left, top, theme().scale, theme().tokens.dark)
