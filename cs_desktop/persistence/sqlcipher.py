"""The driver, typed: the one module of the layer that names `sqlcipher3` (A2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from sqlcipher3 import dbapi2

DRIVER: Any = dbapi2  # it ships no types
DriverError: type[Exception] = DRIVER.Error


class DriverCursor(Protocol):
    """What we use of a cursor."""

    def execute(self, sql: str, parameters: Sequence[Any] = ...) -> DriverCursor: ...
    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    def close(self) -> None: ...


class DriverConnection(Protocol):
    """What we use of a connection."""

    def cursor(self) -> DriverCursor: ...
    def execute(self, sql: str, parameters: Sequence[Any] = ...) -> DriverCursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> DriverCursor: ...
    def backup(
        self,
        target: DriverConnection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], None] | None = ...,
        sleep: float = ...,
    ) -> None: ...
    def close(self) -> None: ...


def open_file(uri: str, *, wait_ms: int) -> DriverConnection:
    """A connection in autocommit: SQLAlchemy says BEGIN, not the driver."""
    return DRIVER.connect(
        uri,
        uri=True,
        isolation_level=None,
        check_same_thread=False,  # the pool hands a connection to one thread at a time
        timeout=wait_ms / 1000,
    )
