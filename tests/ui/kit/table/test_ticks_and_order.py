"""Ticks, order, reload: what a table keeps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.model import CHECK
from cs_desktop.ui.kit.table.source import SortKey
from tests.ui.kit.table.conftest import MakeTable
from tests.ui.kit.table.fakes import FakeSource
from tests.ui.kit.table.hands import (
    CHECKED,
    LEFT,
    PARTLY,
    click,
    click_header,
    press,
)

# Ticks, kept


def test_ticks_survive_a_filter_a_sort_and_paging(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(1000))
    click(qtbot, table, 1, CHECK)
    table.show_rows(FakeSource(1000, missing=frozenset({2})), filtered=True)
    assert table.selection.ids == [2]
    assert "1\u00a0sélectionnée" in table.footer.findChild(type(table.footer._chip)).text()
    click(qtbot, table, 0, CHECK)
    press(qtbot, table, Qt.Key.Key_End)
    table.show_rows(FakeSource(1000))
    assert table.selection.ids == [2, 1]
    assert table.model.index(1, CHECK).data(Qt.ItemDataRole.CheckStateRole) == CHECKED


def test_the_box_of_the_header_ticks_the_query_then_unticks_it(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(1000))
    click_header(qtbot, table, CHECK)
    assert len(table.selection) == 1000
    assert table.view.header.tick == CHECKED
    click_header(qtbot, table, CHECK)
    assert table.selection.ids == []
    assert table.view.header.tick == Qt.CheckState.Unchecked


def test_the_box_of_the_header_says_partly(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    click(qtbot, table, 0, CHECK)
    assert table.view.header.tick == PARTLY
    click(qtbot, table, 1, CHECK)
    click(qtbot, table, 2, CHECK)
    assert table.view.header.tick == CHECKED
    table.show_rows(FakeSource(6, missing=frozenset({1, 2, 3})))
    assert table.view.header.tick == Qt.CheckState.Unchecked
    long = make_table(FakeSource(1000))
    click(qtbot, long, 0, CHECK)
    assert long.view.header.tick == PARTLY


def test_the_footer_clears_ticks_that_a_filter_hides(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    click(qtbot, table, 1, CHECK)
    table.show_rows(FakeSource(9, missing=frozenset({2})))
    qtbot.mouseClick(table.footer._clear, LEFT)
    assert table.selection.ids == []


# Order


def test_a_title_sorts_then_turns_round(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    click_header(qtbot, table, 1)
    assert table.model.source.keys == (SortKey("nom"),)
    click_header(qtbot, table, 1)
    assert table.model.source.keys == (SortKey("nom", descending=True),)
    assert table.model.id_at(0) == 9
    click_header(qtbot, table, 2)  # the telephone does not sort
    assert table.table_layout().sort == (SortKey("nom", descending=True),)


def test_shift_adds_a_second_key_and_turns_either(make_table: MakeTable) -> None:
    header = make_table(FakeSource(9), sort=(SortKey("nom"),)).view.header
    both = header.keys_after(4, second=True)
    assert both == (SortKey("nom"), SortKey("solde"))
    header.set_keys(both)
    assert header.keys_after(1, second=True) == (SortKey("nom", descending=True), SortKey("solde"))
    assert header.keys_after(3, second=True) == (SortKey("nom"), SortKey("adhesion"))
    assert header.keys_after(4, second=False) == (SortKey("solde", descending=True),)
    assert header.keys_after(CHECK, second=False) == both


def test_another_list_keeps_the_order(make_table: MakeTable) -> None:
    table = make_table(sort=(SortKey("nom", descending=True),))
    table.show_rows(FakeSource(9))
    assert table.model.id_at(0) == 9
    table.show_rows(FakeSource(5), filtered=True)
    assert table.model.id_at(0) == 5


def test_the_current_row_keeps_the_keyboard_through_a_sort(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(1000))
    click(qtbot, table, 3)
    table.sort_by((SortKey("nom", descending=True),))
    assert table.view.current_id() == 4
    assert table.view.current_row == 996
    assert table.view.is_on_screen(996)


# Reload


def test_a_reload_keeps_the_row_and_its_place_on_the_screen(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(1000))
    table.view.go_to(500)
    height = table.view.height_of(500)
    table.show_rows(FakeSource(1000, missing=frozenset(range(1, 101))))
    assert table.view.current_id() == 501
    assert table.view.current_row == 400
    assert table.view.height_of(400) == height


def test_a_reload_keeps_the_rows_on_the_screen_when_the_current_one_is_elsewhere(
    make_table: MakeTable,
) -> None:
    table = make_table(FakeSource(1000))
    table.view.go_to(10)
    table.view.put_at(700, 0)
    assert table.view.top_row() == 700
    table.reload()
    assert table.view.top_row() == 700
    assert table.view.current_id() == 11


def test_after_a_change_the_keyboard_goes_to_the_next_row(make_table: MakeTable) -> None:
    source = FakeSource(10)
    table = make_table(source)
    told: list[object] = []
    table.current_changed.connect(told.append)
    table.view.go_to(4)
    source.missing = frozenset({5})
    table.reload()
    assert table.view.current_id() == 6
    source.missing = frozenset({6, 7, 8, 9, 10})
    table.reload()
    assert table.view.current_id() == 5
    assert told == [5, 6, 5]


def test_in_another_list_the_keyboard_goes_to_the_first_row(make_table: MakeTable) -> None:
    table = make_table(FakeSource(1000))
    table.view.go_to(500)
    table.show_rows(FakeSource(1000, missing=frozenset(range(400, 600))), filtered=True)
    assert table.view.current_id() == 1
    assert table.view.top_row() == 0


def test_a_reload_before_any_rows_asks_nothing(make_table: MakeTable) -> None:
    table = make_table()
    table.reload()
    table.sort_by((SortKey("nom"),))
    assert table.model.count == 0


def test_a_reload_of_an_emptied_list_leaves_no_row(make_table: MakeTable) -> None:
    source = FakeSource(2)
    table = make_table(source)
    told: list[object] = []
    table.current_changed.connect(told.append)
    source.missing = frozenset({1, 2})
    table.reload()
    assert table.view.current_id() is None
    assert told == [None]
