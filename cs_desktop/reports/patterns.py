"""Fills that tell series apart in black and white. Strokes are cut to the rectangle by
arithmetic: a clip path would be painted black by QtSvg."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Iterator

from reportlab.graphics.shapes import Circle, Line, Rect, Shape
from reportlab.lib.colors import Color, HexColor

from cs_desktop.domain.graphiques import Palette, Serie

STEP = 3.5
STROKE = 0.7

Box = tuple[float, float, float, float]  # x, y, width, height


def pattern(palette: Palette, serie: Serie, place: int, box: Box) -> list[Shape]:
    """The shapes that fill `box`: N-1 is hatched at 45°, the others follow their place."""
    x, y, width, height = box
    if width <= 0:
        return []
    if serie.precedente:
        ink = HexColor(palette.hachure)
        strokes = list(_diagonals(box, ink))
    else:
        ink = HexColor(palette.series[place])
        strokes = list(_strokes(place, box, ink))
    if not strokes and not serie.precedente:
        return [_rect(box, fill=ink)]
    inset = STROKE / 2
    ground = HexColor(palette.fond)
    inner = (x + inset, y + inset, max(width - STROKE, STROKE), height - STROKE)
    frame = _rect(inner, fill=ground, stroke=ink)
    return [frame, *strokes]


def _rect(box: Box, *, fill: Color, stroke: Color | None = None) -> Shape:
    rect = Rect(*box)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = fill, stroke, STROKE
    return rect


def _strokes(place: int, box: Box, ink: Color) -> Iterator[Shape]:
    match place:
        case 1:
            yield from _horizontals(box, ink)
        case 2:
            yield from _diagonals(box, ink)
        case 3:
            yield from _diagonals(box, ink)
            yield from _diagonals(box, ink, mirrored=True)
        case 4:
            yield from _dots(box, ink)
        case _:
            return


def _horizontals(box: Box, ink: Color) -> Iterator[Shape]:
    x, y, width, height = box
    at = y + STEP / 2
    while at < y + height:
        yield Line(x, at, x + width, at, strokeColor=ink, strokeWidth=STROKE)
        at += STEP / 1.5


def _diagonals(box: Box, ink: Color, *, mirrored: bool = False) -> Iterator[Shape]:
    """Strokes rising at 45°, each cut where it meets a side of the box."""
    x, y, width, height = box
    offset = STEP - height
    while offset < width:
        start, end = max(0.0, offset), min(width, offset + height)
        low, high = start - offset, end - offset
        if mirrored:
            low, high = height - low, height - high
        if end > start:
            yield Line(x + start, y + low, x + end, y + high, strokeColor=ink, strokeWidth=STROKE)
        offset += STEP


def _dots(box: Box, ink: Color) -> Iterator[Shape]:
    x, y, width, height = box
    across = x + STEP / 2
    while across < x + width - 1:
        up = y + STEP / 2
        while up < y + height - 1:
            yield Circle(across, up, 0.8, fillColor=ink, strokeColor=None)
            up += STEP
        across += STEP
