"""The communes of France and their postcodes, found while one types.

The table is a resource read once, not a table of the base: it is the same for everybody, a new
list ships with a new program, and 35,000 rows would weigh on each base, copy and migration.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass
from heapq import nsmallest

from cs_desktop.domain.text import search_key

LIMIT = 8
_AFTER = "\uffff"  # sorts after every letter of a key
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


@dataclass(frozen=True, slots=True)
class Commune:
    """One proposal: a commune and one of its postcodes."""

    code_insee: str
    nom: str
    code_postal: str

    @property
    def texte(self) -> str:
        """« 59800 Lille »."""
        return f"{self.code_postal} {self.nom}"


@dataclass(frozen=True, slots=True)
class _Line:
    insee: str
    nom: str
    codes: tuple[str, ...]
    key: str  # « saint omer »


class Communes:
    """The table, most peopled commune first: so are the proposals."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        # Each word of a name leads to its rank, in alphabetical order: a beginning is a slice.
        words = sorted(
            (word, rank) for rank, line in enumerate(lines) for word in {*line.key.split(" ")}
        )
        codes = sorted((code, rank) for rank, line in enumerate(lines) for code in line.codes)
        self._words, self._word_ranks = [w for w, _ in words], [r for _, r in words]
        self._codes, self._code_ranks = [c for c, _ in codes], [r for _, r in codes]

    @classmethod
    def parse(cls, compressed: bytes) -> Communes:
        """Read `communes.csv.gz`: code INSEE, name, postcodes, search key."""
        lines = gzip.decompress(compressed).decode("utf-8").splitlines()[1:]
        return cls(
            [
                _Line(insee, nom, tuple(codes.split(" ")), key)
                for insee, nom, codes, key in (line.split(";") for line in lines)
            ]
        )

    def __len__(self) -> int:
        return len(self._lines)

    def complete(self, text: str, limit: int = LIMIT) -> list[Commune]:
        """At most `limit` communes for what is typed: a name, a postcode, or both.

        « st omer », « SAINT-OMER » and « 62500 » find the same one.
        """
        words = search_key(text).split()
        digits = [word for word in words if word.isdigit()]
        wanted = [word for word in words if not word.isdigit()]
        if len(digits) > 1 or not words:
            return []
        code, name = "".join(digits), " ".join(_SHORT.get(word, word) for word in wanted)
        ranks = self._ranks(wanted, code)
        first = nsmallest(limit, ranks, key=lambda rank: (self._closeness(rank, name), rank))
        found = [
            Commune(line.insee, line.nom, postal)
            for line in map(self._lines.__getitem__, first)
            for postal in line.codes
            if postal.startswith(code)
        ]
        return found[:limit]

    def _ranks(self, wanted: list[str], code: str) -> set[int]:
        """Communes whose words begin with those typed, in any order, and whose code does."""
        sets = [
            _beginning(self._words, self._word_ranks, word)
            | _beginning(self._words, self._word_ranks, _SHORT.get(word, word))
            for word in wanted
        ]
        if code:
            sets.append(_beginning(self._codes, self._code_ranks, code))
        first, *others = sorted(sets, key=len)
        return first.intersection(*others)

    def _closeness(self, rank: int, name: str) -> int:
        """0 for the very name, 1 when it begins so, 2 when a word of it does."""
        key = self._lines[rank].key
        return 0 if key == name else 1 if key.startswith(name) else 2


def _beginning(ordered: list[str], ranks: list[int], start: str) -> set[int]:
    low = bisect_left(ordered, start)
    return set(ranks[low : bisect_left(ordered, start + _AFTER, low)])
