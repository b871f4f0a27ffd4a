"""Bulk statements of the features: numbered, journalled and announced like single rows (A5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from sqlalchemy import ColumnElement, Table
from sqlalchemy.orm import Session

from cs_desktop.persistence.base import Base
from cs_desktop.persistence.compteur import next_ids
from cs_desktop.persistence.rows import delete_ids, insert_full, read_where, update_changed
from cs_desktop.persistence.trace import Values


def insert_rows(
    session: Session, model: type[Base], rows: Iterable[Mapping[str, Any]]
) -> list[int]:
    """Insert `rows` with the defaults of `model`, in one block of ids. The ids, in order.

    Raises TypeError for a column that does not exist.
    """
    session.flush()
    table = cast("Table", model.__table__)
    given = list(rows)
    defaults, computed = _defaults(session, table)
    anonymous = sum(1 for row in given if row.get("id") is None)
    fresh = iter(next_ids(session, table.name, anonymous))
    full: list[Values] = []
    for row in given:
        values = {**defaults, **row}
        if len(values) != len(defaults):
            raise TypeError(f"{table.name} has no column {sorted(values.keys() - defaults.keys())}")
        for name, compute in computed.items():
            if name not in row:
                values[name] = compute()
        if values["id"] is None:
            values["id"] = next(fresh)
        full.append(values)
    insert_full(session, table, full)
    return [row["id"] for row in full]


def update_rows(
    session: Session, model: type[Base], where: ColumnElement[bool], values: Mapping[str, Any]
) -> int:
    """Give the same values to every row that meets `where`. How many were not so already."""
    session.flush()
    table = cast("Table", model.__table__)
    wanted = dict(values)
    return update_changed(session, table, dict.fromkeys(read_where(session, table, where), wanted))


def update_each(
    session: Session, model: type[Base], values: Mapping[int, Mapping[str, Any]]
) -> int:
    """Give its own values to each row, by id. How many were not so already."""
    session.flush()
    wanted = {row_id: dict(row) for row_id, row in values.items()}
    return update_changed(session, cast("Table", model.__table__), wanted)


def delete_rows(session: Session, model: type[Base], where: ColumnElement[bool]) -> int:
    """Delete link rows that meet `where`: screens archive everything else (A6). Their number."""
    session.flush()
    table = cast("Table", model.__table__)
    return delete_ids(session, table, read_where(session, table, where))


def _defaults(session: Session, table: Table) -> tuple[Values, dict[str, Callable[[], Any]]]:
    """What a column holds when a row does not say, and what must be computed for each row."""
    values: Values = dict.fromkeys(table.columns.keys())
    computed: dict[str, Callable[[], Any]] = {}
    for column in table.columns:
        default: Any = column.default
        if default is not None and default.is_scalar:
            values[column.name] = default.arg
        elif default is not None and default.is_callable:
            computed[column.name] = _calling(default.arg)
    now = session.info["now"]
    stamps = {"version": 1, "cree_le": now, "modifie_le": now}
    return {**values, **{k: v for k, v in stamps.items() if k in values}}, computed


def _calling(function: Callable[[Any], Any]) -> Callable[[], Any]:
    """SQLAlchemy wraps defaults so that they take an execution context, which we do not have."""
    return lambda: function(None)
