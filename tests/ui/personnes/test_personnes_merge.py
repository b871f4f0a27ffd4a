"""Two fiches of one person become one, and two again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.comparison import APART, DIFFERENT, ONE_SIDE, SAME, Ligne
from cs_desktop.ui.personnes.list_screen import PersonneListScreen
from cs_desktop.ui.personnes.merge_screen import MergeScreen
from tests.support.office import Office
from tests.support.ui import assert_accessible, type_text
from tests.ui.personnes.conftest import calm

CONTROL = Qt.KeyboardModifier.ControlModifier


def ids(office: Office) -> list[int]:
    return office.services.personnes.ids(SANS_COMPTE)


def side_by_side(qtbot: QtBot, office: Office) -> MergeScreen:
    """Claudine and Léon, ticked in the list."""
    screen = office.open(codes.LISTE)
    assert isinstance(screen, PersonneListScreen)
    screen.reload()
    calm(qtbot, office)
    link = screen.row_actions.merge_link
    assert link is not None
    qtbot.keyClick(screen.table.view, Qt.Key.Key_End)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Space)
    assert not link.isVisible()
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Up)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Space)
    assert link.isVisible()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert isinstance(office.screen, MergeScreen)
    return office.screen


def test_verdicts_ignore_case_and_what_belongs_to_the_fiche() -> None:
    assert Ligne("Nom", "MARCHAND", "Marchand").verdict == SAME
    assert Ligne("Nom", "Marchand", "Martel").verdict == DIFFERENT
    assert Ligne("Courriel", "", "c@exemple.fr").verdict == ONE_SIDE
    assert Ligne("Numéro", "0001", "0002").verdict == APART


def test_differences_are_said_by_an_icon_and_a_word(qtbot, office: Office) -> None:
    screen = side_by_side(qtbot, office)
    assert_accessible(office.frame)
    assert [label.text() for label in screen.names] == [
        "Léon Marchand · n°\u00a00003",
        "Claudine Marchand · n°\u00a00002",
    ]
    said = [one.accessibleName() for one in screen.comparison.findChildren(Glyph)]
    assert "Prénom : différent" in said
    assert "Nom : identique" in said
    assert "Adresse : d’un seul côté" in said
    assert not any("Numéro" in words for words in said)


def test_merged_then_undone_by_keyboard(qtbot, office: Office) -> None:
    claudine, leon = ids(office)[1:]
    screen = side_by_side(qtbot, office)
    assert QApplication.focusWidget() is screen.keep[0]
    qtbot.keyClick(screen.keep[0], Qt.Key.Key_Right)
    assert screen.keep[1].isChecked()
    assert screen.merge_button.label == "Fusionner et garder le n°\u00a00002"
    qtbot.keyClick(screen.merge_button, Qt.Key.Key_Return)
    calm(qtbot, office)
    assert claudine in ids(office)
    assert leon not in ids(office)
    assert office.said[-1] == "Deux fiches fusionnées"
    assert office.screen.heading[0] == "Claudine Marchand"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    calm(qtbot, office)
    assert {claudine, leon} <= set(ids(office))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert office.frame.host.current == codes.LISTE


def test_two_people_are_noted_as_two(qtbot, office: Office) -> None:
    screen = side_by_side(qtbot, office)
    qtbot.keyClick(screen.distinct, Qt.Key.Key_Return)
    calm(qtbot, office)
    assert office.said[-1] == "Doublon écarté"
    assert len(ids(office)) == 3
    assert office.frame.host.current == codes.LISTE


def test_the_other_fiche_is_looked_for(qtbot, office: Office) -> None:
    claudine, leon = ids(office)[1:]
    screen = office.open(codes.FUSION, claudine)
    assert isinstance(screen, MergeScreen)
    assert QApplication.focusWidget() is screen.picker
    type_text(screen.picker, "march")
    screen.picker.search_now()
    calm(qtbot, office)
    assert [one.id for one in screen.picker.results] == [leon], "not the fiche itself"
    assert screen.picker.popup.isVisible()
    qtbot.keyClick(screen.picker.popup, Qt.Key.Key_Down)
    qtbot.keyClick(screen.picker.popup, Qt.Key.Key_Return)
    assert [fiche.row.id for fiche in screen._fiches] == [claudine, leon]
    assert not screen.picker_row.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert office.frame.host.current == codes.LISTE
