"""Periods: first and last day, both included, in local dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cs_desktop.domain.dates import date_fr

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Periode:
    """From `debut` to `fin`, both days included."""

    debut: date
    fin: date

    def __post_init__(self) -> None:
        if self.fin < self.debut:
            raise ValueError(f"a period cannot end on {self.fin}, before its start {self.debut}")

    def contains(self, jour: date) -> bool:
        """Whether `jour` is inside."""
        return self.debut <= jour <= self.fin

    def overlaps(self, other: Periode) -> bool:
        """Whether the two share at least a day."""
        return self.debut <= other.fin and other.debut <= self.fin

    def common(self, other: Periode) -> Periode | None:
        """The days that the two share."""
        if not self.overlaps(other):
            return None
        return Periode(max(self.debut, other.debut), min(self.fin, other.fin))

    def split(self, jour: date) -> tuple[Periode, Periode]:
        """The days before `jour` and those from it on; `jour` may not be the first day."""
        return Periode(self.debut, jour - _DAY), Periode(jour, self.fin)

    @property
    def jours(self) -> int:
        """Number of days."""
        return (self.fin - self.debut).days + 1

    def texte(self) -> str:
        """« 2026 », « 2026-2027 » for a season of twelve months, else both days."""
        following = self.fin + _DAY
        is_year = (following.month, following.day) == (self.debut.month, self.debut.day) and (
            following.year == self.debut.year + 1
        )
        if not is_year:
            return f"du {date_fr(self.debut)} au {date_fr(self.fin)}"
        if self.debut.year == self.fin.year:
            return f"{self.debut.year}"
        return f"{self.debut.year}-{self.fin.year}"


def annee_civile(annee: int) -> Periode:
    """From 1 January to 31 December."""
    return Periode(date(annee, 1, 1), date(annee, 12, 31))


def saison(annee_debut: int, mois: int = 9, jour: int = 1) -> Periode:
    """Twelve months from the centre's first day of season, 1 September unless set otherwise.

    The first day may not be 29 February, which does not come back every year.
    """
    return Periode(date(annee_debut, mois, jour), date(annee_debut + 1, mois, jour) - _DAY)


def saison_de(date_: date, mois: int = 9, jour: int = 1) -> Periode:
    """The season that holds `date_`."""
    started = (date_.month, date_.day) >= (mois, jour)
    return saison(date_.year if started else date_.year - 1, mois, jour)
