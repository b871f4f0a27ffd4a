"""The board of components: nothing cut, every control named, everything recoloured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.theme import Theme
from tests.captures.board import HEIGHT, WIDTH, board
from tests.captures.board_parts import second_board
from tests.support.ui import assert_accessible, cut_texts

BOARDS = pytest.mark.parametrize("build", [board, second_board])


def shown(qtbot: QtBot, theme: Theme, build: Callable[[], QWidget]) -> QWidget:
    page = build()
    qtbot.addWidget(page)
    page.resize(theme.px(WIDTH), theme.px(HEIGHT))
    with qtbot.waitExposed(page):
        page.show()
    return page


def surfaces(page: QWidget) -> set[str]:
    """Colours that fill something: the shades at the edges of letters are left out."""
    image = page.grab().toImage()
    seen = Counter(
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )
    return {QColor(rgb).name() for rgb, times in seen.items() if times > 30}


@BOARDS
@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_no_text_is_cut(
    qtbot: QtBot, theme: Theme, build: Callable[[], QWidget], zoom: float
) -> None:
    theme.set(zoom=zoom)
    page = shown(qtbot, theme, build)
    assert not cut_texts(page)
    assert page.minimumSizeHint().width() <= theme.px(WIDTH)
    assert page.minimumSizeHint().height() <= theme.px(HEIGHT)


@BOARDS
def test_a_change_of_zoom_gives_the_same_board_as_building_it(
    qtbot: QtBot, theme: Theme, build: Callable[[], QWidget]
) -> None:
    page = shown(qtbot, theme, build)
    theme.set(zoom=1.5)
    page.resize(theme.px(WIDTH), theme.px(HEIGHT))
    QApplication.processEvents()
    assert not cut_texts(page)
    built = shown(qtbot, theme, build)
    QApplication.processEvents()
    places = [
        [
            (type(w).__name__, w.geometry())
            for w in p.findChildren(QWidget)
            if w.isVisibleTo(p) and not isinstance(w, QFocusFrame)
        ]
        for p in (page, built)
    ]
    assert places[0] == places[1]


@BOARDS
def test_every_control_has_a_name(qtbot: QtBot, theme: Theme, build: Callable[[], QWidget]) -> None:
    assert_accessible(shown(qtbot, theme, build))


@BOARDS
def test_a_change_of_mode_leaves_no_colour_behind(
    qtbot: QtBot, theme: Theme, build: Callable[[], QWidget]
) -> None:
    page = shown(qtbot, theme, build)
    before = surfaces(page)
    theme.set("dark")
    after = surfaces(page)
    light, dark = set(theme.tokens.light.values()), set(theme.tokens.dark.values())
    gone = {value.lower() for value in light - dark}
    assert len(before & gone) >= 8
    assert not after & gone
    theme.set("light")
    assert surfaces(page) == before
