"""Theme and zoom apply at once and are kept for the next time."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.idle import IdleWatch
from cs_desktop.ui.shell.keys import WINDOW_KEYS, named
from cs_desktop.ui.shell.machine import ZOOMS, Machine, MachineValues


def test_a_change_is_seen_and_kept(qapp):
    kept = []
    machine = Machine(MachineValues(theme="light"), kept.append)
    machine.set(theme="dark")
    assert theme().dark
    machine.set(dossier_sauvegarde=Path("/media/cle"))
    assert [(v.theme, v.dossier_sauvegarde) for v in kept] == [
        ("dark", None),
        ("dark", Path("/media/cle")),
    ]


def test_the_same_value_again_writes_nothing(qapp):
    kept = []
    machine = Machine(MachineValues(theme="light"), kept.append)
    machine.set(theme="light", zoom=100)
    assert kept == []


def test_zoom_goes_by_steps_and_stops_at_both_ends(qapp):
    machine = Machine(MachineValues(theme="light"), lambda _values: None)
    seen = []
    for _ in range(8):
        machine.zoom_in()
        seen.append(machine.values.zoom)
    assert seen == [110, 125, 150, 175, 200, 200, 200, 200]
    for _ in range(8):
        machine.zoom_out()
    assert machine.values.zoom == ZOOMS[0]


def test_a_folder_that_refuses_is_told_and_the_change_stays(qapp):
    def refuse(_values):
        raise StockageIndisponible("Le disque est plein.")

    machine, told = Machine(MachineValues(theme="light"), refuse), []
    machine.not_kept.connect(told.append)
    machine.set(zoom=150)
    assert theme().zoom == 1.5
    assert [str(error) for error in told] == ["Le disque est plein."]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("F1", "F1"),
        ("Ctrl+K", "Ctrl+K"),
        ("Ctrl+Shift+F6", "Ctrl+Maj+F6"),
        ("Ctrl++", "Ctrl+Plus"),
        ("Ctrl+-", "Ctrl+Moins"),
        ("Alt+Left", "Alt+←"),
        ("Ctrl+Return", "Ctrl+Entrée"),
        ("Esc", "Échap"),
        ("+", "Plus"),
    ],
)
def test_keys_have_the_names_of_a_french_keyboard(key, shown):
    assert named(key) == shown


def test_no_key_of_the_window_is_bound_twice():
    keys = [key for declared in WINDOW_KEYS for key in declared.keys]
    assert len(keys) == len(set(keys))


def test_idleness_is_counted_from_the_last_key(qtbot, qapp):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    watch = IdleWatch(qapp, field, milliseconds=200)
    idle = []
    watch.idle.connect(lambda: idle.append(True))
    field.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWindow() is field.windowHandle())
    watch.start()
    for _ in range(6):
        qtbot.wait(60)
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert idle == [], "somebody was typing for 360 ms"
    qtbot.waitUntil(lambda: idle == [True], timeout=2000)


def test_a_stopped_watch_says_nothing(qtbot, qapp):
    field = QLineEdit()
    qtbot.addWidget(field)
    watch = IdleWatch(qapp, field, milliseconds=30)
    idle = []
    watch.idle.connect(lambda: idle.append(True))
    watch.start()
    watch.stop()
    qtbot.wait(80)
    assert idle == []
