"""Where the window is and how screens send each other there without knowing each other (A14)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

_KEPT = 50  # places remembered for « Précédent »


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, and the row it shows when it shows one."""

    screen: str
    id: int | None = None


class Navigation(QObject):
    """Requests to open a screen; the main window answers and tells back where it is."""

    requested = Signal(object)  # Place: please go there
    arrived = Signal(object)  # Place: the window shows it
    restore_requested = Signal()  # close the base and go to the page that restores a backup

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trail: list[Place] = []

    @property
    def here(self) -> Place | None:
        """The place on screen, None before the first one."""
        return self._trail[-1] if self._trail else None

    def open(self, screen: str, id: int | None = None) -> None:  # noqa: A002 - navigation speaks of ids everywhere
        """Ask for a screen, on one of its rows when `id` is given."""
        self.requested.emit(Place(screen, id))

    def back(self) -> None:
        """Return to the place before this one, if there is one."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.requested.emit(self._trail.pop())

    def arrive(self, place: Place) -> None:
        """Called by the main window once `place` is on screen."""
        if place != self.here:
            self._trail = [*self._trail[1 - _KEPT :], place]
        self.arrived.emit(place)

    def forget(self) -> None:
        """Forget the way here: another account, another trail."""
        self._trail = []
