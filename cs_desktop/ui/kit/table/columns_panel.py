"""« Colonnes »: choose, order and sort the columns of a table, with the keyboard too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import row, sized, spaced
from cs_desktop.ui.kit.painting import LEFT
from cs_desktop.ui.kit.table.columns import Column
from cs_desktop.ui.kit.table.ticks import paint_tick, tick_rect
from cs_desktop.ui.kit.theme import theme

WIDTH, TEXT_LEFT = 296, 40
MOST_SHOWN = 10  # names on the screen before the list scrolls
FIXED_OPACITY = 0.5  # of the box of the name, which cannot be left out
CHECKED = Qt.ItemDataRole.CheckStateRole
Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole


class _List(QListWidget):
    """Checkable names; Alt+↑ and Alt+↓ move the current one."""

    moved = Signal(int)  # one line up or down

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class _NameDelegate(QStyledItemDelegate):
    """A box and a name, like the rows of tables."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), theme().size("rowCompact"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current, rect = theme(), option.rect
        selected = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, current.color("selected" if selected else "surface"))
        free = index.flags() & Qt.ItemFlag.ItemIsUserCheckable
        painter.setOpacity(1.0 if free else FIXED_OPACITY)
        paint_tick(painter, tick_rect(rect), Qt.CheckState(index.data(CHECKED)))
        painter.setOpacity(1.0)
        painter.setFont(current.font("body"))
        painter.setPen(current.color("text"))
        area = rect.adjusted(current.px(TEXT_LEFT), 0, -current.px(8), 0)
        painter.drawText(area, LEFT, index.data())

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole row is the target, by a click or by Espace."""
        by_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        if not (by_key or clicked) or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        ticked = Qt.CheckState(index.data(CHECKED)) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state, CHECKED)


class ColumnsPanel(QFrame):
    """A small window over the table; each gesture applies at once."""

    chosen = Signal(object)  # tuple of keys, in order
    sort_asked = Signal(str)  # key
    reset_asked = Signal()

    def __init__(self, columns: Sequence[Column], shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sortable = {column.key for column in columns if column.sort}
        self._list = _List()
        self._list.setAccessibleName("Colonnes du tableau")
        hidden = [column for column in columns if column.key not in shown]
        by_key = {column.key: column for column in columns}
        for column in (*(by_key[key] for key in shown), *hidden):
            self._list.addItem(_item(column, shown=column.key in shown))
        self._list.setItemDelegate(_NameDelegate(self._list))
        self._list.setCurrentRow(0)
        self._list.itemChanged.connect(self._told)
        self._list.moved.connect(self._move)
        self._list.currentRowChanged.connect(self._allow)
        self._up = IconButton("arrow-up", "Monter (Alt+↑)", height="controlSmall")
        self._down = IconButton("arrow-down", "Descendre (Alt+↓)", height="controlSmall")
        self._sort = Button("Trier", height="controlSmall")
        self._sort.setToolTip("Trier le tableau par cette colonne, puis dans l’autre sens")
        reset = Link("Colonnes d’origine", "help")
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._sort.clicked.connect(self._ask_sort)
        reset.clicked.connect(self._reset)
        layout, buttons = QVBoxLayout(self), row(8)
        spaced(layout, 8, (12, 12, 12, 12))
        for widget in (self._up, self._down, self._sort):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(reset)
        layout.addWidget(Label("Colonnes", "card"))
        layout.addWidget(self._list)
        layout.addLayout(buttons)
        sized(self, width=WIDTH)
        height = theme().size("rowCompact") * min(MOST_SHOWN, self._list.count())
        self._list.setFixedHeight(height)
        self._allow()

    def open_above(self, button: QWidget) -> None:
        """Show the panel over its button, right edges aligned."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        self.move(corner - QPoint(self.width(), self.height() + theme().px(4)))
        self.show()
        self._list.setFocus()

    def keys(self) -> tuple[str, ...]:
        """Ticked columns, in order."""
        items = (self._list.item(at) for at in range(self._list.count()))
        return tuple(item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked)

    @Slot()
    def _told(self) -> None:
        self.chosen.emit(self.keys())

    @Slot()
    def _allow(self) -> None:
        at, item = self._list.currentRow(), self._list.currentItem()
        self._up.setEnabled(at > 0)
        self._down.setEnabled(0 <= at < self._list.count() - 1)
        self._sort.setEnabled(at >= 0 and item.data(KEY) in self._sortable)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    @Slot(int)
    def _move(self, step: int) -> None:
        at = self._list.currentRow()
        to = at + step
        if not 0 <= to < self._list.count():
            return
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._list.insertItem(to, self._list.takeItem(at))
        self._list.setCurrentRow(to)
        self._list.blockSignals(False)  # noqa: FBT003
        self._allow()
        self._told()

    @Slot()
    def _ask_sort(self) -> None:
        self.sort_asked.emit(self._list.currentItem().data(KEY))

    @Slot()
    def _reset(self) -> None:
        self.reset_asked.emit()
        self.close()


def _item(column: Column, *, shown: bool) -> QListWidgetItem:
    item = QListWidgetItem(column.title)
    item.setData(KEY, column.key)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    # The name of the row cannot be left out: without it nobody knows who a row is.
    item.setFlags(flags if column.kind == "strong" else flags | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
    return item
