"""Columns as migrations write them: frozen here, since migrations never import mapped classes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def big(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A 64-bit integer: an id, an amount in cents, minutes. Never numbered by the base (A7)."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=nullable, autoincrement=False)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """A text, empty rather than null."""
    return sa.Column(name, sa.String(), nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """An instant in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def enregistrement() -> tuple[sa.Column[Any], ...]:
    """What every table of the trade begins with."""
    return (
        big("id"),
        big("version"),
        instant("cree_le"),
        instant("modifie_le"),
    )


def archivable() -> sa.Column[Any]:
    """When a screen archived the row."""
    return instant("archive_le", nullable=True)
