from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.periods import Periode, annee_civile, saison, saison_de

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
periods = st.tuples(days, days).map(lambda ends: Periode(min(ends), max(ends)))


def test_a_season_and_a_year() -> None:
    assert annee_civile(2026) == Periode(date(2026, 1, 1), date(2026, 12, 31))
    assert saison(2026) == Periode(date(2026, 9, 1), date(2027, 8, 31))
    assert saison(2026, 7, 15) == Periode(date(2026, 7, 15), date(2027, 7, 14))


def test_printed() -> None:
    assert annee_civile(2026).texte() == "2026"
    assert saison(2026).texte() == "2026-2027"
    assert Periode(date(2026, 1, 1), date(2026, 3, 31)).texte() == "du 01/01/2026 au 31/03/2026"


@pytest.mark.parametrize(
    ("jour", "debut"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 2, 28), 2026)],
)
def test_the_season_of_a_day(jour: date, debut: int) -> None:
    assert saison_de(jour) == saison(debut)


@given(days, st.integers(1, 12), st.integers(1, 28))
def test_each_day_is_in_one_season(jour: date, mois: int, premier: int) -> None:
    found = saison_de(jour, mois, premier)
    assert found.contains(jour)
    assert found.jours in {365, 366}


@given(periods, days)
def test_bounds_are_included(periode: Periode, jour: date) -> None:
    assert periode.contains(periode.debut)
    assert periode.contains(periode.fin)
    assert not periode.contains(periode.debut - timedelta(days=1))
    assert not periode.contains(periode.fin + timedelta(days=1))
    assert periode.contains(jour) == periode.overlaps(Periode(jour, jour))


@given(periods, periods)
def test_overlapping_is_symmetric_and_shows_the_common_days(one: Periode, other: Periode) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    common = one.common(other)
    assert (common is not None) == one.overlaps(other)
    if common is not None:
        assert one.contains(common.debut)
        assert other.contains(common.fin)
        assert common == other.common(one)


@given(periods, st.data())
def test_halves_never_overlap_and_lose_no_day(periode: Periode, data: st.DataObject) -> None:
    if periode.debut == periode.fin:
        return
    jour = data.draw(st.dates(periode.debut + timedelta(days=1), periode.fin))
    before, after = periode.split(jour)
    assert not before.overlaps(after)
    assert before.jours + after.jours == periode.jours


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Periode(date(2026, 1, 2), date(2026, 1, 1))
