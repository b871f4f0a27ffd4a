"""A bug is logged, told once at a time, counted, and quotes nobody."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import Annule, StockageIndisponible
from cs_desktop.system.logs import trace_lines
from cs_desktop.ui.shell.crash import Crash, CrashHooks, report, versions
from cs_desktop.ui.shell.crash_dialog import CrashDesk
from tests.support.ui import assert_accessible


@pytest.fixture
def hooks(qapp):
    kept = sys.excepthook, threading.excepthook, sys.unraisablehook
    hooks = CrashHooks(trace_lines)
    sys.excepthook, threading.excepthook = hooks._uncaught, hooks._uncaught_in_thread
    sys.unraisablehook = hooks._unraisable
    hooks.crashes, hooks.refusals = [], []
    hooks.crashed.connect(hooks.crashes.append)
    hooks.expected.connect(hooks.refusals.append)
    yield hooks
    sys.excepthook, threading.excepthook, sys.unraisablehook = kept


def a_bug(text="Belkacem, Amina"):
    try:
        raise KeyError(text)
    except KeyError as error:
        return error


def test_the_report_says_where_and_never_what_was_typed(hooks, caplog):
    with caplog.at_level(logging.DEBUG):
        hooks.note(a_bug())
    (crash,) = hooks.crashes
    text = report(crash, 3, versions("0.1.0"))
    assert "test_crash.py" in text
    assert "KeyError" in text
    assert "(3 fois)" in text
    assert "CS Desktop\u00a0: 0.1.0" in text
    assert "Belkacem" not in text


def test_the_name_of_the_session_of_the_computer_is_not_in_it(hooks, monkeypatch):
    monkeypatch.setattr("pathlib.Path.home", lambda: __import__("pathlib").Path(__file__).parent)
    hooks.note(a_bug())
    assert "~/test_crash.py" in hooks.crashes[0].trace


def test_a_thread_that_fails_is_told_on_the_gui_thread(hooks, qtbot):
    seen = []
    hooks.crashed.connect(lambda crash: seen.append((crash.kind, threading.current_thread())))
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("ZeroDivisionError", threading.main_thread())]


def test_what_python_cannot_raise_is_told_too(hooks):
    class Fragile:
        def __del__(self):
            raise ArithmeticError

    Fragile()
    assert [crash.kind for crash in hooks.crashes] == ["ArithmeticError"]


def test_a_foreseen_refusal_is_no_crash(hooks):
    hooks.note(StockageIndisponible("Le disque est plein."))
    hooks.note(Annule("Arrêté."))
    assert hooks.crashes == []
    assert [str(error) for error in hooks.refusals] == ["Le disque est plein."]


def test_ctrl_c_in_a_terminal_is_no_crash(hooks, capsys):
    hooks._uncaught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert hooks.crashes == []


def test_the_messages_of_qt_go_to_the_log(caplog):
    from cs_desktop.ui.shell.crash import log_qt_message

    class Context:
        category = "qt.test"

    with caplog.at_level(logging.DEBUG, "cs_desktop.qt"):
        log_qt_message(QtMsgType.QtWarningMsg, Context(), "careful")
    assert caplog.record_tuples == [("cs_desktop.qt", logging.WARNING, "careful (qt.test)")]


@pytest.fixture
def desk(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    clock = [0.0]
    desk = CrashDesk(window, versions("0.1.0"), lambda: clock[0])
    desk.clock, desk.window_kept = clock, window
    return desk


FIRST, SECOND = Crash("KeyError", "first"), Crash("ValueError", "second")


def test_one_dialog_at_a_time_counts_the_same_bug_and_the_others(desk, qtbot):
    for crash in (FIRST, FIRST, SECOND, FIRST):
        desk.receive(crash)
    assert desk.dialog.count.text() == "Survenue 3\u00a0fois. 1\u00a0autre erreur depuis."
    assert desk.dialog.crash == FIRST
    qtbot.waitUntil(desk.dialog.continue_button.hasFocus)
    assert_accessible(desk.dialog)


def test_copying_the_report(desk):
    desk.receive(FIRST)
    QTest.mouseClick(desk.dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == desk.dialog.text()
    assert "KeyError (1 fois)" in desk.dialog.text()


def test_continuing_is_left_alone_for_a_minute(desk):
    desk.receive(FIRST)
    QTest.mouseClick(desk.dialog.continue_button, Qt.MouseButton.LeftButton)
    assert desk.dialog is None
    desk.clock[0] = 59
    desk.receive(FIRST)
    assert desk.dialog is None, "a failing repaint would open it again at once"
    desk.receive(SECOND)
    assert desk.dialog.crash == SECOND
    QTest.keyClick(desk.dialog, Qt.Key.Key_Escape)
    desk.clock[0] = 61
    desk.receive(FIRST)
    assert desk.dialog.count.text() == "Survenue 3\u00a0fois."


def test_quitting_closes_the_program(desk, qtbot):
    desk.receive(FIRST)
    with qtbot.waitSignal(desk.quit_asked):
        QTest.mouseClick(desk.dialog.quit_button, Qt.MouseButton.LeftButton)
    assert desk.dialog is None
