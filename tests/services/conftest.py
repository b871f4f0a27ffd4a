"""Real services over a real base, with a fixed clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.database import Database
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
