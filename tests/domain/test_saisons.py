"""The three rules of validity, season bounds and rolling months, 29 February included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.periods import Periode, saison
from cs_desktop.domain.saisons import (
    RegleAdhesion,
    Validite,
    check_validite,
    dans_des_mois,
    il_y_a_des_mois,
    precedente,
    saison_texte,
)

DAY = timedelta(days=1)
JOURS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
DEBUTS = st.sampled_from([(9, 1), (1, 1), (7, 15), (2, 28), (12, 31), (8, 24)])
MONTHS = st.integers(0, 120)


@given(JOURS, DEBUTS)
def test_a_season_adhesion_ends_with_the_season_whose_day_it_is(jour, debut):
    periode = Validite(RegleAdhesion.SAISON, *debut).periode(jour)
    assert periode.debut == jour
    assert (periode.fin + DAY).month, (periode.fin + DAY).day == debut
    assert periode.fin - jour <= timedelta(days=366)
    assert (periode.fin + DAY) == date((periode.fin + DAY).year, *debut)


@pytest.mark.parametrize(
    ("prise_le", "fin"),
    [
        (date(2026, 8, 31), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2027, 8, 31)),
        (date(2027, 8, 31), date(2027, 8, 31)),
    ],
)
def test_the_bounds_of_a_season(prise_le, fin):
    assert Validite().periode(prise_le) == Periode(prise_le, fin)


def test_a_season_to_come_begins_with_it():
    assert Validite().suivante(date(2026, 8, 24)) == saison(2026)
    assert Validite(RegleAdhesion.ANNEE_CIVILE).suivante(date(2026, 12, 31)) == Periode(
        date(2027, 1, 1), date(2027, 12, 31)
    )
    rolling = Validite(RegleAdhesion.DOUZE_MOIS)
    assert rolling.suivante(date(2026, 8, 24)) == rolling.periode(date(2026, 8, 24))


@given(JOURS)
def test_a_civil_year_ends_on_31_december(jour):
    periode = Validite(RegleAdhesion.ANNEE_CIVILE).periode(jour)
    assert (periode.debut, periode.fin) == (jour, date(jour.year, 12, 31))


@given(JOURS)
def test_twelve_rolling_months_hold_until_the_day_before_the_anniversary(jour):
    periode = Validite(RegleAdhesion.DOUZE_MOIS).periode(jour)
    assert periode.debut == jour
    assert periode.jours in {365, 366}
    ends = periode.fin + DAY
    assert ends.year == jour.year + 1
    assert (ends.month, ends.day) == (
        (3, 1) if (jour.month, jour.day) == (2, 29) else (jour.month, jour.day)
    )


def test_twelve_months_taken_on_29_february():
    rolling = Validite(RegleAdhesion.DOUZE_MOIS)
    assert rolling.periode(date(2024, 2, 29)).fin == date(2025, 2, 28)
    assert rolling.periode(date(2023, 3, 1)).fin == date(2024, 2, 29)
    assert rolling.periode(date(2023, 2, 28)).fin == date(2024, 2, 27)


@given(JOURS, st.sampled_from(RegleAdhesion), st.integers(0, 400), DEBUTS)
def test_renewing_early_covers_what_follows_and_no_day_twice(jour, regle, ahead, debut):
    covered = jour + timedelta(days=ahead)
    periode = Validite(regle, *debut).periode(jour, couverte_jusqu_au=covered)
    assert periode.debut == covered + DAY
    past = Validite(regle, *debut).periode(jour, couverte_jusqu_au=jour - DAY)
    assert past == Validite(regle, *debut).periode(jour)


@given(JOURS, MONTHS)
def test_months_forward_keep_the_day_or_go_to_the_first_that_follows(jour, months):
    later = dans_des_mois(jour, months)
    assert later.day == jour.day or (later.day == 1 and jour.day > 28)


@given(JOURS, MONTHS)
def test_months_back_keep_the_day_or_stop_at_the_end_of_the_month(jour, months):
    before = il_y_a_des_mois(jour, months)
    assert (jour.year - before.year) * 12 + jour.month - before.month == months
    assert before.day == jour.day or (before + DAY).month != before.month
    assert before.day <= jour.day


def test_twelve_months_before_29_february_is_28_february():
    assert il_y_a_des_mois(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert il_y_a_des_mois(date(2026, 9, 15), 12) == date(2025, 9, 15)
    assert il_y_a_des_mois(date(2026, 3, 31), 1) == date(2026, 2, 28)


@given(st.integers(1990, 2080), DEBUTS)
def test_the_period_before_a_season_is_the_season_before(annee, debut):
    assert precedente(saison(annee, *debut)) == saison(annee - 1, *debut)


@given(JOURS, st.integers(0, 300))
def test_the_period_before_touches_and_never_overlaps(jour, days):
    periode = Periode(jour, jour + timedelta(days=days))
    before = precedente(periode)
    assert before.fin + DAY == periode.debut
    assert before.jours == periode.jours


@pytest.mark.parametrize(
    ("mois", "jour", "champ"), [(2, 29, "jour"), (4, 31, "jour"), (13, 1, "mois"), (9, 0, "jour")]
)
def test_a_season_begins_a_day_that_every_year_has(mois, jour, champ):
    with pytest.raises(RegleMetier) as refused:
        check_validite(Validite(mois=mois, jour=jour))
    assert refused.value.refus[0].champ == champ
    assert check_validite(Validite(mois=2, jour=28)).jour == 28


def test_the_season_of_the_day_is_named():
    assert saison_texte(date(2026, 9, 15)) == "saison 2026-2027"
    assert saison_texte(date(2026, 8, 31)) == "saison 2025-2026"
    assert {regle.libelle for regle in RegleAdhesion} >= {"La saison du centre"}
