"""Drafts of forms: what was typed comes back after a power cut (ui.md 1.5)."""

from __future__ import annotations

from typing import Any

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.persistence.brouillons import (
    BrouillonRow,
    drop_brouillon,
    list_brouillons,
    read_brouillon,
    write_brouillon,
)
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import droit

USAGE = "brouillon.ecrire"
WAIT_MS = 200  # written every 2 s from the screen: the next one will do


class BrouillonService:
    """One draft for each form of each account, outside the journal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @droit(Droit.PREFERENCES)
    def write(self, acteur: Acteur, formulaire: str, contenu: dict[str, Any]) -> None:
        """Keep what is typed so far; `contenu` holds what JSON can write."""
        with self._database.transaction(acteur, USAGE, wait_ms=WAIT_MS) as session:
            write_brouillon(session, acteur.id, formulaire, contenu)

    @droit(Droit.PREFERENCES)
    def read(self, acteur: Acteur, formulaire: str) -> BrouillonRow | None:
        """The draft of a form, None when everything typed was saved."""
        with self._database.reading() as session:
            return read_brouillon(session, acteur.id, formulaire)

    @droit(Droit.PREFERENCES)
    def rows(self, acteur: Acteur) -> list[BrouillonRow]:
        """Every unfinished form of this account, the latest first."""
        with self._database.reading() as session:
            return list_brouillons(session, acteur.id)

    @droit(Droit.PREFERENCES)
    def drop(self, acteur: Acteur, formulaire: str) -> None:
        """Forget a draft: its form was saved, or given up."""
        with self._database.transaction(acteur, USAGE, wait_ms=WAIT_MS) as session:
            drop_brouillon(session, acteur.id, formulaire)
