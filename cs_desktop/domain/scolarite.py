"""Where a child goes to school, one school year at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.text import search_key

LONGUEUR_MAX = 120
FIRST_YEAR = 1990
_RENTREE = 8  # from August on, the school year that begins is the one spoken of


class Niveau(StrEnum):
    """The classes of the French school, in order; CLAS goes from CP to lycée."""

    TPS = "tps"
    PS = "ps"
    MS = "ms"
    GS = "gs"
    CP = "cp"
    CE1 = "ce1"
    CE2 = "ce2"
    CM1 = "cm1"
    CM2 = "cm2"
    SIXIEME = "6e"
    CINQUIEME = "5e"
    QUATRIEME = "4e"
    TROISIEME = "3e"
    SECONDE = "2de"
    PREMIERE = "1re"
    TERMINALE = "terminale"
    CAP = "cap"
    SUPERIEUR = "superieur"
    AUTRE = "autre"

    @property
    def libelle(self) -> str:
        """« CE1 », « 6e », « Supérieur »."""
        if self.value in {"terminale", "superieur", "autre"}:
            return {"superieur": "Supérieur"}.get(self.value, self.value.capitalize())
        return self.value if self.value[0].isdigit() else self.value.upper()


@dataclass(frozen=True, slots=True)
class ScolariteDraft:
    """One school year; `annee` is that of September."""

    annee: int
    niveau: Niveau | None = None
    etablissement: str = ""


@dataclass(frozen=True, slots=True)
class Scolarite:
    """The same, as cards and lists show it."""

    id: int
    annee: int
    niveau: Niveau | None
    etablissement: str

    @property
    def texte(self) -> str:
        """« 2026-2027 : CE1, école des Fileurs »."""
        said = ", ".join(
            part
            for part in (self.niveau.libelle if self.niveau else "", self.etablissement)
            if part
        )
        return f"{self.annee}-{self.annee + 1}\u00a0: {said}"


def annee_scolaire(jour: date) -> int:
    """The year in which the school year of `jour` began."""
    return jour.year if jour.month >= _RENTREE else jour.year - 1


def check_scolarite(draft: ScolariteDraft, today: date) -> ScolariteDraft:
    """`draft` as it is stored. Raises RegleMetier."""
    etablissement = " ".join(draft.etablissement.split())
    refus: list[Refus] = []
    if not FIRST_YEAR <= draft.annee <= annee_scolaire(today) + 1:
        refus.append(Refus("Cette année scolaire n’est pas à saisir. Vérifiez-la.", "annee"))
    if len(etablissement) > LONGUEUR_MAX:
        refus.append(Refus("Ce nom d’école est trop long. Raccourcissez-le.", "etablissement"))
    if draft.niveau is None and not search_key(etablissement):
        refus.append(Refus("Indiquez la classe ou l’école.", "niveau"))
    if refus:
        raise RegleMetier.plusieurs(refus)
    return replace(draft, etablissement=etablissement)
