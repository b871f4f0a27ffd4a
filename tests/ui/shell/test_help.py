"""F1 lists the keys of lists and forms too; Échap leaves it for where one was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cs_desktop.ui.personnes import codes
from cs_desktop.ui.shell import own_screens
from cs_desktop.ui.shell.help_screen import shortcuts
from tests.support.office import Office
from tests.ui.personnes.conftest import base, calm, make_office, office  # noqa: F401 - fixtures

WANTED = {"Ctrl+F", "Ctrl+S", "Ctrl+P", "Ctrl+E", "Ctrl+Entrée", "Entrée", "Espace", "Maj+F10"}


def test_the_keys_of_lists_forms_and_fiches_are_listed(office: Office) -> None:  # noqa: F811
    shown = {key for _title, keys in shortcuts(office.contexte) for key, _text in keys}
    assert {*WANTED, "Ctrl+Tab", "Alt+A"} <= shown


def test_escape_leaves_the_help_for_where_one_was(qtbot, office: Office) -> None:  # noqa: F811
    own_screens.register(office.contexte.registre)
    office.open(codes.LISTE)
    screen = office.open("aide")
    screen.focus_first()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert screen.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    calm(qtbot, office)
    assert office.frame.host.current == codes.LISTE
