"""Charts: horizontal bars first, lines for five points or more. Values are written, every axis
starts at 0, and a pattern tells the series apart without colour (N solid, N-1 hatched)."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from cs_desktop.domain.graphiques import Graphique, Palette, Serie
from cs_desktop.domain.text import DASH, nombre
from cs_desktop.reports import fonts
from cs_desktop.reports.patterns import pattern
from cs_desktop.reports.writing import runs

SIZE = 9.0
LINE = 11.5  # points from one line of text to the next
LEGEND = 20.0
BAR = 8.5
GROUP_GAP = 5.0
LABEL_GAP = 7.5
VALUE_ROOM = 34.0  # right of the longest bar, for its value
PLOT_HEIGHT = 110.0
MARK = 16.0  # left of the values under a line chart, for the mark of their series
TARGET_WIDTH = 1.5


def bars(chart: Graphique, palette: Palette, width: float) -> Drawing:
    """Horizontal bars, one group per category, with a tick at each target."""
    group = len(chart.series) * BAR + GROUP_GAP
    height = LEGEND + len(chart.categories) * group + 1
    drawing = Drawing(width, height)
    _legend(drawing, chart, palette, height)
    labels = max((_width(text) for text in chart.categories), default=0.0)
    origin = min(labels, width * 0.4) + LABEL_GAP
    targets = [_width(_target(cible)) + 8 for cible in chart.cibles if cible is not None]
    scale = (width - origin - VALUE_ROOM - max(targets, default=0)) / chart.maximum
    for rank, category in enumerate(chart.categories):
        top = height - LEGEND - rank * group - GROUP_GAP / 2
        middle = top - len(chart.series) * BAR / 2 - SIZE * 0.35
        fitted = _fitted(category, origin - LABEL_GAP)
        _text(drawing, fitted, origin - LABEL_GAP, middle, palette.texte, anchor="end")
        target = chart.cibles[rank] if chart.cibles else None
        tick = None if target is None else origin + target * scale
        for place, serie in enumerate(chart.series):
            at = (origin, top - (place + 1) * BAR, scale)
            _bar(drawing, palette, serie, place, at, serie.valeurs[rank], tick)
        if target is not None and tick is not None:
            foot = top - len(chart.series) * BAR - 1
            drawing.add(_line((tick, top + 1, tick, foot), palette.texte, TARGET_WIDTH))
            _text(drawing, _target(target), width, middle, palette.note, anchor="end")
    drawing.add(_line((origin, 0, origin, height - LEGEND), palette.axe, 0.75))
    return drawing


def lines(chart: Graphique, palette: Palette, width: float) -> Drawing:
    """A line per series; N-1 is dashed, with hollow points. The values stand in rows under the
    axis, where they never cover each other."""
    bottom = (1 + len(chart.series)) * LINE + 6
    height = LEGEND + PLOT_HEIGHT + bottom
    drawing = Drawing(width, height)
    _legend(drawing, chart, palette, height)
    step = (width - MARK) / max(1, len(chart.categories))
    scale = (PLOT_HEIGHT - 4) / chart.maximum
    middles = [MARK + step * (rank + 0.5) for rank in range(len(chart.categories))]
    for x, category in zip(middles, chart.categories, strict=True):
        y = bottom - LINE
        _text(drawing, _fitted(category, step), x, y, palette.texte, anchor="middle")
    for place, serie in enumerate(chart.series):
        colour = HexColor(palette.hachure if serie.precedente else palette.series[place])
        points = [
            (x, bottom + value * scale)
            for x, value in zip(middles, serie.valeurs, strict=True)
            if value is not None
        ]
        _polyline(drawing, serie, colour, points)
        for x, y in points:
            fill = HexColor(palette.fond) if serie.precedente else colour
            drawing.add(Circle(x, y, 2.5, fillColor=fill, strokeColor=colour))
        y = bottom - (place + 2) * LINE
        for shape in pattern(palette, serie, place, (0, y, 8, 7)):
            drawing.add(shape)
        for x, value in zip(middles, serie.valeurs, strict=True):
            _value(drawing, palette, serie, value, x, y, anchor="middle")
    drawing.add(_line((MARK, bottom, width, bottom), palette.axe, 0.75))
    return drawing


def _bar(
    drawing: Drawing,
    palette: Palette,
    serie: Serie,
    place: int,
    at: tuple[float, float, float],
    value: int | None,
    tick: float | None,
) -> None:
    origin, y, scale = at
    size = (value or 0) * scale
    for shape in pattern(palette, serie, place, (origin, y + 0.5, size, BAR - 1)):
        drawing.add(shape)
    x = origin + size + 4
    if tick is not None and x - 2 <= tick <= x + VALUE_ROOM:
        x = tick + 4  # the value steps over the tick of the target
    _value(drawing, palette, serie, value, x, y + 1)


def _value(
    drawing: Drawing,
    palette: Palette,
    serie: Serie,
    value: int | None,
    x: float,
    y: float,
    anchor: str = "start",
) -> None:
    """The value: bold for N, muted for N-1, a dash where nothing is known."""
    text = DASH if value is None else nombre(value)
    if serie.precedente:
        _text(drawing, text, x, y, palette.note, anchor)
    else:
        _text(drawing, text, x, y, palette.texte, anchor, fonts.FIGURES_BOLD)


def _legend(drawing: Drawing, chart: Graphique, palette: Palette, height: float) -> None:
    x, y = 0.0, height - LINE
    for place, serie in enumerate(chart.series):
        for shape in pattern(palette, serie, place, (x, y, 11, 8)):
            drawing.add(shape)
        _text(drawing, serie.libelle, x + 15, y + 1, palette.texte)
        x += 15 + _width(serie.libelle) + 18


def _polyline(
    drawing: Drawing, serie: Serie, colour: Color, points: Sequence[tuple[float, float]]
) -> None:
    if len(points) < 2:
        return
    flat = [coordinate for point in points for coordinate in point]
    line = PolyLine(flat, strokeColor=colour, strokeWidth=1.5)
    if serie.precedente:
        line.strokeDashArray = [4, 2]
    drawing.add(line)


def _target(value: int) -> str:
    return f"cible {nombre(value)}"


def _line(ends: tuple[float, float, float, float], colour: str, width: float) -> Line:
    return Line(*ends, strokeColor=HexColor(colour), strokeWidth=width)


def _width(text: str, font: str = fonts.FIGURES) -> float:
    return sum(stringWidth(run.text, run.font, SIZE) for run in runs(text, font))


def _fitted(text: str, room: float) -> str:
    """`text`, ended by « … » where it is wider than `room`."""
    while len(text) > 1 and _width(text) > room:
        text = f"{text.rstrip('…')[:-1].rstrip()}…"
    return text


def _text(
    drawing: Drawing,
    text: str,
    x: float,
    y: float,
    colour: str,
    anchor: str = "start",
    font: str = fonts.FIGURES,
) -> None:
    """One line, run by run: ReportLab's String has a single font."""
    x -= _width(text, font) * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    for run in runs(text, font):
        drawing.add(
            String(x, y, run.text, fontName=run.font, fontSize=SIZE, fillColor=HexColor(colour))
        )
        x += stringWidth(run.text, run.font, SIZE)
