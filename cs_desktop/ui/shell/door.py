"""What the window asks of the base before it is open; `app` answers with the services (A13).

Nothing here imports a service: the sign-in is painted before they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cs_desktop.ui.kit.tasks import Task

if TYPE_CHECKING:  # the frame is painted before any service is imported (A13)
    from cs_desktop.services.opener import OpenedBase as Opened


class Condition(Enum):
    """What stands where the base should be, told without opening it."""

    ABSENTE = "absente"
    SANS_COMPTE = "sans compte"
    PROTEGEE = "protegee"


@dataclass(frozen=True, slots=True)
class NouveauCentre:
    """What the first start collects."""

    nom: str
    site: str
    forme_juridique: str
    compte: str
    mot_de_passe: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file chosen to be restored, and who asks: the fiche, an account, or nobody."""

    path: Path
    nom: str = ""
    secret: str = field(default="", repr=False)  # password of `nom`, or the words of the fiche


class Door(Protocol):
    """Every method but `take` may be slow: call it in a Task of the writer pool.

    Each raises an ErreurAttendue whose sentence can be shown as it is.
    """

    def take(self) -> Condition:
        """Hold the base for this window and tell what is there; cheap enough for the first paint.

        Raises BaseOccupee naming who holds it.
        """
        ...

    def open_plain(self, task: Task, /) -> Opened:
        """Open a base that has no account."""
        ...

    def sign_in(self, nom: str, mot_de_passe: str, task: Task, /) -> Opened:
        """Open the base with an account."""
        ...

    def unlock(self, opened: Opened, mot_de_passe: str) -> None:
        """Check the password of the account that locked the window."""
        ...

    def recover(self, mots: str, nom: str, mot_de_passe: str, task: Task, /) -> Opened:
        """Open the base with the fiche de secours and give `nom` a new password."""
        ...

    def create(self, centre: NouveauCentre) -> tuple[str, ...]:
        """Create the base of a centre with its first account; the words of its fiche."""
        ...

    def draw_fiche(self, centre: NouveauCentre, mots: tuple[str, ...]) -> bytes:
        """The fiche de secours as a PDF page, for printing without any file on the disk."""
        ...

    def open_demonstration(self, task: Task) -> Opened:
        """Create the demonstration apart from the base if it is not there, and open it."""
        ...

    def is_protected(self, path: Path) -> bool:
        """Whether restoring this backup takes a password or the fiche."""
        ...

    def restore(self, backup: Backup) -> None:
        """Put a backup in the place of the base, which is backed up first."""
        ...

    def close(self) -> None:
        """Close the base that is open, if one is."""
        ...
