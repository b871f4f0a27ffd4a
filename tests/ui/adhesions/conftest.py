"""The fiche of Amina on its tab Adhésion, over a temporary base."""

from __future__ import annotations

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import GenreAdhesion, ReglagesAdhesion
from cs_desktop.domain.quotients import TrancheQf
from cs_desktop.domain.saisons import Validite
from cs_desktop.ui.adhesions.tab import AdhesionTab
from tests.support.office import Office
from tests.support.personnes import a_foyer, a_personne
from tests.ui.personnes.conftest import base, calm, make_office  # noqa: F401 - fixtures

IND, FAM, _ = GenreAdhesion


def prices(office: Office) -> None:
    """12 € alone, 20 € for a family, two bands."""
    settings = ReglagesAdhesion(((IND, 1200), (FAM, 2000)))
    office.services.adhesions.regler(SANS_COMPTE, Validite(), settings)
    bands = (TrancheQf("T1", 0, 400, "jusqu’à 400"), TrancheQf("T2", 401, None, "dès 401"))
    office.services.quotients.regler_tranches(SANS_COMPTE, bands)


def shown(qtbot, office: Office, personne_id: int) -> AdhesionTab:
    """The tab of a person, on show."""
    sheet = office.open("personne", personne_id)
    calm(qtbot, office)
    sheet.tabs.setCurrentIndex(sheet._codes.index("adhesion"))  # type: ignore[attr-defined]
    tab = sheet.findChild(AdhesionTab)
    assert tab is not None
    qtbot.waitUntil(tab.isVisible)
    calm(qtbot, office)
    return tab


@pytest.fixture
def office(qtbot, make_office) -> Office:  # noqa: F811 - the fixture above
    """The direction."""
    made = make_office()
    prices(made)
    return made


@pytest.fixture
def people(office: Office) -> dict[str, int]:
    """Amina and Sami in one foyer, Denis alone."""
    found = {
        name.lower(): a_personne(office.database, nom="Belkacem", prenom=name)
        for name in ("Amina", "Sami")
    }
    found["foyer"] = a_foyer(office.database, *found.values())
    found["denis"] = a_personne(office.database, nom="Thomas", prenom="Denis")
    return found
