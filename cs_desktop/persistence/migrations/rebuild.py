"""Rebuilding a table on SQLite, which alters little in place (A8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op


def rebuild_table(
    name: str, *elements: sa.Column[Any] | sa.Constraint, copied: Mapping[str, str]
) -> None:
    """Give table `name` these columns and constraints, keeping its rows.

    `copied` says, for each column of the new table, the SQL expression over the old one. Triggers
    and indexes are created again, word for word: Alembic's batch drops them (*measured*).
    """
    connection = op.get_bind()
    kept = connection.execute(
        sa.text(
            "SELECT sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL "
            "AND type IN ('index', 'trigger') ORDER BY type, name"
        ),
        {"name": name},
    ).scalars()
    statements = list(kept)
    op.create_table(f"nouvelle_{name}", *elements)
    columns = ", ".join(f'"{column}"' for column in copied)
    values = ", ".join(copied.values())
    connection.exec_driver_sql(
        f'INSERT INTO "nouvelle_{name}" ({columns}) SELECT {values} FROM "{name}"'  # noqa: S608
    )
    connection.exec_driver_sql(f'DROP TABLE "{name}"')
    connection.exec_driver_sql(f'ALTER TABLE "nouvelle_{name}" RENAME TO "{name}"')
    for statement in statements:
        connection.exec_driver_sql(statement)
