"""What one transaction touched: the material of the journal and of the published `Commit`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from cs_desktop.domain.changes import Change

Values = dict[str, Any]


class Action(StrEnum):
    """What happened to a row, as the journal stores it."""

    CREATION = "creation"
    MODIFICATION = "modification"
    SUPPRESSION = "suppression"


@dataclass(slots=True)
class Touched:
    """One row of one table, with its values before and after the whole transaction.

    A creation has no `before` and a deletion no `after`; a modification holds changed columns only.
    """

    action: Action
    version: int | None
    personne_id: int | None
    before: Values
    after: Values


Key = tuple[str, int]


@dataclass(slots=True)
class Trace:
    """Rows touched since the transaction began, several flushes of one row merged into one."""

    rows: dict[Key, Touched] = field(default_factory=dict[Key, Touched])
    announced: dict[str, set[int]] = field(default_factory=dict[str, set[int]])

    def announce(self, table: str, row_id: int) -> None:
        """Tell the screens, without writing in the journal."""
        self.announced.setdefault(table, set()).add(row_id)

    def record(self, table: str, row_id: int, touched: Touched) -> None:
        """Add what a flush or a bulk statement did to one row."""
        self.announce(table, row_id)
        key = (table, row_id)
        earlier = self.rows.get(key)
        merged = touched if earlier is None else merge(earlier, touched)
        if merged is None:
            del self.rows[key]
        else:
            self.rows[key] = merged

    def changes(self) -> frozenset[Change]:
        """What `Commit` publishes."""
        return frozenset(Change(table, frozenset(ids)) for table, ids in self.announced.items())

    def by_table(self) -> Mapping[str, frozenset[int]]:
        """Ids touched, by table."""
        return {table: frozenset(ids) for table, ids in self.announced.items()}

    def __iter__(self) -> Iterator[tuple[Key, Touched]]:
        return iter(self.rows.items())


def merge(earlier: Touched, later: Touched) -> Touched | None:
    """Two steps on one row as one; None when the row ends as it began."""
    if later.action is Action.SUPPRESSION:
        if earlier.action is Action.CREATION:
            return None
        # A deletion holds the row as it was before this transaction.
        before = {**later.before, **earlier.before}
        return Touched(later.action, later.version, later.personne_id, before, {})
    if earlier.action is Action.CREATION:
        after = {**earlier.after, **later.after}
        return Touched(earlier.action, later.version, later.personne_id, {}, after)
    if earlier.action is Action.SUPPRESSION:  # deleted, then created again under the same id
        return _changed(later, earlier.before, later.after)
    before = {**later.before, **earlier.before}
    return _changed(later, before, {**earlier.after, **later.after})


def _changed(later: Touched, before: Values, after: Values) -> Touched | None:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    if not keys:
        return None
    return Touched(
        Action.MODIFICATION,
        later.version,
        later.personne_id,
        {key: before.get(key) for key in keys},
        {key: after.get(key) for key in keys},
    )


def trace_of(session: Session) -> Trace:
    """The trace of this transaction."""
    trace: Trace = session.info.setdefault("trace", Trace())
    return trace
