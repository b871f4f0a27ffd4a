"""Colours, zoom, fonts, icons and the focus ring."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit import theme as theme_module
from cs_desktop.ui.kit.focus import focus_ring, ring
from cs_desktop.ui.kit.fonts import ROLES, Fonts
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.qss import style_sheet
from cs_desktop.ui.kit.theme import Theme
from cs_desktop.ui.kit.tokens import ZOOMS, Scale, read_tokens
from tests.support.ui import RESOURCES


def inks(image: QImage) -> set[str]:
    """Colours of the opaque pixels."""
    colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in colors if color.alpha() == 255}


def test_a_mode_gives_its_own_colours(theme: Theme) -> None:
    assert theme.color("surface") == QColor("#FFFFFF")
    theme.set("dark")
    assert theme.dark
    assert theme.color("surface") == QColor("#182226")
    assert theme.inverse("surface") == QColor("#FFFFFF")
    assert QGuiApplication.palette().window().color() == QColor("#10181B")


def test_both_modes_name_the_same_tokens(theme: Theme) -> None:
    assert theme.tokens.light.keys() == theme.tokens.dark.keys()


@pytest.mark.parametrize("zoom", ZOOMS)
def test_pixels_follow_the_zoom(theme: Theme, zoom: float) -> None:
    theme.set(zoom=zoom)
    assert theme.px(14) == round(14 * zoom)
    assert theme.font("body").pixelSize() == round(14 * zoom)
    assert theme.line == (1 if zoom <= 1.5 else 2)


def test_a_zoom_out_of_bounds_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="3"):
        theme.set(zoom=3.0)


def test_layouts_and_sizes_are_rescaled_where_they_stand(qtbot: QtBot, theme: Theme) -> None:
    card = QWidget()
    qtbot.addWidget(card)
    outer, inner = column(12, (12, 8, 12, 8)), row(6)
    card.setLayout(outer)
    outer.addLayout(inner)
    field = sized(QLineEdit(), height=36)
    inner.addWidget(field)
    theme.set(zoom=2.0)
    assert (outer.spacing(), inner.spacing()) == (24, 12)
    assert outer.contentsMargins().top() == 16
    assert field.height() == 72


def test_the_change_is_announced_once_and_only_when_something_changed(
    qtbot: QtBot, theme: Theme
) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set("dark", 1.5)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set("dark", 1.5)


def test_two_faces_before_the_first_paint_then_all(theme: Theme) -> None:
    fonts = Fonts(RESOURCES / "fonts", theme.tokens)
    assert fonts.loaded == {"CSLisible-Regular.ttf", "CSLisible-SemiBold.ttf"}
    fonts.font("title", Scale())
    assert "CSLisible-Bold.ttf" in fonts.loaded
    fonts.load_rest()
    assert len(fonts.loaded) == 7


def test_every_role_has_a_font_of_the_house(theme: Theme) -> None:
    for role in ROLES:
        assert theme.font(role).families()[0] in {"CS Lisible", "CS Lisible Chiffres"}
        assert theme.font(role).pixelSize() >= 12


def test_an_icon_takes_the_colour_of_its_token_in_each_mode(theme: Theme) -> None:
    assert "#a11d15" in inks(theme.pixmap("square-pen", "danger", 18, 4.0).toImage())
    theme.set("dark")
    assert "#ffa69c" in inks(theme.pixmap("square-pen", "danger", 18, 4.0).toImage())


def test_an_icon_given_to_a_widget_is_recoloured_without_being_reset(
    qtbot: QtBot, theme: Theme
) -> None:
    icon = theme.icon("save", "danger")
    assert "#a11d15" in inks(icon.pixmap(QSize(64, 64)).toImage())
    theme.set("dark")
    assert "#ffa69c" in inks(icon.pixmap(QSize(64, 64)).toImage())


def test_an_icon_is_sharp_on_a_fine_screen(theme: Theme) -> None:
    pixmap = theme.pixmap("users", "text", 18, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (36, 2.0)


def test_every_icon_file_can_be_drawn(theme: Theme) -> None:
    for name in theme.icon_names():
        assert inks(theme.pixmap(name, "text", 24, 2.0).toImage()), name


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_style_sheet_uses_only_colours_of_the_tokens(dark: bool, zoom: float) -> None:
    tokens = read_tokens(RESOURCES / "tokens.json")
    colors = tokens.dark if dark else tokens.light
    sheet = style_sheet(tokens, colors, Scale(zoom))
    allowed = set(colors.values())
    used = {word.strip(";") for word in sheet.split() if word.startswith("#")}
    assert used
    assert used <= allowed


def test_no_rule_names_an_object() -> None:
    tokens = read_tokens(RESOURCES / "tokens.json")
    sheet = style_sheet(tokens, tokens.light, Scale())
    selectors = [rule.split("{")[0] for rule in sheet.split("}")]
    assert not [selector for selector in selectors if "#" in selector]


def test_the_ring_follows_the_keyboard_and_survives_theme_and_windows(
    qtbot: QtBot, theme: Theme
) -> None:
    for _ in range(2):  # the frame dies with the first window
        window = QWidget()
        layout = QVBoxLayout(window)
        first, second, plain = QPushButton("Un"), QPushButton("Deux"), QLineEdit()
        for widget in (first, second, plain):
            layout.addWidget(widget)
        ring(first)
        ring(second)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        first.setFocus()
        qtbot.waitUntil(first.hasFocus)
        assert focus_ring().widget is first
        second.setFocus()
        assert focus_ring().widget is second
        theme.set("dark" if not theme.dark else "light")
        assert focus_ring().widget is second
        qtbot.waitUntil(focus_ring().frame_is_visible)
        plain.setFocus()
        assert focus_ring().widget is None
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_text_of_a_label_follows_its_role(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("Bénévoles")
    qtbot.addWidget(label)
    label.setProperty("role", "text-title")
    label.ensurePolished()
    assert label.font().pixelSize() == 20


def test_high_contrast_takes_the_colours_of_the_system(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = QPalette()
    for role, color in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Text, "#ffff00"),
        (QPalette.ColorRole.Highlight, "#00ffff"),
        (QPalette.ColorRole.HighlightedText, "#101010"),
    ):
        chosen.setColor(role, QColor(color))
    monkeypatch.setattr(theme, "_system", chosen)
    monkeypatch.setattr(theme_module, "wants_contrast", lambda _hints: True)
    theme.set("dark")
    for ink in ("text", "textDisabled", "border", "danger", "sidebarMuted"):
        assert theme.color(ink) == QColor("#ffff00")
    for ground in ("window", "surface", "selected", "dangerBg", "sidebarSelected"):
        assert theme.color(ground) == QColor("#000000")
    assert theme.color("primary") == QColor("#00ffff")
    assert theme.color("onPrimary") == QColor("#101010")
    monkeypatch.undo()
    theme.set("light")
    assert theme.color("text") == QColor("#14232a")
