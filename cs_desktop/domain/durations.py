"""Durations are integer minutes; only this module turns them into text and back (A19)."""

from __future__ import annotations

import re

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import MINUS, NBSP, nombre

MAX_MINUTES = 100_000 * 60  # more hours than a centre gives in a year

_SPACES = re.compile(r"\s+")
_HOURS_MINUTES = re.compile(
    r"(?P<hours>[0-9]{1,6})(?:h|:|heures?)(?P<minutes>[0-9]{1,2})?(?:min|mn|m)?"
)
_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,7})(?:min|mn|m|minutes?)")
_DECIMAL = re.compile(r"(?P<hours>[0-9]{1,6})(?:[.,](?P<hundredths>[0-9]{1,2}))?(?:h|heures?)?")


def duree(minutes: int) -> str:
    """2 h 30, 2 h, 45 min, 0 h; hours take their thousands space (1 240 h)."""
    sign = MINUS if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    if not hours and rest:
        return f"{sign}{rest}{NBSP}min"
    whole = f"{sign}{nombre(hours)}{NBSP}h"
    return f"{whole}{NBSP}{rest:02}" if rest else whole


def parse_duree(text: str) -> int:
    """The minutes of « 2h30 », « 2,5 » (hours), « 2:30 », « 150 min ».

    Raises RegleMetier with what to type instead.
    """
    typed = _SPACES.sub("", text).casefold()
    if not typed:
        raise RegleMetier("Indiquez une durée. Exemple : 2 h 30")
    minutes = _minutes(typed)
    if minutes is None:
        raise RegleMetier(f"« {text.strip()} » n’est pas une durée. Exemple : 2 h 30")
    if minutes > MAX_MINUTES:
        raise RegleMetier(f"La durée dépasse {duree(MAX_MINUTES)}. Vérifiez les zéros.")
    return minutes


def _minutes(typed: str) -> int | None:
    if (found := _HOURS_MINUTES.fullmatch(typed)) is not None:
        rest = int(found["minutes"] or 0)
        return int(found["hours"]) * 60 + rest if rest < 60 else None
    if (found := _MINUTES.fullmatch(typed)) is not None:
        return int(found["minutes"])
    if (found := _DECIMAL.fullmatch(typed)) is not None:
        hundredths = int((found["hundredths"] or "0").ljust(2, "0"))
        # Nearest minute: 2,33 h is two hours and twenty minutes.
        return int(found["hours"]) * 60 + (hundredths * 60 + 50) // 100
    return None
