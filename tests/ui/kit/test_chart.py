"""The chart on screen takes the colours of the theme and can be read as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.graphiques import Graphique, Serie
from cs_desktop.services.documents.graphiques import GraphiqueService
from cs_desktop.ui.kit.chart import SHOW_CHART, SHOW_TABLE, Chart, spoken
from tests.support.ui import assert_accessible

CHART = Graphique(
    "Personnes par âge",
    ("0 à 5 ans", "26 à 59 ans"),
    (Serie("2026", (8, 1240)), Serie("2025", (None, 1090), precedente=True)),
    cibles=(None, 1300),
)


@pytest.fixture
def chart(qtbot):
    service = GraphiqueService()

    def draw(graphique, palette, width):
        return service.barres(SANS_COMPTE, graphique, palette, width)

    chart = Chart(draw)
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    chart.show_chart(CHART)
    chart.show()
    return chart


def colours(chart) -> dict[str, int]:
    image = chart._picture.grab().toImage()
    found: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def near(found: dict[str, int], wanted) -> int:
    def close(name: str) -> bool:
        red, green, blue = (int(name[i : i + 2], 16) for i in (1, 3, 5))
        return (
            abs(red - wanted.red()) < 6
            and abs(green - wanted.green()) < 6
            and abs(blue - wanted.blue()) < 6
        )

    return sum(count for name, count in found.items() if close(name))


def test_bars_have_the_colour_of_the_theme_and_nothing_is_black(chart, theme) -> None:
    found = colours(chart)
    assert near(found, theme.color("data1")) > 1000
    assert found.get("#000000", 0) < 50


def test_it_is_drawn_again_in_the_dark_theme(chart, theme) -> None:
    light = theme.color("data1")
    theme.set("dark", 1.0)
    found = colours(chart)
    assert near(found, theme.color("data1")) > 1000
    assert near(found, light) < 50


def test_the_table_says_the_same_by_keyboard(qtbot, chart) -> None:
    assert not chart.shows_table()
    qtbot.keyClick(chart.switch, Qt.Key.Key_Return)
    assert chart.shows_table()
    assert chart.switch.accessibleName() == SHOW_CHART
    rows = [[chart.table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert rows == [["8", "—", "—"], ["1\u202f240", "1\u202f090", "1\u202f300"]]
    qtbot.keyClick(chart.switch, Qt.Key.Key_Return)
    assert chart.switch.accessibleName() == SHOW_TABLE


def test_a_screen_reader_hears_the_values(chart) -> None:
    assert spoken(CHART).startswith("0 à 5 ans\u00a0: 2026 8, 2025 —")
    assert "1\u202f240" in chart._picture.accessibleDescription()
    assert_accessible(chart)


def test_a_wider_chart_is_drawn_wider(qtbot, chart) -> None:
    before = chart._picture.drawn_size().width()
    chart.resize(900, 300)
    qtbot.waitUntil(lambda: chart._picture.drawn_size().width() > before + 200)
