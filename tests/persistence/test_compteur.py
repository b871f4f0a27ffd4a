"""Ids and printed numbers are drawn by the program, inside the writing transaction (A7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.bulk import insert_rows
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.compteur import (
    LAST_SITE,
    SHIPPED,
    SITE_RANGE,
    last_drawn,
    next_ids,
    next_numero,
    next_numeros,
    site_range,
)
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.tables import whole_metadata
from tests.support.bases import NOW, write


def test_ids_start_above_those_of_shipped_rows_and_follow_each_other(
    database: Database, acteur: Acteur
) -> None:
    def draw(session: Session) -> list[range]:
        return [next_ids(session, "essai"), next_ids(session, "essai", 3)]

    assert write(database, acteur, draw) == [
        range(SHIPPED, SHIPPED + 1),
        range(SHIPPED + 1, SHIPPED + 4),
    ]
    assert write(database, acteur, lambda s: next_ids(s, "autre")) == range(SHIPPED, SHIPPED + 1)
    assert write(database, acteur, lambda s: next_ids(s, "essai", 0)) == range(0)
    assert write(database, acteur, lambda s: last_drawn(s, "id", "essai", 0)) == SHIPPED + 3
    assert write(database, acteur, lambda s: last_drawn(s, "id", "rien", 0)) is None


def test_each_site_draws_from_its_own_range(database: Database, acteur: Acteur) -> None:
    other = Database(database.path, now=lambda: NOW, site=LAST_SITE)
    drawn = write(other, acteur, lambda session: next_ids(session, "essai"))
    other.close()
    assert drawn.start == LAST_SITE * SITE_RANGE + SHIPPED
    assert drawn.start < 2**63


@given(a=st.integers(0, LAST_SITE), b=st.integers(0, LAST_SITE))
def test_the_ranges_of_two_sites_never_meet(a: int, b: int) -> None:
    first, second = sorted((site_range(a), site_range(b)), key=lambda ids: ids.start)
    assert a == b or first.stop <= second.start
    assert first.start >= SHIPPED


@pytest.mark.parametrize("site", [-1, LAST_SITE + 1])
def test_a_site_that_cannot_exist_is_refused(database: Database, site: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        Database(database.path, site=site)


def test_a_range_that_is_used_up_does_not_leap_into_the_next(
    database: Database, acteur: Acteur
) -> None:
    def use_up(session: Session) -> None:
        next_ids(session, "essai")
        last = site_range(0).stop - 2
        session.execute(text(f"UPDATE compteur SET valeur = {last} WHERE nom = 'essai'"))

    write(database, acteur, use_up)
    assert write(database, acteur, lambda s: next_ids(s, "essai")).stop == SITE_RANGE
    with pytest.raises(OverflowError):
        write(database, acteur, lambda s: next_ids(s, "essai"))


def test_blocks_never_overlap(database: Database, acteur: Acteur) -> None:
    sizes = [1, 5000, 2, 1, 17]
    blocks = [write(database, acteur, lambda s, n=n: next_ids(s, "essai", n)) for n in sizes]
    assert len({row_id for block in blocks for row_id in block}) == sum(sizes)


def test_a_failed_use_case_leaves_no_gap_in_a_series(database: Database, acteur: Acteur) -> None:
    def draw_and_fail(session: Session) -> None:
        next_numero(session, "recu")
        raise RuntimeError("bug")

    assert write(database, acteur, lambda s: next_numero(s, "recu")) == 1
    with pytest.raises(RuntimeError):
        write(database, acteur, draw_and_fail)
    assert write(database, acteur, lambda s: next_numero(s, "recu")) == 2
    assert write(database, acteur, lambda s: next_numeros(s, "recu", 3)) == range(3, 6)
    assert write(database, acteur, lambda s: next_numero(s, "facture")) == 1


def test_an_id_is_never_drawn_again_after_its_row_is_gone(
    database: Database, acteur: Acteur
) -> None:
    def add(session: Session) -> int:
        site = Site(numero=1, nom="A")
        session.add(site)
        session.flush()
        return site.id

    first = write(database, acteur, add)
    write(database, acteur, lambda s: s.delete(s.scalars(select(Site)).one()))
    assert write(database, acteur, add) == first + 1


def test_objects_are_numbered_in_blocks(database: Database, acteur: Acteur, statements) -> None:
    def add(session: Session, n: int, start: int) -> int:
        with statements.count() as seen:
            session.add_all([Site(numero=start + i, nom="A") for i in range(n)])
            session.flush()
        return len(seen)

    assert write(database, acteur, lambda s: add(s, 3, 0)) == write(
        database, acteur, lambda s: add(s, 60, 10)
    )


def test_no_table_is_numbered_by_the_base(database: Database) -> None:
    for table in whole_metadata().tables.values():
        for column in table.primary_key:
            assert column.autoincrement is False or column.type.python_type is str, column
    with database.reading() as session:
        assert (
            session.scalar(
                text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")
            )
            == 0
        )


def test_an_id_given_by_the_program_is_kept(database: Database, acteur: Acteur) -> None:
    write(database, acteur, lambda s: s.add(Site(id=7, numero=1, nom="livré")))
    ids = write(
        database,
        acteur,
        lambda s: insert_rows(
            s, Site, [{"id": 8, "numero": 2, "nom": "livré"}, {"numero": 3, "nom": "A"}]
        ),
    )
    assert ids == [8, SHIPPED]
