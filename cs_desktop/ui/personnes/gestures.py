"""What is done to people from a list or a sheet: archive, restore; undone by the toast."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.droits import Droit
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.shell.contexte import Contexte


class Gestures(QObject):
    """Writes in the writer pool; what was done is told by the window, refusals by the screen."""

    done = Signal()

    def __init__(self, contexte: Contexte, screen: QWidget) -> None:
        super().__init__(screen)
        self._contexte, self._screen = contexte, screen

    @property
    def may_edit(self) -> bool:
        """Whether the rôle may change people."""
        return self._contexte.acteur.peut(Droit.MODIFIER_PERSONNES)

    @property
    def may_merge(self) -> bool:
        return self._contexte.acteur.peut(Droit.FUSIONNER_PERSONNES)

    @property
    def may_export(self) -> bool:
        return self._contexte.acteur.peut(Droit.EXPORTER_PERSONNES)

    @property
    def may_renew(self) -> bool:
        return self._contexte.acteur.peut(Droit.GERER_ADHESIONS)

    def renew(self, ids: Collection[int]) -> None:
        """Take again the adhésions that ended, one for each foyer or person."""
        acteur, service, kept = self._contexte.acteur, self._contexte.services.adhesions, list(ids)
        if kept:
            self.write(lambda: service.renouveler(acteur, kept))

    def archive(self, ids: Collection[int]) -> None:
        """Send people to the corbeille."""
        acteur, service, kept = self._contexte.acteur, self._contexte.services.personnes, list(ids)
        if kept:
            self.write(lambda: service.archive(acteur, kept))

    def restore(self, ids: Collection[int]) -> None:
        """Bring people back from the corbeille."""
        acteur, service, kept = self._contexte.acteur, self._contexte.services.personnes, list(ids)
        if kept:
            self.write(lambda: service.restore(acteur, kept))

    def undo(self, operation: int) -> None:
        """Undo one use-case of the history."""
        acteur, service = self._contexte.acteur, self._contexte.services.operations
        self.write(lambda: service.undo(acteur, operation))

    def redo(self, operation: int) -> None:
        """Undo an undo of the history."""
        acteur, service = self._contexte.acteur, self._contexte.services.operations
        self.write(lambda: service.redo(acteur, operation))

    def write(self, call: Callable[[], object]) -> None:
        """Do `call` in the writer pool."""

        def run(_task: Task) -> object:
            return call()

        task = self._contexte.pools.write(run)
        task.succeeded.connect(self._finish)
        task.failed.connect(self._fail)
        task.start()

    @Slot(object)
    def _finish(self, _result: object) -> None:
        self.done.emit()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self._screen)
