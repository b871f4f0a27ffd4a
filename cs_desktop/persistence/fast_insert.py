"""One statement for many full rows, without what SQLAlchemy spends on each of them.

*Measured* on 10,000 people: the journal took 60 % of a bulk write through `execute(insert(…))`,
twice as long as here. Values are converted by the column types all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, LargeBinary, Table, insert

from cs_desktop.persistence.trace import Values

Converter = Callable[[Any], Any]


def insert_many(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that name every column of `table`."""
    if not rows:
        return
    dialect = connection.dialect
    if not dialect.positional:
        connection.execute(insert(table), rows)
        return
    compiled = insert(table).compile(dialect=dialect)
    names: list[str] = list(compiled.positiontup or ())
    connection.exec_driver_sql(str(compiled), list(_converted(table, names, rows, dialect)))


def _converted(
    table: Table, names: list[str], rows: Sequence[Values], dialect: Dialect
) -> Iterator[tuple[Any, ...]]:
    values_of = itemgetter(*names)
    converters = [
        (rank, _remembering(convert))
        for rank, name in enumerate(names)
        if (convert := _converter(table, name, dialect)) is not None
    ]
    for row in rows:
        values = list(values_of(row))
        for rank, convert in converters:
            values[rank] = convert(values[rank])
        yield tuple(values)


def _converter(table: Table, name: str, dialect: Dialect) -> Converter | None:
    kind = table.columns[name].type
    if isinstance(kind, LargeBinary):
        return None  # drivers take bytes; the wrapping that SQLAlchemy adds costs more than the row
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _remembering(convert: Converter) -> Converter:
    """The instant of a use-case is the same object on each row: convert it once."""
    last: list[Any] = [None, convert(None)]

    def converted(value: Any) -> Any:
        if value is not last[0]:
            last[:] = [value, convert(value)]
        return last[1]

    return converted
