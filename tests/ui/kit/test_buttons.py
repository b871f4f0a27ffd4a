"""Buttons, links, filters: clicked, pressed with the keyboard, sized by the tokens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.buttons import Button, FilterButton, IconButton
from cs_desktop.ui.kit.filters import FilterButtons
from cs_desktop.ui.kit.labels import ElidedLabel, Label, Link, Paragraph
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("build", [lambda: Button("Enregistrer"), lambda: Link("La liste")])
def test_the_keyboard_presses_as_the_mouse_does(qtbot: QtBot, build, key: Qt.Key) -> None:
    button = build()
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_click_that_slips_out_cancels(qtbot: QtBot) -> None:
    button = Button("Effacer 14 fiches", "danger")
    qtbot.addWidget(button)
    button.show()
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        outside = button.rect().bottomRight() * 2
        qtbot.mouseMove(button, outside)
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=outside)


@pytest.mark.parametrize(
    ("height", "pixels"), [("controlSmall", 32), ("control", 36), ("buttonMain", 40)]
)
def test_a_button_has_the_height_of_its_token_at_each_zoom(
    qtbot: QtBot, theme: Theme, height: str, pixels: int
) -> None:
    button = Button("Créer le PDF", height=height)
    qtbot.addWidget(button)
    assert button.sizeHint().height() == pixels
    theme.set(zoom=2.0)
    assert button.sizeHint().height() == 2 * pixels


def test_the_key_widens_the_button_and_is_said(qtbot: QtBot) -> None:
    plain, keyed = Button("Enregistrer"), Button("Enregistrer", key="Ctrl+S")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 30
    assert keyed.accessibleDescription() == "Ctrl+S"
    assert keyed.shortcut().isEmpty()  # the cap tells the key, its owner binds it


def test_an_ampersand_is_a_letter_and_no_mnemonic(qtbot: QtBot) -> None:
    button = Button("Dupont & fils")
    qtbot.addWidget(button)
    assert button.label == button.accessibleName() == "Dupont & fils"
    assert button.shortcut().isEmpty()


def test_a_refused_button_says_why(qtbot: QtBot) -> None:
    button = Button("Écrire")
    qtbot.addWidget(button)
    button.show()
    button.explain_refusal("Choisissez d’abord une personne.")
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.toolTip() == "Choisissez d’abord une personne."
    assert button.ink() == "textDisabled"
    button.explain_refusal("")
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_role_paints_the_button(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Enregistrer", "primary")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    corner = (6, 18)
    assert button.grab().toImage().pixelColor(*corner) == theme.color("primary")
    button.set_role("danger")
    assert button.grab().toImage().pixelColor(*corner) == theme.color("surface")
    theme.set("dark")
    button.set_role("primary")
    assert button.grab().toImage().pixelColor(*corner) == theme.color("primary")


def test_an_icon_alone_has_a_name_and_a_target_of_32_pixels(qtbot: QtBot) -> None:
    button = IconButton("ellipsis", "Autres actions", height="controlSmall")
    qtbot.addWidget(button)
    assert button.toolTip() == button.accessibleName() == "Autres actions"
    assert (button.sizeHint().width(), button.sizeHint().height()) == (32, 32)


def test_filters_show_counts_and_stay_pressed_one_at_a_time(qtbot: QtBot) -> None:
    filters = FilterButtons([("tous", "Tous"), ("jour", "À jour")], "Adhésion")
    qtbot.addWidget(filters)
    filters.show()
    filters.set_counts({"tous": 1370, "jour": 137})
    assert filters.button("tous").accessibleName() == "Tous 1\u202f370"
    assert filters.value() == "tous"
    with qtbot.waitSignal(filters.chosen) as told:
        qtbot.mouseClick(filters.button("jour"), Qt.MouseButton.LeftButton)
    assert told.args == ["jour"]
    assert not filters.button("tous").isChecked()
    assert_accessible(filters)


def test_a_filter_does_not_move_when_it_is_pressed(qtbot: QtBot) -> None:
    button = FilterButton("À renouveler")
    qtbot.addWidget(button)
    button.set_count("103")
    before = button.sizeHint()
    button.setChecked(True)
    assert button.sizeHint() == before


def test_a_paragraph_shows_what_was_typed_and_bold_words(qtbot: QtBot, theme: Theme) -> None:
    text = Paragraph("<b>Zoé</b> & **gras**")
    qtbot.addWidget(text)
    assert "&lt;b&gt;Zoé&lt;/b&gt; &amp; <b>gras</b>" in text.text()
    assert text.plain_text() == "<b>Zoé</b> & gras"
    theme.set(zoom=2.0)
    assert "line-height:40px" in text.text()


@pytest.mark.parametrize(("role", "line"), [("label", 18), ("body", 20), ("card", 22)])
def test_a_label_takes_the_line_height_of_the_drawings(
    qtbot: QtBot, theme: Theme, role: str, line: int
) -> None:
    label = Label("Numéro et voie", role)
    qtbot.addWidget(label)
    assert label.sizeHint().height() == label.minimumSizeHint().height() == line
    theme.set(zoom=2.0)
    label.ensurePolished()
    assert label.sizeHint().height() == 2 * line
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_a_cut_line_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Alphabétisation, groupe A du mardi matin")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    label.grab()
    assert not label.toolTip()
