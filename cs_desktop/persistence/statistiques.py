"""How many rows each table holds: what `demo` answers and what a copy is compared with."""

from __future__ import annotations

from sqlalchemy import func, select, table
from sqlalchemy.orm import Session

from cs_desktop.persistence.tables import whole_metadata


def row_counts(session: Session) -> dict[str, int]:
    """Rows per table, by name."""
    return {
        name: session.scalars(select(func.count()).select_from(table(name))).one()
        for name in sorted(whole_metadata().tables)
    }
