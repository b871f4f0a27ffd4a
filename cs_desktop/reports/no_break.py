"""Keep the narrow no-break space of French figures whole.

ReportLab takes U+202F for an ordinary space: « 1 234,56 € » would be cut over two lines, and the
thin space printed as a wide one. Its paragraph module looks its own `split` up at each call.
"""

from __future__ import annotations

import re

from reportlab.platypus import paragraph

_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")


def split_words(text: str | bytes, delim: str | bytes | None = None) -> list[str]:
    """The words of `text`, cut where a line may break."""
    plain = text.decode() if isinstance(text, bytes) else text
    if delim is not None:
        return plain.split(delim.decode() if isinstance(delim, bytes) else delim)
    return [word for word in _BREAKING.split(plain) if word]


def install() -> None:
    """Teach ReportLab; harmless when called twice."""
    paragraph.split = split_words  # pyright: ignore[reportAttributeAccessIssue]
