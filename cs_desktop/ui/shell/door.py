"""What the window asks of the base before it is open; `app` answers with the services (A13).

Nothing here imports a service: the sign-in is painted before they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.shell.opened import Opened


class Condition(Enum):
    """What stands where the base should be, told without opening it."""

    ABSENTE = "absente"
    SANS_COMPTE = "sans compte"
    PROTEGEE = "protegee"


@dataclass(frozen=True, slots=True)
class NouveauCentre:
    """What the first start collects."""

    nom: str
    sous_titre: str
    forme_juridique: str
    compte: str
    mot_de_passe: str


class Door(Protocol):
    """Every method but `condition` may be slow: call it in a Task of the writer pool.

    Each raises an ErreurAttendue whose sentence can be shown as it is.
    """

    def condition(self) -> Condition:
        """What is there; cheap enough for the first paint."""
        ...

    def open_plain(self, task: Task) -> Opened:
        """Open a base that has no account."""
        ...

    def sign_in(self, nom: str, mot_de_passe: str, task: Task) -> Opened:
        """Open the base with an account."""
        ...

    def unlock(self, opened: Opened, mot_de_passe: str) -> None:
        """Check the password of the account that locked the window."""
        ...

    def recover(self, mots: str, nom: str, mot_de_passe: str, task: Task) -> Opened:
        """Open the base with the fiche de secours and give `nom` a new password."""
        ...

    def draw_fiche(self) -> tuple[str, ...]:
        """Twelve new words for the fiche de secours of a centre to be created."""
        ...

    def print_fiche(self, centre: NouveauCentre, mots: tuple[str, ...], path: Path) -> None:
        """Write the fiche de secours as a PDF page."""
        ...

    def create(self, centre: NouveauCentre, mots: tuple[str, ...], task: Task) -> Opened:
        """Create the base of a centre with its first account, and open it."""
        ...

    def open_demonstration(self, task: Task) -> Opened:
        """Create the demonstration beside the base if it is not there, and open it."""
        ...

    def restore(self, backup: Path, secret: str, task: Task) -> None:
        """Put a backup in the place of the base; `secret` is a password or the words."""
        ...
