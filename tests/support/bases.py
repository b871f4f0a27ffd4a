"""Bases for tests: a template is migrated once per session, then copied (a few milliseconds)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.domain.droits import Role
from cs_desktop.persistence.database import Database, tell_nobody
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.migrations.runner import create as create_base
from cs_desktop.persistence.sqlcipher import DriverConnection

T = TypeVar("T")
TODAY = date(2026, 9, 15)
NOW = datetime(2026, 9, 15, 8, 30, tzinfo=UTC)
KEY = bytes(range(32))
ROLES = {role: Acteur(100 + rank, f"Compte {role}", role) for rank, role in enumerate(Role)}


def make_template(folder: Path, key: bytes | None = None) -> Path:
    """An empty base at the current schema, closed."""
    path = folder / "modele.sqlite"
    create_base(path, key)
    return path


def open_copy(
    template: Path,
    path: Path,
    key: bytes | None = None,
    *,
    publish: Callable[[Commit], None] = tell_nobody,
    now: Callable[[], datetime] = lambda: NOW,
    site: int = 0,
) -> Database:
    """A base of its own for one test; the caller closes it."""
    shutil.copyfile(template, path)
    return Database(path, key, publish=publish, now=now, site=site)


@contextmanager
def raw(
    path: Path, key: bytes | None = None, *, create: bool = False
) -> Iterator[DriverConnection]:
    """The driver itself, for what the program would never do to a base."""
    connection = connect(path, key, create=create)
    try:
        yield connection
    finally:
        connection.close()


def write(
    database: Database, acteur: Acteur, work: Callable[[Session], T], usage: str = "essai.ecrire"
) -> T:
    """Run `work` as one use-case."""
    with database.transaction(acteur, usage) as session:
        return work(session)
