"""The drawing of a document as SVG for the screen.

ReportLab's SVG has two faults for Qt: a clip path round everything, which QtSvg paints as a black
rectangle, and names of PDF fonts instead of families.
"""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import re

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from cs_desktop.reports.fonts import SCREEN_NAMES

_CLIP_PATH = re.compile(r"<clipPath\b.*?</clipPath>\s*", re.DOTALL)
_CLIP_STYLE = re.compile(r"\s*clip-path:[^;\"]*;?")
_DOCTYPE = re.compile(r"<!DOCTYPE.*?>\s*", re.DOTALL)
_FONT = re.compile(r"font-family:\s*([^;\"]+);")


def to_svg(drawing: Drawing, titre: str) -> bytes:
    """UTF-8 SVG bytes that QtSvg draws as the PDF does; `titre` is read by screen readers."""
    text: str = renderSVG.drawToString(drawing)
    text = _DOCTYPE.sub("", text)
    text = _CLIP_PATH.sub("", text)
    text = _CLIP_STYLE.sub("", text)
    text = _FONT.sub(_screen_font, text)
    text = text.replace("fill: None", "fill: none").replace(' style=""', "")
    text = re.sub(r"<title>.*?</title>", lambda _: f"<title>{_escaped(titre)}</title>", text)
    text = re.sub(r"<desc>.*?</desc>\s*", "", text, flags=re.DOTALL)
    return text.encode()


def _screen_font(found: re.Match[str]) -> str:
    family, weight = SCREEN_NAMES[found[1].strip()]
    return f"font-family: '{family}'; font-weight: {weight};"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
