"""The windowed model: a count and pages of 200 rows, whatever the length of the list (A10)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from cs_desktop.ui.kit.table.columns import EMPTY, Cell, Column
from cs_desktop.ui.kit.table.fetch import Run, run_now
from cs_desktop.ui.kit.table.selection import Selection
from cs_desktop.ui.kit.table.source import Identified, TableSource

R = TypeVar("R", bound=Identified)
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 200
KEPT_PAGES = 12
MARGIN = 60  # rows kept ready on each side of the place that the view goes back to

RowRole = Qt.ItemDataRole.UserRole + 1  # the frozen row
IdRole = Qt.ItemDataRole.UserRole + 2
CHECK = 0  # column of the ticks
CELL_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
TICK_FLAGS = CELL_FLAGS | Qt.ItemFlag.ItemIsUserCheckable


class Line(NamedTuple):
    """A row of the service and its cells, ready to paint."""

    id: int
    row: Any
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Query(Generic[R]):
    """What is asked for: a source, and the words to show in its texts."""

    source: TableSource[R]
    words: tuple[str, ...]

    def lines(self, columns: Sequence[Column[R]], page: int) -> list[Line]:
        """The rows of a page, prepared off the screen."""
        return [
            Line(row.id, row, tuple(column.cell(row, self.words) for column in columns))
            for row in self.source.page(page * PAGE, PAGE)
        ]


class Answer(NamedTuple):
    """A new list: its length, where the rows to keep are now, and the pages round them."""

    number: int
    query: Query[Any]
    count: int
    places: dict[int, int]
    pages: dict[int, list[Line]]


class Page(NamedTuple):
    """A page asked for while painting."""

    number: int
    page: int
    lines: list[Line]


class WindowedModel(QAbstractTableModel, Generic[R]):
    """Rows of a source through declared columns; column 0 holds the ticks."""

    shown = Signal(object)  # dict id → row, for the ids that were to be kept
    loading = Signal(bool)  # whether an answer is awaited
    failed = Signal(object)  # the refusal; the old rows stay

    def __init__(
        self, columns: Sequence[Column[R]], run: Run = run_now, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.selection = Selection(self)
        self.selection.changed.connect(self._ticks_changed)
        self._run = run
        self._query: Query[R] | None = None
        self._count = 0
        self._pages: OrderedDict[int, list[Line]] = OrderedDict()
        self._asked: set[int] = set()
        self._number = 0  # of the last question; late answers carry an older one
        self._painting = False

    @property
    def source(self) -> TableSource[R] | None:
        """The query on the screen."""
        return self._query.source if self._query else None

    @property
    def words(self) -> tuple[str, ...]:
        return self._query.words if self._query else ()

    @property
    def count(self) -> int:
        return self._count

    def show(
        self,
        source: TableSource[R],
        words: Sequence[str] = (),
        keep: Sequence[int] = (),
        near: int = 0,
    ) -> None:
        """Replace the list once its rows are here.

        `keep` are ids whose places are wanted; `near` is the row to prepare if none is left.
        """
        self._number += 1
        query = Query(source, tuple(words))
        self.loading.emit(True)  # noqa: FBT003 - a Qt signal has no keywords
        self._run(
            partial(_answer, self._number, query, self.columns, tuple(keep), near),
            self._receive,
            self._refuse,
        )

    def line(self, row: int) -> Line | None:
        """A row ready to paint; None while its page is on its way."""
        page, at = divmod(row, PAGE)
        lines = self._pages.get(page)
        if lines is None:
            lines = self._ask(page)
        else:
            self._pages.move_to_end(page)
        return lines[at] if lines is not None and at < len(lines) else None

    def id_at(self, row: int) -> int | None:
        line = self.line(row) if 0 <= row < self._count else None
        return line.id if line else None

    def ids_between(self, first: int, last: int) -> list[int]:
        """Ids of rows, both ends included; one query when they are not all here."""
        if self._query is None:
            return []
        first, last = min(first, last), max(first, last)
        if all(page in self._pages for page in range(first // PAGE, last // PAGE + 1)):
            return [line.id for row in range(first, last + 1) if (line := self.line(row))]
        return list(self._query.source.ids())[first : last + 1]

    def all_ids(self) -> list[int]:
        """« Tout »: every id of the query."""
        return list(self._query.source.ids()) if self._query else []

    def pages_here(self) -> list[int]:
        """Numbers of the pages in memory."""
        return sorted(self._pages)

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return TICK_FLAGS if index.column() == CHECK else CELL_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == RowRole:
            return line.row
        if role == IdRole:
            return line.id
        if index.column() == CHECK:
            return self._tick_data(line, role)
        return self._cell_data(
            self.columns[index.column() - 1], line.cells[index.column() - 1], role
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        row_id = self.id_at(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != CHECK or row_id is None:
            return False
        self.selection.set((row_id,), ticked=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return "Tout cocher" if section == CHECK else self.columns[section - 1].title
        return None

    def _tick_data(self, line: Line, role: int) -> Any:
        ticked = line.id in self.selection
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "cochée" if ticked else "non cochée"
        return None

    def _cell_data(self, column: Column[R], cell: Cell, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text or EMPTY
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.spoken(cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align
            case _:
                return None

    # Reading

    @Slot(object)
    def _receive(self, answer: Answer) -> None:
        if answer.number != self._number:
            return  # a newer question was asked meanwhile
        self.beginResetModel()
        self._query, self._count = answer.query, answer.count
        self._pages = OrderedDict(answer.pages)
        self._asked.clear()
        self.endResetModel()
        self.loading.emit(False)  # noqa: FBT003
        self.shown.emit(answer.places)

    @Slot(object)
    def _refuse(self, refusal: Exception) -> None:
        self.loading.emit(False)  # noqa: FBT003
        self.failed.emit(refusal)

    def _ask(self, page: int) -> list[Line] | None:
        if self._query is None or page in self._asked:
            return None
        self._asked.add(page)
        self._painting = True
        self._run(
            partial(_page, self._number, self._query, self.columns, page),
            self._receive_page,
            self._refuse,
        )
        self._painting = False
        return self._pages.get(page)

    @Slot(object)
    def _receive_page(self, answer: Page) -> None:
        if answer.number != self._number:
            return
        self._asked.discard(answer.page)
        self._pages[answer.page] = answer.lines
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if not self._painting:  # it came later: what was blank can be painted
            first, last = answer.page * PAGE, min(answer.page * PAGE + PAGE, self._count) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns)))

    @Slot()
    def _ticks_changed(self) -> None:
        if self._count:
            first, last = self.index(0, CHECK), self.index(self._count - 1, CHECK)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])


def _answer(
    number: int, query: Query[R], columns: Sequence[Column[R]], keep: tuple[int, ...], near: int
) -> Answer:
    count = query.source.count()
    near = max(0, min(near, count - 1))
    pages = {near // PAGE: query.lines(columns, near // PAGE)}
    # Most often the rows to keep are on that page, and their places need no query.
    places = {line.id: near // PAGE * PAGE + at for at, line in enumerate(pages[near // PAGE])}
    found = {i: places[i] if i in places else query.source.position(i) for i in set(keep)}
    places = {row_id: row for row_id, row in found.items() if row is not None}
    for row in places.values() or [near]:
        for at in (max(0, row - MARGIN), min(row + MARGIN, count - 1)):
            if at // PAGE not in pages:
                pages[at // PAGE] = query.lines(columns, at // PAGE)
    return Answer(number, query, count, places, pages)


def _page(number: int, query: Query[R], columns: Sequence[Column[R]], page: int) -> Page:
    return Page(number, page, query.lines(columns, page))
