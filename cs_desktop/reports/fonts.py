"""The fonts of every printed page, embedded: no name and no amount depends on the machine."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import unicodedata
from pathlib import Path
from threading import Lock

from reportlab.graphics import shapes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cs_desktop.reports import no_break

TEXT = "CSLisible-Regular"
STRONG = "CSLisible-SemiBold"
BOLD = "CSLisible-Bold"
ITALIC = "CSLisible-Italic"
FIGURES = "CSLisibleChiffres-Regular"
FIGURES_STRONG = "CSLisibleChiffres-SemiBold"
FIGURES_BOLD = "CSLisibleChiffres-Bold"
FALLBACK = "DejaVuSans"
FALLBACK_BOLD = "DejaVuSans-Bold"

FALLBACKS = {
    TEXT: FALLBACK,
    ITALIC: FALLBACK,
    FIGURES: FALLBACK,
    STRONG: FALLBACK_BOLD,
    BOLD: FALLBACK_BOLD,
    FIGURES_STRONG: FALLBACK_BOLD,
    FIGURES_BOLD: FALLBACK_BOLD,
}

# How the same font is named on screen (Qt loads the same files): family and weight.
SCREEN_NAMES = {
    TEXT: ("CS Lisible", 400),
    STRONG: ("CS Lisible", 600),
    BOLD: ("CS Lisible", 700),
    ITALIC: ("CS Lisible", 400),
    FIGURES: ("CS Lisible Chiffres", 400),
    FIGURES_STRONG: ("CS Lisible Chiffres", 600),
    FIGURES_BOLD: ("CS Lisible Chiffres", 700),
    FALLBACK: ("DejaVu Sans", 400),
    FALLBACK_BOLD: ("DejaVu Sans", 700),
}

_coverage: dict[str, frozenset[int]] = {}
_lock = Lock()


def register(folder: Path) -> None:
    """Load the shipped fonts of `folder`, once for the whole program; two threads may call it."""
    with _lock:
        for name in SCREEN_NAMES:
            if name in _coverage:
                continue
            # Shaping is ours (`writing.py`), so that a page is the same on every machine.
            font = TTFont(name, str(folder / f"{name}.ttf"), shapable=False)
            pdfmetrics.registerFont(font)
            glyphs: dict[int, int] = font.face.charToGlyph
            _coverage[name] = frozenset(code for code in glyphs if _is_visible(chr(code)))
        no_break.install()
        # Drawings begin by naming their default font, even when no text uses it.
        shapes.STATE_DEFAULTS["fontName"] = FIGURES
        pdfmetrics.registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


def covers(font: str, text: str) -> bool:
    """Whether `font` has a glyph for every character of `text`."""
    glyphs = _coverage[font]
    return all(ord(character) in glyphs for character in text)


def _is_visible(character: str) -> bool:
    """Controls and invisible signs are never drawn, even by a font that names them."""
    return not unicodedata.category(character).startswith("C")
