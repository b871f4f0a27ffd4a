"""The search index: refreshed in the transaction that touches people, checked, rebuilt (A11)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, text

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.persistence import search
from cs_desktop.persistence.bulk import update_rows
from cs_desktop.persistence.foyers import Foyer, Rattachement
from cs_desktop.persistence.personnes import Personne, write
from cs_desktop.persistence.personnes_recherche import search as ask
from tests.support.personnes import AMINA, a_draft, a_foyer, a_personne, many_personnes

TODAY = date(2026, 9, 15)


def found(database, texte: str, limit: int = 20) -> list[int]:
    with database.reading() as session:
        return [result.id for result in ask(session, texte, limit, TODAY)]


def problems(database) -> list[str]:
    with database.reading() as session:
        return search.check(session)


def test_the_index_follows_names_towns_and_foyers_in_the_same_transaction(database):
    someone, child = a_personne(database, **fields_of_amina()), a_personne(database, nom="Sami")
    foyer = a_foyer(database, someone, child, commune="Éclusier")
    assert set(found(database, "eclusier")) == {someone, child}
    with database.transaction(SANS_COMPTE, "essai") as session:
        update_rows(session, Foyer, Foyer.id == foyer, {"commune": "Bergues"})
        write(session.get_one(Personne, someone), a_draft(nom="Haddad"))
    assert set(found(database, "bergues")) == {someone, child}
    assert found(database, "eclusier") == found(database, "belkacem") == []
    with database.transaction(SANS_COMPTE, "essai") as session:
        rows = session.query(Rattachement).filter_by(personne_id=child)
        session.delete(rows.one())
    assert found(database, "bergues") == [someone]
    assert problems(database) == []


def fields_of_amina():
    return {"nom": AMINA.nom, "prenom": AMINA.prenom, "telephone": AMINA.telephone}


def test_a_rattachement_moved_to_another_person_concerns_both(database):
    one, other = a_personne(database, nom="Une"), a_personne(database, nom="Autre")
    a_foyer(database, one, commune="Bergues")
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.query(Rattachement).one().personne_id = other
    assert found(database, "bergues") == [other]
    assert problems(database) == []


def test_a_transaction_rolled_back_leaves_the_index_as_it_was(database):
    someone = a_personne(database, nom="Martel")
    with pytest.raises(ZeroDivisionError):
        fail_after_renaming(database, someone)
    assert found(database, "martel") == [someone]
    assert problems(database) == []


def fail_after_renaming(database, someone):
    with database.transaction(SANS_COMPTE, "essai") as session:
        write(session.get_one(Personne, someone), a_draft(nom="Haddad"))
        session.flush()
        raise ZeroDivisionError


def test_the_index_is_outside_journal_version_and_published_changes(database, published):
    someone = a_personne(database)
    with database.reading() as session:
        told = session.scalars(text("SELECT DISTINCT nom_table FROM journal")).all()
    assert told == ["personne"]
    assert {change.table for commit in published for change in commit.changes} == {"personne"}
    assert someone


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE recherche SET noms = 'autre'",
        "DELETE FROM recherche",
        "DELETE FROM recherche_mot",
        "INSERT INTO recherche_mot VALUES ('fantome', 'fantome')",
        "INSERT INTO recherche_fts (rowid, noms, autres) VALUES (7, 'fantome', '')",
        "INSERT INTO recherche VALUES (7, 'fantome', '')",
    ],
)
def test_check_sees_a_wrong_index_and_rebuild_repairs_it(database, damage):
    a_foyer(database, a_personne(database), a_personne(database, nom="Haddad"))
    assert problems(database) == []
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.connection().execute(text(damage))
    assert problems(database) != []
    with database.transaction(SANS_COMPTE, "essai") as session:
        search.rebuild(session)
    assert problems(database) == []
    assert len(found(database, "claudine")) == 2


@pytest.mark.parametrize("how", ["renamed", "deleted"])
def test_erased_names_are_not_in_the_file_any_more(database, how):
    secret = "Xylophanius"
    someone = a_personne(database, nom=secret, prenom="Zénobie")
    many_personnes(database, [a_draft(nom=f"Martel{rank}") for rank in range(40)])
    database.checkpoint()
    assert b"phanius" in database.path.read_bytes()
    with database.transaction(SANS_COMPTE, "essai") as session:
        if how == "renamed":
            write(session.get_one(Personne, someone), a_draft(nom="Haddad"))
        else:
            session.delete(session.get_one(Personne, someone))
    with database.transaction(SANS_COMPTE, "essai") as session:
        _erase_journal(session)
    database.checkpoint()
    raw = database.path.read_bytes().lower()
    for trace in (b"xylophanius", b"phanius", b"nobie"):  # terms share their beginning with others
        assert trace not in raw, trace


def _erase_journal(session) -> None:
    """The journal keeps names until an erasure: here only the index and the rows are looked at."""
    session.connection().execute(text("DROP TRIGGER journal_contenu_supprime_par_effacement"))
    session.connection().execute(text("DELETE FROM journal_contenu"))


def test_people_written_in_bulk_are_indexed_batch_after_batch(database):
    drafts = [a_draft(nom=f"Nom{rank}", prenom="") for rank in range(1200)]
    people = many_personnes(database, drafts)
    assert found(database, "nom1199") == [people[1199]]
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.connection().execute(delete(search.Recherche))
        search.rebuild(session)
    assert problems(database) == []
