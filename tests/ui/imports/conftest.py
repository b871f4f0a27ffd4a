"""The import screen over a temporary base, and files as centres keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cs_desktop.ui.imports import codes
from cs_desktop.ui.imports.screen import ImportScreen
from tests.support.office import Office
from tests.support.ui import answering
from tests.ui.personnes.conftest import base, calm, make_office  # noqa: F401 - fixtures

Write = Callable[..., Path]
FAMILY = (
    "Nom;Prénom;Date de naissance;Tél;N° sécurité sociale;Droit à l’image;Enfants",
    "M. et Mme DUPONT;Paul et Anna;12/03/1980 et 05/06/1982;06 39 98 00 01;;Oui;Léo",
    "BELKACEM;Amina;19/01/1988;06 39 98 24 71;;Non;",
    ";;31/02/2014;;;;",
)


@pytest.fixture
def csv(tmp_path: Path) -> Write:
    def write(*rows: str, name: str = "liste.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def office(qtbot, make_office) -> Office:  # noqa: F811 - the fixture above
    """The direction."""
    return make_office()


def opened(qtbot, office: Office) -> ImportScreen:
    """The first step, on show."""
    screen = office.open(codes.ECRAN)
    assert isinstance(screen, ImportScreen)
    calm(qtbot, office)
    return screen


def chosen(qtbot, office: Office, path: Path) -> ImportScreen:
    """The first step, with a file chosen by its button."""
    screen = opened(qtbot, office)
    with answering(path):
        screen.choose.ask_file()
    calm(qtbot, office)
    return screen


def checked(qtbot, office: Office, path: Path) -> ImportScreen:
    """The third step, once every line is checked."""
    screen = chosen(qtbot, office, path)
    for _step in range(2):
        screen.wizard.next_button.click()
        calm(qtbot, office)
    return screen
