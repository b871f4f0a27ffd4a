"""French words: search keys, typography, plurals, lists. Everything printed passes through here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NBSP = "\u00a0"  # before : » € and between a number and its unit
NNBSP = "\u202f"  # thin: in thousands and before ; ! ? %
MINUS = "\u2212"
DASH = "—"  # no data; a real zero is « 0 »

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_APOSTROPHES = frozenset("'’‘‛`´ʼʹ′＇")
_SPACES = f"[ {NBSP}{NNBSP}]"
_UNITS = "h|ans?|min|km|m²|jours?|mois|semaines?|personnes?|ETP"
_TYPOGRAPHY = (
    (re.compile("'"), "’"),
    (re.compile(r'"([^"\n]*)"'), r"«\1»"),
    (re.compile(rf"«{_SPACES}*"), f"«{NBSP}"),
    (re.compile(rf"{_SPACES}*»"), f"{NBSP}»"),
    (re.compile(rf"{_SPACES}+([;!?%])"), rf"{NNBSP}\1"),
    (re.compile(rf"{_SPACES}+([:€])"), rf"{NBSP}\1"),
    (re.compile(rf"([0-9]){_SPACES}(?=[0-9]{{3}}(?![0-9]))"), rf"\1{NNBSP}"),
    (re.compile(rf"([0-9]){_SPACES}({_UNITS})\b"), rf"\1{NBSP}\2"),
    (re.compile(rf"\bn°{_SPACES}*(?=[0-9])"), f"n°{NBSP}"),
)


def search_key(text: str) -> str:
    """`text` without case, accents, apostrophes or hyphens: what search and sorting compare."""
    previous = None
    # Folding can reveal more to fold (𝐀 → A → a): go on until nothing moves.
    while text != previous:
        previous, text = text, _fold(text)
    return text


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return " ".join("".join(_bare(char) for char in plain).split())


def _bare(char: str) -> str:
    if char in _APOSTROPHES or char == MINUS:
        return " "
    match unicodedata.category(char):
        case "Mn" | "Me" | "Cf":  # marks, and invisible signs pasted from elsewhere
            return ""
        case "Pd":
            return " "
        case _:
            return char


def typo(text: str) -> str:
    """`text` with French apostrophes, guillemets and no-break spaces. Never adds a missing space
    before a sign, so that hours (09:30) and addresses keep their shape."""
    for pattern, replacement in _TYPOGRAPHY:
        text = pattern.sub(replacement, text)
    return text


def nombre(n: int) -> str:
    """1 240, with the thin space of thousands and a true minus sign."""
    return f"{n:,}".replace(",", NNBSP).replace("-", MINUS)


def plural(n: int, singular: str, several: str | None = None) -> str:
    """« 0 adhérent », « 1 adhérent », « 2 adhérents »: in French the plural begins at two."""
    if abs(n) < 2:
        word = singular
    elif several is not None:
        word = several
    else:
        word = singular if singular.endswith(("s", "x", "z")) else f"{singular}s"
    return f"{nombre(n)}{NBSP}{word}"


def join_et(items: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"
