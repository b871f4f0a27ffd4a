"""Money is an integer number of cents; only this module turns it into text and back (A19)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import MINUS, NBSP, nombre

MAX_CENTS = 99_999_999_999  # just under a billion euros: beyond it, a slip of the finger

_SPACE = r"[\s\u00a0\u202f\u2009]"
_NUMBER = rf"(?P<euros>[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+)(?:[.,](?P<cents>[0-9]{{1,2}}))?"
_TERM = re.compile(
    rf"{_SPACE}*(?P<sign>[+\-{MINUS}]?){_SPACE}*{_NUMBER}{_SPACE}*(?:€|euros?\b)?{_SPACE}*",
    re.IGNORECASE,
)


def euros(cents: int) -> str:
    """1 234,56 € as the interface and the documents print it."""
    whole, rest = divmod(abs(cents), 100)
    return f"{_sign(cents)}{nombre(whole)},{rest:02}{NBSP}€"


def euros_ronds(cents: int) -> str:
    """1 235 €: whole euros, half a euro rounded away from zero (planned budgets, Cerfa)."""
    whole = (abs(cents) + 50) // 100
    return f"{_sign(cents) if whole else ''}{nombre(whole)}{NBSP}€"


def _sign(cents: int) -> str:
    return MINUS if cents < 0 else ""


def parse_euros(text: str) -> int:
    """The cents of « 12 », « 12,5 », « 12.50 », « 1 234,56 € » or of a sum like « 20+54 ».

    Raises RegleMetier with what to type instead.
    """
    if not text.strip():
        raise RegleMetier("Indiquez un montant. Exemple : 12,50")
    total, at = 0, 0
    while at < len(text):
        term = _TERM.match(text, at)
        if term is None or (at > 0 and not term["sign"]):
            raise RegleMetier(f"« {text.strip()} » n’est pas un montant. Exemple : 1 234,56")
        amount = int(re.sub(_SPACE, "", term["euros"])) * 100 + int(
            (term["cents"] or "").ljust(2, "0")
        )
        total += amount if term["sign"] in {"", "+"} else -amount
        at = term.end()
    if abs(total) > MAX_CENTS:
        raise RegleMetier(f"Le montant dépasse {euros(MAX_CENTS)}. Vérifiez les zéros.")
    return total


def split_cents(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` in proportion to `weights`; the parts always sum to the whole.

    The cents left over go to the largest remainders, the first of equals. Weights that are all
    zero share equally.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be non-negative and at least one")
    if not any(weights):
        weights = [1] * len(weights)
    whole, sign = sum(weights), -1 if total < 0 else 1
    parts = [abs(total) * weight // whole for weight in weights]
    remainders = [abs(total) * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -remainders[i])
    for i in order[: abs(total) - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]
