"""PySide6 6.12.0 on Python 3.11 loses a reference to None at each void call, until it aborts."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

ROUNDS = 2_000
SLACK = 200
IMMORTAL = sys.version_info >= (3, 12)  # None is not counted any more


def drift(call: Callable[[], object]) -> int:
    """How many references to None are gained by `ROUNDS` calls."""
    before = sys.getrefcount(None)
    for _ in range(ROUNDS):
        call()
    return sys.getrefcount(None) - before


def test_void_calls_of_qt_give_none_back(qtbot: QtBot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    assert abs(drift(lambda: edit.setText("Élodie"))) < SLACK


def test_a_reference_gained_at_each_call_is_caught() -> None:
    kept: list[None] = []
    gained = drift(lambda: kept.append(None))
    assert gained == 0 if IMMORTAL else gained > SLACK
