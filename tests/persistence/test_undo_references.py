"""Undo and rows that refer to one another: whole use-cases, and imports row by row (A6)."""

from __future__ import annotations

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.persistence.bulk import insert_rows
from cs_desktop.persistence.centre import Centre, Site
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import Document, DocumentContenu
from cs_desktop.persistence.preferences import Preference
from cs_desktop.persistence.undo import undo_untouched
from tests.support.undo import cancel, rename, save, sites


def a_document(session) -> Document:
    session.add(DocumentContenu(empreinte="0" * 64, octets=b"x"))
    session.flush()
    return Document(nom="logo.png", type_media="image/png", taille=1, empreinte="0" * 64)


def test_a_creation_that_something_later_refers_to_is_refused(
    database: Database, acteur: Acteur
) -> None:
    save(database, acteur, Centre(nom="Centre d’essai"))
    with database.transaction(acteur, "document.joindre") as session:
        session.add(a_document(session))
        joined = session.info["operation"]
    with database.transaction(acteur, "centre.enregistrer") as session:
        session.query(Centre).one().logo_id = session.query(Document.id).scalar()
    with pytest.raises(AnnulationRefusee, match="La fiche « centre » a été modifiée ensuite"):
        cancel(database, acteur, joined)
    with database.reading() as session:
        assert session.query(Document).count() == 1


def test_rows_of_one_use_case_that_refer_to_each_other_go_and_come_together(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "centre.creer") as session:
        document = a_document(session)
        session.add(document)
        session.flush()
        centre = Centre(nom="Centre d’essai", logo_id=document.id)
        session.add(centre)
        session.flush()
        centre.nom = "Centre social d’essai"
        created = session.info["operation"]
    undoing, undone = cancel(database, acteur, created)
    assert undone.rows == 2
    with database.reading() as session:
        assert (session.query(Centre).count(), session.query(Document).count()) == (0, 0)
    cancel(database, acteur, undoing)
    with database.reading() as session:
        centre = session.query(Centre).one()
        assert (centre.nom, centre.logo_id) == (
            "Centre social d’essai",
            session.query(Document.id).scalar(),
        )


def test_a_reference_made_by_the_same_use_case_does_not_hinder_it(
    database: Database, acteur: Acteur
) -> None:
    save(database, acteur, Centre(nom="Centre d’essai"))
    with database.transaction(acteur, "centre.choisir_logo") as session:
        document = a_document(session)
        session.add(document)
        session.flush()
        session.query(Centre).one().logo_id = document.id
        chosen = session.info["operation"]
    cancel(database, acteur, chosen)
    with database.reading() as session:
        assert session.query(Document).count() == 0
        assert session.query(Centre).one().logo_id is None


def test_an_old_value_that_refers_to_a_row_gone_since_is_refused(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "centre.creer") as session:
        document = a_document(session)
        session.add(document)
        session.flush()
        session.add(Centre(nom="Centre d’essai", logo_id=document.id))
    with database.transaction(acteur, "centre.retirer_logo") as session:
        session.query(Centre).one().logo_id = None
        removed = session.info["operation"]
    with database.transaction(acteur, "document.supprimer") as session:
        session.delete(session.query(Document).one())
    with pytest.raises(AnnulationRefusee, match="La fiche « document » a été supprimée ensuite"):
        cancel(database, acteur, removed)


def test_an_import_undoes_row_by_row_and_lists_what_stays(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "site.importer") as session:
        insert_rows(session, Site, [{"numero": n, "nom": f"Site {n}"} for n in range(1, 6)])
        imported = session.info["operation"]
    rename(database, acteur, "Le Préau", numero=3)
    with pytest.raises(AnnulationRefusee, match="modifiée ensuite"):
        cancel(database, acteur, imported)
    assert len(sites(database)) == 5
    _, undone = cancel(database, acteur, imported, undo_untouched)
    assert undone.rows == 4
    assert [(kept.table, "modifiée ensuite" in kept.reason) for kept in undone.kept] == [
        ("site", True)
    ]
    assert sites(database) == {3: ("Le Préau", 2)}


def test_a_row_that_stays_keeps_those_it_refers_to_and_so_on(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "compte.importer") as session:
        site = Site(numero=1, nom="A")
        session.add_all([site, Site(numero=2, nom="B")])
        session.flush()
        compte = CompteUtilisateur(
            identifiant="claire", nom="Claire Aubry", role="accueil", site_id=site.id
        )
        session.add(compte)
        session.flush()
        session.add(Preference(compte_id=compte.id, cle="colonnes", valeur=1))
        imported = session.info["operation"]
    with database.transaction(acteur, "preference.garder") as session:
        session.query(Preference).one().valeur = 2
    _, undone = cancel(database, acteur, imported, undo_untouched)
    assert {kept.table for kept in undone.kept} == {"preference", "compte_utilisateur", "site"}
    assert sites(database) == {1: ("A", 1)}


def test_a_row_that_stays_keeps_the_rows_it_refers_to(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "centre.importer") as session:
        document = a_document(session)
        session.add_all([document, Site(numero=1, nom="A")])
        session.flush()
        session.add(Centre(nom="Centre d’essai", logo_id=document.id))
        imported = session.info["operation"]
    with database.transaction(acteur, "centre.enregistrer") as session:
        session.query(Centre).one().siret = "1"
    _, undone = cancel(database, acteur, imported, undo_untouched)
    assert {kept.table for kept in undone.kept} == {"centre", "document"}
    assert sites(database) == {}
