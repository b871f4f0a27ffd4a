"""Real services over a real base, with a fixed clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.statistiques import row_counts
from cs_desktop.services.ouverture import open_services
from cs_desktop.services.services import Services
from tests.support.centres import a_centre, enter

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def services(database, today, now) -> Services:
    """Everything a screen may call."""
    return open_services(database, today=today, now=now, resources=RESOURCES)


@pytest.fixture
def centre(tmp_path: Path) -> tuple[Path, str]:
    """A new protected base and the words of its fiche de secours."""
    return a_centre(tmp_path)


@pytest.fixture
def base(centre: tuple[Path, str]) -> Path:
    """A new protected base."""
    return centre[0]


@pytest.fixture
def entered(base: Path) -> Iterator[tuple[Database, Acteur]]:
    """The same, opened by its direction."""
    database, acteur = enter(base)
    yield database, acteur
    database.close()


@pytest.fixture
def odile(entered: tuple[Database, Acteur]) -> Acteur:
    """The direction of that base."""
    return entered[1]


@pytest.fixture
def csv(tmp_path: Path) -> Callable[..., Path]:
    """Writes a list to import: `csv("Nom;Prénom", "Dupont;Anna")`."""

    def write(*rows: str, name: str = "liste.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def counts(database: Database) -> Callable[[], dict[str, int]]:
    """Rows per table, now."""

    def read() -> dict[str, int]:
        with database.reading() as session:
            return row_counts(session)

    return read
