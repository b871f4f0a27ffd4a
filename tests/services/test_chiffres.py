"""Figures through the service: periods, filters, taux with both numbers, proofs."""

from __future__ import annotations

import pytest

from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.domain.periods import annee_civile, saison
from cs_desktop.domain.preuves import Preuve
from cs_desktop.persistence.centre import Centre
from cs_desktop.persistence.chiffres import registre
from cs_desktop.persistence.chiffres.registre import Comptage
from tests.support.personnes import a_draft, many_personnes, numbered_people

PEOPLE, UNKNOWN_AGES = "fichier.personnes", "fichier.part_ages_inconnus"


@pytest.fixture
def town(database):
    """Thirty people of known age and three others."""
    return many_personnes(database, [*numbered_people(30), *(a_draft() for _ in range(3))])


def test_the_figures_of_a_year_come_in_printing_order(services, acteur, town):
    values = services.chiffres.values(acteur, 2026)
    codes = [value.code for value in values]
    printed = [chiffre.code for chiffre in services.chiffres.catalogue(acteur)]
    assert codes == [code for code in printed if code in codes]
    assert {code.partition(".")[0] for code in codes} == {"fichier", "familles", "adhesions"}
    people, unknown = values[:2]
    assert (people.valeur, people.periode) == (33, annee_civile(2026))
    assert (unknown.valeur, unknown.numerateur, unknown.denominateur) == (None, 3, 33)
    assert [value.valeur for value in services.chiffres.values(acteur, 2025, [PEOPLE])] == [0]


def test_a_filter_holds_for_both_sides_of_a_taux(services, acteur, town):
    women = Filtre.de({"sexe": "F"})
    (people,) = services.chiffres.values(acteur, 2026, [PEOPLE], women)
    (unknown,) = services.chiffres.values(acteur, 2026, [UNKNOWN_AGES], women)
    assert people.valeur == unknown.denominateur > 0
    assert unknown.numerateur == 0


def test_without_codes_only_the_figures_that_take_the_filter_are_given(services, acteur, town):
    ages = Filtre.de({"tranche_age": "60+"})
    codes = {value.code for value in services.chiffres.values(acteur, 2026, filtre=ages)}
    assert PEOPLE in codes
    assert not codes & {UNKNOWN_AGES, "adhesions.souscrites", "familles.foyers_adherents"}


def test_the_proof_is_as_long_as_the_number(services, acteur, town):
    (proof,) = services.chiffres.rows(acteur, PEOPLE, 2026)
    assert set(proof.personne_ids) == set(town)
    above, below = services.chiffres.rows(acteur, UNKNOWN_AGES, 2026)
    assert (len(above.lignes), len(below.lignes)) == (3, 33)
    assert set(above.personne_ids) == set(town[30:])
    assert above.libelle == below.libelle == "Personnes dans le fichier"


def test_what_is_not_a_figure_or_not_yet_is_told(services, acteur):
    with pytest.raises(Introuvable):
        services.chiffres.values(acteur, 2026, ["fichier.rien"])
    with pytest.raises(RegleMetier, match="pas encore"):
        services.chiffres.values(acteur, 2026, ["publics.personnes_distinctes"])
    by_theme = Filtre.de({"theme": "culture"})
    with pytest.raises(RegleMetier, match="ne se filtre pas"):
        services.chiffres.values(acteur, 2026, [PEOPLE], by_theme)
    with pytest.raises(RegleMetier, match="ne se filtre pas"):
        services.chiffres.rows(acteur, PEOPLE, 2026, by_theme)


def test_a_figure_of_a_season_follows_the_centre(services, acteur, database, monkeypatch):
    seasonal = next(
        chiffre for chiffre in services.chiffres.catalogue(acteur) if chiffre.periode == "saison"
    )
    monkeypatch.setitem(
        registre.COMPTAGES, seasonal.code, Comptage(registre.COMPTAGES[PEOPLE].lignes)
    )
    (before,) = services.chiffres.values(acteur, 2026, [seasonal.code])
    assert before.periode == saison(2026)
    with database.transaction(acteur, "essai") as session:
        session.add(Centre(nom="Mosaïque", saison_mois=7, saison_jour=15))
    (after,) = services.chiffres.values(acteur, 2026, [seasonal.code])
    assert after.periode == saison(2026, 7, 15)


def test_the_catalogue_holds_figures_to_come(services, acteur):
    assert "publics.personnes_distinctes" in services.chiffres.catalogue(acteur).chiffres


def test_rows_that_name_nobody_have_no_people():
    proof = Preuve("x.y", "X", annee_civile(2026), Filtre(), ("site",), ((1,),))
    assert proof.personne_ids == ()
