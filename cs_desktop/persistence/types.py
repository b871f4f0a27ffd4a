"""Column types that mean the same on SQLite and on PostgreSQL (A2, A19)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator

# SQLite makes a rowid alias of INTEGER only, PostgreSQL needs BIGINT for 64-bit ids.
big = BigInteger().with_variant(Integer(), "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, always aware and always read back in UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy names it
    ) -> datetime | None:
        """Convert to UTC before writing. Raises ValueError for a naive instant."""
        return None if value is None else as_utc(value)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy names it
    ) -> datetime | None:
        """SQLite forgets the zone, PostgreSQL returns it in the session's own."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def as_utc(value: datetime) -> datetime:
    """`value` in UTC. Raises ValueError when it has no time zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone: use datetime.now(UTC)")
    return value.astimezone(UTC)
