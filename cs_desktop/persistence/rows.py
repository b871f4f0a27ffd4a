"""Many rows of one table at once, traced like the objects of a session (A5).

`bulk` offers it for mapped classes; `undo` writes with it. Column names, not attribute names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Table, bindparam, delete, inspect, select, update
from sqlalchemy.orm import Session

from cs_desktop.persistence.base import STAMPS, is_journalled
from cs_desktop.persistence.fast_insert import insert_many
from cs_desktop.persistence.trace import Action, Touched, Values, trace_of

CHUNK = 5000  # ids in one IN (…): well under the 32,766 parameters of SQLite


def chunks(ids: Collection[int]) -> Iterator[list[int]]:
    """`ids` in pieces that fit in one statement."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def read_rows(session: Session, table: Table, ids: Collection[int]) -> dict[int, Values]:
    """The rows of these ids, by id; an absent row is left out."""
    found: dict[int, Values] = {}
    for some in chunks(ids):
        found.update(read_where(session, table, table.columns.id.in_(some)))
    return found


def read_where(session: Session, table: Table, where: ColumnElement[bool]) -> dict[int, Values]:
    """The rows that meet `where`, by id."""
    result = session.connection().execute(select(table).where(where).order_by(table.columns.id))
    return {row["id"]: dict(row) for row in result.mappings()}


def insert_full(session: Session, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that name every column, `id` included."""
    if not rows:
        return
    insert_many(session.connection(), table, rows)
    trace = trace_of(session)
    if not is_journalled(table.info):
        for row in rows:
            trace.announce(table.name, row["id"])
        return
    person = _personne_column(table)
    for row in rows:
        after = {k: v for k, v in row.items() if v is not None and k not in STAMPS}
        touched = Touched(Action.CREATION, row.get("version"), after.get(person), {}, after)
        trace.record(table.name, row["id"], touched)


def update_changed(session: Session, table: Table, wanted: Mapping[int, Values]) -> int:
    """Give rows these values, version + 1, leaving out what already holds. How many changed."""
    current = read_rows(session, table, wanted.keys())
    person = _personne_column(table)
    statements: defaultdict[tuple[str, ...], list[Values]] = defaultdict(list)
    trace = trace_of(session)
    journalled = is_journalled(table.info)
    changed: list[int] = []
    for row_id, row in current.items():
        after = {k: v for k, v in wanted[row_id].items() if row[k] != v}
        if not after:
            continue
        changed.append(row_id)
        statements[tuple(after)].append({**after, **_stamps(session, table, row), "row_id": row_id})
        if not journalled:
            trace.announce(table.name, row_id)
            continue
        before = {k: row[k] for k in after}
        version = row["version"] + 1 if "version" in row else None
        touched = Touched(
            Action.MODIFICATION, version, after.get(person, row.get(person)), before, after
        )
        trace.record(table.name, row_id, touched)
    statement = update(table).where(table.columns.id == bindparam("row_id"))
    for parameters in statements.values():
        columns = [name for name in parameters[0] if name != "row_id"]
        session.connection().execute(
            statement.values({name: bindparam(name) for name in columns}), parameters
        )
    _expire(session, table, changed)
    return len(changed)


def delete_ids(session: Session, table: Table, ids: Iterable[int]) -> int:
    """Delete rows in the order given: a row that refers to another comes first. Their number."""
    ordered = list(ids)
    current = read_rows(session, table, ordered)
    present = [row_id for row_id in ordered if row_id in current]
    if not present:
        return 0
    session.connection().execute(
        delete(table).where(table.columns.id == bindparam("row_id")),
        [{"row_id": row_id} for row_id in present],
    )
    trace = trace_of(session)
    person = _personne_column(table)
    for row_id in present:
        row = current[row_id]
        if not is_journalled(table.info):
            trace.announce(table.name, row_id)
            continue
        before = {k: v for k, v in row.items() if v is not None and k not in STAMPS}
        touched = Touched(Action.SUPPRESSION, row.get("version"), before.get(person), before, {})
        trace.record(table.name, row_id, touched)
    _expire(session, table, present)
    return len(present)


def _stamps(session: Session, table: Table, row: Values) -> Values:
    stamps: Values = {}
    if "version" in table.columns:
        stamps["version"] = row["version"] + 1
    if "modifie_le" in table.columns:
        stamps["modifie_le"] = session.info["now"]
    return stamps


def _personne_column(table: Table) -> str:
    return "id" if table.name == "personne" else "personne_id"


def _expire(session: Session, table: Table, ids: Collection[int]) -> None:
    """Objects already loaded would go on showing what the row held."""
    touched = frozenset(ids)
    for instance in list(session.identity_map.values()):
        state = inspect(instance)
        if state.mapper.local_table is table and state.identity and state.identity[0] in touched:
            session.expire(instance)
