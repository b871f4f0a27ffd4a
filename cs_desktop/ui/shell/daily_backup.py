"""The backup of today, made in the background once the first screen is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.domain.sauvegardes import EtatSauvegarde
from cs_desktop.ui.shell.bell import Bell
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.status_bar import StatusBar

if TYPE_CHECKING:  # the frame is painted before any service is imported (A13)
    from cs_desktop.services.sauvegarde import SauvegardeDuJour

DELAY_MS = 1_500  # the first screen first


class DailyBackup(QObject):
    """One per opened base; refused backups are told by the bell and by the colour of the part."""

    def __init__(self, contexte: Contexte, bar: StatusBar, bell: Bell, parent: QObject) -> None:
        super().__init__(parent)
        self._contexte, self._bar, self._bell = contexte, bar, bell
        self.allowed = contexte.acteur.peut(Droit.SAUVEGARDER)

    def start(self) -> None:
        """Tell the state at once, then make the backup of today if there is none."""
        if self.allowed:
            self.refresh()
            QTimer.singleShot(DELAY_MS, self, self.make)

    @Slot()
    def make(self) -> None:
        """Make it now, in the writer pool."""
        service, acteur = self._contexte.services.sauvegarde, self._contexte.acteur
        second = self._contexte.machine.values.dossier_sauvegarde
        task = self._contexte.pools.write(lambda _task: service.sauvegarde_du_jour(acteur, second))
        task.succeeded.connect(self._made)
        task.failed.connect(self._refused)
        task.start()

    @Slot()
    def refresh(self) -> None:
        """Read the age of the last backup again."""
        service, acteur = self._contexte.services.sauvegarde, self._contexte.acteur
        second = self._contexte.machine.values.dossier_sauvegarde
        task = self._contexte.pools.read(lambda _task: service.etat(acteur, second))
        task.succeeded.connect(self._show)
        task.failed.connect(self._refused)
        task.start()

    def _made(self, today: SauvegardeDuJour) -> None:
        if today.second_refus:
            self._bell.tell(today.second_refus)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, ErreurAttendue):
            raise error
        self._bell.tell(str(error))
        self._bar.set_backup("Sauvegarde impossible · Voir", late=True)

    def _show(self, states: Sequence[EtatSauvegarde]) -> None:
        self._bar.set_backup(*backup_text(states[0]))


def backup_text(state: EtatSauvegarde) -> tuple[str, bool]:
    """What the status bar says of our own folder, and whether a backup is due."""
    if state.derniere is None:
        return "Aucune sauvegarde · Sauvegarder", True
    when = f"Sauvegarde vérifiée : {state.derniere.astimezone():%d/%m/%Y à %H:%M}"
    return (f"{when} · Sauvegarder", True) if state.rappel else (when, False)
