"""Undo writes forward, and never over what came later (A6)."""

from __future__ import annotations

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.persistence.base import NUMBERED
from cs_desktop.persistence.bulk import insert_rows
from cs_desktop.persistence.centre import Centre, Site
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import Document, DocumentContenu
from cs_desktop.persistence.effacement import erase_row
from cs_desktop.persistence.journal import read_history
from cs_desktop.persistence.preferences import Preference
from cs_desktop.persistence.trace import Action
from cs_desktop.persistence.undo import Undone, undo, undo_untouched


def save(database: Database, acteur: Acteur, row, usage: str = "essai.enregistrer") -> int:
    """Run a use-case and give its operation."""
    with database.transaction(acteur, usage) as session:
        session.add(row)
        return session.info["operation"]


def rename(database: Database, acteur: Acteur, nom: str, numero: int = 1) -> int:
    with database.transaction(acteur, "site.enregistrer") as session:
        session.query(Site).filter_by(numero=numero).one().nom = nom
        return session.info["operation"]


def cancel(database: Database, acteur: Acteur, operation: int, how=undo) -> tuple[int, Undone]:
    with database.transaction(acteur, "operation.annuler") as session:
        undone = how(session, operation)
        return session.info["operation"], undone


def sites(database: Database) -> dict[int, tuple[str, int]]:
    with database.reading() as session:
        return {site.numero: (site.nom, site.version) for site in session.query(Site)}


def test_a_change_goes_back_as_a_new_version_and_comes_again(
    database: Database, acteur: Acteur
) -> None:
    save(database, acteur, Site(numero=1, nom="A"))
    changed = rename(database, acteur, "B")
    undoing, undone = cancel(database, acteur, changed)
    assert undone == Undone(1, ())
    assert sites(database) == {1: ("A", 3)}
    cancel(database, acteur, undoing)
    assert sites(database) == {1: ("B", 4)}
    with database.reading() as session:
        site_id = session.query(Site.id).scalar()
        steps = read_history(session, "site", site_id)
        assert [step.annule for step in steps] == [None, None, changed, undoing]
        assert verify_chain(session) == []


def test_a_creation_goes_and_comes_back_whole_under_the_same_id(
    database: Database, acteur: Acteur
) -> None:
    site = Site(numero=1, nom="A", commune="Valmont-sur-Lys")
    created = save(database, acteur, site)
    with database.reading() as session:
        first = session.query(Site).one()
        kept = (first.id, first.cree_le, first.commune, first.archive_le)
    undoing, _ = cancel(database, acteur, created)
    assert sites(database) == {}
    cancel(database, acteur, undoing)
    with database.reading() as session:
        again = session.query(Site).one()
        assert (again.id, again.cree_le, again.commune, again.archive_le) == kept
        assert again.version == 2


def test_a_deletion_is_given_back(database: Database, acteur: Acteur) -> None:
    save(database, acteur, Preference(compte_id=None, cle="colonnes", valeur={"a": [1, None]}))
    with database.transaction(acteur, "preference.oublier") as session:
        session.delete(session.query(Preference).one())
        deleted = session.info["operation"]
    cancel(database, acteur, deleted)
    with database.reading() as session:
        assert session.query(Preference).one().valeur == {"a": [1, None]}


def test_a_row_changed_since_is_refused_naming_who_and_when(
    database: Database, acteur: Acteur
) -> None:
    save(database, acteur, account(acteur))
    created = save(database, acteur, Site(numero=1, nom="A"))
    rename(database, acteur, "B")
    for how in (undo, undo_untouched):
        with pytest.raises(AnnulationRefusee) as refused:
            cancel(database, acteur, created, how)
        assert "modifiée ensuite par Claire Aubry, le 15/09/2026 à" in str(refused.value)
    assert sites(database) == {1: ("B", 2)}


def account(acteur: Acteur) -> CompteUtilisateur:
    return CompteUtilisateur(
        id=acteur.id, identifiant="claire", nom="Claire Aubry", role="direction"
    )


