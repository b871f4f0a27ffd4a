"""Hands on a table: where to click, which key to press, what can be read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.table import Table
from tests.ui.kit.table.fakes import Ligne

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
