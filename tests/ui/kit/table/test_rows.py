"""Windows, keys and mouse on the rows of a table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.model import CHECK
from cs_desktop.ui.kit.theme import Theme
from tests.ui.kit.table.conftest import MakeTable
from tests.ui.kit.table.fakes import FakeSource
from tests.ui.kit.table.hands import (
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    cell,
    click,
    press,
)

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


def test_shift_f10_asks_the_menu_where_the_system_does_not(
    qtbot: QtBot, make_table: MakeTable
) -> None:
    table = make_table(FakeSource(5))
    with qtbot.waitSignal(table.menu_asked) as asked:
        press(qtbot, table, Qt.Key.Key_F10, SHIFT)
    assert asked.args[0] == 1


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
