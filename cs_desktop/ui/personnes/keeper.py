"""Keeps what is typed in the form of one person until it is saved (BrouillonService)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from cs_desktop.ui.kit.form import Draft
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.shell.contexte import Contexte


@dataclass(frozen=True)
class Kept:
    """A draft found again: the version it was typed over, when, and what the fields held."""

    version: int | None
    le: datetime
    champs: Draft


class DraftKeeper(QObject):
    """Writes in the writer pool, in the order of the calls."""

    failed = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject) -> None:
        super().__init__(parent)
        self._contexte = contexte

    def write(self, personne_id: int | None, version: int | None, champs: Draft) -> None:
        """Keep what the form of this person holds; None is the form of a new person."""
        contexte, code = self._contexte, codes.brouillon(personne_id)
        content = {"version": version, "champs": champs}
        self._do(lambda: contexte.services.brouillons.write(contexte.acteur, code, content))

    def drop(self, personne_id: int | None) -> None:
        """Saved, or given up."""
        contexte, code = self._contexte, codes.brouillon(personne_id)
        self._do(lambda: contexte.services.brouillons.drop(contexte.acteur, code))

    def read(self, personne_id: int | None) -> Kept | None:
        """What was typed and not saved, None when nothing was."""
        contexte = self._contexte
        found = contexte.services.brouillons.read(contexte.acteur, codes.brouillon(personne_id))
        if found is None:
            return None
        return Kept(found.contenu.get("version"), found.modifie_le, found.contenu["champs"])

    def _do(self, call: Callable[[], object]) -> None:
        def run(_task: Task) -> None:
            call()

        task = self._contexte.pools.write(run)
        task.failed.connect(self.failed)
        task.start()
