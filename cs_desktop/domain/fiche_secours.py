"""The words of the fiche de secours: 128 random bits that a person can copy from paper.

Twelve words of eleven bits carry the secret and four bits of checksum. No two words of the list
share their first four letters, so those are enough to recognise a word, and accents, capitals,
line numbers and hyphens typed around them do not matter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import plural, search_key

SECRET_SIZE = 16
WORD_COUNT = 12
LIST_SIZE = 2048
STEM = 4
_WORD_BITS = 11
_CHECK_BITS = WORD_COUNT * _WORD_BITS - SECRET_SIZE * 8


def parse_words(text: str) -> tuple[str, ...]:
    """The word list shipped with the program; lines beginning with # are its notice.

    Raises ValueError for a list that could not be read back without doubt.
    """
    words = tuple(line for line in text.split("\n") if line and not line.startswith("#"))
    if len(words) != LIST_SIZE or len({word[:STEM] for word in words}) != LIST_SIZE:
        raise ValueError(f"the list needs {LIST_SIZE} words told apart by {STEM} letters")
    return words


def to_words(secret: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """The twelve words to print for `secret`."""
    if len(secret) != SECRET_SIZE:
        raise ValueError(f"the secret has {SECRET_SIZE} bytes")
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _checksum(secret)
    return tuple(
        words[number >> shift & (LIST_SIZE - 1)]
        for shift in range((WORD_COUNT - 1) * _WORD_BITS, -1, -_WORD_BITS)
    )


def from_words(typed: str, words: Sequence[str]) -> bytes:
    """The secret behind the words of a sheet. Raises RegleMetier saying which word to look at."""
    found = _split(typed)
    if len(found) != WORD_COUNT:
        raise RegleMetier(
            f"La fiche de secours a {plural(WORD_COUNT, 'mot')}, vous en avez tapé "
            f"{len(found)} : recopiez-les tous, dans l’ordre, séparés par des espaces.",
            "fiche",
        )
    ranks = {word[:STEM]: rank for rank, word in enumerate(words)}
    number = 0
    for place, word in enumerate(found, start=1):
        rank = ranks.get(word[:STEM])
        if rank is None or not _same(words[rank], word):
            raise RegleMetier(
                f"Le mot n° {place}, « {word} », n’est pas un mot des fiches de secours : "
                "comparez-le, lettre par lettre, avec la fiche imprimée.",
                "fiche",
            )
        number = number << _WORD_BITS | rank
    secret = (number >> _CHECK_BITS).to_bytes(SECRET_SIZE, "big")
    if number & (1 << _CHECK_BITS) - 1 != _checksum(secret):
        raise RegleMetier(
            "Ces mots existent tous mais ne forment pas une fiche de secours : vérifiez leur "
            "ordre et qu’aucun n’a été pris pour un autre.",
            "fiche",
        )
    return secret


def check_typed_back(fiche: Sequence[str], place: int, typed: str) -> None:
    """Whether word number `place` (from 1) was copied, the proof that the sheet was printed.

    Raises RegleMetier otherwise.
    """
    found = _split(typed)
    if len(found) != 1 or not _same(fiche[place - 1], found[0]):
        raise RegleMetier(
            f"Ce n’est pas le mot n° {place} de la fiche : recopiez-le depuis la feuille imprimée.",
            "fiche",
        )


def _split(typed: str) -> list[str]:
    return re.findall(r"[a-z]+", search_key(typed))


def _same(word: str, typed: str) -> bool:
    """A word typed short, but not so short that it could be another one."""
    return len(typed) >= STEM and word.startswith(typed)


def _checksum(secret: bytes) -> int:
    return hashlib.sha256(secret).digest()[0] >> (8 - _CHECK_BITS)
