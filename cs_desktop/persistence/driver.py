"""Connections of the driver `sqlcipher3` and the SQLAlchemy engine over them (A2, A3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import NullPool, Pool, QueuePool

from cs_desktop.domain.errors import BaseRefusee
from cs_desktop.persistence.sqlcipher import DRIVER, DriverConnection, open_file
from cs_desktop.persistence.storage_errors import check_present, storage_refusal, translated

KEY_SIZE = 32
WAIT_MS = 5000
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def connect(path: Path, key: bytes | None = None, *, create: bool = False) -> DriverConnection:
    """One driver connection, in autocommit: SQLAlchemy says BEGIN, not the driver.

    Raises StockageIndisponible or BaseRefusee when the file cannot be opened with this key.
    """
    if not create:
        check_present(path)
    with translated(path):
        mode = "rwc" if create else "rw"
        connection = open_file(f"{path.resolve().as_uri()}?mode={mode}", wait_ms=WAIT_MS)
        try:
            _configure(connection, path, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _configure(connection: DriverConnection, path: Path, key: bytes | None) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write on the terminal
    if key is not None:
        if len(key) != KEY_SIZE:
            raise ValueError(f"a base key has {KEY_SIZE} bytes")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the key is tried here
    if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise BaseRefusee(
            f"Le dossier « {path.parent} » ne permet pas d’enregistrer sans risque (lecteur réseau "
            "ou disque particulier) : placez la base sur le disque de cet ordinateur."
        )
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def make_engine(path: Path, key: bytes | None = None, *, pooled: bool = True) -> Engine:
    """An engine whose transactions cover DDL, and take the write lock at once when asked.

    Execution option `writing` begins with BEGIN IMMEDIATE; `wait_ms` is how long it may wait.
    """
    pool: type[Pool] = QueuePool if pooled else NullPool
    engine = create_engine(
        "sqlite://", module=DRIVER, creator=lambda: connect(path, key), poolclass=pool
    )

    def translate(context: ExceptionContext) -> None:
        refusal = storage_refusal(context.original_exception, path)
        if refusal is not None:
            raise refusal from context.original_exception

    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", translate)
    return engine


def _begin(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    if options.get("writing", False):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(options.get('wait_ms', WAIT_MS))}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")
