"""The journal says what happened, once, in one piece, and cannot be rewritten (A5)."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import configure_mappers, load_only

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.brouillons import write_brouillon
from cs_desktop.persistence.centre import Centre, Reglage, Site, find_centre
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.journal import (
    Journal,
    read_operation,
)
from cs_desktop.persistence.migrations.runner import migrate
from cs_desktop.persistence.tables import whole_metadata
from cs_desktop.persistence.trace import Action
from tests.support.bases import NOW
from tests.support.journal import chain, history, make_site, rename


def test_a_creation_a_change_and_a_deletion_are_told(database: Database, acteur: Acteur) -> None:
    site_id = make_site(database, acteur)
    rename(database, acteur, site_id, "Le Préau")
    with database.transaction(acteur, "site.supprimer") as session:
        session.delete(session.get_one(Site, site_id))

    created, changed, deleted = history(database, "site", site_id)
    assert (created.action, created.version, created.usage) == (
        Action.CREATION,
        1,
        "site.enregistrer",
    )
    assert (created.acteur_id, created.le, created.avant) == (acteur.id, NOW, {})
    assert created.apres["nom"] == "Les Tisserands"
    assert (changed.action, changed.version) == (Action.MODIFICATION, 2)
    assert (changed.avant, changed.apres) == ({"nom": "Les Tisserands"}, {"nom": "Le Préau"})
    assert (deleted.action, deleted.apres) == (Action.SUPPRESSION, {})
    assert deleted.avant["nom"] == "Le Préau"
    assert chain(database) == []


def test_the_before_value_survives_an_expired_attribute(database: Database, acteur: Acteur) -> None:
    site_id = make_site(database, acteur)
    with database.transaction(acteur, "site.enregistrer") as session:
        site = session.get_one(Site, site_id)
        session.expire(site)
        site.nom = "Le Préau"
    assert history(database, "site", site_id)[-1].avant == {"nom": "Les Tisserands"}


def test_every_mapped_column_remembers_its_old_value() -> None:
    configure_mappers()
    for mapper in Centre.registry.mappers:
        for prop in mapper.column_attrs:
            assert prop.active_history, f"{mapper.class_.__name__}.{prop.key}"


def test_a_deletion_tells_everything_even_of_a_row_half_loaded(
    database: Database, acteur: Acteur
) -> None:
    site_id = make_site(database, acteur)
    with database.transaction(acteur, "site.supprimer") as session:
        session.delete(session.scalars(select(Site).options(load_only(Site.id))).one())
    assert history(database, "site", site_id)[-1].avant["nom"] == "Les Tisserands"


def test_an_unchanged_row_is_not_journalled(database: Database, acteur: Acteur) -> None:
    site_id = make_site(database, acteur)
    rename(database, acteur, site_id, "Les Tisserands")
    assert len(history(database, "site", site_id)) == 1


def test_several_flushes_of_one_row_make_one_journal_row(
    database: Database, acteur: Acteur
) -> None:
    site_id = make_site(database, acteur)
    with database.transaction(acteur, "site.enregistrer") as session:
        site = session.get_one(Site, site_id)
        for nom, commune in (("A", "Valmont"), ("B", ""), ("C", "")):
            site.nom, site.commune = nom, commune
            session.flush()
    last = history(database, "site", site_id)[1:]
    assert [(e.avant, e.apres, e.version) for e in last] == [
        ({"nom": "Les Tisserands"}, {"nom": "C"}, 4)
    ]


def test_a_row_created_and_deleted_in_one_use_case_leaves_no_trace(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "site.enregistrer") as session:
        site = Site(numero=1, nom="A")
        session.add(site)
        session.flush()
        session.delete(site)
    with database.reading() as session:
        assert session.scalars(select(Journal)).all() == []


def test_all_rows_of_a_use_case_share_its_operation(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "centre.creer") as session:
        session.add(Centre(nom="Centre d’essai"))
        session.add(Site(numero=1, nom="A"))
        operation = session.info["operation"]
    with database.reading() as session:
        rows = read_operation(session, operation)
        assert {row.table for row in rows} == {"centre", "site"}
        assert find_centre(session) is not None


def test_tables_outside_the_journal_are_announced_only(
    database: Database, acteur: Acteur, published: list
) -> None:
    with database.transaction(acteur, "brouillon.garder") as session:
        write_brouillon(session, None, "site/nouveau", {"nom": "A"})
    with database.reading() as session:
        assert session.scalars(select(Journal)).all() == []
    assert [change.table for commit in published for change in commit.changes] == ["brouillon"]
    outside = {
        name
        for name, table in whole_metadata().tables.items()
        if not table.info.get("journalled", True)
    }
    assert {"brouillon", "compteur", "document_contenu", "journal", "journal_contenu"} <= outside
    assert not {"centre", "document", "effacement", "preference", "personne"} & outside


@pytest.mark.parametrize(
    "statement",
    [
        update(Site).values(nom="B"),
        delete(Site),
        insert(Site).values(id=1, version=1, numero=2, nom="B"),
        text("UPDATE site SET nom = 'B'"),
        text("INSERT OR REPLACE INTO site (id) VALUES (1)"),
        text("DELETE FROM site"),
    ],
)
def test_a_bulk_statement_that_nobody_would_hear_of_is_refused(
    database: Database, acteur: Acteur, statement
) -> None:
    with (
        pytest.raises(RuntimeError, match=r"through persistence\.bulk"),
        database.transaction(acteur, "site.enregistrer") as session,
    ):
        session.execute(statement)


@pytest.mark.parametrize("name", ["save_objects", "insert_mappings", "update_mappings"])
def test_the_old_bulk_methods_are_refused(database: Database, acteur: Acteur, name: str) -> None:
    with (
        pytest.raises(RuntimeError, match=r"use persistence\.bulk"),
        database.transaction(acteur, "site.enregistrer") as session,
    ):
        getattr(session, f"bulk_{name}")([Site(numero=1, nom="A")])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET usage = 'autre'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
        "INSERT INTO journal SELECT * FROM journal WHERE true ON CONFLICT DO UPDATE SET usage = ''",
        "UPDATE journal_contenu SET apres = '{}'",
        "DELETE FROM journal_contenu",
        "REPLACE INTO journal_contenu SELECT journal_id, sel, avant, '' FROM journal_contenu",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_journal_refuses_every_way_to_rewrite_it(
    database: Database, acteur: Acteur, statement: str, recursive: str
) -> None:
    make_site(database, acteur)
    with database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(IntegrityError, match=r"append only|no open erasure"):
            connection.exec_driver_sql(statement)
    assert chain(database) == []


def test_the_journal_stays_append_only_after_a_migration(
    database: Database, acteur: Acteur
) -> None:
    make_site(database, acteur)
    database.close()
    migrate(database.path)
    with (
        database.engine.connect() as connection,
        pytest.raises(IntegrityError, match="append only"),
    ):
        connection.exec_driver_sql("DELETE FROM journal")


def test_a_savepoint_is_refused(database: Database, acteur: Acteur) -> None:
    with (
        pytest.raises(RuntimeError, match="no savepoint"),
        database.transaction(acteur, "reglage.enregistrer") as session,
        session.begin_nested(),
    ):
        session.add(Reglage(cle="a", valeur=1))
