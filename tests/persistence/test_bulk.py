"""Bulk statements are numbered, journalled and announced like single rows."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Change, Commit
from cs_desktop.persistence.brouillons import Brouillon
from cs_desktop.persistence.bulk import delete_rows, insert_rows, update_each, update_rows
from cs_desktop.persistence.centre import Reglage, Site
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.journal import Journal, read_history
from cs_desktop.persistence.trace import Action
from tests.support.bases import NOW, write


def rows(n: int, start: int = 1) -> list[dict[str, object]]:
    return [{"numero": start + i, "nom": f"Site {start + i}"} for i in range(n)]


def insert(database: Database, acteur: Acteur, n: int = 3) -> list[int]:
    return write(database, acteur, lambda session: insert_rows(session, Site, rows(n)))


def test_a_bulk_insertion_writes_what_objects_would(database: Database, acteur: Acteur) -> None:
    (bulk_id,) = insert(database, acteur, 1)
    write(database, acteur, lambda session: session.add(Site(numero=9, nom="Site 1")))
    with database.reading() as session:
        bulk, single = session.scalars(select(Site).order_by(Site.numero))
        assert (bulk.id, bulk.version, bulk.cree_le, bulk.modifie_le) == (bulk_id, 1, NOW, NOW)
        for column in set(Site.__table__.columns.keys()) - {"id", "numero"}:
            assert getattr(bulk, column) == getattr(single, column), column
        first, second = (read_history(session, "site", row.id)[0] for row in (bulk, single))
        assert set(first.apres) == set(second.apres)
        assert (first.action, first.version) == (second.action, second.version)
        assert verify_chain(session) == []


def test_a_bulk_change_is_journalled_row_by_row_and_leaves_the_others(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    first, second, third = insert(database, acteur)
    write(database, acteur, lambda s: update_rows(s, Site, Site.id == second, {"nom": "Le Préau"}))
    published.clear()

    changed = write(
        database, acteur, lambda s: update_rows(s, Site, Site.id >= second, {"nom": "Le Préau"})
    )
    assert changed == 1
    assert [commit.changes for commit in published] == [
        frozenset({Change("site", frozenset({third}))})
    ]
    with database.reading() as session:
        assert session.execute(select(Site.nom, Site.version).order_by(Site.id)).all() == [
            ("Site 1", 1),
            ("Le Préau", 2),
            ("Le Préau", 2),
        ]
        last = read_history(session, "site", third)[-1]
        assert (last.action, last.version, last.avant, last.apres) == (
            Action.MODIFICATION,
            2,
            {"nom": "Site 3"},
            {"nom": "Le Préau"},
        )
        assert len(read_history(session, "site", first)) == 1
        assert verify_chain(session) == []


def test_each_row_may_take_its_own_values(database: Database, acteur: Acteur) -> None:
    first, second, third = insert(database, acteur)
    values = {
        first: {"nom": "A", "commune": "Valmont-sur-Lys"},
        second: {"nom": "B"},
        third: {"nom": "Site 3"},
        404: {"nom": "absent"},
    }
    assert write(database, acteur, lambda session: update_each(session, Site, values)) == 2
    with database.reading() as session:
        assert session.execute(select(Site.nom, Site.commune).order_by(Site.id)).all() == [
            ("A", "Valmont-sur-Lys"),
            ("B", ""),
            ("Site 3", ""),
        ]


def test_a_bulk_deletion_keeps_what_the_rows_held(database: Database, acteur: Acteur) -> None:
    first, *_ = insert(database, acteur)
    assert write(database, acteur, lambda s: delete_rows(s, Site, Site.numero < 3)) == 2
    assert write(database, acteur, lambda s: delete_rows(s, Site, Site.numero < 3)) == 0
    with database.reading() as session:
        assert session.scalars(select(Site.numero)).all() == [3]
        assert read_history(session, "site", first)[-1].avant["nom"] == "Site 1"


def test_objects_already_loaded_show_the_new_values(database: Database, acteur: Acteur) -> None:
    insert(database, acteur)

    def change(session: Session) -> list[str]:
        loaded = session.scalars(select(Site).order_by(Site.id)).all()
        update_rows(session, Site, Site.numero > 1, {"nom": "Le Préau"})
        return [site.nom for site in loaded]

    assert write(database, acteur, change) == ["Site 1", "Le Préau", "Le Préau"]


def test_objects_pending_are_written_first(database: Database, acteur: Acteur) -> None:
    def change(session: Session) -> int:
        session.add(Site(numero=1, nom="A"))
        return update_rows(session, Site, Site.numero == 1, {"nom": "B"})

    assert write(database, acteur, change) == 1
    with database.reading() as session:
        assert [entry.apres["nom"] for entry in read_history(session, "site", 2**20)] == ["B"]


def test_a_table_outside_the_journal_is_announced_only(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    draft = {"compte_id": None, "formulaire": "a", "contenu": {"nom": "A"}}

    def touch(session: Session) -> int:
        (row_id,) = insert_rows(session, Brouillon, [draft])
        update_each(session, Brouillon, {row_id: {"contenu": {"nom": "B"}}})
        return row_id

    row_id = write(database, acteur, touch)
    write(database, acteur, lambda s: delete_rows(s, Brouillon, Brouillon.id == row_id))
    assert [commit.changes for commit in published] == [
        frozenset({Change("brouillon", frozenset({row_id}))})
    ] * 2
    with database.reading() as session:
        assert session.scalars(select(Journal)).all() == []


def test_a_column_that_does_not_exist_is_refused(database: Database, acteur: Acteur) -> None:
    with pytest.raises(TypeError, match="couleur"):
        write(database, acteur, lambda s: insert_rows(s, Site, [{"couleur": "vert"}]))


def test_one_row_refused_refuses_them_all(database: Database, acteur: Acteur) -> None:
    with pytest.raises(IntegrityError):
        write(database, acteur, lambda s: insert_rows(s, Site, [*rows(2), *rows(1)]))
    with database.reading() as session:
        assert session.scalars(select(Site)).all() == []
        assert session.scalars(select(Journal)).all() == []


def test_values_are_converted_like_those_of_objects(database: Database, acteur: Acteur) -> None:
    value = {"liste": [1, "é", None]}
    write(database, acteur, lambda s: insert_rows(s, Reglage, [{"cle": "a", "valeur": value}]))
    with database.reading() as session:
        assert session.scalars(select(Reglage)).one().valeur == value


def test_the_cost_in_statements_does_not_grow_with_the_rows(
    database: Database, acteur: Acteur, statements
) -> None:
    def cost(n: int, start: int) -> int:
        def work(session: Session) -> None:
            ids = insert_rows(session, Site, rows(n, start))
            update_each(session, Site, {row_id: {"nom": "A"} for row_id in ids})
            delete_rows(session, Site, Site.id.in_(ids))

        with statements.count() as seen:
            write(database, acteur, work)
        return len(seen)

    assert cost(3, 1) == cost(300, 1000)
