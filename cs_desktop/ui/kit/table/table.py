"""The table of every list: rows by windows, ticks, totals, footer, states, columns (ui.md §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from cs_desktop.ui.kit.layouts import spaced
from cs_desktop.ui.kit.table.arrangement import Arrangement
from cs_desktop.ui.kit.table.columns import Column, TableLayout
from cs_desktop.ui.kit.table.columns_panel import ColumnsPanel
from cs_desktop.ui.kit.table.corners import round_corners
from cs_desktop.ui.kit.table.fetch import Run, run_now
from cs_desktop.ui.kit.table.footer import Footer, Noun
from cs_desktop.ui.kit.table.model import PAGE, WindowedModel
from cs_desktop.ui.kit.table.selection import Selection
from cs_desktop.ui.kit.table.source import Identified, SortKey, TableSource
from cs_desktop.ui.kit.table.total_row import TotalRow
from cs_desktop.ui.kit.table.view import RowsView
from cs_desktop.ui.kit.theme import theme

R = TypeVar("R", bound=Identified)


@dataclass(frozen=True, slots=True)
class _Place:
    """What the screen showed before the rows were asked for again."""

    row: int = -1  # of the keyboard
    current: int | None = None
    held: int = 0  # row that must stay at `height` pixels from the top
    held_id: int | None = None
    height: int = 0
    neighbour: bool = False  # whether a row that left gives way to the next


class Table(QFrame, Generic[R]):
    """A card with rows, their total, a footer, and what to say when there is no row.

    `show_rows` takes a source; sorting, paging, ticks and columns are then the table's own work.
    """

    current_changed = Signal(object)  # id of the row under the keyboard, or None
    opened = Signal(object)  # id: Entrée or double click
    menu_asked = Signal(object, object)  # id, global QPoint: Maj+F10 or right click
    layout_changed = Signal(object)  # TableLayout, to be kept as a preference
    failed = Signal(object)  # the refusal; the old rows stay

    def __init__(
        self,
        columns: Sequence[Column[R]],
        noun: Noun,
        name: str,
        *,
        ticks: bool = True,
        sort: tuple[SortKey, ...] = (),
        run: Run = run_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.model: WindowedModel[R] = WindowedModel(columns, run, self)
        self.view = RowsView(self.model, name)
        self.footer = Footer(noun)
        self.total_row = TotalRow(self.model, self.view.header)
        self._sort = self._first_sort = sort
        self._total: int | None = None
        self._filtered = False
        self._before = _Place()
        self._arrangement = Arrangement(columns, self.view.header, ticks=ticks)
        self._empty, self._no_result = QWidget(), QWidget()
        self._build()
        self._connect()
        self._arrangement.apply(None)
        self.view.header.set_keys(sort)

    # What screens call

    @property
    def selection(self) -> Selection:
        """The ticked rows."""
        return self.model.selection

    def acted_ids(self) -> list[int]:
        """The rows that an action concerns: the ticked ones, else the current one."""
        current = self.view.current_id()
        return self.selection.ids or ([] if current is None else [current])

    def show_rows(
        self,
        source: TableSource[R],
        words: Sequence[str] = (),
        *,
        total: int | None = None,
        filtered: bool = False,
    ) -> None:
        """Show a query; `words` (search keys) are marked in its texts.

        `total` is the length of the list without filters. The current row, the ticks and the place
        on the screen are kept by id.
        """
        self._total, self._filtered = total, filtered
        self._before = self._place()
        self._ask(source.sort(self._sort) if self._sort else source, words)

    def set_total(self, total: int | None) -> None:
        """The length of the list without filters, once it is known."""
        self._total = total
        self.footer.set_count(self.model.count, total)

    def reload(self) -> None:
        """Read the same query again after a change."""
        if self.model.source is not None:
            self._before = self._place(neighbour=True)
            self._ask(self.model.source, self.model.words)

    def set_totals(self, texts: Mapping[str, str]) -> None:
        """The pinned total row, by column key."""
        self.total_row.set_texts(texts)

    def set_states(self, *, empty: QWidget, no_result: QWidget) -> None:
        """What stands in place of the rows when there are none, without and with a filter."""
        for old, new in ((self._empty, empty), (self._no_result, no_result)):
            self._stack.removeWidget(old)
            old.deleteLater()
            self._stack.addWidget(new)
        self._empty, self._no_result = empty, no_result
        self._choose_state()

    def set_layout(self, layout: TableLayout | None) -> None:
        """The columns and the order that the person chose before; None for those of the start."""
        sortable = {column.sort for column in self.model.columns}
        kept = tuple(key for key in layout.sort if key.column in sortable) if layout else ()
        self._sort = kept or self._first_sort
        self.view.header.set_keys(self._sort)
        self._arrangement.apply(layout)

    def table_layout(self) -> TableLayout:
        """What the person chose."""
        return TableLayout(self._arrangement.order, self._arrangement.widths, self._sort)

    def current_row(self) -> R | None:
        """The frozen row under the keyboard."""
        line = self.model.line(self.view.current_row) if self.view.current_row >= 0 else None
        return line.row if line else None

    # Building

    def _build(self) -> None:
        self._stack = QStackedWidget()
        for widget in (self.view, self._empty, self._no_result):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        spaced(layout, 0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.total_row)
        layout.addWidget(self.footer)
        self.setFocusProxy(self.view)
        self._corners = round_corners(self)

    def _connect(self) -> None:
        self.view.current_changed.connect(self.current_changed)
        self.view.opened.connect(self.opened)
        self.view.menu_asked.connect(self.menu_asked)
        self.view.scrolled_sideways.connect(self.total_row.update)
        self.view.header.sort_asked.connect(self.sort_by)
        self.view.header.tick_asked.connect(self._tick_all)
        self.model.shown.connect(self._settle)
        self.model.loading.connect(self._say_loading)
        self.model.failed.connect(self.failed)
        self.selection.changed.connect(self._ticks_changed)
        self.footer.cleared.connect(self.selection.clear)
        self.footer.columns_asked.connect(self._open_columns)
        self._arrangement.changed.connect(self._layout_changed)
        self.view.room_changed.connect(self._fit)
        theme().changed.connect(self._fit)

    # Reading

    @Slot(object)
    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Change the order of the rows; the current row stays under the keyboard."""
        self._sort = keys
        self.view.header.set_keys(keys)
        if self.model.source is not None:
            self._before = self._place()
            self._ask(self.model.source.sort(keys), self.model.words)
        self._layout_changed()

    def _place(self, *, neighbour: bool = False) -> _Place:
        """Where the person is: the current row, and the row that must not move on the screen."""
        row, current = self.view.current_row, self.view.current_id()
        held = row if current is not None and self.view.is_on_screen(row) else self.view.top_row()
        height = self.view.height_of(held)
        return _Place(row, current, held, self.model.id_at(held), height, neighbour)

    def _ask(self, source: TableSource[R], words: Sequence[str]) -> None:
        keep = [row_id for row_id in (self._before.current, self._before.held_id) if row_id]
        self.model.show(
            source, words, keep, near=self._before.held if self._before.neighbour else 0
        )

    @Slot(object)
    def _settle(self, places: dict[int, int]) -> None:
        """Go back to the row and to the place on the screen.

        After a change, a row that left gives way to its neighbour; in another list, to the first.
        """
        before, last = self._before, self.model.count - 1
        if before.row >= 0 and last >= 0:
            other = min(before.row, last) if before.neighbour else 0
            self.view.go_to(places.get(before.current or 0, other))
        held = places.get(before.held_id or 0, before.held if before.neighbour else -1)
        if 0 <= held <= last:
            self.view.put_at(held, before.height)
        self.footer.set_count(self.model.count, self._total)
        self._choose_state()
        self._show_tick()
        self._fit()
        self.view.tell_current()

    def _choose_state(self) -> None:
        state = self.view
        if not self.model.count and self.model.source is not None:
            state = self._no_result if self._filtered else self._empty
        self._stack.setCurrentWidget(state)

    @Slot(bool)
    def _say_loading(self, loading: bool) -> None:
        self.footer.set_loading(loading=loading)

    # Ticks

    @Slot()
    def _tick_all(self) -> None:
        """Tick the whole query, or untick it when it is ticked already."""
        ticked = self.view.header.tick != Qt.CheckState.Checked
        self.selection.set(self.model.all_ids(), ticked=ticked)
        if ticked:
            self.view.header.set_tick(Qt.CheckState.Checked)

    @Slot()
    def _ticks_changed(self) -> None:
        self.footer.set_ticked(len(self.selection))
        self._show_tick()

    def _show_tick(self) -> None:
        """The box of the header. Lists longer than a page are only « all » just after « tout »."""
        if not self.selection:
            state = Qt.CheckState.Unchecked
        elif 0 < self.model.count <= PAGE:
            ids = self.model.ids_between(0, self.model.count - 1)
            ticked = sum(row_id in self.selection for row_id in ids)
            state = Qt.CheckState.PartiallyChecked
            if ticked in {0, len(ids)}:
                state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        else:
            state = Qt.CheckState.PartiallyChecked
        self.view.header.set_tick(state)

    @Slot()
    def _open_columns(self) -> None:
        panel = ColumnsPanel(self.model.columns, self._arrangement.order, self)
        panel.chosen.connect(self._arrangement.choose)
        panel.sort_asked.connect(self._sort_by_column)
        panel.reset_asked.connect(self._reset_columns)
        panel.open_above(self.footer.columns)

    @Slot(str)
    def _sort_by_column(self, key: str) -> None:
        at = next(at for at, column in enumerate(self.model.columns, 1) if column.key == key)
        self.sort_by(self.view.header.keys_after(at, second=False))

    @Slot()
    def _reset_columns(self) -> None:
        self.set_layout(None)
        self.sort_by(self._first_sort)

    @Slot()
    def _layout_changed(self) -> None:
        self.layout_changed.emit(self.table_layout())

    @Slot()
    def _fit(self) -> None:
        self._arrangement.fit(self.view.viewport().width())
