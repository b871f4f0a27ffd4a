"""What is true for ever of people and foyers is held by the base itself."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.persistence.personnes import DoublonEcarte, Personne
from tests.support.personnes import a_foyer, a_personne, link


@pytest.mark.parametrize(
    "values",
    [
        {"nom": "", "prenom": ""},
        {"naissance_precision": "jour"},
        {"zone_id": 999},
        {"fusionnee_dans": 999},
    ],
)
def test_what_is_true_for_ever_is_held_by_the_base(database, values):
    someone = a_personne(database)
    with pytest.raises(IntegrityError):
        change(database, someone, values)


def change(database, personne_id, values):
    with database.transaction(SANS_COMPTE, "essai") as session:
        personne = session.get_one(Personne, personne_id)
        for name, value in values.items():
            setattr(personne, name, value)


def test_a_foyer_cannot_be_left_before_it_was_joined(database):
    someone = a_personne(database)
    foyer = a_foyer(database)
    days = {"depuis": date(2026, 1, 2), "jusqu_au": date(2026, 1, 1)}
    with pytest.raises(IntegrityError), database.transaction(SANS_COMPTE, "essai") as session:
        link(session, someone, foyer, **days)


def test_nobody_is_deleted_under_a_row_that_needs_her(database):
    someone = a_personne(database)
    a_foyer(database, someone)
    with pytest.raises(IntegrityError), database.transaction(SANS_COMPTE, "essai") as session:
        session.delete(session.get_one(Personne, someone))


def test_a_person_is_not_her_own_double_and_a_pair_is_said_once(database):
    one, other = a_personne(database), a_personne(database)
    with pytest.raises(IntegrityError), database.transaction(SANS_COMPTE, "essai") as session:
        session.add(DoublonEcarte(personne_id=other, autre_id=one))
