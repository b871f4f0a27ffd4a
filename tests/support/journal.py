"""Small use-cases on sites, and what the journal says of them."""

from __future__ import annotations

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.journal import JournalEntry, read_history


def history(database: Database, table: str, row_id: int) -> list[JournalEntry]:
    with database.reading() as session:
        return read_history(session, table, row_id)


def chain(database: Database) -> list[str]:
    with database.reading() as session:
        return verify_chain(session)


def make_site(database: Database, acteur: Acteur, nom: str = "Les Tisserands") -> int:
    with database.transaction(acteur, "site.enregistrer") as session:
        site = Site(numero=1, nom=nom)
        session.add(site)
        session.flush()
        return site.id


def rename(database: Database, acteur: Acteur, site_id: int, nom: str) -> None:
    with database.transaction(acteur, "site.enregistrer") as session:
        session.get_one(Site, site_id).nom = nom
