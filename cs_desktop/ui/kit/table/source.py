"""Where the rows of a table come from: one query in one order, read by windows (A10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class SortKey:
    """One level of an order; `column` is the name that the query knows (`Column.sort`)."""

    column: str
    descending: bool = False


class Identified(Protocol):
    """A frozen row that comes out of a service."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Identified)
R_co = TypeVar("R_co", bound=Identified, covariant=True)


class TableSource(Protocol[R_co]):
    """A query with its filters and its order. It never changes: another filter is another source,
    so that a thread can read one while the screen prepares the next."""

    def count(self) -> int:
        """Number of rows."""
        ...

    def page(self, offset: int, limit: int) -> Sequence[R_co]:
        """At most `limit` rows from `offset`, in order."""
        ...

    def position(self, row_id: int, /) -> int | None:
        """Place of a row in the order; None when the query does not hold it."""
        ...

    def ids(self) -> Sequence[int]:
        """Every id, in order: « tout » is the query, not what is on the screen."""
        ...

    def sort(self, keys: tuple[SortKey, ...], /) -> TableSource[R_co]:
        """The same query in another order."""
        ...


class MemorySource(Generic[R]):
    """Rows already in memory, for lists that stay under a few thousand.

    `keys` gives for each sortable column its native value; unknown values come last both ways.
    """

    def __init__(self, rows: Sequence[R], keys: Mapping[str, Callable[[R], Any]]) -> None:
        self._rows, self._keys = list(rows), keys

    def count(self) -> int:
        return len(self._rows)

    def page(self, offset: int, limit: int) -> Sequence[R]:
        return self._rows[offset : offset + limit]

    def position(self, row_id: int, /) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.id == row_id), None)

    def ids(self) -> Sequence[int]:
        return [row.id for row in self._rows]

    def sort(self, keys: tuple[SortKey, ...], /) -> MemorySource[R]:
        rows = list(self._rows)
        for key in reversed(keys):  # sorts are stable: the last key first
            value = self._keys[key.column]
            known = [row for row in rows if value(row) is not None]
            known.sort(key=value, reverse=key.descending)
            rows = known + [row for row in rows if value(row) is None]
        return MemorySource(rows, self._keys)
