"""What a password must be, and how long one waits after typing a wrong one (A3, R8.7).

The slot file can be stolen with the base, and our delays do not slow that thief: only the password
does. Hence 80 bits (CNIL 2022): twelve characters of four kinds, or a phrase of seven words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import NBSP, join_et, plural, search_key

LENGTH = 12
WORDS = 7
WORD_LETTERS = 3
DISTINCT = 6
MAX_LENGTH = 1024  # a pasted file is not a password


def _is_sign(char: str) -> bool:
    return not char.isalnum() and not char.isspace()


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("une minuscule", str.islower),
    ("une majuscule", str.isupper),
    ("un chiffre", str.isdigit),
    ("un autre signe, comme - ou +", _is_sign),
)


def secret_bytes(mot_de_passe: str) -> bytes:
    """The bytes a key is derived from: an « é » counts the same from every keyboard."""
    return unicodedata.normalize("NFC", mot_de_passe).encode()


def missing(mot_de_passe: str) -> list[str]:
    """What `mot_de_passe` lacks to be twelve characters of four kinds."""
    lacks = [label for label, is_kind in _KINDS if not any(is_kind(char) for char in mot_de_passe)]
    short = LENGTH - len(mot_de_passe)
    if short > 0:
        lacks.append(plural(short, "caractère"))
    elif len(set(mot_de_passe)) < DISTINCT:
        lacks.append(f"{DISTINCT}{NBSP}caractères différents")
    return lacks


def phrase_words(mot_de_passe: str) -> set[str]:
    """The different words of a phrase, short ones left out."""
    return set(re.findall(rf"[a-z]{{{WORD_LETTERS},}}", search_key(mot_de_passe)))


def check_mot_de_passe(mot_de_passe: str, nom: str = "") -> None:
    """Refuse a password too easy to guess, saying what it lacks. Raises RegleMetier."""
    if len(mot_de_passe) > MAX_LENGTH:
        raise _refused(f"Ce mot de passe dépasse {MAX_LENGTH} caractères : choisissez plus court.")
    if search_key(nom) and search_key(nom) in search_key(mot_de_passe):
        raise _refused(
            "Ce mot de passe contient le nom du compte, que tout le monde connaît : ôtez-le."
        )
    words = len(phrase_words(mot_de_passe))
    if words >= WORDS:
        return
    lacks = missing(mot_de_passe)
    if not lacks:
        return
    if words > 2:
        raise _refused(
            f"Cette phrase a {plural(words, 'mot différent', 'mots différents')} de "
            f"{WORD_LETTERS}{NBSP}lettres ou plus : il en faut {WORDS}."
        )
    raise _refused(
        f"Il manque à ce mot de passe {join_et(lacks)}. Il faut {LENGTH}{NBSP}caractères avec "
        "minuscule, majuscule, chiffre et autre signe, ou bien une phrase de "
        f"{plural(WORDS, 'mot')}."
    )


def _refused(message: str) -> RegleMetier:
    return RegleMetier(message, "mot_de_passe")


# Seconds to wait after each failure in a row; the last one is the lock.
_WAITS = (0, 0, 5, 15, 30, 60, 120, 300, 600, 900)
LOCKED_AFTER = len(_WAITS)


@dataclass(frozen=True, slots=True)
class Essais:
    """The failures in a row on one base; kept beside it, without saying who tried."""

    echecs: int = 0
    dernier: datetime | None = None

    def failed(self, now: datetime) -> Essais:
        """One more failure."""
        return Essais(self.echecs + 1, now)

    @property
    def restants(self) -> int:
        """Tries left before the lock."""
        return max(0, LOCKED_AFTER - self.echecs)

    def wait(self, now: datetime) -> timedelta:
        """How long to wait before the next try; a clock set back never adds to it."""
        if self.dernier is None or self.echecs == 0:
            return timedelta()
        delay = timedelta(seconds=_WAITS[min(self.echecs, LOCKED_AFTER) - 1])
        return max(timedelta(), min(delay, self.dernier + delay - now))

    def sentence(self, now: datetime) -> str:
        """How many tries are left and how long to wait, to append to a refusal."""
        wait = self.wait(now)
        if not self.restants:
            return f"Trop d’essais : patientez {_wait_text(wait)} avant de recommencer."
        left = (
            f"Il reste {plural(self.restants, 'essai')} avant un blocage de "
            f"{_wait_text(timedelta(seconds=_WAITS[-1]))}."
        )
        return f"Patientez {_wait_text(wait)}. {left}" if wait else left


def _wait_text(wait: timedelta) -> str:
    seconds = -(-wait // timedelta(seconds=1))
    if seconds < 60:
        return plural(seconds, "seconde")
    return plural(-(-seconds // 60), "minute")
