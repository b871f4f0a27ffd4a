"""The rows behind a figure, as « D’où vient ce chiffre ? » shows and exports them (A9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.periods import Periode


@dataclass(frozen=True, slots=True)
class Preuve:
    """One figure’s rows. A taux has two proofs, its numérateur’s and its dénominateur’s."""

    code: str
    libelle: str
    periode: Periode
    filtre: Filtre
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[Any, ...], ...]

    @property
    def personne_ids(self) -> tuple[int, ...]:
        """The people behind the figure, in the order of the rows; empty when rows name nobody."""
        if "personne_id" not in self.colonnes:
            return ()
        rank = self.colonnes.index("personne_id")
        return tuple(dict.fromkeys(line[rank] for line in self.lignes))
