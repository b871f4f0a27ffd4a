"""The box of a tick, painted alike in rows and in the header."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from cs_desktop.ui.kit.painting import box, icon_in
from cs_desktop.ui.kit.theme import theme

BOX, COLUMN, LEFT = 18, 40, 12
_ICONS = {Qt.CheckState.Checked: "check", Qt.CheckState.PartiallyChecked: "minus"}


def tick_rect(cell: QRect) -> QRect:
    """The box inside the first cell of a row; the whole cell is the target."""
    side = theme().px(BOX)
    top = cell.top() + (cell.height() - side) // 2
    return QRect(QPoint(cell.left() + theme().px(LEFT), top), QSize(side, side))


def paint_tick(painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
    """An empty, ticked or partly ticked box."""
    current, icon = theme(), _ICONS.get(state)
    fill, border = ("primary", "primary") if icon else ("surface", "borderStrong")
    box(painter, rect, current.radius("small"), current.color(fill), current.color(border))
    if icon:
        icon_in(painter, rect, icon, "onPrimary", 14)
