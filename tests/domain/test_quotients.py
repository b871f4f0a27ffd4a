"""Quotients: bands without gap, the tax notice, what the form refuses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.quotients import (
    AvisImposition,
    GenreQuotient,
    QuotientDraft,
    TrancheQf,
    calcule,
    check_avis,
    check_quotient,
    check_tranches,
    formule,
    parse_parts,
    parse_valeur,
    parts_texte,
    tranche_de,
)

TODAY = date(2026, 9, 15)
MOSAIQUE = check_tranches(
    [
        TrancheQf("T1", 0, 400, "jusqu’à 400"),
        TrancheQf("T2", 401, 700, "de 401 à 700"),
        TrancheQf("T3", 701, 1000, "de 701 à 1 000"),
        TrancheQf("T4", 1001, 1400, "de 1 001 à 1 400"),
        TrancheQf("T5", 1401, None, "à partir de 1 401"),
    ]
)


@given(st.integers(0, 9_999_999), st.integers(4, 80), st.integers(0, 5000))
def test_the_calculation_is_the_formula_rounded_down(revenu, quarts, prestations):
    exact = (Fraction(revenu, 12) + prestations) / Fraction(quarts, 4)
    value = calcule(AvisImposition(revenu, quarts, prestations))
    assert value <= exact < value + 1


def test_the_formula_is_shown_with_its_numbers():
    avis = AvisImposition(18_400, 10)
    assert calcule(avis) == 613
    assert formule(avis) == ("(18\u202f400 ÷ 12 + 0) ÷ 2,5 = 613, arrondi à l’euro inférieur")


@pytest.mark.parametrize(
    ("avis", "champs"),
    [
        (AvisImposition(-1, 3, -1), ["revenu", "parts", "prestations"]),
        (AvisImposition(10_000_000, 81, 100_000), ["revenu", "parts", "prestations"]),
        (AvisImposition(0, 0), ["parts"]),
    ],
)
def test_a_notice_that_cannot_be_is_refused_beside_each_figure(avis, champs):
    with pytest.raises(RegleMetier) as error:
        check_avis(avis)
    assert [refus.champ for refus in error.value.refus] == champs


@given(st.integers(4, 80))
def test_parts_are_read_as_they_are_written(quarts):
    assert parse_parts(parts_texte(quarts)) == quarts


@pytest.mark.parametrize("text", ["", "deux", "2,3", "-1", "²", "1,2,5", "100"])
def test_parts_that_are_not_quarters_are_refused(text):
    with pytest.raises(RegleMetier, match="quarts"):
        parse_parts(text)


@pytest.mark.parametrize(
    ("text", "value"), [("512", 512), ("1\u202f240 €", 1240), ("", None), ("0", 0)]
)
def test_a_value_is_read(text, value):
    assert parse_valeur(text) == value


@pytest.mark.parametrize("text", ["abc", "-5", "512,50", "100000", "9" * 5000, "٣"])
def test_a_value_with_letters_or_too_large_is_refused(text):
    with pytest.raises(RegleMetier) as error:
        parse_valeur(text)
    assert error.value.refus[0].champ == "valeur"


@pytest.mark.parametrize(
    ("valeur", "code"),
    [
        *((0, "T1"), (400, "T1"), (401, "T2"), (700, "T2"), (701, "T3"), (1000, "T3")),
        *((1001, "T4"), (1400, "T4"), (1401, "T5"), (99_999, "T5")),
    ],
)
def test_each_bound_has_its_band(valeur, code):
    tranche = tranche_de(valeur, MOSAIQUE)
    assert tranche is not None
    assert tranche.code == code


@given(st.integers(0, 99_999))
def test_one_band_and_only_one_holds_each_value(valeur):
    held = [t for t in MOSAIQUE if t.debut <= valeur and (t.fin is None or valeur <= t.fin)]
    assert held == [tranche_de(valeur, MOSAIQUE)]


def test_without_a_proof_or_without_bands_there_is_no_band():
    assert tranche_de(None, MOSAIQUE) is None
    assert tranche_de(512, ()) is None
    assert check_tranches([]) == ()


def band(debut: int, fin: int | None, code: str = "") -> TrancheQf:
    return TrancheQf(code or f"T{debut}", debut, fin, f"dès {debut}")


@pytest.mark.parametrize(
    "tranches",
    [
        [band(1, None)],
        [band(0, 400), band(402, None)],
        [band(0, 400), band(400, None)],
        [band(0, 400)],
        [band(0, None), band(401, None)],
        [band(0, -1), band(0, None)],
        [band(0, 400, "A"), band(401, None, "A")],
        [band(0, None, "sans foyer")],
    ],
)
def test_bands_with_a_gap_or_an_overlap_are_refused(tranches):
    with pytest.raises(RegleMetier):
        check_tranches(tranches)


def test_a_line_of_the_history_is_checked():
    kept = check_quotient(QuotientDraft(1, 512, a_partir_du=TODAY, source=" vue  "), TODAY)
    assert kept.source == "vue"
    absent = QuotientDraft(1, 512, GenreQuotient.ABSENT, TODAY)
    assert check_quotient(absent, TODAY).valeur is None
    with pytest.raises(RegleMetier) as error:
        check_quotient(QuotientDraft(1, source="x" * 121), TODAY)
    assert [r.champ for r in error.value.refus] == ["valeur", "a_partir_du", "source"]
    with pytest.raises(RegleMetier) as error:
        check_quotient(QuotientDraft(1, 100_000, a_partir_du=date(2030, 1, 1)), TODAY)
    assert [r.champ for r in error.value.refus] == ["valeur", "a_partir_du"]
    assert [genre.libelle for genre in GenreQuotient] == ["CAF", "MSA", "Calculé", "Absent"]
