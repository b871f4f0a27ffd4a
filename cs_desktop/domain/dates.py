"""Dates as people write them. Two-digit years are read here, never by a library (B §10)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import MINUS, search_key

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
OLDEST_AGE = 130
FIRST_YEAR, LAST_YEAR = 1850, 2199

_WORDS = {"auj": 0, "aujourd hui": 0, "aujourdhui": 0, "hier": -1, "demain": 1}
_MONTHS = {search_key(mois): number for number, mois in enumerate(MOIS, 1)}
_NAMED_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})(?:er)? (?P<month>[a-z]{3,9})\.?(?: (?P<year>[0-9]+))?"
)
_OFFSET = re.compile(rf"(?P<sign>[+\-{MINUS}])\s*(?P<days>[0-9]{{1,4}})")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_PARTS = re.compile(
    r"(?P<day>[0-9]{1,2})(?:[/.\- ](?P<month>[0-9]{1,2})(?:[/.\- ](?P<year>[0-9]+))?)?"
)
_DIGITS = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2}|[0-9]{4})?")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[/.\- ](?P<year>[0-9]{4})")
_PRESUMED = re.compile(r"(?:vers|environ|presumee?)\s+(?P<rest>.+)", re.IGNORECASE)


class Precision(StrEnum):
    """How much of a date of birth is known."""

    JOUR = "jour"
    MOIS = "mois"
    ANNEE = "annee"
    PRESUMEE = "presumee"


@dataclass(frozen=True, slots=True)
class Naissance:
    """A date of birth and how much of it is known; what is unknown stands at its first day."""

    le: date
    precision: Precision = Precision.JOUR

    def texte(self) -> str:
        """As lists and sheets show it; `parse_naissance` reads it back."""
        match self.precision:
            case Precision.JOUR:
                return date_fr(self.le)
            case Precision.MOIS:
                return f"{self.le.month:02}/{self.le.year:04}"
            case Precision.ANNEE:
                return f"{self.le.year:04}"
            case _:  # presumed
                new_year = (self.le.month, self.le.day) == (1, 1)
                return f"vers {self.le.year:04}" if new_year else f"vers {date_fr(self.le)}"

    def bornes(self) -> tuple[date, date]:
        """First and last possible days; a presumed date is taken as it stands."""
        match self.precision:
            case Precision.MOIS:
                last = monthrange(self.le.year, self.le.month)[1]
                return self.le.replace(day=1), self.le.replace(day=last)
            case Precision.ANNEE:
                return date(self.le.year, 1, 1), date(self.le.year, 12, 31)
            case _:
                return self.le, self.le


def date_fr(jour: date) -> str:
    """03/09/2026."""
    return f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def date_longue(jour: date) -> str:
    """« mardi 15 septembre 2026 », « jeudi 1er octobre 2026 »."""
    number = "1er" if jour.day == 1 else str(jour.day)
    return f"{JOURS[jour.weekday()]} {number} {MOIS[jour.month - 1]} {jour.year}"


def heure(minutes: int) -> str:
    """09:30 from the minutes since midnight; midnight at the end of the day is 24:00."""
    if not 0 <= minutes <= 24 * 60:
        raise ValueError(f"{minutes} minutes are outside a day")
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_date(text: str, today: date, *, naissance: bool = False) -> date:
    """The date of « 15 », « 15/9 », « 150926 », « 15/09/2026 », « 15 septembre », « auj », « +7 ».

    What is missing comes from `today`; a birth must say its year, and is never in the future.
    Raises RegleMetier with what to type instead.
    """
    typed = " ".join(text.split())
    if not typed:
        raise RegleMetier(f"Indiquez une date. Exemple : {_example(naissance=naissance)}")
    relative = _relative(typed, today)
    if relative is not None:
        return _checked(relative, today, naissance=naissance)
    parts = _parts(typed)
    if parts is None:
        raise RegleMetier(
            f"« {typed} » n’est pas une date. Exemple : {_example(naissance=naissance)}"
        )
    day, month, year = parts
    if naissance and year is None:
        raise RegleMetier("Indiquez l’année de naissance. Exemple : 02/05/1959")
    return _checked(
        _build(day, month, year, today, naissance=naissance), today, naissance=naissance
    )


def parse_naissance(text: str, today: date) -> Naissance:
    """A birth, whole or in part: « 02/05/1959 », « 05/1959 », « 1959 », « vers 1959 ».

    Raises RegleMetier with what to type instead.
    """
    typed = " ".join(text.split())
    presumed = _PRESUMED.fullmatch(typed.replace("é", "e"))
    if presumed is not None:
        return Naissance(parse_naissance(presumed["rest"], today).le, Precision.PRESUMEE)
    if _YEAR.fullmatch(typed):
        return Naissance(_first_day(1, typed, today), Precision.ANNEE)
    month_year = _MONTH_YEAR.fullmatch(typed)
    if month_year is not None:
        le = _first_day(int(month_year["month"]), month_year["year"], today)
        return Naissance(le, Precision.MOIS)
    return Naissance(parse_date(typed, today, naissance=True))


def _example(*, naissance: bool) -> str:
    return "19/01/1988" if naissance else "15/09/2026"


def _first_day(month: int, year: str, today: date) -> date:
    return _checked(_build(1, month, year, today, naissance=True), today, naissance=True)


def _relative(typed: str, today: date) -> date | None:
    days = _WORDS.get(search_key(typed))
    offset = _OFFSET.fullmatch(typed)
    if offset is not None:
        days = int(offset["days"]) * (1 if offset["sign"] == "+" else -1)
    return None if days is None else today + timedelta(days=days)


def _parts(typed: str) -> tuple[int, int | None, str | None] | None:
    """Day, month and year as typed; None when `typed` has the shape of no date."""
    found = _ISO.fullmatch(typed) or _DIGITS.fullmatch(typed) or _PARTS.fullmatch(typed)
    if found is not None:
        month = found["month"]
        return int(found["day"]), int(month) if month else None, found["year"]
    named = _NAMED_MONTH.fullmatch(search_key(typed))
    if named is None:
        return None
    months = [n for name, n in _MONTHS.items() if name.startswith(named["month"])]
    return (int(named["day"]), months[0], named["year"]) if len(months) == 1 else None


def _build(day: int, month: int | None, year: str | None, today: date, *, naissance: bool) -> date:
    month = today.month if month is None else month
    if not 1 <= month <= 12:
        raise RegleMetier(
            f"Le mois {month} n’existe pas. Exemple : {_example(naissance=naissance)}"
        )
    full = today.year if year is None else _full_year(year, month, day, today, naissance=naissance)
    last = monthrange(full, month)[1]
    if day > last:
        name = MOIS[month - 1].capitalize()
        raise RegleMetier(f"{name} {full} s’arrête au {last}. Vérifiez le jour.")
    if day == 0:
        raise RegleMetier(f"Le jour 0 n’existe pas. Exemple : {_example(naissance=naissance)}")
    return date(full, month, day)


def _full_year(year: str, month: int, day: int, today: date, *, naissance: bool) -> int:
    if len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR:
        return int(year)
    if len(year) != 2:
        raise RegleMetier(f"L’année {year} n’est pas lisible. Écrivez quatre chiffres.")
    candidate = today.year // 100 * 100 + int(year)
    if naissance:  # the last such day that is not in the future
        is_future = (candidate, month, day) > (today.year, today.month, today.day)
        return candidate - 100 if is_future else candidate
    if candidate - today.year > 50:
        return candidate - 100
    return candidate + 100 if today.year - candidate >= 50 else candidate


def _checked(jour: date, today: date, *, naissance: bool) -> date:
    if naissance and jour > today:
        raise RegleMetier("Cette naissance est dans l’avenir. Vérifiez l’année.")
    if naissance and today.year - jour.year > OLDEST_AGE:
        raise RegleMetier(f"Cette naissance donne plus de {OLDEST_AGE} ans. Vérifiez l’année.")
    return jour
