"""Buttons of the frame: drawn from the tokens, so that they match the drawings to the pixel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from cs_desktop.ui.kit.painting import CENTER, LEFT, box
from cs_desktop.ui.kit.theme import theme


class PaintedButton(QAbstractButton):
    """Base of the buttons of the frame. Their text is their accessible name."""

    focus_token = "focus"  # noqa: S105 - a colour

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Change the text and the accessible name with it."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée presses the button too, as everywhere in the program."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        if self.hasFocus():
            self._draw_focus(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw everything but the focus."""
        raise NotImplementedError

    def focus_rect(self) -> QRect:
        """The box inside which the focus is drawn."""
        return self.rect()

    def _draw_focus(self, painter: QPainter) -> None:
        ring = theme().scale.ring
        painter.setPen(QPen(theme().color(self.focus_token), ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = ring / 2
        area = QRectF(self.focus_rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, theme().radius(), theme().radius())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)


def draw_text(
    painter: QPainter, text: str, role: str, token: str, area: QRect, flags: Qt.AlignmentFlag = LEFT
) -> None:
    """Draw one line of `text` in `area`, cut with « … » when it is too long."""
    font = font_of(role)
    painter.setFont(font)
    painter.setPen(theme().color(token))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, cut)


def draw_round(
    painter: QPainter, area: QRect, fill: str, radius: float, border: str | None = None
) -> None:
    """Fill a rounded box in tokens of colour, with a border of one line when `border` is given."""
    box(painter, area, radius, theme().color(fill), theme().color(border) if border else None)


def draw_badge(
    painter: QPainter, text: str, area: QRect, fill: str = "accent", ink: str = "onAccent"
) -> None:
    """A count in a pill."""
    draw_round(painter, area, fill, area.height() / 2)
    draw_text(painter, text, "badge", ink, area, CENTER)


def text_width(text: str, role: str) -> int:
    """Pixels that `text` takes in the font of `role`."""
    return QFontMetrics(font_of(role)).horizontalAdvance(text)


def font_of(role: str) -> QFont:
    """The font of a role, and « small »: the size of a key cap in regular weight."""
    if role != "small":
        return theme().font(role)
    font = theme().font("key")
    font.setWeight(QFont.Weight.Normal)
    return font
