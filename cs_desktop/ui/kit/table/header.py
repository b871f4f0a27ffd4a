"""The header of a table: titles, arrows of the order, and the box that ticks the whole query."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from cs_desktop.ui.kit.painting import icon_in
from cs_desktop.ui.kit.table.model import CHECK, WindowedModel
from cs_desktop.ui.kit.table.source import SortKey
from cs_desktop.ui.kit.table.ticks import paint_tick, tick_rect
from cs_desktop.ui.kit.theme import theme

PADDING, EDGE = 8, 12  # beside the text of a cell; at both ends of a row
MAX_KEYS = 2
ARROW, SECOND = 14, 10  # the arrow of an order, the number of its second key


class Header(QHeaderView):
    """Sorts by a click, by a second key with Maj; its first box ticks or clears the query."""

    sort_asked = Signal(object)  # tuple[SortKey, ...]
    tick_asked = Signal()

    def __init__(self, model: WindowedModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.keys: tuple[SortKey, ...] = ()
        self.tick = Qt.CheckState.Unchecked
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._clicked)
        self._ends: tuple[int, int] | None = None
        for moved in (self.sectionMoved, self.sectionResized, self.sectionCountChanged):
            moved.connect(self._forget_ends)

    def set_keys(self, keys: tuple[SortKey, ...]) -> None:
        """Show the order of the rows."""
        self.keys = keys
        self.viewport().update()

    def set_tick(self, tick: Qt.CheckState) -> None:
        self.tick = tick
        self.updateSection(CHECK)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().size("tableHeader"))

    def keys_after(self, logical: int, *, second: bool) -> tuple[SortKey, ...]:
        """The order once a title is clicked: another column, or the other way round."""
        name = self._model.columns[logical - 1].sort if logical != CHECK else None
        if name is None:
            return self.keys
        turned = {key.column: SortKey(name, not key.descending) for key in self.keys}.get(name)
        key = turned or SortKey(name)
        if not second:
            return (key,)
        if turned:
            return tuple(key if old.column == name else old for old in self.keys)
        return (*self.keys[: MAX_KEYS - 1], key)

    @Slot(int)
    def _clicked(self, logical: int) -> None:
        if logical == CHECK:
            self.tick_asked.emit()
            return
        shift = Qt.KeyboardModifier.ShiftModifier
        second = bool(QApplication.keyboardModifiers() & shift)
        keys = self.keys_after(logical, second=second)
        if keys != self.keys:
            self.sort_asked.emit(keys)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        logical = self.logicalIndexAt(event.position().toPoint())
        title = self._model.columns[logical - 1].title if logical > CHECK else ""
        self.setToolTip(title if logical > CHECK and self._is_cut(logical) else "")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        return super().event(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        current = theme()
        painter.save()
        painter.fillRect(rect, current.color("surfaceAlt"))
        line = QRect(rect.left(), rect.bottom() - current.line + 1, rect.width(), current.line)
        painter.fillRect(line, current.color("border"))
        if logicalIndex == CHECK:
            paint_tick(painter, tick_rect(rect), self.tick)
        else:
            self._paint_title(painter, rect, logicalIndex)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, logical: int) -> None:
        current, column = theme(), self._model.columns[logical - 1]
        key = next((key for key in self.keys if key.column == column.sort), None)
        area = self.text_rect(rect, logical)
        place = self.keys.index(key) if key else 0
        arrow = current.px(ARROW + 4 + (SECOND if place else 0)) if key else 0
        painter.setFont(current.font("header"))
        painter.setPen(current.color("text" if key else "textSecondary"))
        metrics = painter.fontMetrics()
        room = area.width() - arrow
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(title)
        right = bool(column.align & Qt.AlignmentFlag.AlignRight)
        left = area.right() + 1 - arrow - width if right else area.left()
        painter.drawText(QRect(left, area.top(), width + 2, area.height()), column.align, title)
        if key is None:
            return
        side = current.px(ARROW)
        box = QRect(
            QPoint(left + width + current.px(4), area.center().y() - side // 2), QSize(side, side)
        )
        icon_in(painter, box, "chevron-down" if key.descending else "chevron-up", "text", ARROW)
        if place:
            painter.setFont(current.font("badge"))
            number = QRect(box.right() + 1, area.top(), current.px(SECOND), area.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def text_rect(self, rect: QRect, logical: int) -> QRect:
        """Where the text of a section or of a cell stands."""
        current, (first, last) = theme(), self.ends()
        left = current.px(EDGE if logical == first else PADDING)
        right = current.px(EDGE if logical == last else PADDING)
        return rect.adjusted(left, 0, -right, 0)

    def visible(self) -> list[int]:
        """Logical columns on the screen, from left to right."""
        logicals = (self.logicalIndex(visual) for visual in range(self.count()))
        return [logical for logical in logicals if not self.isSectionHidden(logical)]

    def ends(self) -> tuple[int, int]:
        """First and last visible columns."""
        if self._ends is None:
            visible = self.visible() or [CHECK]
            self._ends = (visible[0], visible[-1])
        return self._ends

    @Slot()
    def _forget_ends(self) -> None:
        self._ends = None

    def _is_cut(self, logical: int) -> bool:
        metrics = QFontMetrics(theme().font("header"))
        room = self.sectionSize(logical) - theme().px(2 * PADDING)
        return metrics.horizontalAdvance(self._model.columns[logical - 1].title) > room
