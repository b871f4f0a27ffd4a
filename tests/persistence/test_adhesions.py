"""States at a date by the one expression, against days told one by one in Python."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.saisons import il_y_a_des_mois
from cs_desktop.persistence import adhesions
from cs_desktop.persistence.adhesions import Adhesion, AdhesionCouverture, covering
from cs_desktop.persistence.fusion import merge
from tests.support.adhesions import LAST_SEASON, OLD_SEASON, THIS_SEASON, covers
from tests.support.bases import open_copy
from tests.support.personnes import TODAY, a_foyer, a_personne

DAY = timedelta(days=1)


def state(database, personne_id: int, jour: date = TODAY, delai: int = 12) -> EtatAdhesion:
    with database.reading() as session:
        return adhesions.etats(session, [personne_id], jour, delai)[personne_id]


def test_without_any_adhesion(database):
    assert state(database, a_personne(database)) is EtatAdhesion.SANS


@pytest.mark.parametrize(
    ("jour", "expected"),
    [
        (date(2025, 8, 31), EtatAdhesion.SANS),
        (date(2025, 9, 1), EtatAdhesion.A_JOUR),
        (date(2026, 8, 31), EtatAdhesion.A_JOUR),
        (date(2026, 9, 1), EtatAdhesion.A_RENOUVELER),
        (date(2027, 8, 31), EtatAdhesion.A_RENOUVELER),
        (date(2027, 9, 1), EtatAdhesion.EXPIREE),
    ],
)
def test_the_days_when_a_state_changes(database, jour, expected):
    personne_id = a_personne(database)
    covers(database, personne_id, periode=LAST_SEASON)
    assert state(database, personne_id, jour) is expected


def test_the_delay_of_the_centre_moves_the_last_change(database):
    personne_id = a_personne(database)
    covers(database, personne_id, periode=LAST_SEASON)
    assert state(database, personne_id, date(2026, 9, 30), 1) is EtatAdhesion.A_RENOUVELER
    assert state(database, personne_id, date(2026, 10, 1), 1) is EtatAdhesion.EXPIREE
    assert state(database, personne_id, date(2026, 9, 1), 0) is EtatAdhesion.EXPIREE


def test_what_begins_later_changes_nothing_before(database):
    personne_id = a_personne(database)
    covers(database, personne_id, periode=OLD_SEASON)
    covers(database, personne_id, periode=Periode(date(2026, 10, 1), date(2027, 8, 31)))
    assert state(database, personne_id, date(2026, 9, 30)) is EtatAdhesion.EXPIREE
    assert state(database, personne_id, date(2026, 10, 1)) is EtatAdhesion.A_JOUR


def told(periods: list[Periode], jour: date, delai: int) -> EtatAdhesion:
    """The four states as the catalogue says them, another way than the query."""
    if any(one.contains(jour) for one in periods):
        return EtatAdhesion.A_JOUR
    ended = [one.fin for one in periods if one.fin < jour]
    if not ended:
        return EtatAdhesion.SANS
    recent = max(ended) >= il_y_a_des_mois(jour, delai)
    return EtatAdhesion.A_RENOUVELER if recent else EtatAdhesion.EXPIREE


DAYS = st.dates(date(2020, 1, 1), date(2028, 12, 31))
PERIODS = st.lists(
    st.builds(
        lambda debut, length: Periode(debut, debut + timedelta(days=length)),
        DAYS,
        st.integers(0, 800),
    ),
    max_size=4,
)


@given(periods=PERIODS, jour=DAYS, delai=st.integers(0, 36))
def test_the_expression_agrees_with_the_definition(
    template, tmp_path_factory, periods, jour, delai
):
    database = open_copy(template, tmp_path_factory.mktemp("etats") / "centre.sqlite")
    try:
        personne_id = a_personne(database)
        for periode in periods:
            covers(database, personne_id, periode=periode)
        assert state(database, personne_id, jour, delai) is told(periods, jour, delai)
    finally:
        database.close()


def test_a_cancelled_one_never_counted(database):
    personne_id = a_personne(database)
    adhesion_id = covers(database, personne_id)
    with database.transaction(SANS_COMPTE, "adhesion.annuler") as session:
        adhesions.cancel(session, adhesion_id, "erreur", session.info["now"])
    assert state(database, personne_id) is EtatAdhesion.SANS
    with database.reading() as session:
        assert session.scalars(select(AdhesionCouverture).where(covering(THIS_SEASON))).all() == []


def test_numbers_follow_without_a_gap_whatever_is_cancelled(database):
    ids = [covers(database, a_personne(database)) for _ in range(3)]
    with database.transaction(SANS_COMPTE, "adhesion.annuler") as session:
        adhesions.cancel(session, ids[1], "erreur", session.info["now"])
    covers(database, a_personne(database))
    with database.reading() as session:
        assert session.scalars(select(Adhesion.numero).order_by(Adhesion.id)).all() == [1, 2, 3, 4]


def test_a_transaction_that_fails_gives_its_number_back(database):
    personne_id = a_personne(database)
    with pytest.raises(IntegrityError):
        covers(database, personne_id, personne_id, foyer_id=a_foyer(database, personne_id))
    covers(database, personne_id)
    with database.reading() as session:
        assert session.scalars(select(Adhesion.numero)).all() == [1]


def test_one_titulaire_and_only_one(database):
    personne_id = a_personne(database)
    foyer_id = a_foyer(database, personne_id)
    values = {"prise_le": TODAY, "debut": TODAY, "fin": TODAY, "montant": 0, "genre": "familiale"}
    for titulaire in ({}, {"personne_id": personne_id, "foyer_id": foyer_id}):
        with pytest.raises(IntegrityError), database.transaction(SANS_COMPTE, "x") as session:
            session.add(Adhesion(site=0, numero=9, **values, **titulaire))


def test_a_merge_brings_the_coverages_along(database):
    kept, lost = a_personne(database), a_personne(database)
    covers(database, lost)
    with database.transaction(SANS_COMPTE, "personne.fusionner") as session:
        merge(session, kept, lost)
    assert state(database, kept) is EtatAdhesion.A_JOUR


def test_states_of_many_cost_one_statement(database, statements):
    people = [a_personne(database) for _ in range(30)]
    counts: Counter[int] = Counter()
    for some in (people[:3], people):
        with database.reading() as session, statements.count() as seen:
            adhesions.etats(session, some, TODAY, 12)
        counts[len(seen)] += 1
    assert counts == {1: 2}


def test_the_days_covered_are_told_for_a_day_and_for_a_period(database):
    one, other = a_personne(database), a_personne(database)
    covers(database, one, periode=LAST_SEASON)
    covers(database, one)
    with database.reading() as session:
        until = adhesions.covered_until(session, [one, other], date(2026, 8, 31))
        assert until == {one: date(2026, 8, 31)}
        assert adhesions.covered_until(session, [one], TODAY) == {one: THIS_SEASON.fin}
        during = adhesions.covered_during(session, [one, other], Periode(TODAY, TODAY))
        assert during == {one: (2, THIS_SEASON.fin)}
        assert adhesions.last_end(session, other, TODAY) is None
