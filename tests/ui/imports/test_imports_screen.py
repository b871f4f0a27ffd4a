"""What the import screen says, offers and costs: names, rights, sheets, refusals, statements."""

from __future__ import annotations

import xlsxwriter
from PySide6.QtCore import Qt

from cs_desktop.domain.droits import Role
from cs_desktop.ui.imports import codes
from cs_desktop.ui.imports.rows import REFUSEE
from tests.support.ui import assert_accessible, cut_texts
from tests.ui.imports.conftest import FAMILY, checked, chosen
from tests.ui.personnes.conftest import calm

Key = Qt.Key


def test_every_step_names_its_controls_and_cuts_no_text(qtbot, office, csv) -> None:
    screen = chosen(qtbot, office, csv(*FAMILY))
    for _step in range(4):
        assert_accessible(office.frame)
        assert cut_texts(screen) == []
        screen.wizard.next_button.click()
        calm(qtbot, office)


def test_without_the_right_neither_the_screen_nor_the_action_exist(qtbot, make_office) -> None:
    office = make_office(Role.COMPTABILITE)
    registre = office.contexte.registre
    reader = office.contexte.acteur
    assert codes.ECRAN not in {entry.code for entry in registre.screens(reader)}
    assert "importer" not in {action.code for action in registre.actions(reader)}


def test_the_empty_list_of_people_leads_to_the_import(qtbot, office) -> None:
    office.open(codes.LISTE)
    calm(qtbot, office)
    nobody = office.screen.table._empty
    assert nobody.link.text() == "Importer un tableau"
    qtbot.mouseClick(nobody.link, Qt.MouseButton.LeftButton)
    assert office.contexte.navigation.here.screen == codes.ECRAN


def test_the_sheets_to_read_are_chosen(qtbot, office, tmp_path) -> None:
    path = tmp_path / "listes.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for sheet, name in (("2024", "Belkacem"), ("2025", "Zerrouki")):
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, ["Nom", "Prénom"])
            page.write_row(1, 0, [name, "Amina"])
    screen = chosen(qtbot, office, path)
    assert len(screen.work.apercu.personnes) == 2
    assert [box.isChecked() for box in screen.choose.sheets] == [True, True]
    first = screen.choose.sheets[0]
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Space)
    calm(qtbot, office)
    assert [one.draft.nom for one in screen.work.apercu.personnes] == ["Zerrouki"]
    assert [box.isChecked() for box in screen.choose.sheets] == [False, True]
    other = screen.choose.sheets[1]
    other.setFocus()
    qtbot.keyClick(other, Key.Key_Space)
    assert other.isChecked()
    assert screen.choose.band.text() == "Gardez au moins une feuille."


def test_moving_in_the_check_reads_nothing(qtbot, office, csv, statements) -> None:
    screen = checked(qtbot, office, csv(*FAMILY))
    with statements.count() as asked:
        for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up):
            qtbot.keyClick(screen.verify.table.view, key)
        qtbot.mouseClick(screen.verify.filters.button(REFUSEE), Qt.MouseButton.LeftButton)
        calm(qtbot, office)
    assert len(asked) == 0
