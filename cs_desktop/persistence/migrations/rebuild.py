"""Rebuilding a table on SQLite, which alters little in place (A8)."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic.operations import Operations


def rebuild_table(op: Operations, table: sa.Table, copied: Mapping[str, str]) -> None:
    """Give the table of this name the columns and constraints of `table`, keeping its rows.

    `copied` says, for each column of the new table, the SQL expression over the old one. Triggers
    and indexes of the old table are created again, word for word: Alembic's batch drops them.
    """
    connection = op.get_bind()
    name = table.name
    kept = connection.execute(
        sa.text(
            "SELECT sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL "
            "AND type IN ('index', 'trigger') ORDER BY type, name"
        ),
        {"name": name},
    ).scalars()
    statements = list(kept)
    temporary = table.to_metadata(sa.MetaData(), name=f"nouvelle_{name}")
    temporary.create(connection)
    columns = ", ".join(f'"{column}"' for column in copied)
    connection.exec_driver_sql(
        f'INSERT INTO "nouvelle_{name}" ({columns}) '  # noqa: S608 - names come from migrations
        f'SELECT {", ".join(copied.values())} FROM "{name}"'
    )
    connection.exec_driver_sql(f'DROP TABLE "{name}"')
    connection.exec_driver_sql(f'ALTER TABLE "nouvelle_{name}" RENAME TO "{name}"')
    for statement in statements:
        connection.exec_driver_sql(statement)
