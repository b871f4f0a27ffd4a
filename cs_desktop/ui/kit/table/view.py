"""The rows of a table under the keyboard and the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from cs_desktop.ui.kit.table.delegate import CellDelegate
from cs_desktop.ui.kit.table.header import Header
from cs_desktop.ui.kit.table.model import CHECK, WindowedModel
from cs_desktop.ui.kit.theme import theme

Index = QModelIndex | QPersistentModelIndex
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
_ENDS = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}


class RowsView(QTableView):
    """Rows are chosen, opened and ticked; cells are not edited here.

    The current row is the one that the side panel shows; ticked rows are a selection beside it.
    """

    current_changed = Signal(object)  # id or None
    opened = Signal(object)  # id
    menu_asked = Signal(object, object)  # id, global QPoint
    scrolled_sideways = Signal()
    room_changed = Signal()  # the viewport has another width or height

    def __init__(self, model: WindowedModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windowed = model
        self._pressed = QModelIndex()
        self._anchor = 0  # row where a range of ticks begins
        self._told: int | None = None
        self.header = Header(model, self)
        self.setHorizontalHeader(self.header)
        self._delegate = CellDelegate(model, self.header, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_up()
        theme().changed.connect(self._resize_rows)
        self._resize_rows()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().valueChanged.connect(self.scrolled_sideways)

    # Places

    @property
    def current_row(self) -> int:
        """Row of the keyboard; -1 when there is none."""
        return self.currentIndex().row()

    def current_id(self) -> int | None:
        return self._windowed.id_at(self.current_row)

    def go_to(self, row: int) -> None:
        """Make a row current, in the column where the keyboard is."""
        if 0 <= row < self._windowed.count:
            column = max(self.currentIndex().column(), self.first_column())
            self.setCurrentIndex(self._windowed.index(row, column))

    def top_row(self) -> int:
        """First row on the screen."""
        return max(0, self.rowAt(0))

    def is_on_screen(self, row: int) -> bool:
        return self.top_row() <= row <= self.bottom_row()

    def bottom_row(self) -> int:
        """Last row on the screen, even cut."""
        row = self.rowAt(self.viewport().height() - 1)
        return row if row >= 0 else self._windowed.count - 1

    def height_of(self, row: int) -> int:
        """Pixels between the top of the screen and a row."""
        return self.rowViewportPosition(row)

    def put_at(self, row: int, height: int) -> None:
        """Scroll until a row stands `height` pixels under the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(row) - height)

    def first_column(self) -> int:
        """The first visible column that is not the ticks."""
        return next((logical for logical in self.header.visible() if logical != CHECK), CHECK)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & (SHIFT | CONTROL)
        row_id = self.current_id()
        if key in _ENDS and modifiers in {NONE, SHIFT}:
            self._step(self._windowed.count - 1 if _ENDS[Qt.Key(key)] else 0, modifiers)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and modifiers == NONE:
            if row_id is not None:
                self.opened.emit(row_id)
        elif key == Qt.Key.Key_Space and modifiers == NONE:
            if row_id is not None:
                self._anchor = self.current_row
                self._windowed.selection.toggle(row_id)
        elif key == Qt.Key.Key_F10 and modifiers == SHIFT:  # only Windows makes a menu of it
            self._ask_menu()
        elif key == Qt.Key.Key_A and modifiers == CONTROL:
            self._windowed.selection.set(self._windowed.all_ids(), ticked=True)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and modifiers == SHIFT:
            self._step(self.current_row + (1 if key == Qt.Key.Key_Down else -1), modifiers)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are gestures of the screen; looking for them would read every page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse:
            self.go_to(self.rowAt(event.pos().y()))
        self._ask_menu(event.globalPos() if by_mouse else None)

    def _ask_menu(self, place: QPoint | None = None) -> None:
        """Ask for the menu of the current row, under its cell unless the mouse says where."""
        row_id = self.current_id()
        if row_id is not None:
            rect = self.visualRect(self.currentIndex())
            under = self.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom()))
            self.menu_asked.emit(row_id, place or under)

    def _step(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """Go to a row; with Maj, tick every row on the way."""
        row = max(0, min(row, self._windowed.count - 1))
        if modifiers == SHIFT:
            self._windowed.selection.set(
                self._windowed.ids_between(self.current_row, row), ticked=True
            )
        self.go_to(row)

    # Mouse

    def selectionCommand(self, index: Index, event: QEvent | None = None):  # noqa: ANN201, N802 - Qt's name and type
        """A click always makes its row current: Ctrl and Maj are for the ticks."""
        flags = self.selectionModel().SelectionFlag
        return flags.ClearAndSelect | flags.Rows

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if left else QModelIndex()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        # A click that slips out does nothing.
        if (
            event.button() == Qt.MouseButton.LeftButton
            and index.isValid()
            and index == self._pressed
        ):
            self._clicked(index, event.modifiers() & (SHIFT | CONTROL))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row_id = self._windowed.id_at(index.row())
        if index.column() == CHECK:
            self._pressed = index  # two quick ticks are two ticks
        elif event.button() == Qt.MouseButton.LeftButton and row_id is not None:
            self.opened.emit(row_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _clicked(self, index: Index, modifiers: Qt.KeyboardModifier) -> None:
        row, row_id = index.row(), self._windowed.id_at(index.row())
        if row_id is None or (index.column() != CHECK and modifiers == NONE):
            self._anchor = row
        elif modifiers & SHIFT:
            self._windowed.selection.set(self._windowed.ids_between(self._anchor, row), ticked=True)
        else:
            self._anchor = row
            self._windowed.selection.toggle(row_id)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        self.viewport().update()
        self.tell_current()

    def tell_current(self) -> None:
        """Tell which row is current, once each time it is another one."""
        row_id = self.current_id()
        if row_id != self._told:
            self._told = row_id
            self.current_changed.emit(row_id)

    def reset(self) -> None:
        super().reset()
        self._delegate.hovered, self._pressed = -1, QModelIndex()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current_row < 0:
            self.go_to(0)  # or Qt would choose the box
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.current_row >= 0:
            self._paint_focus()

    def _paint_focus(self) -> None:
        """The violet ring round the row, or round the cell reached with ← and →."""
        current, index = theme(), self.currentIndex()
        rect = self.visualRect(index)
        if index.column() in {CHECK, self.first_column()}:
            rect.setLeft(0)
            rect.setWidth(min(self.header.length(), self.viewport().width()))
        width = current.scale.ring
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current.color("focus"), width))
        inset = width // 2
        radius = current.radius("small")
        area = rect.adjusted(inset, inset, -inset, -inset - current.line)
        painter.drawRoundedRect(area, radius, radius)

    @Slot()
    def _resize_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().size("row"))
        self.header.setMinimumSectionSize(theme().px(40))
