"""A table under real clicks and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.model import CHECK
from cs_desktop.ui.kit.table.source import SortKey
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible
from tests.ui.kit.table.conftest import MakeTable
from tests.ui.kit.table.fakes import FakeSource, Ligne

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
CHECKED, PARTLY = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked


def cell(table: Table[Ligne], row: int, column: int) -> QPoint:
    return table.view.visualRect(table.model.index(row, column)).center()


def click(
    qtbot: QtBot, table: Table[Ligne], row: int, column: int = 1, modifier: object = NONE
) -> None:
    qtbot.mouseClick(table.view.viewport(), LEFT, modifier, cell(table, row, column))


def click_header(qtbot: QtBot, table: Table[Ligne], column: int, modifier: object = NONE) -> None:
    header = table.view.header
    place = QPoint(header.sectionViewportPosition(column) + 15, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, modifier, place)


def press(qtbot: QtBot, table: Table[Ligne], key: Qt.Key, modifier: object = NONE) -> None:
    qtbot.keyClick(table.view, key, modifier)


def shown_texts(table: Table[Ligne]) -> list[str]:
    return [label.text() for label in table.footer.findChildren(QLabel) if label.isVisible()]


# Windows


def test_a_hundred_thousand_rows_open_with_two_questions(make_table: MakeTable) -> None:
    source = FakeSource(100_000)
    table = make_table(source)
    table.grab()
    assert source.calls == ["count", "page 0"]
    assert table.model.rowCount() == 100_000


def test_going_to_the_end_and_walking_back_reads_only_what_is_seen(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    source = FakeSource(100_000)
    table = make_table(source)
    source.calls.clear()
    press(qtbot, table, Qt.Key.Key_End)
    table.grab()
    for _ in range(30):
        press(qtbot, table, Qt.Key.Key_PageUp)
        table.grab()
    assert table.view.current_id() == 100_000 - 30 * 11 or source.calls
    assert set(source.calls) <= {f"page {offset}" for offset in range(99_000, 100_000, 200)}
    assert len(source.calls) <= 4


# Keyboard


def test_arrows_and_ends_move_the_current_row(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(50))
    currents: list[object] = []
    table.current_changed.connect(currents.append)
    assert table.view.current_id() == 1
    press(qtbot, table, Qt.Key.Key_Down)
    press(qtbot, table, Qt.Key.Key_End)
    press(qtbot, table, Qt.Key.Key_Up)
    press(qtbot, table, Qt.Key.Key_Home)
    press(qtbot, table, Qt.Key.Key_PageDown)
    assert currents[:4] == [2, 50, 49, 1]
    assert table.view.current_row > 5
    assert table.current_row() == table.model.line(table.view.current_row).row


def test_enter_opens_the_row(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    press(qtbot, table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        press(qtbot, table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_keys_on_an_empty_table_do_nothing(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table()
    with qtbot.assertNotEmitted(table.opened):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_End, Qt.Key.Key_Down):
            press(qtbot, table, key)
    assert table.acted_ids() == []
    assert table.current_row() is None


def test_space_ticks_and_unticks(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    press(qtbot, table, Qt.Key.Key_Space)
    assert table.selection.ids == [1]
    assert table.acted_ids() == [1]
    press(qtbot, table, Qt.Key.Key_Space)
    assert table.selection.ids == []
    assert table.acted_ids() == [1]  # the current row, when nothing is ticked


def test_shift_and_arrows_tick_the_rows_on_the_way(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    press(qtbot, table, Qt.Key.Key_Down, SHIFT)
    press(qtbot, table, Qt.Key.Key_Down, SHIFT)
    assert table.selection.ids == [1, 2, 3]
    press(qtbot, table, Qt.Key.Key_End, SHIFT)
    assert table.selection.ids == list(range(1, 10))


def test_control_a_ticks_the_whole_query(qtbot: QtBot, make_table: MakeTable) -> None:
    source = FakeSource(1000)
    table = make_table(source)
    press(qtbot, table, Qt.Key.Key_A, CONTROL)
    assert len(table.selection) == 1000
    assert "ids" in source.calls
    assert table.model.pages_here() == [0]


def test_letters_are_left_to_the_screen(qtbot: QtBot, make_table: MakeTable) -> None:
    source = FakeSource(1000)
    table = make_table(source)
    source.calls.clear()
    press(qtbot, table, Qt.Key.Key_P)
    assert source.calls == []
    assert table.view.current_id() == 1


def test_tab_leaves_the_rows(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    press(qtbot, table, Qt.Key.Key_Tab)
    assert not table.view.hasFocus()
    assert table.footer.columns.hasFocus()


def test_the_menu_key_asks_the_menu_of_the_row(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    press(qtbot, table, Qt.Key.Key_Down)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(table.menu_asked) as asked:
        QApplication.sendEvent(table.view.viewport(), event)
    row_id, place = asked.args
    assert row_id == 2
    assert table.view.viewport().rect().contains(table.view.viewport().mapFromGlobal(place))


def test_a_right_click_goes_to_its_row_first(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    place = cell(table, 3, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place)
    with qtbot.waitSignal(table.menu_asked) as asked:
        QApplication.sendEvent(table.view.viewport(), event)
    assert asked.args[0] == 4
    assert table.view.current_id() == 4


# Mouse


def test_a_click_makes_the_row_current_and_ticks_nothing(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(5))
    click(qtbot, table, 2)
    assert table.view.current_id() == 3
    assert table.selection.ids == []


def test_a_double_click_opens(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(5))
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.view.viewport(), LEFT, pos=cell(table, 2, 1))
    assert opened.args == [3]


def test_boxes_tick_and_shift_ticks_a_range(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    click(qtbot, table, 1, CHECK)
    click(qtbot, table, 4, CHECK, SHIFT)
    assert table.selection.ids == [2, 3, 4, 5]
    click(qtbot, table, 2, CHECK)
    assert table.selection.ids == [2, 4, 5]


def test_control_click_ticks_anywhere_in_the_row(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    click(qtbot, table, 1, 1, CONTROL)
    click(qtbot, table, 4, 3, CONTROL)
    assert table.selection.ids == [2, 5]
    click(qtbot, table, 4, 3, CONTROL)
    assert table.selection.ids == [2]
    assert table.view.selectionModel().isRowSelected(4, QModelIndex())  # still the current row


def test_shift_click_ticks_from_the_row_clicked_before(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    click(qtbot, table, 5)
    click(qtbot, table, 3, 1, SHIFT)
    assert table.selection.ids == [4, 5, 6]


def test_a_click_that_slips_out_ticks_nothing(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    qtbot.mousePress(table.view.viewport(), LEFT, pos=cell(table, 1, CHECK))
    qtbot.mouseRelease(table.view.viewport(), LEFT, pos=cell(table, 3, CHECK))
    assert table.selection.ids == []


def test_two_quick_clicks_on_a_box_are_two_ticks(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    with qtbot.assertNotEmitted(table.opened):
        qtbot.mouseDClick(table.view.viewport(), LEFT, pos=cell(table, 1, CHECK))
    assert table.selection.ids == []


def test_the_row_under_the_mouse_is_shown_until_it_leaves(
    qtbot: QtBot, make_table: MakeTable, theme: Theme
) -> None:
    table = make_table(FakeSource(5))
    viewport, rect = table.view.viewport(), table.view.visualRect(table.model.index(2, CHECK))
    calm = viewport.grab().toImage()
    place = QPointF(cell(table, 2, 1))
    no_button = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, no_button, no_button, NONE)
    QApplication.sendEvent(viewport, move)
    hovered = viewport.grab().toImage()
    assert hovered.pixelColor(2, rect.center().y()) == theme.color("hover")
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert viewport.grab().toImage() == calm


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


# Footer and states


def test_the_footer_counts_rows_and_ticks(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table()
    table.show_rows(FakeSource(14), total=386, filtered=True)
    assert "14\u00a0personnes" in shown_texts(table)
    assert "sur 386" in shown_texts(table)
    table.show_rows(FakeSource(1), total=1)
    assert "1\u00a0personne" in shown_texts(table)
    assert "sur 1" not in shown_texts(table)


def test_actions_are_offered_for_ticked_rows_only(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(9))
    acted: list[list[int]] = []
    link = table.add_action("Écrire", lambda: acted.append(table.acted_ids()))
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
