from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cs_desktop.domain.dates import (
    Naissance,
    Precision,
    date_fr,
    date_longue,
    heure,
    parse_date,
    parse_naissance,
)
from cs_desktop.domain.errors import RegleMetier

TODAY = date(2026, 9, 15)
births = st.dates(date(1900, 1, 1), TODAY)


def test_printed_dates() -> None:
    assert date_fr(date(2026, 9, 3)) == "03/09/2026"
    assert date_longue(date(2026, 9, 15)) == "mardi 15 septembre 2026"
    assert date_longue(date(2026, 10, 1)) == "jeudi 1er octobre 2026"


def test_heure() -> None:
    assert heure(9 * 60 + 30) == "09:30"
    assert heure(0) == "00:00"
    assert heure(24 * 60) == "24:00"
    for minutes in (-1, 24 * 60 + 1):
        with pytest.raises(ValueError, match="outside a day"):
            heure(minutes)


@pytest.mark.parametrize(
    ("typed", "jour"),
    [
        ("15", date(2026, 9, 15)),
        ("3", date(2026, 9, 3)),
        ("15/9", date(2026, 9, 15)),
        ("1510", date(2026, 10, 15)),
        ("150926", date(2026, 9, 15)),
        ("15092026", date(2026, 9, 15)),
        ("15/09/2026", date(2026, 9, 15)),
        ("15.9.26", date(2026, 9, 15)),
        ("15-09-2026", date(2026, 9, 15)),
        ("15 9 2026", date(2026, 9, 15)),
        ("2026-09-15", date(2026, 9, 15)),
        ("15 septembre 2026", date(2026, 9, 15)),
        ("1er\u00a0août", date(2026, 8, 1)),
        ("3 FÉV. 24", date(2024, 2, 3)),
        ("auj", TODAY),
        ("Aujourd’hui", TODAY),
        ("hier", date(2026, 9, 14)),
        ("demain", date(2026, 9, 16)),
        ("+7", date(2026, 9, 22)),
        ("-7", date(2026, 9, 8)),
        ("− 15", date(2026, 8, 31)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_what_people_type(typed: str, jour: date) -> None:
    assert parse_date(typed, TODAY) == jour


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Indiquez une date"),
        ("31/04/2026", "Avril 2026 s’arrête au 30. Vérifiez le jour."),
        ("29/02/2014", "Février 2014 s’arrête au 28. Vérifiez le jour."),
        ("15/13/2026", "Le mois 13 n’existe pas"),
        ("15/00/2026", "Le mois 0 n’existe pas"),
        ("0/9", "Le jour 0 n’existe pas"),
        ("bientôt", "«\u00a0bientôt\u00a0» n’est pas une date"),
        ("15 ju", "n’est pas une date"),
        ("15 jui 2026", "n’est pas une date"),
        ("15 brumaire", "n’est pas une date"),
        ("15/9/226", "L’année 226 n’est pas lisible"),
        ("15/09/0226", "L’année 0226 n’est pas lisible"),
        ("15/9/20266", "L’année 20266 n’est pas lisible"),
        ("٣/٩", "n’est pas une date"),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(RegleMetier) as refus:
        parse_date(typed, TODAY)
    assert sentence in str(refus.value)


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_parsing_undoes_printing(jour: date) -> None:
    assert parse_date(date_fr(jour), TODAY) == jour
    assert parse_date(jour.isoformat(), TODAY) == jour


@given(st.dates(date(1977, 1, 1), date(2076, 12, 31)))
@example(date(1977, 1, 1))
@example(date(2076, 12, 31))
def test_two_digit_years_of_activities_are_within_fifty_years(jour: date) -> None:
    assert parse_date(jour.strftime("%d/%m/%y"), TODAY) == jour


@given(st.dates(date(1926, 9, 16), TODAY))
@example(TODAY)
@example(date(1926, 9, 16))
def test_two_digit_years_of_births_are_in_the_past(jour: date) -> None:
    assert parse_date(jour.strftime("%d/%m/%y"), TODAY, naissance=True) == jour


def test_the_century_turns_for_activities_entered_late_in_a_century() -> None:
    assert parse_date("1/1/01", date(2099, 5, 1)) == date(2101, 1, 1)
    assert parse_date("1/1/99", date(2101, 5, 1)) == date(2099, 1, 1)
    assert parse_date("1/1/01", date(2051, 5, 1)) == date(2101, 1, 1)
    assert parse_date("1/1/02", date(2051, 5, 1)) == date(2002, 1, 1)


@given(st.text(alphabet="0123456789/-. +−ahuvierjdm", max_size=10), st.booleans())
def test_any_text_is_a_date_or_a_refusal(typed: str, naissance: bool) -> None:
    try:
        jour = parse_date(typed, TODAY, naissance=naissance)
    except RegleMetier:
        return
    assert not naissance or jour <= TODAY


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("15/9", "Indiquez l’année de naissance"),
        ("15", "Indiquez l’année de naissance"),
        ("16/09/2026", "dans l’avenir"),
        ("demain", "dans l’avenir"),
        ("01/01/1890", "plus de 130 ans"),
    ],
)
def test_impossible_births_are_refused(typed: str, sentence: str) -> None:
    with pytest.raises(RegleMetier) as refus:
        parse_date(typed, TODAY, naissance=True)
    assert sentence in str(refus.value)


@pytest.mark.parametrize(
    ("typed", "naissance", "texte"),
    [
        ("02/05/1959", Naissance(date(1959, 5, 2)), "02/05/1959"),
        ("020559", Naissance(date(1959, 5, 2)), "02/05/1959"),
        ("1951", Naissance(date(1951, 1, 1), Precision.ANNEE), "1951"),
        ("03/1951", Naissance(date(1951, 3, 1), Precision.MOIS), "03/1951"),
        ("3 1951", Naissance(date(1951, 3, 1), Precision.MOIS), "03/1951"),
        ("vers 1951", Naissance(date(1951, 1, 1), Precision.PRESUMEE), "vers 1951"),
        ("présumée 1951", Naissance(date(1951, 1, 1), Precision.PRESUMEE), "vers 1951"),
        ("Vers 12/07/1951", Naissance(date(1951, 7, 12), Precision.PRESUMEE), "vers 12/07/1951"),
    ],
)
def test_births_known_in_part(typed: str, naissance: Naissance, texte: str) -> None:
    assert parse_naissance(typed, TODAY) == naissance
    assert naissance.texte() == texte


@given(births, st.sampled_from(Precision))
def test_a_printed_birth_reads_back(le: date, precision: Precision) -> None:
    first, last = Naissance(le, precision).bornes()
    read = parse_naissance(Naissance(le, precision).texte(), TODAY)
    assert read == Naissance(first, precision)
    assert first <= le <= last


@pytest.mark.parametrize("typed", ["2027", "10/2026", "vers 2027", "1895", "13/1951", "vers", ""])
def test_impossible_partial_births_are_refused(typed: str) -> None:
    with pytest.raises(RegleMetier):
        parse_naissance(typed, TODAY)


def test_bounds_of_a_birth() -> None:
    assert Naissance(date(1952, 2, 1), Precision.MOIS).bornes() == (
        date(1952, 2, 1),
        date(1952, 2, 29),
    )
    assert Naissance(date(1952, 2, 1), Precision.ANNEE).bornes() == (
        date(1952, 1, 1),
        date(1952, 12, 31),
    )
    assert Naissance(date(1952, 2, 1), Precision.PRESUMEE).bornes() == (
        date(1952, 2, 1),
        date(1952, 2, 1),
    )


@pytest.mark.parametrize("typed", ["32 janvier 1988 x", "02/13/1988", "00/01/1988"])
def test_the_example_beside_a_birth_is_a_birth(typed: str) -> None:
    with pytest.raises(RegleMetier, match="19/01/1988"):
        parse_naissance(typed, date(2026, 9, 15))
