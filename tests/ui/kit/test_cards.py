"""Cards, chips, bars, key figures, tabs, the head of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.cards import Band, Card, ChipLabel, EmptyState, Figure, GapBar, KeyFigure
from cs_desktop.ui.kit.chips import gap_parts, gap_text
from cs_desktop.ui.kit.person import PersonHeader, initials
from cs_desktop.ui.kit.progress import ProgressCard
from cs_desktop.ui.kit.tabs import Pages, Tabs
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible

FIGURE = Figure(
    "Adhérents à jour",
    "137",
    opens="Voir les 137 adhérents à jour",
    difference="+8",
    rising=True,
    previous="N-1, même date\u00a0: 129",
    share=0.91,
    previous_share=0.86,
)


def test_a_card_has_a_header_a_body_and_a_footer_of_the_drawings(qtbot: QtBot) -> None:
    card = Card("Personnes du foyer")
    qtbot.addWidget(card)
    card.body.addWidget(QLabel("Corps"))
    card.footer.addWidget(QLabel("Pied"))
    wide = QWidget()
    card.add_full(wide, 1)
    card.resize(300, 300)
    card.show()
    heights = {
        child.property("role"): (child.y(), child.height())
        for child in card.findChildren(QWidget)
        if child.property("role") in {"card-header", "card-footer"}
    }
    assert heights == {"card-header": (1, 40), "card-footer": (259, 40)}
    assert wide.geometry().bottom() < 259


def test_a_card_without_title_has_no_header() -> None:
    with pytest.raises(LookupError):
        _ = Card().header


def test_a_chip_says_its_state_in_words_and_colour(qtbot: QtBot, theme: Theme) -> None:
    chip = ChipLabel("À jour", "ok", "circle-check")
    qtbot.addWidget(chip)
    assert chip.sizeHint().height() == 24
    chip.resize(chip.sizeHint())
    assert chip.grab().toImage().pixelColor(3, 12) == theme.color("successBg")
    width = chip.sizeHint().width()
    chip.set_state("À renouveler", "warn", "hourglass")
    assert chip.accessibleName() == chip.text() == "À renouveler"
    assert chip.sizeHint().width() > width
    theme.set("dark")
    assert chip.grab().toImage().pixelColor(3, 12) == theme.color("warningBg")


@given(st.integers(-10, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_parts_of_a_bar_fill_at_most_the_whole(planned: int, done: int, engaged: int) -> None:
    parts = gap_parts(planned, done, engaged)
    assert all(share >= 0 for share, _ in parts)
    assert sum(share for share, _ in parts) <= 1 + 1e-9
    over = {token: share for share, token in parts}.get("data4", 0)
    assert (over > 0) == (done + engaged > max(planned, 0) and bool(parts))


def test_an_overspent_line_shows_a_sign_and_an_amount() -> None:
    assert gap_text(60_000_00, 41_000_00, 12_692_30) == (
        "89\u202f% consommé, reste 6\u202f307,70\u00a0€"
    )
    assert gap_text(5_000_00, 5_300_00, 0) == "dépassé de 300,00\u00a0€"


def test_a_bar_says_its_amounts(qtbot: QtBot) -> None:
    bar = GapBar()
    qtbot.addWidget(bar)
    bar.set_amounts(100_00, 40_00, 10_00)
    assert bar.accessibleName() == "50\u202f% consommé, reste 50,00\u00a0€"


def test_the_whole_figure_is_one_button_that_names_its_rows(qtbot: QtBot) -> None:
    card = KeyFigure(FIGURE)
    qtbot.addWidget(card)
    card.resize(card.sizeHint())
    card.show()
    assert card.sizeHint().height() == 90
    assert card.toolTip() == "Voir les 137 adhérents à jour"
    assert card.accessibleName().startswith("Adhérents à jour : 137, +8")
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(4, 80))
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_a_band_changes_tone_and_keeps_one_link(qtbot: QtBot, theme: Theme) -> None:
    band = Band("warn", "Dernière sauvegarde il y a 9\u00a0jours.", "Sauvegarder")
    qtbot.addWidget(band)
    band.resize(300, 52)
    band.show()
    link = band.link()
    assert link is not None
    with qtbot.waitSignal(band.followed):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert band.grab().toImage().pixelColor(4, 26) == theme.color("warningBg")
    band.set_message("ok", "Sauvegarde faite et vérifiée.")
    assert band.link() is None
    assert band.text() == "Sauvegarde faite et vérifiée."
    assert band.grab().toImage().pixelColor(4, 26) == theme.color("successBg")
    assert_accessible(band)


def test_an_empty_state_teaches_and_starts(qtbot: QtBot) -> None:
    state = EmptyState(
        "hand-heart", "Aucun bénévole", "Choisissez une personne.", "Ajouter", "Importer"
    )
    qtbot.addWidget(state)
    state.show()
    assert state.button is not None
    assert state.link is not None
    with qtbot.waitSignal(state.started):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(state.followed):
        qtbot.keyClick(state.link, Qt.Key.Key_Return)
    assert_accessible(state)


def test_tabs_are_40_high_and_say_counts_and_warnings(qtbot: QtBot, theme: Theme) -> None:
    tabs = Tabs("Fiche")
    qtbot.addWidget(tabs)
    for label in ("Identité", "Foyer", "Documents"):
        tabs.add(label)
    plain = tabs.tabSizeHint(1).width()
    tabs.set_count(1, "4")
    tabs.set_warning(2, "Une pièce manque")
    assert tabs.tabSizeHint(0).height() == 40
    assert tabs.tabSizeHint(1).width() > plain
    assert tabs.accessibleTabName(1) == "Foyer 4"
    assert tabs.tabToolTip(2) == "Une pièce manque"
    tabs.resize(tabs.sizeHint())
    line = tabs.tabRect(0).bottomLeft() + QPoint(4, -1)
    assert tabs.grab().toImage().pixelColor(line) == theme.color("primary")


def test_a_tab_keeps_its_width_when_it_is_chosen(qtbot: QtBot) -> None:
    tabs = Tabs("Fiche")
    qtbot.addWidget(tabs)
    tabs.add("Identité")
    tabs.add("Historique")
    before = [tabs.tabSizeHint(n) for n in (0, 1)]
    tabs.setCurrentIndex(1)
    assert [tabs.tabSizeHint(n) for n in (0, 1)] == before


def test_ctrl_tab_goes_round_the_pages(qtbot: QtBot) -> None:
    pages = Pages("Fiche")
    qtbot.addWidget(pages)
    first, second = QWidget(), QWidget()
    pages.add("Identité", first)
    pages.add("Historique", second)
    with qtbot.waitExposed(pages):
        pages.show()
    pages.activateWindow()
    pages.tabs.setFocus()
    assert pages.stack.currentWidget() is first
    qtbot.keyClick(pages.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert pages.stack.currentWidget() is second
    pages.next_page()
    assert pages.stack.currentWidget() is first
    pages.previous_page()
    assert pages.stack.currentWidget() is second


def test_a_head_shows_another_person_without_keeping_the_first(qtbot: QtBot) -> None:
    head = PersonHeader()
    qtbot.addWidget(head)
    chips = [("À jour", "ok", "circle-check"), ("QPV", "neutral", None)]
    head.show_person("AB", "38\u00a0ans · n°\u00a00231", chips, [("phone", "06 39 98 42 07")])
    head.show()
    head.show_person("CM", "67\u00a0ans · n°\u00a00158", chips[:1])
    QApplication.processEvents()
    visible = [chip.text() for chip in head.findChildren(ChipLabel) if chip.isVisible()]
    assert visible == ["À jour"]
    texts = [label.text() for label in head.findChildren(QLabel) if label.isVisible()]
    assert texts == ["67\u00a0ans · n°\u00a00158"]


@pytest.mark.parametrize(
    ("prenom", "nom", "shown"), [("Amina", "Belkacem", "AB"), ("", "Élie", "É"), ("", "", "")]
)
def test_initials(prenom: str, nom: str, shown: str) -> None:
    assert initials(prenom, nom) == shown


def test_a_long_work_says_its_step_and_stops_once(qtbot: QtBot) -> None:
    card = ProgressCard("Travail long")
    qtbot.addWidget(card)
    card.show()
    card.set_progress("Création du PDF, page 9 sur 24", 38, 100)
    assert (card.step(), card.percent()) == ("Création du PDF, page 9 sur 24", "38\u202f%")
    card.set_progress("1\u202f240 lignes lues", 0, 0)
    assert card.percent() == ""
    with qtbot.waitSignal(card.stopped):
        qtbot.mouseClick(card.stop_button, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(card.stopped):
        qtbot.mouseClick(card.stop_button, Qt.MouseButton.LeftButton)
    card.start("Lecture du fichier")
    assert card.stop_button.isEnabled()
    assert_accessible(card)
