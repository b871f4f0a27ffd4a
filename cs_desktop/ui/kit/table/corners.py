"""Rounds the top corners of a card whose content touches its edges."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit.theme import theme


class _Corner(QWidget):
    """Eight pixels that belong to the window and to the border, laid over the content."""

    def __init__(self, card: QWidget, *, right: bool) -> None:
        super().__init__(card)
        self._right = right
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def place(self, width: int) -> None:
        side = theme().radius("card")
        self.setGeometry(width - side if self._right else 0, 0, side, side)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter, side = theme(), QPainter(self), self.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, rounded = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        left = -side if self._right else 0
        rounded.addRoundedRect(QRectF(left, 0, 2 * side, 2 * side), side, side)
        painter.fillPath(whole.subtracted(rounded), current.color("window"))
        inset = current.line / 2
        painter.setPen(QPen(current.color("border"), current.line))
        edge = QRectF(left, 0, 2 * side, 2 * side).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(edge, side - inset, side - inset)


class _Corners(QObject):
    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._card = card
        self._corners = (_Corner(card, right=False), _Corner(card, right=True))
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.Show}:
            for corner in self._corners:
                corner.place(self._card.width())
        return False


def round_corners(card: QWidget) -> QObject:
    """Lay rounded corners over the top of `card`, for as long as it lives."""
    return _Corners(card)
