"""The chain shows what was forged, and holds when an erasure removes contents (A5)."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.centre import Site, set_reglage
from cs_desktop.persistence.chain import TRIGGERS
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.effacement import Effacement, erase_personne, erase_row
from cs_desktop.persistence.journal import JournalContenu
from tests.support.bases import NOW, raw
from tests.support.journal import chain, history, make_site, rename

# What somebody with the key and a SQL shell could try, triggers dropped, and what is then said.
FORGERIES = {
    "metadata": ("UPDATE journal SET acteur_id = 7 WHERE id = 1048577", "a été modifiée"),
    "usage": ("UPDATE journal SET usage = 'autre' WHERE id = 1048577", "a été modifiée"),
    "row": ("DELETE FROM journal WHERE id = 1048577", "a perdu des lignes"),
    "first row": ("DELETE FROM journal WHERE id = 1048576", "a perdu des lignes"),
    "last row": ("DELETE FROM journal WHERE id = 1048578", "dernières lignes"),
    "content": (
        "UPDATE journal_contenu SET apres = '{}' WHERE journal_id = 1048577",
        "Le contenu de la ligne 1048577",
    ),
    "no content": ("DELETE FROM journal_contenu WHERE journal_id = 1048577", "Il manque 1 contenu"),
    "triggers": ("SELECT 1", "n’est plus protégé"),
}


@pytest.mark.parametrize(("forgery", "told"), FORGERIES.values(), ids=list(FORGERIES))
def test_the_chain_shows_what_was_forged(
    database: Database, acteur: Acteur, forgery: str, told: str
) -> None:
    site_id = make_site(database, acteur)
    rename(database, acteur, site_id, "B")
    rename(database, acteur, site_id, "C")
    database.close()
    with raw(database.path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for name in sorted(TRIGGERS):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(forgery)
    assert any(told in problem for problem in chain(database))


def test_each_site_has_its_own_chain(database: Database, acteur: Acteur) -> None:
    other = Database(database.path, now=lambda: NOW, site=3)
    try:
        make_site(database, acteur)
        with other.transaction(acteur, "site.enregistrer") as session:
            session.add(Site(numero=2, nom="Le Préau"))
        make_reglage(database, acteur)
    finally:
        other.close()
    assert chain(database) == []


def make_reglage(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "reglage.enregistrer") as session:
        set_reglage(session, "essai", 1)


def test_contents_go_only_in_an_erasure_and_the_chain_still_holds(
    database: Database, acteur: Acteur
) -> None:
    site_id = make_site(database, acteur)
    rename(database, acteur, site_id, "B")
    make_reglage(database, acteur)
    with database.transaction(acteur, "site.effacer") as session:
        session.get_one(Site, site_id).nom = "anonyme"
        assert erase_row(session, "site", site_id, "demande") == 2
    assert [(e.efface, e.avant, e.apres) for e in history(database, "site", site_id)] == [
        (True, {}, {})
    ] * 3
    assert chain(database) == []
    with database.reading() as session:
        erasure = session.scalars(select(Effacement)).one()
        assert (erasure.contenus, erasure.ferme_le) == (2, NOW)
        assert "Tisserands" not in json.dumps(
            [content.apres for content in session.scalars(select(JournalContenu))]
        )


def test_an_erasure_left_open_is_told(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "personne.effacer") as session:
        session.add(Effacement(motif="x", personne_id=None, ouvert_le=NOW, contenus=0))
    assert chain(database) == ["Un effacement est resté ouvert."]


def test_erasing_a_person_nobody_wrote_about_erases_nothing(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "personne.effacer") as session:
        assert erase_personne(session, 42, "demande") == 0
    assert chain(database) == []
