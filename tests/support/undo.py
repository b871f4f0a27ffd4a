"""Use-cases to undo, and what is left of them."""

from __future__ import annotations

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.undo import Undone, undo


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
