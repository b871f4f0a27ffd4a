"""Communes and postcodes while one types: the shipped table, read once, at the first need."""

from __future__ import annotations

import threading
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.communes import LIMIT, Commune, Communes
from cs_desktop.domain.droits import Droit
from cs_desktop.services.registre import droit

TABLE = Path("data", "communes.csv.gz")


class CommuneService:
    """Called from the reader pool: the first call reads 35,000 lines, the next ones nothing."""

    def __init__(self, resources: Path) -> None:
        self._path = resources / TABLE
        self._communes: Communes | None = None
        self._reading = threading.Lock()

    @droit(Droit.PREFERENCES)  # public data: whoever opens the window may
    def complete(self, _acteur: Acteur, texte: str, limit: int = LIMIT) -> list[Commune]:
        """The first communes for a name, a postcode, or both; the most peopled first."""
        with self._reading:
            if self._communes is None:
                self._communes = Communes.parse(self._path.read_bytes())
        return self._communes.complete(texte, limit)
