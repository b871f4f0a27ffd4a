"""Undo writes forward, and never over what came later (A6)."""

from __future__ import annotations

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.persistence.base import NUMBERED
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.effacement import erase_row
from cs_desktop.persistence.journal import read_history
from cs_desktop.persistence.preferences import Preference
from cs_desktop.persistence.trace import Action
from cs_desktop.persistence.undo import Undone, undo, undo_untouched
from tests.support.undo import cancel, rename, save, sites


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
