"""Arabic letters joined, and right-to-left words put in the order in which a page draws them.

ReportLab draws characters one by one from left to right. Unicode names the joined form of most
Arabic letters, and our fallback font has them: no shaping library is needed for a name.
"""

from __future__ import annotations

import re
import unicodedata

_RTL = frozenset({"R", "AL"})
_BLOCKS = (range(0xFB50, 0xFDD0), range(0xFE80, 0xFEFD))
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_NUMBERS = re.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9]+")
TATWEEL = "\u0640"  # a stroke that lengthens the join
LAM = "\u0644"


def _read_forms() -> dict[tuple[str, str], str]:
    """(letters, « initial ») → the character that draws them so."""
    forms: dict[tuple[str, str], str] = {}
    for code in (code for block in _BLOCKS for code in block):
        kind, _, letters = unicodedata.decomposition(chr(code)).partition("> ")
        base = "".join(chr(int(letter, 16)) for letter in letters.split())
        # Of the ligatures, only lam-alef is compulsory.
        if base and (len(base) == 1 or (base[0] == LAM and base[1] in "\u0622\u0623\u0625\u0627")):
            forms.setdefault((base, kind.strip("<")), chr(code))
    return forms


_FORMS = _read_forms()


def visual(text: str) -> str:
    """`text` with its right-to-left words joined and mirrored, ready to be drawn left to right."""
    if not any(unicodedata.bidirectional(char) in _RTL for char in text):
        return text
    return "".join(_mirror(join(span)) if rtl else span for rtl, span in _spans(text))


def join(text: str) -> str:
    """`text`, in reading order, with each Arabic letter in the form its neighbours ask for."""
    letters = _clusters(text)
    letters = _with_ligatures(letters)
    joined: list[str] = []
    for at, (base, marks) in enumerate(letters):
        before = letters[at - 1][0] if at else ""
        after = letters[at + 1][0] if at + 1 < len(letters) else ""
        joined.append(_form(before, base, after) + marks)
    return "".join(joined)


def is_unjoined(text: str) -> bool:
    """Whether `text` holds an Arabic letter for which Unicode names no joined form."""
    return any(
        unicodedata.bidirectional(char) == "AL"
        and unicodedata.category(char) == "Lo"
        and not unicodedata.decomposition(char).startswith("<")
        and char != "\u0621"  # hamza never joins
        and (char, "final") not in _FORMS
        for char in text
    )


def _form(before: str, base: str, after: str) -> str:
    from_before = _joins_forward(before) and (base, "final") in _FORMS
    to_after = (base, "initial") in _FORMS and (after == TATWEEL or (after, "final") in _FORMS)
    kind = {
        (True, True): "medial",
        (True, False): "final",
        (False, True): "initial",
        (False, False): "isolated",
    }[from_before, to_after]
    return _FORMS.get((base, kind), base)


def _joins_forward(base: str) -> bool:
    return base == TATWEEL or (base, "initial") in _FORMS


def _clusters(text: str) -> list[tuple[str, str]]:
    """Letters with the vowel marks that stand on them."""
    clusters: list[tuple[str, str]] = []
    for char in text:
        if clusters and unicodedata.category(char) == "Mn":
            base, marks = clusters[-1]
            clusters[-1] = (base, marks + char)
        else:
            clusters.append((char, ""))
    return clusters


def _with_ligatures(letters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    merged: list[tuple[str, str]] = []
    for base, marks in letters:
        if merged and merged[-1][0] == LAM and (LAM + base, "final") in _FORMS:
            merged[-1] = (LAM + base, merged[-1][1] + marks)
        else:
            merged.append((base, marks))
    return merged


def _spans(text: str) -> list[tuple[bool, str]]:
    """`text` cut into left-to-right and right-to-left spans; neutral signs inside a
    right-to-left span belong to it, at its borders they do not."""
    spans: list[tuple[bool, str]] = []
    start = 0
    while start < len(text):
        first = next((i for i in range(start, len(text)) if _is_rtl(text[i])), len(text))
        if first > start:
            spans.append((False, text[start:first]))
        last = first
        for i in range(first, len(text)):
            if unicodedata.bidirectional(text[i]) == "L":
                break
            if _is_rtl(text[i]) or _ends_span(text, first, i):
                last = i
        if first < len(text):
            spans.append((True, text[first : last + 1]))
        start = last + 1
    return spans


def _ends_span(text: str, first: int, at: int) -> bool:
    """A vowel mark, or the bracket that closes one opened inside the span."""
    char = text[at]
    opening = {")": "(", "]": "[", "}": "{", "»": "«"}.get(char)
    if opening is not None:
        inside = text[first:at]
        return inside.count(opening) > inside.count(char)
    return unicodedata.category(char) == "Mn"


def _is_rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in _RTL


def _mirror(span: str) -> str:
    """Last letter first; numbers keep their order, and the span is never broken over two lines."""
    clusters = [base + marks for base, marks in reversed(_clusters(span))]
    mirrored = "".join(clusters).translate(_MIRRORED).replace(" ", "\u00a0")
    return _NUMBERS.sub(lambda found: found[0][::-1], mirrored)
