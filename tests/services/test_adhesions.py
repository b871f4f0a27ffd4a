"""Adhésions through the service: days, refusals, renewals, undo; nothing is ever deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cs_desktop.domain.adhesions import (
    DELAI_RENOUVELLEMENT,
    AdhesionDraft,
    EtatAdhesion,
    GenreAdhesion,
    ReglagesAdhesion,
)
from cs_desktop.domain.chiffres import parse_catalogue
from cs_desktop.domain.errors import AnnulationRefusee, Introuvable, RegleMetier
from cs_desktop.domain.periods import Periode, saison
from cs_desktop.domain.saisons import RegleAdhesion, Validite
from tests.support.adhesions import LAST_SEASON, an_association, covers
from tests.support.personnes import TODAY, a_foyer, a_personne, link

IND, FAM, ASS = GenreAdhesion
PRICES = ReglagesAdhesion(((IND, 1200), (FAM, 2000), (ASS, 0)))


@pytest.fixture
def centre(services, acteur):
    services.adhesions.regler(acteur, Validite(), PRICES)


@pytest.fixture
def family(database):
    """Amina, her two children, and Fatima who lives with them; the foyer last."""
    people = [a_personne(database, prenom=p) for p in ("Amina", "Sami", "Inès", "Fatima")]
    return [*people, a_foyer(database, *people)]


def alone(personne_id: int, **changes) -> AdhesionDraft:
    return replace(AdhesionDraft(IND, TODAY, 1200, personne_id=personne_id), **changes)


def taken(services, acteur, personne_id):
    return services.adhesions.dossier(acteur, personne_id).adhesions


def test_what_is_taken_keeps_its_number_days_and_amount(services, acteur, centre, database):
    personne_id = a_personne(database)
    services.adhesions.prendre(acteur, alone(personne_id))
    services.adhesions.regler(
        acteur, Validite(RegleAdhesion.ANNEE_CIVILE, 1, 1), ReglagesAdhesion(((IND, 9900),), 3)
    )
    (one,) = taken(services, acteur, personne_id)
    assert (one.numero, one.montant, one.debut, one.fin) == (1, 1200, TODAY, date(2027, 8, 31))
    assert services.adhesions.validite(acteur) == Validite(RegleAdhesion.ANNEE_CIVILE, 1, 1)
    assert services.adhesions.reglages(acteur).montant(IND) == 9900


@pytest.mark.parametrize(
    ("regle", "fin"),
    [
        (RegleAdhesion.SAISON, date(2027, 8, 31)),
        (RegleAdhesion.ANNEE_CIVILE, date(2026, 12, 31)),
        (RegleAdhesion.DOUZE_MOIS, date(2027, 9, 14)),
    ],
)
def test_the_rule_of_the_centre_says_until_when(services, acteur, database, regle, fin):
    services.adhesions.regler(acteur, Validite(regle), PRICES)
    draft = alone(a_personne(database))
    assert services.adhesions.proposition(acteur, draft).periode == Periode(TODAY, fin)
    assert services.adhesions.proposition(acteur, draft).montant == 1200


def test_the_season_to_come_is_taken_before_it_begins(services, acteur, centre, database):
    personne_id = a_personne(database)
    draft = alone(personne_id, prise_le=date(2026, 8, 24), suivante=True)
    services.adhesions.prendre(acteur, draft)
    assert taken(services, acteur, personne_id)[0].debut == date(2026, 9, 1)


def test_nobody_pays_twice_for_the_same_days(services, acteur, centre, database):
    personne_id = a_personne(database)
    services.adhesions.prendre(acteur, alone(personne_id))
    proposed = services.adhesions.proposition(acteur, alone(personne_id)).periode
    assert proposed == saison(2027)
    services.adhesions.prendre(acteur, alone(personne_id))
    with pytest.raises(RegleMetier, match="n°\u00a00002") as refused:
        services.adhesions.prendre(acteur, alone(personne_id))
    assert refused.value.refus[0].champ == "prise_le"


def test_a_familiale_covers_those_named_and_no_other(services, acteur, centre, family):
    amina, sami, ines, fatima, foyer_id = family
    draft = AdhesionDraft(
        FAM, TODAY, 2000, foyer_id=foyer_id, couvertes=frozenset({amina, sami, ines})
    )
    adhesion_id = services.adhesions.prendre(acteur, draft)
    dossier = services.adhesions.dossier(acteur, fatima)
    assert dossier.etat is EtatAdhesion.SANS
    assert dossier.etat_de(amina) is EtatAdhesion.A_JOUR
    assert taken(services, acteur, sami)[0].titulaire == "Foyer Belkacem"
    services.adhesions.couvrir(acteur, adhesion_id, fatima)
    assert services.adhesions.dossier(acteur, fatima).etat is EtatAdhesion.A_JOUR
    with pytest.raises(RegleMetier, match="déjà nommée"):
        services.adhesions.couvrir(acteur, adhesion_id, fatima)


def test_a_family_with_somebody_not_covered_yet_begins_today(services, acteur, centre, family):
    amina, sami, *_, foyer_id = family
    services.adhesions.prendre(acteur, alone(amina))
    draft = AdhesionDraft(FAM, TODAY, 2000, foyer_id=foyer_id, couvertes=frozenset({amina, sami}))
    assert services.adhesions.proposition(acteur, draft).periode.debut == TODAY
    services.adhesions.prendre(acteur, draft)
    assert services.adhesions.proposition(acteur, draft).periode == saison(2027)


def test_an_association_has_a_number_and_covers_nobody(services, acteur, centre, database):
    organisme_id = an_association(database)
    draft = AdhesionDraft(ASS, TODAY, 0, organisme_id=organisme_id)
    assert services.adhesions.prendre(acteur, draft) > 0
    assert services.adhesions.a_renouveler(acteur) == []


@pytest.mark.parametrize("wrong", ["individuelle", "over", "cancelled"])
def test_only_a_familiale_in_force_takes_one_more(
    services, acteur, centre, family, database, wrong
):
    amina, sami, *_, foyer_id = family
    match wrong:
        case "individuelle":
            adhesion_id = services.adhesions.prendre(acteur, alone(amina))
        case "over":
            adhesion_id = covers(database, amina, periode=LAST_SEASON, foyer_id=foyer_id)
        case _:
            adhesion_id = covers(database, amina, foyer_id=foyer_id)
            services.adhesions.annuler(acteur, adhesion_id, "erreur")
    with pytest.raises(RegleMetier):
        services.adhesions.couvrir(acteur, adhesion_id, sami)


def test_a_cancelled_one_stays_with_its_reason(services, acteur, centre, database, now):
    personne_id = a_personne(database)
    adhesion_id = services.adhesions.prendre(acteur, alone(personne_id))
    with pytest.raises(RegleMetier, match="pourquoi"):
        services.adhesions.annuler(acteur, adhesion_id, " ")
    services.adhesions.annuler(acteur, adhesion_id, "saisie deux fois")
    (one,) = taken(services, acteur, personne_id)
    assert (one.numero, one.motif, one.annulee_le) == (1, "saisie deux fois", now())
    assert services.adhesions.dossier(acteur, personne_id).etat is EtatAdhesion.SANS
    with pytest.raises(RegleMetier, match="déjà annulée"):
        services.adhesions.annuler(acteur, adhesion_id, "encore")
    with pytest.raises(Introuvable):
        services.adhesions.annuler(acteur, 1, "inconnue")


def last_operation(published) -> int:
    return published[-1].operation


def test_undoing_what_was_taken_cancels_it_and_redo_takes_it_again(
    services, acteur, centre, family, published
):
    amina, sami, *_, foyer_id = family
    draft = AdhesionDraft(FAM, TODAY, 2000, foyer_id=foyer_id, couvertes=frozenset({amina, sami}))
    services.adhesions.prendre(acteur, draft)
    undone = services.operations.undo(acteur, last_operation(published))
    (one,) = taken(services, acteur, sami)
    assert one.annulee_le is not None
    assert services.adhesions.dossier(acteur, sami).etat is EtatAdhesion.SANS
    services.operations.redo(acteur, undone)
    assert services.adhesions.dossier(acteur, sami).etat is EtatAdhesion.A_JOUR
    assert taken(services, acteur, sami)[0].numero == 1


def test_undoing_is_refused_when_the_adhesion_changed_since(
    services, acteur, centre, database, published
):
    adhesion_id = services.adhesions.prendre(acteur, alone(a_personne(database)))
    operation = last_operation(published)
    services.adhesions.annuler(acteur, adhesion_id, "erreur")
    with pytest.raises(AnnulationRefusee):
        services.operations.undo(acteur, operation)


def test_undoing_a_cancellation_gives_the_coverage_back(
    services, acteur, centre, database, published
):
    personne_id = a_personne(database)
    adhesion_id = services.adhesions.prendre(acteur, alone(personne_id))
    services.adhesions.annuler(acteur, adhesion_id, "erreur")
    services.operations.undo(acteur, last_operation(published))
    assert services.adhesions.dossier(acteur, personne_id).etat is EtatAdhesion.A_JOUR


def test_a_child_of_two_foyers_is_covered_whoever_took_it(
    services, acteur, centre, family, database
):
    _, _, ines, _, _ = family
    mehdi = a_personne(database, nom="Zerrouki", prenom="Mehdi")
    other = a_foyer(database, mehdi, nom="Zerrouki")
    with database.transaction(acteur, "essai") as session:
        link(session, ines, other)
    draft = AdhesionDraft(FAM, TODAY, 2000, foyer_id=other, couvertes=frozenset({mehdi, ines}))
    services.adhesions.prendre(acteur, draft)
    dossier = services.adhesions.dossier(acteur, ines)
    assert dossier.etat is EtatAdhesion.A_JOUR
    assert len(dossier.foyers) == 2


@pytest.mark.parametrize(
    "wrong",
    [ReglagesAdhesion(((IND, -1),)), ReglagesAdhesion(delai=-1), ReglagesAdhesion(delai=121)],
)
def test_settings_that_cannot_be_are_refused(services, acteur, wrong):
    with pytest.raises(RegleMetier):
        services.adhesions.regler(acteur, Validite(), wrong)


def test_the_delay_is_the_parameter_of_the_catalogue():
    text = Path("resources/data/chiffres.toml").read_text("utf-8")
    setting = parse_catalogue(text).parametres["delai_renouvellement"]
    assert setting.defaut == DELAI_RENOUVELLEMENT
