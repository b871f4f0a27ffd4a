from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.ages import (
    AGE_INCONNU,
    TRANCHES_FINES,
    age,
    tranche,
    tranche_a,
    tranches,
)
from cs_desktop.domain.dates import Naissance, Precision

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("naissance", "jour", "years"),
    [
        (date(1959, 5, 2), date(2026, 5, 1), 66),
        (date(1959, 5, 2), date(2026, 5, 2), 67),
        (date(2026, 9, 15), date(2026, 9, 15), 0),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2008, 2, 28), date(2026, 2, 28), 18),
        (date(2026, 9, 16), date(2026, 9, 15), -1),
    ],
)
def test_age(naissance: date, jour: date, years: int) -> None:
    assert age(naissance, jour) == years


@given(days, days)
def test_age_grows_by_one_at_most_from_a_day_to_the_next(naissance: date, jour: date) -> None:
    assert age(naissance, jour + timedelta(days=1)) - age(naissance, jour) in {0, 1}


@given(days, st.integers(0, 120))
def test_an_age_is_reached_on_the_birthday_or_the_day_after_february(
    naissance: date, years: int
) -> None:
    year = naissance.year + years
    try:
        birthday = naissance.replace(year=year)
    except ValueError:
        birthday = date(year, 3, 1)
    assert age(naissance, birthday) == years
    assert age(naissance, birthday - timedelta(days=1)) == years - 1


def test_the_bands_follow_each_other_without_gap_from_zero() -> None:
    assert TRANCHES_FINES[0].debut == 0
    for band, following in pairwise(TRANCHES_FINES):
        assert band.fin is not None
        assert following.debut == band.fin + 1
    assert TRANCHES_FINES[-1].fin is None


@given(st.integers(0, 130))
def test_each_age_has_the_band_that_holds_it(years: int) -> None:
    band = tranche(years)
    assert band.debut is not None
    assert band.debut <= years
    assert band.fin is None or years <= band.fin


def test_bands_by_hand() -> None:
    assert [tranche(n).code for n in (2, 3, 17, 18, 59, 60, 89, 90, 130)] == [
        "0-2", "3-5", "16-17", "18-25", "26-59", "60-64", "80-89", "90+", "90+",
    ]  # fmt: skip
    assert tranche(90).libelle == "90 ans et plus"
    assert tranche(4).libelle == "3 à 5 ans"


def test_an_unknown_age_is_a_band() -> None:
    assert tranche(None) == AGE_INCONNU
    assert tranche(-1) == AGE_INCONNU
    assert tranche_a(None, date(2026, 9, 15)) == AGE_INCONNU


def test_a_birth_known_in_part_has_a_band_only_when_no_doubt_is_left() -> None:
    jour = date(2026, 12, 31)
    annee = Naissance(date(1980, 1, 1), Precision.ANNEE)
    assert tranche_a(annee, jour).code == "26-59"
    assert tranche_a(Naissance(date(2008, 1, 1), Precision.ANNEE), date(2026, 9, 15)) == AGE_INCONNU
    assert tranche_a(Naissance(date(2008, 1, 1), Precision.ANNEE), jour).code == "18-25"
    assert tranche_a(Naissance(date(2008, 9, 1), Precision.MOIS), date(2026, 9, 15)) == AGE_INCONNU
    assert tranche_a(Naissance(date(2008, 9, 1), Precision.PRESUMEE), jour).code == "18-25"


def test_spans() -> None:
    assert [band.code for band in tranches("12-17")] == ["12-15", "16-17"]
    assert [band.code for band in tranches("70+")] == ["70-74", "75-79", "80-89", "90+"]
    assert tranches("90+") == (TRANCHES_FINES[-1],)
    assert tranches("inconnu") == (AGE_INCONNU,)


@pytest.mark.parametrize("code", ["12-16", "13-17", "61+", "17-12", "100+", "adultes", "", "0-"])
def test_a_span_that_cuts_a_band_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="whole age bands"):
        tranches(code)
