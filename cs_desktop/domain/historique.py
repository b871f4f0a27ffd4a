"""What happened to a row, in words: who, when, which gesture, and each value before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cs_desktop.domain.text import DASH, NBSP


@dataclass(frozen=True, slots=True)
class Modification:
    """One field that changed; an empty value prints as « — »."""

    champ: str
    avant: str
    apres: str

    @property
    def texte(self) -> str:
        """« Téléphone : 06 39 98 42 07 → 06 39 98 42 08 »."""
        return f"{self.champ}{NBSP}: {self.avant or DASH} → {self.apres or DASH}"


@dataclass(frozen=True, slots=True)
class LigneHistorique:
    """One use-case that touched the row; `efface` tells that an erasure removed its contents."""

    operation: int
    le: datetime
    qui: str
    usage: str  # the code, "personne.enregistrer"
    titre: str  # its French words
    modifications: tuple[Modification, ...]
    efface: bool
