"""Widths, order and choice of the columns, fitted to the room that the table has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cs_desktop.ui.kit.table.columns import Column, TableLayout
from cs_desktop.ui.kit.table.header import Header
from cs_desktop.ui.kit.table.model import CHECK
from cs_desktop.ui.kit.table.ticks import COLUMN
from cs_desktop.ui.kit.theme import theme

SETTLED = 400  # ms after the last drag of an edge before the layout is told


class Arrangement(QObject):
    """Applies a `TableLayout` to a header and tells when the person changes it.

    The column that stretches takes what is left; when the least widths do not fit, secondary
    columns are left out, from the last, and come back with the room.
    """

    changed = Signal()

    def __init__(self, columns: Sequence[Column], header: Header, *, ticks: bool) -> None:
        super().__init__(header)
        self._columns, self._header, self._ticks = tuple(columns), header, ticks
        self._logical = {column.key: at for at, column in enumerate(columns, 1)}
        self._order: tuple[str, ...] = ()
        self._widths: dict[str, int] = {}
        self._room = 0
        self._placing = False  # whether the header moves by our hand
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self.changed)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)

    @property
    def order(self) -> tuple[str, ...]:
        """Keys of the chosen columns, in order, even those that the room leaves out."""
        return self._order

    @property
    def widths(self) -> dict[str, int]:
        return dict(self._widths)

    def apply(self, layout: TableLayout | None) -> None:
        """Show the columns that were chosen, or those of the beginning."""
        kept = tuple(key for key in layout.columns if key in self._logical) if layout else ()
        names = tuple(c.key for c in self._columns if c.kind == "strong" and c.key not in kept)
        first = tuple(column.key for column in self._columns if column.shown)
        self._order = (*names, *kept) if kept else first
        self._widths = {
            key: width
            for key, width in (layout.widths if layout else {}).items()
            if key in self._logical and width > 0
        }
        self._place()
        self.fit(self._room)

    def choose(self, keys: Sequence[str]) -> None:
        """Show other columns, in another order; widths stay."""
        self._order = tuple(keys)
        self._place()
        self.fit(self._room)
        self.changed.emit()

    def fit(self, room: int) -> None:
        """Give each column its width in `room` pixels."""
        self._room = room
        shown = self._fitting(room)
        self._placing = True
        self._header.setSectionHidden(CHECK, not self._ticks)
        self._header.resizeSection(CHECK, theme().px(COLUMN))
        for key, logical in self._logical.items():
            self._header.setSectionHidden(logical, key not in shown)
        for key, width in self._widths_in(room, shown).items():
            self._header.resizeSection(self._logical[key], width)
        self._placing = False

    def _place(self) -> None:
        self._placing = True
        for visual, key in enumerate(self._order, 1):
            self._header.moveSection(self._header.visualIndex(self._logical[key]), visual)
        self._placing = False

    def _column(self, key: str) -> Column:
        return self._columns[self._logical[key] - 1]

    def _width(self, key: str) -> int:
        return theme().px(self._widths.get(key, self._column(key).width))

    def _fitting(self, room: int) -> list[str]:
        shown = list(self._order)
        free = room - (theme().px(COLUMN) if self._ticks else 0)
        for key in reversed(self._order):
            if sum(self._width(other) for other in shown) <= free:
                break
            if self._column(key).secondary:
                shown.remove(key)
        return shown

    def _widths_in(self, room: int, shown: Sequence[str]) -> dict[str, int]:
        widths = {key: self._width(key) for key in shown}
        free = room - sum(widths.values()) - (theme().px(COLUMN) if self._ticks else 0)
        stretching = [key for key in shown if self._column(key).stretch]
        if stretching and free > 0:
            widths[stretching[0]] += free
        return widths

    @Slot(int, int, int)
    def _resized(self, logical: int, _old: int, new: int) -> None:
        if self._placing or logical == CHECK or new == 0:
            return
        self._widths[self._columns[logical - 1].key] = round(new / theme().zoom)
        self._settle.start()

    @Slot()
    def _moved(self) -> None:
        if self._placing:
            return
        visible = [self._columns[at - 1].key for at in self._header.visible() if at != CHECK]
        hidden = [key for key in self._order if key not in visible]
        self._order = (*visible, *hidden)
        self.changed.emit()
