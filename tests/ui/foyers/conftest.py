"""The fiche of Amina on its tab Foyer, over a temporary base."""

from __future__ import annotations

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import parse_naissance
from cs_desktop.domain.foyers import RattachementDraft, RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.ui.foyers.foyer_tab import FoyerTab
from tests.support.bases import TODAY
from tests.support.office import Office
from tests.support.personnes import AMINA
from tests.ui.personnes.conftest import base, calm, make_office  # noqa: F401 - fixtures

ENFANT = RoleFoyer.ENFANT


def a_family(office: Office) -> dict[str, int]:
    """Amina, Sami and Inès in one foyer; Mehdi alone in his own."""
    services = office.services
    amina = services.personnes.save(SANS_COMPTE, AMINA)
    foyer = services.foyers.create_for(SANS_COMPTE, amina)
    people = {"amina": amina, "foyer": foyer}
    for prenom, born in (("Sami", "03/06/2014"), ("Inès", "27/02/2018")):
        draft = PersonneDraft(nom="Belkacem", prenom=prenom, naissance=parse_naissance(born, TODAY))
        link = RattachementDraft(0, foyer, ENFANT)
        people[prenom.lower()] = services.foyers.add_new(SANS_COMPTE, draft, link)
    mehdi = PersonneDraft(nom="Zerrouki", prenom="Mehdi", telephone="06 39 98 61 15")
    people["mehdi"] = services.personnes.save(SANS_COMPTE, mehdi)
    services.foyers.create_for(SANS_COMPTE, people["mehdi"])
    return people


def shown(qtbot, office: Office, personne_id: int) -> FoyerTab:
    """The tab Foyer of a person, on show."""
    sheet = office.open("personne", personne_id)
    calm(qtbot, office)
    sheet.tabs.setCurrentIndex(sheet._codes.index("foyer"))  # type: ignore[attr-defined]
    tab = sheet.findChild(FoyerTab)
    assert tab is not None
    qtbot.waitUntil(tab.isVisible)
    calm(qtbot, office)
    return tab


@pytest.fixture
def office(qtbot, make_office) -> Office:  # noqa: F811 - the fixture above
    """The direction."""
    return make_office()


@pytest.fixture
def people(office: Office) -> dict[str, int]:
    return a_family(office)
