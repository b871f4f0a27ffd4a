"""Check boxes and radio buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.labelled import Raw, Refusable
from cs_desktop.ui.kit.painting import LEFT, box, icon_pixmap_at
from cs_desktop.ui.kit.theme import theme

BOX = 18
GAP = 8


def paint_check(
    painter: QPainter, rect: QRect, state: Qt.CheckState, *, enabled: bool = True
) -> None:
    """A check box of 18 pixels in `rect`; tables paint theirs with it too."""
    current = theme()
    filled = state != Qt.CheckState.Unchecked
    fill = "primary" if filled else "surface"
    border = "primary" if filled else "borderStrong"
    if not enabled:
        fill, border = "surfaceAlt", "border"
    box(painter, rect, current.radius("small"), current.color(fill), current.color(border))
    if filled:
        name = "check" if state == Qt.CheckState.Checked else "minus"
        ink = "onPrimary" if enabled else "textDisabled"
        side = current.px(14)
        corner = QPointF(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2))
        icon_pixmap_at(painter, name, ink, corner, 14, stroke=3)


def _text_size(button: QAbstractButton) -> QSize:
    current = theme()
    text = QFontMetrics(current.font("body")).horizontalAdvance(button.text().replace("&&", "&"))
    return QSize(current.px(BOX + GAP) + text + 1, current.size("minTarget"))


def _paint_text(button: QAbstractButton, painter: QPainter) -> None:
    current = theme()
    painter.setFont(current.font("body"))
    painter.setPen(current.color("text" if button.isEnabled() else "textDisabled"))
    left = current.px(BOX + GAP)
    area = QRect(left, 0, button.width() - left, button.height())
    painter.drawText(area, LEFT, button.text().replace("&&", "&"))


def _square(button: QAbstractButton) -> QRect:
    side = theme().px(BOX)
    return QRect(0, (button.height() - side) // 2, side, side)


class CheckBox(QCheckBox, Refusable):
    """Yes or no, with its words at right."""

    changed = Signal()

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggle)
        ring(self)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))

    def raw(self) -> bool:
        return self.isChecked()

    def set_raw(self, raw: Raw) -> None:
        self.setChecked(bool(raw))

    def sizeHint(self) -> QSize:
        return _text_size(self)

    def minimumSizeHint(self) -> QSize:
        return _text_size(self)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_check(painter, _square(self), self.checkState(), enabled=self.isEnabled())
        _paint_text(self, painter)

    def _on_toggle(self) -> None:
        if self.refusal():
            self.refuse(None)
        self.changed.emit()


class Radio(QRadioButton):
    """One of a few exclusive answers, each with its words at right."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ring(self)

    def sizeHint(self) -> QSize:
        return _text_size(self)

    def minimumSizeHint(self) -> QSize:
        return _text_size(self)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        width = current.scale.ring if on else current.line
        painter.setPen(QPen(current.color("primary" if on else "borderStrong"), width))
        painter.setBrush(current.color("surface"))
        circle = QRectF(_square(self)).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawEllipse(circle)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current.color("primary"))
            inner = current.px(4)
            painter.drawEllipse(circle.center(), inner, inner)
        _paint_text(self, painter)
