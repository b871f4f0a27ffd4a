"""A chart declared once: documents draw it, screens show it, « Voir le tableau » lists it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_SERIES = 5


@dataclass(frozen=True, slots=True)
class Serie:
    """One value per category, None where there is no data. `precedente` marks the year N-1."""

    libelle: str
    valeurs: tuple[int | None, ...]
    precedente: bool = False


@dataclass(frozen=True, slots=True)
class Graphique:
    """Values by category; `cibles` are the targets of an indicator, one per category or none."""

    titre: str
    categories: tuple[str, ...]
    series: tuple[Serie, ...]
    unite: str = ""
    cibles: tuple[int | None, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn honestly from an axis at zero."""
        if not 1 <= len(self.series) <= MAX_SERIES:
            raise ValueError(f"a chart has 1 to {MAX_SERIES} series")
        rows = [serie.valeurs for serie in self.series]
        rows += [self.cibles] if self.cibles else []
        if any(len(values) != len(self.categories) for values in rows):
            raise ValueError("a series has one value per category")
        if any(value is not None and value < 0 for values in rows for value in values):
            raise ValueError("the axis starts at 0: no negative value")

    @property
    def maximum(self) -> int:
        """The value at the end of the axis; never 0, so that an empty chart can be drawn."""
        values = [v for serie in self.series for v in serie.valeurs if v is not None]
        values += [cible for cible in self.cibles if cible is not None]
        return max([1, *values])


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours « #RRGGBB » of a chart: those of the theme on screen, those of ink on paper."""

    texte: str
    note: str
    axe: str
    hachure: str
    series: tuple[str, ...]
    fond: str


PALETTE_IMPRESSION = Palette(
    texte="#14232A",
    note="#43545A",
    axe="#14232A",
    hachure="#43545A",
    series=("#0F5A70", "#BE7700", "#6C9AA7", "#A6432F", "#5B4B82"),
    fond="#FFFFFF",
)
