"""What every test may ask for: a base of its own, who acts, what is published, a fixed clock."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.domain.droits import Role
from cs_desktop.persistence.database import Database
from tests.support.bases import KEY, NOW, ROLES, TODAY, make_template, open_copy


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty plain base at the current schema: copy it, never open it."""
    return make_template(tmp_path_factory.mktemp("modele"))


@pytest.fixture(scope="session")
def encrypted_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, encrypted with `tests.support.bases.KEY`."""
    return make_template(tmp_path_factory.mktemp("modele_chiffre"), KEY)


@pytest.fixture
def published() -> list[Commit]:
    """What `database` and `encrypted_database` told the screens."""
    return []


@pytest.fixture
def today() -> Callable[[], date]:
    """The clock of services: 15 September 2026."""
    return lambda: TODAY


@pytest.fixture
def now() -> Callable[[], datetime]:
    """The same day, at 8:30 UTC."""
    return lambda: NOW


@pytest.fixture
def database(
    template: Path, tmp_path: Path, published: list[Commit], now: Callable[[], datetime]
) -> Iterator[Database]:
    """An empty base without a key."""
    base = open_copy(template, tmp_path / "centre.sqlite", publish=published.append, now=now)
    yield base
    base.close()


@pytest.fixture
def encrypted_database(
    encrypted_template: Path, tmp_path: Path, published: list[Commit], now: Callable[[], datetime]
) -> Iterator[Database]:
    """An empty base encrypted with `tests.support.bases.KEY`."""
    path = tmp_path / "centre_chiffre.sqlite"
    base = open_copy(encrypted_template, path, KEY, publish=published.append, now=now)
    yield base
    base.close()


@pytest.fixture
def acteurs() -> dict[Role, Acteur]:
    """One acting account for each rôle."""
    return dict(ROLES)


@pytest.fixture
def acteur(acteurs: dict[Role, Acteur]) -> Acteur:
    """The direction, who holds every right."""
    return acteurs[Role.DIRECTION]


class Statements(list[str]):
    """SQL statements run inside the block of `count`, transactions and pragmas left out."""

    @contextmanager
    def count(self) -> Iterator[list[str]]:
        """`with statements.count() as seen: …; len(seen)`."""
        start = len(self)
        seen: list[str] = []
        yield seen
        seen.extend(self[start:])


@pytest.fixture
def statements() -> Iterator[Statements]:
    """Counts what reaches the driver: a list must cost the same for 3 rows as for 300."""
    seen = Statements()

    def note(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture(autouse=True)
def umask_of_the_machine() -> Iterator[None]:
    """The program makes its files private for the whole process; the next test must not notice."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def no_transaction_stays_open() -> Iterator[None]:
    """A connection that a test does not give back would lock the base of the next use-case."""
    out: Counter[int] = Counter()

    def taken(_connection, record, _proxy) -> None:
        out[id(record)] += 1

    def given_back(_connection, record) -> None:
        out[id(record)] -= 1

    event.listen(Pool, "checkout", taken)
    event.listen(Pool, "checkin", given_back)
    yield
    event.remove(Pool, "checkout", taken)
    event.remove(Pool, "checkin", given_back)
    still_open = sum(n for n in out.values() if n > 0)
    assert still_open == 0, f"{still_open} connection(s) never given back: a session stays open"
