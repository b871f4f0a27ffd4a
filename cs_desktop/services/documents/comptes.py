"""Printing the fiche de secours. Its words are never kept: they go from the caller to the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.persistence.database import Database
from cs_desktop.reports.comptes import FicheSecours, fiche_secours
from cs_desktop.services.documents.impression import Impression, to_bytes, to_file
from cs_desktop.services.registre import droit


class CompteDocumentService:
    """The one sheet that opens the base when every password is lost."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._impression = Impression(database, today)

    @droit(Droit.GERER_COMPTES)
    def fiche_secours(self, acteur: Acteur, mots: Sequence[str], base_uuid: str) -> bytes:  # noqa: ARG002
        """The sheet as a PDF, for printing without any file on the disk."""
        return to_bytes(self._draw(mots, base_uuid))

    @droit(Droit.GERER_COMPTES)
    def write_fiche_secours(
        self,
        acteur: Acteur,  # noqa: ARG002
        mots: Sequence[str],
        base_uuid: str,
        path: Path,
    ) -> int:
        """Write the sheet where the person chose. Raises StockageIndisponible."""
        return to_file(self._draw(mots, base_uuid), path)

    def _draw(self, mots: Sequence[str], base_uuid: str) -> Callable[[BinaryIO], int]:
        fiche = FicheSecours(tuple(mots), base_uuid, self._impression.today())
        return partial(fiche_secours, fiche, self._impression.centre())
