"""Keeps what is typed about a foyer until it is saved (BrouillonService)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.foyers import codes
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.form import Draft
from cs_desktop.ui.shell.contexte import Contexte


@dataclass(frozen=True)
class Kept:
    """A draft found again, and the version it was typed over."""

    version: int | None
    champs: Draft


class FoyerDrafts(QObject):
    """Writes in the writer pool, in the order of the calls."""

    def __init__(self, contexte: Contexte, screen: QWidget) -> None:
        super().__init__(screen)
        self._contexte, self._screen = contexte, screen

    def write(self, foyer_id: int, version: int | None, champs: Draft) -> None:
        """Keep what the form of this foyer holds."""
        contexte, code = self._contexte, codes.brouillon(foyer_id)
        content = {"version": version, "champs": champs}
        self._do(lambda: contexte.services.brouillons.write(contexte.acteur, code, content))

    def drop(self, foyer_id: int) -> None:
        """Saved, or given up."""
        contexte, code = self._contexte, codes.brouillon(foyer_id)
        self._do(lambda: contexte.services.brouillons.drop(contexte.acteur, code))

    def read(self, foyer_id: int) -> Kept | None:
        """What was typed and not saved, None when nothing was."""
        contexte = self._contexte
        found = contexte.services.brouillons.read(contexte.acteur, codes.brouillon(foyer_id))
        return None if found is None else Kept(found.contenu["version"], found.contenu["champs"])

    def _do(self, call: Callable[[], object]) -> None:
        task = self._contexte.pools.write(lambda _task: call())
        task.failed.connect(self._fail)
        task.start()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self._screen)
