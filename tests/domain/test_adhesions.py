"""What the form of an adhésion may hold, and how a refusal is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cs_desktop.domain.adhesions import (
    DELAI_RENOUVELLEMENT,
    Adhesion,
    AdhesionDraft,
    EtatAdhesion,
    GenreAdhesion,
    ReglagesAdhesion,
    check_adhesion,
    check_motif,
)
from cs_desktop.domain.errors import RegleMetier

TODAY = date(2026, 9, 15)
ALONE = AdhesionDraft(personne_id=1, prise_le=TODAY, montant=1200)
FAMILY = AdhesionDraft(
    GenreAdhesion.FAMILIALE, TODAY, 2000, foyer_id=7, couvertes=frozenset({1, 2})
)


def refused(draft: AdhesionDraft) -> dict[str | None, str]:
    with pytest.raises(RegleMetier) as error:
        check_adhesion(draft, TODAY)
    return {refus.champ: refus.message for refus in error.value.refus}


def test_an_individuelle_covers_its_titulaire_alone():
    draft = AdhesionDraft(personne_id=1, prise_le=TODAY, montant=0, couvertes=frozenset({1, 2}))
    assert check_adhesion(draft, TODAY).couvertes == {1}


def test_an_association_covers_nobody():
    draft = AdhesionDraft(
        GenreAdhesion.ASSOCIATION, TODAY, 0, organisme_id=3, couvertes=frozenset({1})
    )
    assert check_adhesion(draft, TODAY).couvertes == frozenset()


def test_a_familiale_covers_those_who_are_ticked():
    assert check_adhesion(FAMILY, TODAY).couvertes == {1, 2}


def test_every_reason_is_given_at_once_beside_its_field():
    assert set(refused(AdhesionDraft())) == {"prise_le", "montant", "personne_id"}


@pytest.mark.parametrize(
    ("changes", "champ"),
    [
        ({"prise_le": date(2026, 9, 16)}, "prise_le"),
        ({"prise_le": date(1900, 1, 1)}, "prise_le"),
        ({"montant": -1}, "montant"),
        ({"montant": 10**12}, "montant"),
        ({"foyer_id": 7}, "genre"),
        ({"genre": GenreAdhesion.FAMILIALE, "personne_id": None}, "genre"),
        (
            {"genre": GenreAdhesion.FAMILIALE, "personne_id": None, "foyer_id": 7},
            "couvertes",
        ),
        ({"genre": GenreAdhesion.ASSOCIATION, "personne_id": None}, "organisme_id"),
    ],
)
def test_each_refusal_names_its_field(changes, champ):
    assert champ in refused(replace(ALONE, **changes))


def test_a_cancellation_says_why():
    assert check_motif("  saisie   deux fois ") == "saisie deux fois"
    for motif in ("  ", "x" * 121):
        with pytest.raises(RegleMetier) as error:
            check_motif(motif)
        assert error.value.refus[0].champ == "motif"


def test_the_number_is_read_with_its_site():
    row = Adhesion(1, 1, 0, 412, GenreAdhesion.INDIVIDUELLE, "", TODAY, TODAY, TODAY, 0, None, "")
    assert row.numero_texte == "n°\u00a00412"
    assert replace(row, site=2).numero_texte == "n°\u00a02-0412"


def test_prices_and_words():
    reglages = ReglagesAdhesion(((GenreAdhesion.FAMILIALE, 2000),))
    assert reglages.montant(GenreAdhesion.FAMILIALE) == 2000
    assert reglages.montant(GenreAdhesion.INDIVIDUELLE) == 0
    assert [etat.libelle for etat in EtatAdhesion] == [
        *("À jour", "À renouveler", "Expirée", "Sans adhésion"),
    ]
    assert GenreAdhesion.FAMILIALE.libelle == "Familiale"
    assert DELAI_RENOUVELLEMENT == 12
