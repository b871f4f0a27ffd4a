"""Where the words of a search stand in a text, whatever its accents and case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cs_desktop.domain.text import search_key

Span = tuple[int, int]  # start and end in the text, end excluded


def match_spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """The places of `words` (already search keys) in `text`, in order and without overlap.

    A word is shown at the beginning of a word of the text if it can, else at its first place.
    Digits ignore the spaces of telephone numbers.
    """
    folded, places = _fold(text)
    spans = [span for word in words if word and (span := _span(folded, places, word, len(text)))]
    return _merged(spans)


@cache
def _letter(char: str) -> str:
    """One letter as the search reads it; two hundred rows fold the same few at each keystroke."""
    return search_key(char) or " "


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without accents and case, and for each of its letters the place it comes from."""
    folded, places = "", []
    for at, char in enumerate(text):
        key = _letter(char)
        folded += key
        places += [at] * len(key)
    return folded, places


def _span(folded: str, places: list[int], word: str, length: int) -> Span | None:
    if word.isdigit():
        kept = [i for i, char in enumerate(folded) if char != " "]
        folded, places = "".join(folded[i] for i in kept), [places[i] for i in kept]
        at = folded.find(word)
    else:
        at = 0 if folded.startswith(word) else folded.find(f" {word}") + 1 or folded.find(word)
    if at < 0:
        return None
    end = at + len(word)
    start, stop = places[at], places[end] if end < len(places) else length
    while stop > start + 1 and stop - 1 > places[end - 1]:
        stop -= 1  # spaces left out between digits stay out of the mark
    return start, stop


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
