"""Paints the cells: states of the row, text, marks of the search, chips. Nothing is computed here
that could be prepared when the row arrived."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from cs_desktop.ui.kit.painting import chip_size, paint_chip
from cs_desktop.ui.kit.table.columns import EMPTY, Cell, Column
from cs_desktop.ui.kit.table.header import PADDING, Header
from cs_desktop.ui.kit.table.model import CHECK, Line, WindowedModel
from cs_desktop.ui.kit.table.ticks import paint_tick, tick_rect
from cs_desktop.ui.kit.theme import theme

Index = QModelIndex | QPersistentModelIndex
LOUD = frozenset({"warning", "danger"})  # amounts due or overspent are semi-bold too
BAR = 3  # primary bar of a selected row
FONTS = {"text": "body", "strong": "strong", "number": "chiffres", "chip": "body"}
MARK_RADIUS = 2


class CellDelegate(QStyledItemDelegate):
    """Paints a cell of a `WindowedModel` in a table whose header is a `Header`."""

    def __init__(self, model: WindowedModel, header: Header, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._header, self._view = model, header, view
        self.hovered = -1  # row under the mouse
        self._fonts: dict[str, QFont] = {}
        theme().changed.connect(self._fonts.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        line = self._model.line(index.row())
        painter.save()
        painter.setClipRect(rect)
        self._paint_row(painter, rect, index, line)
        if line is not None and index.column() == CHECK:
            ticked = line.id in self._model.selection
            paint_tick(
                painter,
                tick_rect(rect),
                Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked,
            )
        elif line is not None:
            column, cell = self._model.columns[index.column() - 1], line.cells[index.column() - 1]
            self._paint_cell(painter, self._header.text_rect(rect, index.column()), column, cell)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Width of what the cell holds, for a double click on the edge of its title."""
        width, line = theme().px(40), self._model.line(index.row())
        if line is not None and index.column() != CHECK:
            column, cell = self._model.columns[index.column() - 1], line.cells[index.column() - 1]
            width = round(self._needs(column, cell)) + theme().px(2 * PADDING + 4)
        return QSize(width, theme().size("row"))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole text of a cell that is cut, and nothing for the others."""
        line = self._model.line(index.row()) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or line is None or index.column() == CHECK:
            return False
        column, cell = self._model.columns[index.column() - 1], line.cells[index.column() - 1]
        room = self._header.text_rect(view.visualRect(index), index.column()).width()
        QToolTip.showText(event.globalPos(), cell.text if self._needs(column, cell) > room else "")
        return True

    def _paint_row(self, painter: QPainter, rect: QRect, index: Index, line: Line | None) -> None:
        current = theme()
        ticked = line is not None and line.id in self._model.selection
        selected = ticked or index.row() == self._view.currentIndex().row()
        state = "hover" if index.row() == self.hovered else "surface"
        painter.fillRect(rect, current.color("selected" if selected else state))
        edge = QRect(rect.left(), rect.bottom() + 1 - current.line, rect.width(), current.line)
        painter.fillRect(edge, current.color("border"))
        if selected and index.column() == self._header.ends()[0]:
            bar = QRect(rect.left(), rect.top(), current.px(BAR), rect.height() - current.line)
            painter.fillRect(bar, current.color("primary"))

    def _paint_cell(self, painter: QPainter, area: QRect, column: Column, cell: Cell) -> None:
        if cell.chip:
            size = chip_size(cell.chip.text, cell.chip.icon)
            top = area.top() + (area.height() - size.height()) // 2
            room = QRect(area.left(), top, min(size.width(), area.width()), size.height())
            paint_chip(painter, room, cell.chip.text, cell.chip.tone, cell.chip.icon)
            return
        current = theme()
        painter.setFont(self._font(column, cell))
        painter.setPen(current.color(cell.tone if cell.text else "textSecondary"))
        text = cell.text or EMPTY
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(column.align | Qt.TextFlag.TextSingleLine), shown)
        for mark in self._marks(painter, area, cell):
            self._paint_mark(painter, area, column, shown, mark)

    def _paint_mark(
        self, painter: QPainter, area: QRect, column: Column, shown: str, mark: QRectF
    ) -> None:
        """A fill over the letters that were searched, and the same letters in its ink."""
        current = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current.color("accent"))
        painter.drawRoundedRect(mark, current.px(MARK_RADIUS), current.px(MARK_RADIUS))
        painter.setPen(current.color("onAccent"))
        painter.setClipRect(mark, Qt.ClipOperation.IntersectClip)
        painter.drawText(area, int(column.align | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()

    def _marks(self, painter: QPainter, area: QRect, cell: Cell) -> list[QRectF]:
        if not cell.spans:
            return []
        current, metrics = theme(), QFontMetricsF(painter.font())
        height = current.px(20)
        top = area.top() + (area.height() - height) / 2
        return [
            QRectF(
                area.left() + metrics.horizontalAdvance(cell.text[:start]) - 1,
                top,
                metrics.horizontalAdvance(cell.text[start:end]) + 2,
                height,
            ).intersected(QRectF(area.adjusted(-1, 0, 0, 0)))
            for start, end in cell.spans
        ]

    def _needs(self, column: Column, cell: Cell) -> float:
        if cell.chip:
            return chip_size(cell.chip.text, cell.chip.icon).width()
        return QFontMetricsF(self._font(column, cell)).horizontalAdvance(cell.text)

    def _font(self, column: Column, cell: Cell) -> QFont:
        role = FONTS[column.kind]
        if column.kind == "number" and cell.tone in LOUD:
            role = "chiffres-strong"
        if role not in self._fonts:
            self._fonts[role] = theme().font(role)
        return self._fonts[role]
