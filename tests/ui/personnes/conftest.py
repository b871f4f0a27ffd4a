"""The frame over a temporary base, with the hands that the tests of people need."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Role
from cs_desktop.domain.personnes import check_draft
from tests.support.bases import NOW, TODAY
from tests.support.office import Office, open_office
from tests.support.personnes import AMINA, a_draft, many_personnes, numbered_people

OpenOffice = Callable[..., Office]
LEON = a_draft(nom="Marchand", prenom="Léon", telephone="0639982470", commune="Éclusier")
CLAUDINE = a_draft(nom="Marchand", prenom="Claudine", telephone="0639982471")


@pytest.fixture
def base(template: Path, tmp_path: Path) -> Path:
    """A base of its own, empty."""
    path = tmp_path / "centre.sqlite"
    shutil.copyfile(template, path)
    return path


@pytest.fixture
def make_office(base: Path, qtbot: QtBot) -> Iterator[OpenOffice]:
    """Opens the frame; people are written before its first screen when given."""
    opened: list[Office] = []

    def make(role: Role = Role.DIRECTION, **changes: Any) -> Office:
        acteur = Acteur(None, "sans compte", role)  # an id would need its account in the base
        office = open_office(base, acteur, lambda: TODAY, lambda: NOW, **changes)
        opened.append(office)
        office.frame.activateWindow()
        qtbot.waitUntil(office.frame.isActiveWindow)
        calm(qtbot, office)
        return office

    yield make
    for office in opened:
        office.close()


@pytest.fixture
def office(make_office: OpenOffice) -> Office:
    """The direction, before three people: Amina, Claudine and Léon."""
    made = make_office()
    many_personnes(made.database, [check_draft(AMINA, TODAY), CLAUDINE, LEON])
    return made


@pytest.fixture
def crowd(make_office: OpenOffice) -> Office:
    """Three hundred people."""
    made = make_office()
    many_personnes(made.database, numbered_people(300))
    return made


def calm(qtbot: QtBot, office: Office) -> None:
    """Wait until nothing is read or written any more and every answer is on the screen."""

    def nothing_runs() -> None:
        QApplication.processEvents()
        assert not office.pools.running()
        assert not getattr(office.frame.host.screen, "_count_due", False)

    qtbot.waitUntil(nothing_runs)
    QApplication.processEvents()
