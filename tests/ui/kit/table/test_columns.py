"""Choice, order and width of the columns."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.columns import TableLayout
from cs_desktop.ui.kit.table.columns_panel import ColumnsPanel
from cs_desktop.ui.kit.table.source import SortKey
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible
from tests.ui.kit.table.conftest import MakeTable
from tests.ui.kit.table.fakes import FakeSource, Ligne

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def shown(table: Table[Ligne]) -> list[str]:
    return [table.model.columns[at - 1].key for at in table.view.header.visible() if at]


def open_panel(qtbot: QtBot, table: Table[Ligne]) -> ColumnsPanel:
    qtbot.mouseClick(table.footer.columns, LEFT)
    panel = table.findChild(ColumnsPanel)
    assert panel is not None
    qtbot.addWidget(panel)
    return panel


def test_the_first_columns_are_those_declared_shown(make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    assert shown(table) == ["nom", "telephone", "adhesion", "solde"]


def test_the_column_that_stretches_takes_what_is_left(make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    header = table.view.header
    assert header.length() == table.view.viewport().width()
    assert [header.sectionSize(at) for at in (0, 2, 3, 4)] == [40, 120, 120, 120]


def test_secondary_columns_leave_a_narrow_table_and_come_back(make_table: MakeTable) -> None:
    table = make_table(FakeSource(3), width=500)
    assert shown(table) == ["nom", "adhesion", "solde"]
    assert not table.view.horizontalScrollBar().isVisible()
    table.resize(700, 500)
    assert shown(table) == ["nom", "telephone", "adhesion", "solde"]


def test_widths_follow_the_zoom(make_table: MakeTable, theme: Theme) -> None:
    table = make_table(FakeSource(3), width=1400)
    theme.set("light", 2.0)
    header = table.view.header
    assert [header.sectionSize(at) for at in (0, 2, 3, 4)] == [80, 240, 240, 240]
    assert header.length() == table.view.viewport().width()


def test_a_table_without_ticks_has_no_boxes(make_table: MakeTable) -> None:
    table = make_table(FakeSource(3), ticks=False)
    assert 0 not in table.view.header.visible()
    assert table.view.header.length() == table.view.viewport().width()


def test_columns_are_chosen_with_the_keyboard(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    kept: list[TableLayout] = []
    table.layout_changed.connect(kept.append)
    panel = open_panel(qtbot, table)
    assert_accessible(panel)
    qtbot.keyClick(panel._list, Qt.Key.Key_Down)
    qtbot.keyClick(panel._list, Qt.Key.Key_Space)
    assert shown(table) == ["nom", "adhesion", "solde"]
    qtbot.keyClick(panel._list, Qt.Key.Key_Space)
    qtbot.keyClick(panel._list, Qt.Key.Key_Down, ALT)
    assert shown(table) == ["nom", "adhesion", "telephone", "solde"]
    qtbot.keyClick(panel._list, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(panel._list, Qt.Key.Key_Up, ALT)
    assert shown(table) == ["telephone", "nom", "adhesion", "solde"]
    assert kept[-1].columns == ("telephone", "nom", "adhesion", "solde")


def test_the_name_cannot_be_left_out(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    panel = open_panel(qtbot, table)
    qtbot.keyClick(panel._list, Qt.Key.Key_Space)
    assert "nom" in shown(table)


def test_columns_are_moved_and_sorted_with_buttons(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    panel = open_panel(qtbot, table)
    assert not panel._up.isEnabled()
    qtbot.mouseClick(panel._down, LEFT)
    assert shown(table) == ["telephone", "nom", "adhesion", "solde"]
    qtbot.mouseClick(panel._up, LEFT)
    assert shown(table) == ["nom", "telephone", "adhesion", "solde"]
    qtbot.mouseClick(panel._sort, LEFT)
    assert table.table_layout().sort == (SortKey("nom"),)
    panel._list.setCurrentRow(1)
    assert not panel._sort.isEnabled()
    panel._list.setCurrentRow(4)
    assert not panel._down.isEnabled()


def test_a_click_on_a_name_ticks_it(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    panel = open_panel(qtbot, table)
    panel.grab()
    rect = panel._list.visualItemRect(panel._list.item(4))
    qtbot.mouseClick(panel._list.viewport(), LEFT, pos=rect.center())
    assert shown(table)[-1] == "numero"


def test_the_first_columns_come_back(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3), sort=(SortKey("nom"),))
    table.set_layout(TableLayout(("solde", "nom"), {"nom": 300}, (SortKey("solde"),)))
    assert shown(table) == ["solde", "nom"]
    assert table.table_layout().sort == (SortKey("solde"),)
    panel = open_panel(qtbot, table)
    panel._reset()
    assert shown(table) == ["nom", "telephone", "adhesion", "solde"]
    assert table.table_layout().sort == (SortKey("nom"),)


def test_a_kept_layout_forgets_what_no_longer_exists(make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    table.set_layout(TableLayout(("ancienne", "solde"), {"ancienne": 9}, (SortKey("ancienne"),)))
    assert shown(table) == ["nom", "solde"]
    assert table.table_layout() == TableLayout(("nom", "solde"))


def test_dragging_an_edge_is_kept_in_pixels_of_the_drawings(
    qtbot: QtBot, make_table: MakeTable, theme: Theme
) -> None:
    theme.set("light", 2.0)
    table = make_table(FakeSource(3), width=1400)
    with qtbot.waitSignal(table.layout_changed) as told:
        table.view.header.resizeSection(3, 300)
    assert told.args[0].widths == {"adhesion": 150}


def test_dragging_a_title_is_kept(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    with qtbot.waitSignal(table.layout_changed) as told:
        table.view.header.moveSection(4, 2)
    assert told.args[0].columns == ("nom", "solde", "telephone", "adhesion")


def test_a_layout_goes_through_a_preference() -> None:
    layout = TableLayout(("nom", "solde"), {"nom": 200}, (SortKey("nom", descending=True),))
    assert TableLayout.from_json(json.loads(json.dumps(layout.to_json()))) == layout
    assert TableLayout.from_json({}) == TableLayout(())


@pytest.mark.parametrize(("width", "said"), [(60, "Nom 000001"), (300, "")])
def test_a_text_that_is_cut_is_said_whole(
    qtbot: QtBot, make_table: MakeTable, width: int, said: str
) -> None:
    table = make_table(FakeSource(3))
    table.view.header.resizeSection(1, width)
    place = table.view.visualRect(table.model.index(0, 1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.view.viewport().mapToGlobal(place))
    QToolTip.hideText()
    QApplication.sendEvent(table.view.viewport(), event)
    assert QToolTip.text() == said
    QToolTip.hideText()


def test_a_title_that_is_cut_is_said_whole(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    header = table.view.header
    header.resizeSection(1, 50)
    middle = header.height() // 2
    qtbot.mouseMove(header.viewport(), QPoint(header.sectionViewportPosition(1) + 20, middle))
    assert header.toolTip() == "Nom, prénom"
    qtbot.mouseMove(header.viewport(), QPoint(header.sectionViewportPosition(3) + 20, middle))
    assert header.toolTip() == ""


def test_a_double_click_on_an_edge_fits_the_column(qtbot: QtBot, make_table: MakeTable) -> None:
    table = make_table(FakeSource(3))
    table.view.header.resizeSection(1, 50)
    table.view.resizeColumnToContents(1)
    assert 90 < table.view.header.sectionSize(1) < 140
    assert table.view.sizeHintForColumn(0) == 40
