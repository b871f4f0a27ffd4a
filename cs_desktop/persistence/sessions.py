"""The two kinds of session: one that reads, one that writes, numbers, stamps and traces."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NoReturn, cast

from sqlalchemy import Table, TextClause, inspect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction, UOWTransaction
from sqlalchemy.sql.dml import UpdateBase

from cs_desktop.persistence import journal
from cs_desktop.persistence.base import STAMPS, Base, is_journalled
from cs_desktop.persistence.compteur import next_ids
from cs_desktop.persistence.derived import refresh
from cs_desktop.persistence.trace import Action, Touched, Values, trace_of

BULK = "bulk_helper"  # execution option of the statements that persistence.bulk announces itself


VERBS = frozenset({"INSERT", "REPLACE", "UPDATE", "DELETE"})
NOISE = VERBS | {"INTO", "FROM", "OR", "IGNORE", "ABORT", "ROLLBACK", "FAIL"}


class ReadSession(Session):
    """A session that refuses to write."""


class WriteSession(Session):
    """A session of one use-case; `info` holds operation, acteur, usage, site and now."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RuntimeError("this way of writing says nothing to anybody: use persistence.bulk")

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _refuse


def check_thread(session: Session) -> None:
    """SQLAlchemy silently lets two threads share a session: we do not."""
    if __debug__ and session.info.get("thread") != threading.get_ident():
        raise AssertionError("this session belongs to another thread")


@listens_for(ReadSession, "do_orm_execute")
def _check_reader(state: ORMExecuteState) -> None:
    check_thread(state.session)


@listens_for(ReadSession, "before_flush")
def _refuse_to_write(_session: Session, _context: UOWTransaction, _objects: Any) -> NoReturn:
    raise RuntimeError("this session only reads: write inside Database.transaction")


@listens_for(WriteSession, "do_orm_execute")
def _refuse_silent_writes(state: ORMExecuteState) -> None:
    """A bulk statement passes by neither the journal nor the screens, unless the helper runs it."""
    check_thread(state.session)
    if state.execution_options.get(BULK, False):
        return
    name = _written_table(state.statement)
    table = Base.metadata.tables.get(name or "")
    if table is not None and is_journalled(table.info):
        raise RuntimeError(f"write {name} through persistence.bulk, or nobody will know")


def _written_table(statement: Any) -> str | None:
    if isinstance(statement, UpdateBase):
        return str(getattr(statement.table, "name", ""))
    if isinstance(statement, TextClause):
        words = statement.text.replace("(", " ").split()
        if words and words[0].upper() in VERBS:
            return next((w.strip('"').lower() for w in words if w.upper() not in NOISE), None)
    return None


@listens_for(WriteSession, "after_transaction_create")
def _refuse_savepoints(_session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        raise RuntimeError("a use-case is one transaction: no savepoint, the trace would lie")


@listens_for(WriteSession, "before_flush")
def _number_and_stamp(session: Session, _context: UOWTransaction, _objects: Any) -> None:
    check_thread(session)
    now = session.info["now"]
    anonymous: defaultdict[str, list[Any]] = defaultdict(list)
    for row in session.new:
        columns = _table(row).columns
        if "id" in columns and row.id is None:
            anonymous[row.__tablename__].append(row)
        if "cree_le" in columns and row.cree_le is None:
            row.cree_le = now
        if "modifie_le" in columns:
            row.modifie_le = now
    for row in session.dirty:
        if "modifie_le" in _table(row).columns and session.is_modified(row):
            row.modifie_le = now
    for row in session.deleted:
        _load_everything(row)
    for table, rows in anonymous.items():
        for row, row_id in zip(rows, next_ids(session, table, len(rows)), strict=True):
            row.id = row_id


def _load_everything(row: Any) -> None:
    """Once deleted, a row can no longer say what it held."""
    for prop in _mapper(row).column_attrs:
        getattr(row, prop.key)


@listens_for(WriteSession, "after_flush")
def _trace(session: Session, _context: UOWTransaction) -> None:
    for row in session.new:
        _record(session, row, Action.CREATION)
    for row in session.dirty:
        _record(session, row, Action.MODIFICATION)
    for row in session.deleted:
        _record(session, row, Action.SUPPRESSION)


@listens_for(WriteSession, "before_commit")
def _write_journal(session: Session) -> None:
    """The journal and the derived tables reach the disk with the rows, or not at all."""
    session.flush()
    trace = trace_of(session)
    if trace.announced:
        refresh(session, trace.by_table())
        journal.write(session, trace)
        session.info["announced"] = trace.changes()
    session.info.pop("trace", None)


def _record(session: Session, row: Any, action: Action) -> None:
    table = _table(row)
    if "id" not in table.columns:
        return
    trace = trace_of(session)
    if not is_journalled(table.info):
        trace.announce(table.name, row.id)
        return
    before, after = _values(row, action)
    if action is Action.MODIFICATION and not after:
        return
    personne_id = row.id if table.name == "personne" else getattr(row, "personne_id", None)
    version = getattr(row, "version", None)
    trace.record(table.name, row.id, Touched(action, version, personne_id, before, after))


def _values(row: Any, action: Action) -> tuple[Values, Values]:
    """Columns before and after: all the known ones, or the changed ones for a modification."""
    before: Values = {}
    after: Values = {}
    attributes = inspect(row).attrs
    for prop in _mapper(row).column_attrs:
        name = prop.columns[0].name
        if name in STAMPS:
            continue
        history = attributes[prop.key].history
        new = _first(history.added or history.unchanged)
        if action is Action.CREATION:
            if new is not None:
                after[name] = new
        elif action is Action.SUPPRESSION:
            old = _first(history.deleted or history.unchanged)
            if old is not None:
                before[name] = old
        elif history.added or history.deleted:
            before[name], after[name] = _first(history.deleted), new
    return before, after


def _first(values: Sequence[Any] | None) -> Any:
    return values[0] if values else None


def _mapper(row: Any) -> Mapper[Any]:
    return cast("Mapper[Any]", inspect(cast("type[Any]", type(row))))


def _table(row: Any) -> Table:
    return cast("Table", _mapper(row).local_table)
