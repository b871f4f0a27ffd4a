"""Second keys of the order of people, and how many foyers the base holds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.personnes import Colonne, FiltrePersonnes, Tri
from cs_desktop.persistence import foyers, personnes_liste
from cs_desktop.persistence.personnes import set_archived
from tests.support.personnes import TODAY, a_foyer, a_personne

EVERYBODY = FiltrePersonnes()


@pytest.mark.parametrize("first", [Colonne.COMMUNE, Colonne.NOM])
@pytest.mark.parametrize("descending", [False, True])
def test_a_second_key_settles_the_ties_of_the_first(database, first, descending):
    for year in (1999, 1950, 1971, 1984):
        a_personne(database, commune="Éclusier", naissance=Naissance(date(year, 3, 1)))
    a_personne(database, commune="Éclusier")
    tri = Tri(first, puis=Tri(Colonne.AGE, descending))
    with database.reading() as session:
        rows = personnes_liste.page(session, EVERYBODY, tri, 0, 200, TODAY)
    ages = [row.age for row in rows]
    assert ages[-1] is None
    assert ages[:-1] == sorted((27, 76, 55, 42), reverse=descending)
    with database.reading() as session:
        assert personnes_liste.ids(session, EVERYBODY, TODAY, tri) == [row.id for row in rows]
        ranks = [personnes_liste.position(session, EVERYBODY, tri, row.id, TODAY) for row in rows]
    assert ranks == [0, 1, 2, 3, 4]


def test_foyers_are_counted_by_their_members_in_use(database):
    someone, other, gone = (a_personne(database) for _ in range(3))
    a_foyer(database, someone, other)
    a_foyer(database, gone)
    with database.reading() as session:
        assert foyers.count(session, TODAY) == 2
    with database.transaction(SANS_COMPTE, "essai") as session:
        set_archived(session, [gone], datetime(2026, 1, 1, tzinfo=UTC))
    with database.reading() as session:
        assert foyers.count(session, TODAY) == 1
