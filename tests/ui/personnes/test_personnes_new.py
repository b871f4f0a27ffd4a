"""« Nouvelle personne »: by keyboard, one after the other, without entering anybody twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.personnes import PersonneRow
from cs_desktop.ui.kit.labels import Link
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.new_screen import REST_MS, NewPersonScreen
from tests.support.office import Office
from tests.support.ui import assert_accessible, type_text
from tests.ui.personnes.conftest import OpenOffice, calm

CONTROL = Qt.KeyboardModifier.ControlModifier


def begun(qtbot: QtBot, office: Office) -> NewPersonScreen:
    """Ctrl+N."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, CONTROL)
    assert isinstance(office.screen, NewPersonScreen)
    return office.screen


def type_here(text: str) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    type_text(field, text)


def everybody(office: Office) -> list[PersonneRow]:
    return office.services.personnes.page(SANS_COMPTE)


def looked_up(qtbot: QtBot, office: Office) -> None:
    qtbot.waitUntil(lambda: not office.screen._rest.isActive(), timeout=5 * REST_MS)
    calm(qtbot, office)


def test_a_name_then_tab_then_ctrl_s_makes_a_fiche(qtbot, make_office: OpenOffice) -> None:
    office = make_office()
    screen = begun(qtbot, office)
    assert_accessible(office.frame)
    type_here("Lefèvre")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    type_here("Élodie")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CONTROL)
    calm(qtbot, office)
    assert [row.nom_liste for row in everybody(office)] == ["Lefèvre, Élodie"]
    assert office.frame.host.current == codes.FICHE
    assert office.screen.heading[0] == "Élodie Lefèvre"
    assert not screen.form.is_modified()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert office.frame.host.current == codes.LISTE


def test_ctrl_enter_saves_and_begins_the_next_one(qtbot, make_office: OpenOffice) -> None:
    office = make_office()
    screen = begun(qtbot, office)
    for name in ("Lefèvre", "Bah"):
        assert QApplication.focusWidget() is screen.form.fields.nom
        type_here(name)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
        calm(qtbot, office)
        assert screen.form.fields.nom.text() == ""
    assert [row.nom for row in everybody(office)] == ["Bah", "Lefèvre"]
    assert office.screen is screen


def test_without_a_name_nothing_is_written(qtbot, make_office: OpenOffice) -> None:
    office = make_office()
    screen = begun(qtbot, office)
    screen.form.fields.commune.setFocus()
    type_here("Éclusier")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    calm(qtbot, office)
    assert everybody(office) == []
    assert screen.form.fields.nom.refusal() == "Indiquez un nom ou un prénom."
    assert screen.form.fields.commune.text() == "Éclusier"
    type_here("Bah")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CONTROL)
    calm(qtbot, office)
    assert office.frame.host.current == codes.FICHE, "a refused « suivante » is forgotten"


def test_a_look_alike_is_shown_and_opened(qtbot, office: Office) -> None:
    screen = begun(qtbot, office)
    type_here("marchnd")  # a letter is missing
    looked_up(qtbot, office)
    assert screen.band.isVisible()
    assert "Claudine Marchand et 1\u00a0autre personne" in screen.band.text()
    links = [one for one in screen.look_alikes.findChildren(Link) if one.isVisible()]
    assert [one.text() for one in links] == ["Claudine Marchand", "Léon Marchand"]
    qtbot.keyClick(links[1], Qt.Key.Key_Return)
    assert office.screen.heading[0] == "Léon Marchand"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert office.screen is screen
    assert screen.form.fields.nom.text() == "marchnd"


def test_a_new_name_shows_no_band(qtbot, office: Office) -> None:
    screen = begun(qtbot, office)
    type_here("Zorglub")
    looked_up(qtbot, office)
    assert not screen.band.isVisible()
    assert not screen.look_alikes.isVisible()


def test_an_unfinished_person_comes_back(qtbot, office: Office, make_office: OpenOffice) -> None:
    screen = begun(qtbot, office)
    type_here("Zorglub")
    screen.form._rest.timeout.emit()  # two seconds went by
    calm(qtbot, office)
    again = make_office()
    screen = begun(qtbot, again)
    assert screen.form.fields.nom.text() == "Zorglub"
    assert screen.form.save_bar.isVisible()
    qtbot.keyClick(screen.form.save_bar.discard_button, Qt.Key.Key_Return)
    calm(qtbot, again)
    assert screen.form.save_bar.discard_button.label == "Abandonner"
    assert screen.form.fields.nom.text() == ""
    assert again.services.brouillons.rows(SANS_COMPTE) == []
