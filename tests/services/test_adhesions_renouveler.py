"""Renewals: one line for each adhésion, a selection taken again at once, undone at once."""

from __future__ import annotations

from datetime import date

import pytest

from cs_desktop.domain.adhesions import EtatAdhesion, GenreAdhesion, ReglagesAdhesion
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.saisons import Validite
from cs_desktop.persistence.foyers import Rattachement
from tests.support.adhesions import LAST_SEASON, OLD_SEASON, covers
from tests.support.personnes import TODAY, a_foyer, a_personne

IND, FAM, ASS = GenreAdhesion


@pytest.fixture
def centre(services, acteur):
    prices = ReglagesAdhesion(((IND, 1200), (FAM, 2000), (ASS, 0)))
    services.adhesions.regler(acteur, Validite(), prices)


@pytest.fixture
def family(database):
    """Amina, her two children, and Fatima who lives with them; the foyer last."""
    people = [a_personne(database, prenom=p) for p in ("Amina", "Sami", "Inès", "Fatima")]
    return [*people, a_foyer(database, *people)]


def test_the_renewal_list_names_each_adhesion_once(services, acteur, centre, family, database):
    amina, sami, ines, fatima, foyer_id = family
    covers(database, amina, sami, ines, periode=LAST_SEASON, foyer_id=foyer_id, montant=1500)
    covers(database, fatima, periode=OLD_SEASON)
    other = a_personne(database, nom="Ferhat", prenom="Zohra")
    covers(database, other, periode=LAST_SEASON)
    lines = services.adhesions.a_renouveler(acteur)
    assert [(one.titulaire, len(one.personnes), one.montant) for one in lines] == [
        ("Foyer Belkacem", 3, 2000),
        ("Zohra Ferhat", 1, 1200),
    ]
    assert [one.titulaire for one in services.adhesions.a_renouveler(acteur, [sami])] == [
        "Foyer Belkacem"
    ]


def test_renewing_a_selection_leaves_those_gone_and_is_undone_at_once(
    services, acteur, centre, family, database, published
):
    amina, sami, ines, fatima, foyer_id = family
    covers(database, amina, sami, ines, fatima, periode=LAST_SEASON, foyer_id=foyer_id)
    services.personnes.archive(acteur, [fatima])
    with database.transaction(acteur, "essai") as session:
        left = session.query(Rattachement).filter_by(personne_id=ines, foyer_id=foyer_id)
        left.one().jusqu_au = date(2026, 9, 14)
    (adhesion_id,) = services.adhesions.renouveler(acteur, [amina, sami])
    states = services.adhesions.dossier(acteur, amina)
    assert (states.etat_de(amina), states.etat_de(sami)) == (EtatAdhesion.A_JOUR,) * 2
    for left in (ines, fatima):
        dossier = services.adhesions.dossier(acteur, left)
        assert dossier.etat is EtatAdhesion.A_RENOUVELER
    latest = services.adhesions.dossier(acteur, amina).adhesions[0]
    assert (latest.id, latest.montant, latest.debut) == (adhesion_id, 2000, TODAY)
    services.operations.undo(acteur, published[-1].operation)
    assert services.adhesions.dossier(acteur, amina).etat is EtatAdhesion.A_RENOUVELER


def test_renewing_nobody_is_told(services, acteur, centre, database):
    with pytest.raises(RegleMetier, match="à renouveler"):
        services.adhesions.renouveler(acteur, [a_personne(database)])
