"""Backups as screens see them, and which ones are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from cs_desktop.domain.text import NBSP, plural

JOURS, SEMAINES, MOIS = 7, 8, 12
AGE_RAPPEL = 7  # days after which a reminder is shown (R8.8)


class Raison(StrEnum):
    """Why a backup was made; part of its file name."""

    QUOTIDIENNE = "jour"
    DEMANDEE = "demandee"
    MIGRATION = "avant-migration"
    RESTAURATION = "avant-restauration"
    RECHIFFREMENT = "avant-nouvelle-cle"


@dataclass(frozen=True, slots=True)
class Sauvegarde:
    """One backup file, as its manifest tells it."""

    fichier: Path
    base_uuid: str
    creee_le: datetime
    schema: str
    taille: int
    protegee: bool
    programme: str


@dataclass(frozen=True, slots=True)
class EtatSauvegarde:
    """What the first screen says of one folder of backups."""

    dossier: Path
    accessible: bool
    derniere: datetime | None
    age: int | None  # in days, None when there is no backup to be seen

    @property
    def rappel(self) -> bool:
        """Whether to remind that a backup is due."""
        return self.age is None or self.age > AGE_RAPPEL

    def phrase(self) -> str:
        """The state in a few words."""
        if not self.accessible:
            return "Dossier de sauvegarde introuvable : branchez la clé ou choisissez-en un autre."
        if self.age is None:
            return "Aucune sauvegarde dans ce dossier."
        if self.age == 0:
            return "Sauvegarde faite aujourd’hui."
        return f"Dernière sauvegarde il y a {plural(self.age, 'jour')}."


def to_keep(creees: Collection[datetime]) -> set[datetime]:
    """The newest backup of each of the last 7 days, 8 weeks and 12 months that have one.

    Days, weeks and months are those of the centre, which thinks in local time.
    """
    newest_first = sorted(creees, reverse=True)
    kept: set[datetime] = set()
    for count, period in ((JOURS, _day), (SEMAINES, _week), (MOIS, _month)):
        seen: set[Hashable] = set()
        for instant in newest_first:
            if period(instant) not in seen and len(seen) < count:
                seen.add(period(instant))
                kept.add(instant)
    return kept


def local_day(instant: datetime) -> date:
    """The day of the centre on which `instant` fell."""
    return instant.astimezone().date()


def file_name(base: Path, creee_le: datetime, raison: Raison) -> str:
    """« centre-2026-09-15-103000-jour.csbak »: sorted by name, sorted by date."""
    return f"{base.stem}-{creee_le.astimezone():%Y-%m-%d-%H%M%S}-{raison.value}.csbak"


def default_folder(base: Path) -> Path:
    """Where the backups of a base go unless another folder is asked for."""
    return base.parent / "sauvegardes"


def taille_texte(octets: int) -> str:
    """« 3 Mo »: a size, rounded up."""
    for unit, size in (("Go", 10**9), ("Mo", 10**6), ("ko", 10**3)):
        if octets >= size:
            return f"{-(-octets // size)}{NBSP}{unit}"
    return f"{octets}{NBSP}octets"


def _day(instant: datetime) -> Hashable:
    return local_day(instant)


def _week(instant: datetime) -> Hashable:
    return local_day(instant).isocalendar()[:2]


def _month(instant: datetime) -> Hashable:
    return (local_day(instant).year, local_day(instant).month)


Progress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """For whoever does not show it."""


def never() -> bool:
    """For whoever cannot cancel."""
    return False
