"""What Ctrl+K proposes: words in any order, no accents needed, one wrong letter forgiven."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cs_desktop.domain.text import search_key

PER_GROUP = 3
PER_GROUP_EMPTY = 8  # nothing typed yet: there is room to show what exists
_FORGIVING_FROM = 4  # letters; shorter words have too many neighbours


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the palette and what it does."""

    group: str
    icon: str
    title: str
    detail: str
    run: Callable[[], None]
    key: str = ""
    words: str = ""


def matching(proposals: Iterable[Proposal], text: str) -> list[Proposal]:
    """Those that hold every word of `text`, best first; all of them when nothing is typed."""
    words = search_key(text).split()
    scored = [(score, n, p) for n, p in enumerate(proposals) if (score := _score(p, words))]
    return [proposal for _score_, _n, proposal in sorted(scored, key=lambda found: found[:2])]


def grouped(proposals: Sequence[Proposal], *, limit: int) -> list[tuple[str, list[Proposal]]]:
    """Groups in the order of their first proposal, `limit` lines each."""
    groups: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        lines = groups.setdefault(proposal.group, [])
        if len(lines) < limit:
            lines.append(proposal)
    return list(groups.items())


def found_in(text: str, title: str) -> list[tuple[int, int]]:
    """Where the words of `text` stand in `title`: (start, length), for the yellow marks.

    A word is marked where the letters of the title, folded one by one, spell it.
    """
    folded = [search_key(char) or " " for char in title]
    key, origin = "".join(folded), [n for n, part in enumerate(folded) for _ in part]
    spans: set[tuple[int, int]] = set()
    for word in search_key(text).split():
        at = key.find(word)
        if at >= 0:
            start, end = origin[at], origin[at + len(word) - 1]
            spans.add((start, end - start + 1))
    return _merged(sorted(spans))


def near(word: str, candidate: str) -> bool:
    """Whether one letter wrong, missing, extra or swapped separates the beginning of the words."""
    if len(word) < _FORGIVING_FROM:
        return False
    return any(_one_apart(word, candidate[: len(word) + more]) for more in (-1, 0, 1))


def _score(proposal: Proposal, words: Sequence[str]) -> int:
    """0 = does not match; 1 = the title begins so, then less and less sure."""
    title, other = search_key(proposal.title).split(), search_key(proposal.words).split()
    worst = 1
    for word in words:
        if title and title[0].startswith(word):
            rank = 1
        elif any(part.startswith(word) for part in title):
            rank = 2
        elif any(word in part for part in (*title, *other)):
            rank = 3
        elif any(near(word, part) for part in (*title, *other)):
            rank = 4
        else:
            return 0
        worst = max(worst, rank)
    return worst


def _one_apart(a: str, b: str) -> bool:
    """Whether `a` and `b` are equal but for one letter, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    )


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, length in spans:
        if merged and start <= sum(merged[-1]):
            first, so_far = merged[-1]
            merged[-1] = (first, max(so_far, start + length - first))
        else:
            merged.append((start, length))
    return merged
