"""The save state in the status bar: saved, waiting, or typed and kept as a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Slot

from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.shell.status_bar import StatusBar


class SaveState(QObject):
    """Listens to commits, to the writer pool and to the screen on show."""

    def __init__(
        self, bar: StatusBar, pools: Pools, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._pools, self._now = bar, pools, now
        self._saved_at: datetime | None = None
        self._unsaved = ""
        pools.changed.connect(self.refresh)

    @Slot(object)
    def note_commit(self, _commit: object) -> None:
        """Something reached the disk."""
        self._saved_at = self._now()
        self.refresh()

    @Slot(str)
    def note_unsaved(self, words: str) -> None:
        """The screen on show holds something typed, or nothing any more."""
        self._unsaved = words
        self.refresh()

    def reset(self) -> None:
        """Another base or another account: nothing was saved yet."""
        self._saved_at, self._unsaved = None, ""
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Write the state again."""
        if self._pools.writing():
            self._bar.set_saving("En attente d’enregistrement…", waiting=True)
        elif self._unsaved:
            self._bar.set_saving("Modifications non enregistrées, brouillon gardé")
        elif self._saved_at is None:
            self._bar.set_saving("Tout est enregistré")
        else:
            self._bar.set_saving(f"Tout est enregistré · {self._saved_at.astimezone():%H:%M}")
