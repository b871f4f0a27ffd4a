"""What a table says under its rows, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.model import CHECK
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible
from tests.ui.kit.table.conftest import MakeTable
from tests.ui.kit.table.fakes import FakeSource
from tests.ui.kit.table.hands import (
    LEFT,
    click,
    press,
    shown_texts,
)

# Footer and states


def test_the_footer_counts_rows_and_ticks(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table()
    table.show_rows(FakeSource(14), total=386, filtered=True)
    assert "14\u00a0personnes" in shown_texts(table)
    assert "sur 386" in shown_texts(table)
    table.show_rows(FakeSource(1), total=1)
    assert "1\u00a0personne" in shown_texts(table)
    assert "sur 1" not in shown_texts(table)


def test_an_action_that_is_disabled_is_left_out(make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    link = table.footer.add_action("Fusionner", list)
    table.selection.set([1, 2], ticked=True)
    assert link.isVisible()
    link.setEnabled(False)
    table.footer.set_ticked(2)
    assert not link.isVisible()


def test_a_link_of_the_footer_needs_no_tick(make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    followed: list[str] = []
    link = table.footer.add_link("D’où vient ce chiffre\u202f?", lambda: followed.append("ici"))
    assert link.isVisible()
    link.click()
    assert followed == ["ici"]


def test_actions_are_offered_for_ticked_rows_only(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    acted: list[list[int]] = []
    link = table.footer.add_action("Écrire", lambda: acted.append(table.acted_ids()))
    assert not link.isVisible()
    click(qtbot, table, 1, CHECK)
    assert link.isVisible()
    qtbot.mouseClick(link, LEFT)
    assert acted == [[2]]


def test_a_narrow_footer_keeps_the_counts_and_the_columns(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(9), width=300)
    table.footer.set_totals("Solde dû : 43,00 €")
    click(qtbot, table, 1, CHECK)
    assert table.footer._count.isVisible()
    assert table.footer.columns.isVisible()
    assert not table.footer._totals.isVisible()
    table.resize(900, 500)
    assert table.footer._totals.isVisible()


def test_waiting_is_said_after_400_ms_and_the_rows_stay(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(9))
    table.model.loading.emit(True)  # noqa: FBT003
    assert "Chargement…" not in shown_texts(table)
    qtbot.waitUntil(lambda: "Chargement…" in shown_texts(table), timeout=2000)
    assert table.model.count == 9
    table.model.loading.emit(False)  # noqa: FBT003
    assert "9\u00a0personnes" in shown_texts(table)


def test_the_total_row_shows_under_the_rows(make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    assert not table.total_row.isVisible()
    table.set_totals({"nom": "Total", "solde": "43,00 €"})
    assert table.total_row.isVisible()
    assert table.total_row.accessibleName() == "Nom, prénom\u00a0: Total, Solde\u00a0: 43,00 €"
    table.grab()
    table.set_totals({})
    assert not table.total_row.isVisible()


def test_a_table_without_rows_says_why(make_table: MakeTable) -> None:
    table = make_table()
    empty, no_result = QLabel("Vos adhérents apparaîtront ici."), QLabel("Aucune personne.")
    table.set_states(empty=empty, no_result=no_result)
    assert table.view.isVisible()
    table.show_rows(FakeSource(0))
    assert empty.isVisible()
    table.show_rows(FakeSource(0), filtered=True, total=5)
    assert no_result.isVisible()
    table.show_rows(FakeSource(3))
    assert table.view.isVisible()


def test_a_refusal_is_told_to_the_screen(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    with qtbot.waitSignal(table.failed):
        table.show_rows(FakeSource(3, broken=True))
    assert table.model.count == 3


# Looks


def test_everything_in_the_table_has_a_name(make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    assert_accessible(table)


def test_the_table_is_painted_in_every_theme_and_zoom(
    qtbot: QtBot, make_table: MakeTable, theme: Theme
) -> None:
    table = make_table(FakeSource(30))
    table.show_rows(FakeSource(30), words=["nom"])
    click(qtbot, table, 1, CHECK)
    light = table.grab().toImage()
    theme.set("dark")
    dark = table.grab().toImage()
    assert light.pixelColor(400, 100) != dark.pixelColor(400, 100)
    theme.set("light", 2.0)
    table.grab()
    assert table.view.rowHeight(0) == 72
    assert table.view.header.height() == 64
    theme.set("light", 1.0)
    assert table.view.rowHeight(0) == 36
    QApplication.processEvents()  # the scroll bars settle
    assert table.grab().toImage() == light


def test_a_mark_has_the_accent_colour(make_table: MakeTable, theme: Theme) -> None:
    table = make_table()
    table.show_rows(FakeSource(1), words=["nom"])
    rect = table.view.visualRect(table.model.index(0, 1))
    image = table.view.viewport().grab().toImage()
    row = [image.pixelColor(x, rect.top() + 9) for x in range(rect.left(), rect.left() + 50)]
    assert theme.color("accent") in row


def test_a_selected_row_has_a_bar(qtbot: QtBot, make_table: MakeTable, theme: Theme) -> None:
    table = make_table(FakeSource(5))
    click(qtbot, table, 1, CHECK)
    table.view.go_to(3)
    image = table.view.viewport().grab().toImage()
    middle = table.view.visualRect(table.model.index(1, CHECK)).center().y()
    assert image.pixelColor(1, middle) == theme.color("primary")
    assert image.pixelColor(6, middle) == theme.color("selected")
    other = table.view.visualRect(table.model.index(0, CHECK)).center().y()
    assert image.pixelColor(1, other) == theme.color("surface")


def test_left_and_right_reach_the_cells(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    whole = table.view.grab().toImage()
    press(qtbot, table, Qt.Key.Key_Right)
    assert table.view.currentIndex().column() == 2
    assert table.view.grab().toImage() != whole
