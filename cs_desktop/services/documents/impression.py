"""What every document service does: fonts, the centre’s head, a file or bytes for the preview."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cs_desktop.domain.securite_enfant import Retenues
from cs_desktop.domain.text import typo
from cs_desktop.persistence.centre import find_centre
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import read_content
from cs_desktop.persistence.retenues import retenues
from cs_desktop.reports import fonts
from cs_desktop.reports.page import CentreImprime
from cs_desktop.services.fichiers import written_file
from cs_desktop.system.folders import resource


class Impression:
    """Shared by the document services; reads the centre at each document, as it may change."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database = database
        self.today = today
        fonts.register(resource("fonts"))

    def centre(self) -> CentreImprime:
        """The left of the head: who prints."""
        with self._database.reading() as session:
            centre = find_centre(session)
            if centre is None:
                return CentreImprime("Centre social")
            logo = None if centre.logo_id is None else read_content(session, centre.logo_id)
            return CentreImprime(typo(centre.nom), typo(centre.gestionnaire), logo)

    def retenues(self, personne_ids: Collection[int], pour_foyer: int | None = None) -> Retenues:
        """What a paper about these people must not carry: each document that names people asks.

        `pour_foyer` is the foyer that receives the paper, None when it may go anywhere.
        """
        with self._database.reading() as session:
            return retenues(session, personne_ids, self.today(), pour_foyer)


def to_bytes(draw: Callable[[BinaryIO], int]) -> bytes:
    """The document for the preview."""
    stream = BytesIO()
    draw(stream)
    return stream.getvalue()


def to_file(draw: Callable[[BinaryIO], int], path: Path) -> int:
    """The document on disk, whole or absent. Returns its number of pages."""
    with written_file(path) as stream:
        return draw(stream)
