"""Search, the part that is only text: what is indexed, what is asked, one wrong letter (A11)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cs_desktop.domain.dates import MOIS, Naissance, Precision
from cs_desktop.domain.phones import digits
from cs_desktop.domain.text import search_key

_MOIS = {search_key(name): number for number, name in enumerate(MOIS, 1)}
_NAMED_DATE = re.compile(rf"\b([0-9]{{1,2}})(?:er)? ({'|'.join(_MOIS)})\b(?: (?=[0-9]))?")
_NUMERO = re.compile(r"\bn[°o]\.? ?(?=[0-9])")
_ITEM = re.compile(r"(?P<run>(?<!\w)\+?[0-9]+(?:[ ./()]+[0-9]+)*(?![^\W\d_]))|(?P<word>[^\W_]+)")
_WORD = re.compile(r"[^\W_]+")
SHORTEST_FORGIVEN = 3  # in two letters, a wrong one is another word


@dataclass(frozen=True, slots=True)
class Terme:
    """One thing asked for: a word, or digits with the ways in which they may be read."""

    mot: str | None
    lectures: tuple[tuple[str, ...], ...]  # any of these readings; all the words of a reading


def name_words(*names: str) -> str:
    """Words of the names, and each name in one piece: « O’Brien » is found by « obrien »."""
    found: dict[str, None] = {}
    for name in names:
        words = _WORD.findall(search_key(name))
        found.update(dict.fromkeys(words))
        if len(words) > 1:
            found["".join(words)] = None
    return " ".join(found)


def other_words(
    telephones: Iterable[str], communes: Iterable[str], numero: int, naissance: Naissance | None
) -> str:
    """What else finds a person: telephones, towns, number on the card, writings of the birth."""
    found = [digits(telephone) for telephone in telephones]
    for commune in communes:
        found += _WORD.findall(search_key(commune))
    found += [str(numero), f"{numero:04}", *_birth_words(naissance)]
    return " ".join(dict.fromkeys(word for word in found if word))


def _birth_words(naissance: Naissance | None) -> Iterator[str]:
    if naissance is None:
        return
    day, month, year = f"{naissance.le.day:02}", f"{naissance.le.month:02}", naissance.le.year
    if naissance.precision in {Precision.JOUR, Precision.PRESUMEE}:
        yield f"{day}{month}{year:04}"
    if naissance.precision is not Precision.ANNEE:
        yield f"{month}{year:04}"
    yield f"{year:04}"


def parse_query(texte: str) -> list[Terme]:
    """What `texte` asks for, in any order. Groups of digits are joined, and read as dates too."""
    key = _NUMERO.sub("", search_key(texte))
    key = _NAMED_DATE.sub(lambda found: f"{found[1]}/{_MOIS[found[2]]}/", key)
    return [
        Terme(item["word"], ((item["word"],),))
        if item["word"]
        else Terme(None, tuple(dict.fromkeys(_readings(item["run"]))))
        for item in _ITEM.finditer(key)
    ]


def _readings(run: str) -> Iterator[tuple[str, ...]]:
    groups = re.findall("[0-9]+", run)
    joined = "".join(groups)
    yield (joined,)
    for prefix in ("0033", "33"):
        if joined.startswith(prefix) and (run.startswith("+") or prefix == "0033"):
            yield (f"0{joined.removeprefix(prefix).removeprefix('0')}",)
    yield from ((word,) for word in _dates(groups))
    if len(groups) > 1 and min(map(len, groups)) >= 3:  # « 1959 0639982471 »: two things
        yield tuple(groups)


def _dates(groups: list[str]) -> Iterator[str]:
    """Index words of the dates that `groups` may be: d/m/y, d/m, m/y, y-m-d, without signs."""
    match [*map(len, groups)]:
        case [8]:
            groups = [groups[0][:4], groups[0][4:6], groups[0][6:]]
        case [6]:
            groups = [groups[0][:2], groups[0][2:4], groups[0][4:]]
        case _:
            pass
    match groups:
        case [year, month, day] if len(year) == 4:
            yield from _date_words(day, month, year)
        case [day, month, year]:
            yield from _date_words(day, month, year)
        case [year, month] if len(year) == 4:
            yield from _date_words("", month, year)
        case [month, year] if len(year) == 4:
            yield from _date_words("", month, year)
        case [day, month]:
            yield from _date_words(day, month, "")
        case _:
            return


def _date_words(day: str, month: str, year: str) -> Iterator[str]:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31) or len(month) > 2:
        return
    start = f"{int(day):02}{int(month):02}" if day else f"{int(month):02}"
    if len(year) == 2:
        yield f"{start}19{year}"
        yield f"{start}20{year}"
    else:
        yield f"{start}{year}"


def fts_query(
    termes: Collection[Terme],
    *,
    whole_words: bool = False,
    look_alikes: Mapping[str, Collection[str]] | None = None,
) -> str:
    """The FTS5 expression: prefixes, or `whole_words`; `look_alikes` are taken as well."""
    return " AND ".join(
        f"({' OR '.join(_alternatives(terme, look_alikes or {}, whole_words=whole_words))})"
        for terme in termes
    )


def _alternatives(
    terme: Terme, look_alikes: Mapping[str, Collection[str]], *, whole_words: bool
) -> Iterator[str]:
    star = "" if whole_words and terme.mot is not None else "*"
    for lecture in terme.lectures:
        yield " AND ".join(f'"{word}"{star}' for word in lecture)
    if terme.mot is not None:
        yield from (f'"{word}"' for word in sorted(look_alikes.get(terme.mot, ())))


def is_forgiven(word: str) -> bool:
    """Whether a wrong letter of `word` is looked for: names only, not digits."""
    return len(word) >= SHORTEST_FORGIVEN and word.isalpha()


def deletions(word: str) -> set[str]:
    """`word` and what it becomes without one of its letters. Two words one letter apart share
    one of them, whichever of the two has the letter missing, in excess, wrong or swapped."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is missing, in excess, wrong or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest_short, rest_long = short[start:], long[start:]
    swapped = rest_short[1:2] + rest_short[:1] + rest_short[2:]
    return rest_short[1:] == rest_long[1:] or swapped == rest_long
