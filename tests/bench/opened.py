"""The services over a base, as the window has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cs_desktop.persistence.database import Database
from cs_desktop.services.ouverture import open_services
from cs_desktop.services.services import Services
from tests.bench.bases import JOUR
from tests.support.source import ROOT


def clock() -> datetime:
    """The real one: two writes of a same instant would not be two writes."""
    return datetime.now(UTC)


@contextmanager
def reading(path: Path) -> Iterator[Services]:
    """Services over the base at `path`, closed at the end."""
    database = Database(path, now=clock)
    try:
        yield services_over(database)
    finally:
        database.close()


def services_over(database: Database) -> Services:
    """The same over an open base."""
    return open_services(database, today=lambda: JOUR, now=clock, resources=ROOT / "resources")
