"""The columns of an exported list, the same for each file format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from cs_desktop.domain.errors import Annule

Cellule = str | int | date | None
STEP = 500  # rows between two looks at `cancelled`


class Genre(Enum):
    """What a column holds, hence how a cell is written."""

    TEXTE = auto()
    NOMBRE = auto()
    EUROS = auto()  # integer cents
    DATE = auto()
    MINUTES = auto()  # integer minutes


@dataclass(frozen=True, slots=True)
class ColonneExport:
    """One column; `largeur` in characters of the spreadsheet."""

    titre: str
    genre: Genre = Genre.TEXTE
    largeur: int = 18

    def date(self, value: Cellule) -> date:
        """`value` as a date. Raises TypeError: a caller’s bug, never the user’s."""
        if not isinstance(value, date):
            raise TypeError(f"column {self.titre!r} holds dates")
        return value

    def entier(self, value: Cellule) -> int:
        """`value` as an integer. Raises TypeError: a caller’s bug, never the user’s."""
        if not isinstance(value, int):
            raise TypeError(f"column {self.titre!r} holds integers")
        return value


def check_width(colonnes: Sequence[ColonneExport], ligne: Sequence[Cellule]) -> None:
    """Raise ValueError for a row of another width than its header."""
    if len(ligne) != len(colonnes):
        raise ValueError(f"{len(ligne)} cells for {len(colonnes)} columns")


def silent(*_done_and_total: int) -> None:
    """A `progress` that nobody hears."""


def never() -> bool:
    """A `cancelled` that lets the work end."""
    return False


def tell(done: int, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
    """Every `STEP` rows, say how far the export is. Raises Annule when asked to stop."""
    if done % STEP:
        return
    progress(done, 0)
    if cancelled():
        raise Annule("L’export a été arrêté. Aucun fichier n’a été créé.")
