"""What an account chose for its own screens: columns, filters, saved lists (A17)."""

from __future__ import annotations

from typing import Any

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.preferences import (
    read_preference,
    read_preferences,
    write_preference,
)
from cs_desktop.services.registre import droit


class PreferenceService:
    """One value for each key of each account; values are what JSON can write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @droit(Droit.PREFERENCES)
    def read(self, acteur: Acteur, cle: str, default: Any = None) -> Any:
        """The choice of this account, `default` when it never chose."""
        with self._database.reading() as session:
            value = read_preference(session, acteur.id, cle)
        return default if value is None else value

    @droit(Droit.PREFERENCES)
    def all(self, acteur: Acteur) -> dict[str, Any]:
        """Every choice of this account, by key."""
        with self._database.reading() as session:
            return read_preferences(session, acteur.id)

    @droit(Droit.PREFERENCES)
    def write(self, acteur: Acteur, cle: str, valeur: Any) -> None:
        """Keep a choice; None forgets it."""
        with self._database.transaction(acteur, "preference.choisir") as session:
            write_preference(session, acteur.id, cle, valeur)