def test_a_row_deleted_since_is_refused(database: Database, acteur: Acteur) -> None:
    save(database, acteur, Site(numero=1, nom="A"))
    changed = rename(database, acteur, "B")
    with database.transaction(acteur, "site.supprimer") as session:
        session.delete(session.query(Site).one())
    with pytest.raises(AnnulationRefusee, match="supprimée ensuite"):
        cancel(database, acteur, changed)


def test_the_same_use_case_is_not_undone_twice(database: Database, acteur: Acteur) -> None:
    save(database, acteur, Site(numero=1, nom="A"))
    changed = rename(database, acteur, "B")
    cancel(database, acteur, changed)
    with pytest.raises(AnnulationRefusee, match="modifiée ensuite"):
        cancel(database, acteur, changed)


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
    with pytest.raises(AnnulationRefusee, match="La fiche « centre » a été modifiée ensuite"):
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
    with pytest.raises(AnnulationRefusee, match="La fiche « document » a été supprimée ensuite"):
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


@pytest.mark.parametrize("usage", ["feuille_temps.signer", "annee.figer", "personne.effacer"])
def test_signing_freezing_and_erasing_are_for_ever(
    database: Database, acteur: Acteur, usage: str
) -> None:
    operation = save(database, acteur, Site(numero=1, nom="A"), usage)
    with pytest.raises(AnnulationRefusee, match="définitive"):
        cancel(database, acteur, operation)


def test_what_an_erasure_removed_cannot_come_back(database: Database, acteur: Acteur) -> None:
    save(database, acteur, Site(numero=1, nom="A"))
    changed = rename(database, acteur, "B")
    with database.transaction(acteur, "site.effacer") as session:
        erase_row(session, "site", session.query(Site.id).scalar(), "demande")
    with pytest.raises(AnnulationRefusee, match="effacé du journal"):
        cancel(database, acteur, changed)


def test_a_numbered_row_is_never_removed(
    database: Database, acteur: Acteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Site.__table__.info, "numbered", NUMBERED["numbered"])
    created = save(database, acteur, Site(numero=1, nom="A"))
    with pytest.raises(AnnulationRefusee, match="numéro déjà donné"):
        cancel(database, acteur, created)


def test_a_name_taken_since_is_a_sentence(database: Database, acteur: Acteur) -> None:
    save(database, acteur, Site(numero=1, nom="A"))
    with database.transaction(acteur, "site.enregistrer") as session:
        session.query(Site).one().numero = 2
        changed = session.info["operation"]
    save(database, acteur, Site(numero=1, nom="B"))
    with pytest.raises(AnnulationRefusee, match="porte le même"):
        cancel(database, acteur, changed)
    assert sites(database) == {2: ("A", 2), 1: ("B", 1)}


def test_a_use_case_that_came_back_on_its_steps_does_not_hinder(
    database: Database, acteur: Acteur
) -> None:
    created = save(database, acteur, Site(numero=1, nom="A"))
    with database.transaction(acteur, "site.enregistrer") as session:
        site = session.query(Site).one()
        site.nom = "B"
        session.flush()
        site.nom = "A"
    cancel(database, acteur, created)
    assert sites(database) == {}


def test_nothing_to_undo_is_a_sentence(database: Database, acteur: Acteur) -> None:
    with pytest.raises(AnnulationRefusee, match="rien à annuler"):
        cancel(database, acteur, 7)


def test_an_undo_is_announced_like_any_use_case(
    database: Database, acteur: Acteur, published: list
) -> None:
    created = save(database, acteur, Site(numero=1, nom="A"))
    cancel(database, acteur, created)
    assert [(c.usage, [x.table for x in c.changes]) for c in published] == [
        ("essai.enregistrer", ["site"]),
        ("operation.annuler", ["site"]),
    ]
    assert published[0].changes == published[1].changes


def test_the_history_of_a_removed_row_ends_with_its_removal(
    database: Database, acteur: Acteur
) -> None:
    created = save(database, acteur, Site(numero=1, nom="A"))
    with database.reading() as session:
        site_id = session.query(Site.id).scalar()
    cancel(database, acteur, created)
    with database.reading() as session:
        assert read_history(session, "site", site_id)[-1].action is Action.SUPPRESSION
