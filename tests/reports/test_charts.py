"""Charts: what they say on paper, and what Qt paints of their SVG."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from reportlab.graphics.shapes import Rect

from cs_desktop.domain.graphiques import PALETTE_IMPRESSION, Graphique, Serie
from cs_desktop.reports.charts import bars, lines
from cs_desktop.reports.document import render
from cs_desktop.reports.page import Page
from cs_desktop.reports.story import Story
from cs_desktop.reports.svg import to_svg
from tests.reports.reading import fonts_of, text_of
from tests.reports.samples import CENTRE

WIDTH = 400
AGES = Graphique(
    "Personnes par âge",
    ("0 à 5 ans", "26 à 59 ans", "Âge inconnu"),
    (Serie("2026 (1 240)", (8, 1240, 3)), Serie("2025", (6, 1090, None), precedente=True)),
    cibles=(None, 1300, None),
)
ONE = Graphique("Un", ("A", "B"), (Serie("2026", (10, 5)),))


def painted(svg: bytes, ground: str = "#FFFFFF") -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def share(image: QImage, colour: str, tolerance: int = 6) -> float:
    wanted = QColor(colour)
    close = 0
    for y in range(image.height()):
        for x in range(image.width()):
            seen = image.pixelColor(x, y)
            close += all(
                abs(a - b) <= tolerance
                for a, b in zip(seen.getRgb()[:3], wanted.getRgb()[:3], strict=True)
            )
    return close / (image.width() * image.height())


def test_qt_paints_no_black_rectangle_and_the_bars_in_their_colour(qapp) -> None:
    image = painted(to_svg(bars(ONE, PALETTE_IMPRESSION, WIDTH), ONE.titre))
    assert share(image, "#000000") < 0.02
    assert share(image, "#FFFFFF") > 0.5
    assert share(image, PALETTE_IMPRESSION.series[0]) > 0.1


def test_the_svg_names_families_and_has_no_clip_path() -> None:
    svg = to_svg(bars(AGES, PALETTE_IMPRESSION, WIDTH), "Âge & sexe").decode()
    assert "clip" not in svg.casefold()
    assert "CSLisible" not in svg
    assert "font-family: 'CS Lisible Chiffres'; font-weight: 700;" in svg
    assert "<title>Âge &amp; sexe</title>" in svg
    assert "None" not in svg


def test_bars_start_at_zero_and_keep_their_proportion() -> None:
    solid = [
        shape for shape in bars(ONE, PALETTE_IMPRESSION, WIDTH).contents if isinstance(shape, Rect)
    ][1:]
    assert solid[0].x == solid[1].x
    assert solid[0].width == pytest.approx(2 * solid[1].width)


def test_values_targets_and_gaps_are_written_on_paper() -> None:
    story, stream = Story(), BytesIO()
    story.add(bars(AGES, PALETTE_IMPRESSION, story.width))
    story.add(lines(AGES, PALETTE_IMPRESSION, story.width))
    render(story, Page(CENTRE, "Essai", "2026", "Pied"), stream)
    text = text_of(stream.getvalue())
    for said in ("1\u202f240", "1\u202f090", "cible 1\u202f300", "—", "Âge inconnu", "2025"):
        assert said in text, said
    assert all(fonts_of(stream.getvalue()).values())


def test_a_zero_draws_no_bar_but_its_value() -> None:
    chart = Graphique("Zéro", ("A",), (Serie("2026", (0,)),))
    drawing = bars(chart, PALETTE_IMPRESSION, WIDTH)
    rects = [shape for shape in drawing.contents if isinstance(shape, Rect)]
    assert len(rects) == 1  # the mark of the legend
    assert ">0</text>" in to_svg(drawing, chart.titre).decode()


def test_series_differ_without_colour() -> None:
    five = Graphique("Cinq", ("A",), tuple(Serie(str(n), (9,)) for n in range(5)))
    svg = to_svg(bars(five, PALETTE_IMPRESSION, WIDTH), "Cinq").decode()
    shapes = {
        colour: sorted(set(re.findall(rf"<(\w+) [^>]*{re.escape(colour)}", svg)))
        for colour in set(re.findall(r"rgb\([^)]*\)", svg))
    }
    assert len(shapes) >= 6


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"series": ()}, "series"),
        ({"series": tuple(Serie("x", (1, 2)) for _ in range(6))}, "series"),
        ({"series": (Serie("x", (1,)),)}, "one value"),
        ({"series": (Serie("x", (1, -2)),)}, "axis"),
        ({"cibles": (1,)}, "one value"),
    ],
)
def test_what_cannot_be_drawn_honestly_is_refused(changes, reason) -> None:
    values = {"titre": "x", "categories": ("A", "B"), "series": (Serie("x", (1, 2)),)}
    with pytest.raises(ValueError, match=reason):
        Graphique(**(values | changes))


def test_a_chart_of_nothing_can_be_drawn(qapp) -> None:
    empty = Graphique("Rien", (), (Serie("2026", ()),))
    for draw in (bars, lines):
        painted(to_svg(draw(empty, PALETTE_IMPRESSION, WIDTH), "Rien"))
