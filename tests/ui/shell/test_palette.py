"""Ctrl+K by keyboard: what is proposed, in which order, and never a stale answer."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.droits import Droit, Role
from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.ui.shell.navigation import Place
from cs_desktop.ui.shell.registre import Hit, SearchProvider
from tests.support.ui import assert_accessible, type_text
from tests.ui.shell.conftest import a_registre

CTRL = Qt.KeyboardModifier.ControlModifier
PEOPLE = [("Belkacem, Amina", 231), ("Belkacem, Sami", 232), ("Bellier, Odile", 7)]


def people(gate=None, asked=None):
    def search(_contexte, text, limit):
        if asked is not None:
            asked.append(text)
        if gate is not None:
            assert gate.wait(5)
        found = [(name, row) for name, row in PEOPLE if text.casefold() in name.casefold()]
        return [Hit(name, "38 ans", Place("fiche", row)) for name, row in found[:limit]]

    registre = a_registre()
    registre.add(SearchProvider("Personnes", "user", search, droit=Droit.CONSULTER_PERSONNES))
    return registre


def open_palette(b):
    QTest.keyClick(b.frame.window().windowHandle(), Qt.Key.Key_K, CTRL)
    assert b.frame.palette_box.isVisible()
    return b.frame.palette_box


def lines(palette):
    return [(line.group, line.title) for line in palette.proposals()]


def test_ctrl_k_opens_it_and_escape_gives_the_keyboard_back(bench):
    b = bench()
    palette = open_palette(b)
    assert palette.field.hasFocus()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert b.screen.field.hasFocus()


def test_nothing_typed_shows_the_screens_and_the_actions_of_the_role(bench):
    palette = open_palette(bench(Role.ACCUEIL))
    titles = [title for _group, title in lines(palette)]
    assert titles[:3] == ["Adhérents", "Bénévoles", "Aide"]
    assert "Inscrire une personne" in titles
    assert "Comptes" not in titles
    assert "Fiche" not in titles, "a sheet without its row is nothing"


def test_typing_filters_and_enter_opens_the_first(bench, qtbot):
    b = bench()
    palette = open_palette(b)
    type_text(palette.field, "bénév")
    assert lines(palette) == [("Écrans", "Bénévoles")]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert b.here == "benevoles"
    assert not palette.isVisible()


def test_people_come_first_and_open_on_their_row(bench, qtbot):
    b = bench(registre=people())
    palette = open_palette(b)
    type_text(palette.field, "bel")
    qtbot.waitUntil(lambda: ("Personnes", "Belkacem, Amina") in lines(palette))
    assert lines(palette)[:3] == [("Personnes", name) for name, _id in PEOPLE]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert b.contexte.navigation.here == Place("fiche", 232)


def test_a_late_answer_never_replaces_a_newer_one(bench, qtbot):
    gate, asked = threading.Event(), []
    b = bench(registre=people(gate, asked))
    palette = open_palette(b)
    palette.field.setText("sami")
    qtbot.waitUntil(lambda: asked == ["sami"])
    palette.field.setText("odile")
    gate.set()
    qtbot.waitUntil(lambda: lines(palette) == [("Personnes", "Bellier, Odile")])
    qtbot.waitUntil(lambda: not b.contexte.pools.running())
    assert lines(palette) == [("Personnes", "Bellier, Odile")]


def test_enter_pressed_before_the_answer_opens_what_was_typed(bench, qtbot):
    gate = threading.Event()
    b = bench(registre=people(gate))
    palette = open_palette(b)
    palette.field.setText("odile")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert b.here == "personnes", "not the line of an older question"
    gate.set()
    qtbot.waitUntil(lambda: b.contexte.navigation.here == Place("fiche", 7))


def test_the_role_decides_who_is_searched(bench):
    b = bench(Role.ADMINISTRATION, registre=people())
    palette = open_palette(b)
    palette.field.setText("belk")
    assert lines(palette) == []
    assert "Rien ne correspond" in palette.foot.text()


def test_typing_on_the_search_field_of_the_top_bar_types_there(bench):
    b = bench()
    b.frame.top_bar.search.setFocus()
    type_text(b.frame.top_bar.search, "é")
    palette = b.frame.palette_box
    type_text(palette.field, "cr")
    assert palette.field.text() == "écr", "the second letter must not erase the first"
    assert palette.field.hasFocus()


def test_a_click_beside_it_closes_it(bench, qtbot):
    b = bench()
    palette = open_palette(b)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()


def test_a_search_that_fails_is_told_in_the_window(bench, qtbot):
    def broken(_contexte, _text, _limit):
        raise StockageIndisponible("Le disque est débranché.")

    registre = a_registre()
    registre.add(SearchProvider("Personnes", "user", broken))
    b = bench(registre=registre)
    palette = open_palette(b)
    palette.field.setText("x")
    qtbot.waitUntil(lambda: b.frame.host.band is not None)
    assert b.frame.host.band.notice.sentence == "Le disque est débranché."
    assert not palette.isVisible()


def test_it_stands_inside_a_small_window_and_every_line_can_be_reached(bench):
    b = bench()
    b.frame.resize(1024, 640)
    palette = open_palette(b)
    assert palette.rect().contains(palette.card.geometry())
    for _ in palette.proposals():
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is palette.field
    assert_accessible(palette)
