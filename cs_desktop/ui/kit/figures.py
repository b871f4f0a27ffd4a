"""A key figure: its value, the year before at the same date, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.labels import is_enter
from cs_desktop.ui.kit.painting import LEFT, RIGHT, box, icon_pixmap_at, paint_bar
from cs_desktop.ui.kit.theme import theme

BAR, BAR_GAP = 8, 4
HEIGHT = 90


@dataclass(frozen=True, slots=True)
class Figure:
    """What the card shows; texts are already written in French.

    `opens` names the rows: « Voir les 137 adhérents à jour ». Shares are between 0 and 1.
    """

    label: str
    value: str
    opens: str
    unit: str = ""
    difference: str = ""
    rising: bool | None = None
    previous: str = ""
    share: float | None = None
    previous_share: float | None = None


class KeyFigure(QAbstractButton):
    """The whole card is one button that opens the rows behind the figure."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring(self)
        self.set_figure(figure)

    def figure(self) -> Figure:
        return self._figure

    def set_figure(self, figure: Figure) -> None:
        self._figure = figure
        said = [f"{figure.label} : {figure.value} {figure.unit}".strip()]
        said += [part for part in (figure.difference, figure.previous) if part]
        self.setAccessibleName(", ".join([*said, figure.opens]))
        self.setToolTip(figure.opens)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        current = theme()
        label = QFontMetrics(current.font("label")).horizontalAdvance(self._figure.label)
        return QSize(label + current.px(12 + 6 + 16 + 12), current.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        fill = "selected" if self.isDown() else "hover" if self.underMouse() else "surface"
        box(painter, self.rect(), current.radius("card"), current.color(fill),
            current.color("border"))  # fmt: skip
        inside = self.rect().adjusted(current.px(13), current.px(9), -current.px(13), 0)
        self._paint_label(painter, QRect(inside.topLeft(), QSize(inside.width(), current.px(18))))
        top = inside.top() + current.px(20)
        self._paint_value(painter, QRect(inside.x(), top, inside.width(), current.px(32)))
        top += current.px(34)
        self._paint_previous(painter, QRect(inside.x(), top, inside.width(), current.px(18)))

    def _paint_label(self, painter: QPainter, area: QRect) -> None:
        current = theme()
        painter.setFont(current.font("label"))
        painter.setPen(current.color("textSecondary"))
        painter.drawText(area, LEFT, self._figure.label)
        corner = QPointF(area.right() + 1 - current.px(16), area.y() + current.px(1))
        icon_pixmap_at(painter, "chevron-right", "textSecondary", corner, 16)

    def _paint_value(self, painter: QPainter, area: QRect) -> None:
        current, figure = theme(), self._figure
        painter.setFont(current.font("kpi"))
        painter.setPen(current.color("text"))
        painter.drawText(area, LEFT, figure.value)
        left = area.x() + painter.fontMetrics().horizontalAdvance(figure.value)
        if figure.unit:
            painter.setFont(current.font("card"))
            baseline = QRect(left + current.px(8), area.y() + current.px(4), area.width(),
                             area.height() - current.px(4))  # fmt: skip
            painter.drawText(baseline, LEFT, figure.unit)
            left += current.px(8) + painter.fontMetrics().horizontalAdvance(figure.unit)
        shares = [(figure.share, "data1"), (figure.previous_share, "data3")]
        top = area.y() + (area.height() - current.px(2 * BAR + BAR_GAP)) // 2
        left += current.px(12)
        for share, token in shares:
            if share is not None:
                bar = QRect(left, top, area.right() + 1 - left, current.px(BAR))
                paint_bar(painter, bar, [(share, token)])
            top += current.px(BAR + BAR_GAP)

    def _paint_previous(self, painter: QPainter, area: QRect) -> None:
        current, figure = theme(), self._figure
        left = area.x()
        if figure.rising is not None:
            icon, ink = ("trending-up", "success") if figure.rising else ("trending-down", "danger")
            corner = QPointF(left, area.y() + current.px(1))
            icon_pixmap_at(painter, icon, ink, corner, 16)
            left += current.px(16 + 4)
            painter.setPen(current.color(ink))
        else:
            painter.setPen(current.color("textSecondary"))
        painter.setFont(current.font("label"))
        painter.drawText(area.adjusted(left - area.x(), 0, 0, 0), LEFT, figure.difference)
        if figure.previous:
            painter.setFont(current.font("help"))
            painter.setPen(current.color("textSecondary"))
            painter.drawText(area, RIGHT, figure.previous)
            width = painter.fontMetrics().horizontalAdvance(figure.previous)
            side = current.px(10)
            square = QRect(area.right() + 1 - width - current.px(4) - side,
                           area.y() + (area.height() - side) // 2, side, side)  # fmt: skip
            box(painter, square, current.px(2), current.color("data3"), None)
