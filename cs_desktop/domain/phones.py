"""Telephone numbers are stored as digits (with + when foreign) and printed by pairs."""

from __future__ import annotations

from cs_desktop.domain.errors import RegleMetier

_FRENCH_PREFIXES = ("0033", "33")
_SEPARATORS = frozenset(" .-/()\u00a0\u202f\u2009\u2010\u2011\t")


def digits(text: str) -> str:
    """The ASCII digits of `text`, French numbers in their ten-figure form (+33 6… → 06…)."""
    raw = "".join(char for char in text if char in "0123456789")
    is_international = text.lstrip().startswith("+") or raw.startswith("00")
    if is_international:
        for prefix in _FRENCH_PREFIXES:
            rest = raw.removeprefix(prefix).removeprefix("0")  # +33 (0)6…
            if raw.startswith(prefix) and len(rest) == 9:
                return f"0{rest}"
    return raw


def telephone_fr(text: str) -> str:
    """06 39 98 24 71. What is not a French number is shown as it was stored."""
    number = digits(text)
    if len(number) != 10 or not number.startswith("0"):
        return text.strip()
    return " ".join(number[i : i + 2] for i in range(0, 10, 2))


def check_telephone(text: str, champ: str = "telephone") -> str:
    """The number as it is stored: ten digits, or + and the digits of a foreign number.

    Raises RegleMetier naming `champ`.
    """
    typed = text.strip()
    if any(
        char not in _SEPARATORS and char not in "0123456789" for char in typed.removeprefix("+")
    ):
        raise RegleMetier("Un téléphone s’écrit avec des chiffres. Exemple : 06 39 98 24 71", champ)
    number = digits(typed)
    is_international = number[:2] == "00" or (typed[:1] == "+" and number[:1] != "0")
    if is_international:
        foreign = number.removeprefix("00")
        if 8 <= len(foreign) <= 15 and foreign[0] != "0" and not foreign.startswith("33"):
            return f"+{foreign}"
    elif len(number) == 10 and number[0] == "0" and not typed.startswith("+0"):
        return number
    raise RegleMetier(
        "Un téléphone a dix chiffres et commence par 0. Exemple : 06 39 98 24 71", champ
    )
