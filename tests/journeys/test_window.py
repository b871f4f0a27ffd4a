"""Closing on work, coming back to the same window, and what is loaded before the first paint."""

import subprocess
import sys
import threading

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.system import preferences
from cs_desktop.ui.kit.theme import theme
from tests.support.source import ROOT
from tests.support.ui import answering, assert_accessible

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from cs_desktop.app import build

qt = QApplication([])
application = build(Path(sys.argv[1]))
application.window.start()
application.window.show()
qt.processEvents()
print(" ".join(sorted(sys.modules)))
application.window.close()
"""


def first_paint_modules(folder) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(folder)],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_first_paint_loads_no_service(tmp_path):
    modules = first_paint_modules(tmp_path)
    assert "cs_desktop.ui.shell.main_window" in modules
    heavy = ("sqlalchemy", "alembic", "sqlcipher3", "reportlab", "cryptography", "pypdfium2")
    assert modules.isdisjoint(heavy)
    assert not {m for m in modules if m.startswith("PySide6.QtNetwork")}
    services = {m for m in modules if m.startswith(("cs_desktop.services", "cs_desktop.persist"))}
    assert services == set()


def test_the_sign_in_loads_no_service_either(day, tmp_path):
    day.create_centre()
    day.idle()
    day.close()
    modules = first_paint_modules(tmp_path)
    assert "sqlalchemy" not in modules
    assert not {m for m in modules if m.startswith("cs_desktop.services")}


def test_closing_on_work_under_way_asks(day, qtbot):
    day.click(day.page.demonstration)
    day.until_open()
    day.idle()
    gate, finished = threading.Event(), []

    def work(_task):
        gate.wait(10)
        finished.append(True)

    day.application.pools.write(work).start()
    with answering("rester") as asked:
        day.window.close()
    assert asked.questions[0].title == "Fermer pendant un travail en cours\u00a0?"
    assert day.window.isVisible()
    gate.set()
    day.window.close()  # what ends in an instant is not worth a question
    assert finished == [True], "what was being written is written"
    assert not day.window.isVisible()


def test_what_is_loaded_ahead_is_not_worth_a_question(day):
    gate = threading.Event()
    day.application.pools.write(lambda _task: gate.wait(10), quiet=True).start()
    threading.Timer(0.5, gate.set).start()
    day.window.close()
    assert not day.window.isVisible()


def test_stopping_the_work_and_closing(day):
    day.click(day.page.demonstration)
    day.until_open()
    day.idle()
    stopped = threading.Event()

    def work(task):
        while not task.cancelled():
            threading.Event().wait(0.01)
        stopped.set()

    day.application.pools.write(work).start()
    with answering("fermer"):
        day.window.close()
    assert stopped.is_set()
    assert not day.window.isVisible()


def test_the_window_comes_back_as_it_was(day, open_day, tmp_path):
    day.click(day.page.demonstration)
    day.until_open()
    day.idle()
    page = day.go("apparence")
    page.theme.set_value("dark")
    page.zoom.setCurrentIndex(2)
    day.window.resize(1200, 700)
    day.close()
    kept = preferences.load(tmp_path)
    assert (kept.theme, kept.zoom) == ("dark", 125)
    again = open_day()
    assert theme().dark
    assert theme().zoom == 1.25
    assert again.window.height() == 700, "the offscreen screen is too narrow to judge the width"


def test_the_page_of_appearance_follows_the_keys(day):
    day.click(day.page.demonstration)
    day.until_open()
    page = day.go("apparence")
    day.key(Qt.Key.Key_Plus, CTRL)
    assert page.zoom.value() == 110


def test_preferences_that_cannot_be_kept_are_told(day, monkeypatch):
    day.click(day.page.demonstration)
    day.until_open()

    def refuse(*_args):
        raise StockageIndisponible("Vos préférences n’ont pas pu être gardées.")

    monkeypatch.setattr(preferences, "save", refuse)
    day.key(Qt.Key.Key_Plus, CTRL)
    assert "préférences" in day.window.frame.host.band.notice.sentence
    monkeypatch.undo()


def test_every_page_of_settings_is_found_and_named(day):
    day.click(day.page.demonstration)
    day.until_open()
    index = day.go("reglages")
    index.search.setText("zoom")
    assert index.shown() == ["apparence"]
    index.search.setText("usb")
    assert index.shown() == ["sauvegardes"]
    index.search.setText("")
    for code in index.shown():
        day.go(code)
        assert_accessible(day.window)


def test_f1_lists_the_keys_that_work(day):
    day.click(day.page.demonstration)
    day.until_open()
    day.key(Qt.Key.Key_F1)
    assert day.window.contexte.navigation.here.screen == "aide"
    assert_accessible(day.window)


def test_a_refusal_that_nobody_caught_is_shown_on_the_page_in_front(day):
    day.window.show_error(StockageIndisponible("Le disque est plein."))
    assert day.page.notice() == "Le disque est plein."
    day.click(day.page.demonstration)
    day.until_open()
    day.window.show_error(StockageIndisponible("Le disque est plein."))
    assert day.window.frame.host.band.notice.sentence == "Le disque est plein."


class Flashes(QObject):
    """Notes every part shown before it has a place: it blinks as a window and takes the focus."""

    def __init__(self, expected):
        super().__init__()
        self.expected, self.seen = expected, []

    def eventFilter(self, watched, event):
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched is not self.expected:
            self.seen.append(repr(watched))
        return False


def test_no_part_blinks_as_a_window_of_its_own(day, qapp):
    flashes = Flashes(day.window)
    qapp.installEventFilter(flashes)
    try:
        day.click(day.page.demonstration)
        day.until_open()
        registre, acteur = day.window.contexte.registre, day.window.contexte.acteur
        for entry in registre.screens(acteur):
            if entry.in_palette:
                day.go(entry.code)
        day.key(Qt.Key.Key_K, CTRL)
        assert day.window.frame.palette_box.isVisible()
    finally:
        qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    assert qapp.activeWindow() is day.window


def test_each_part_of_the_status_bar_leads_somewhere(day):
    day.click(day.page.demonstration)
    day.until_open()
    day.idle()
    bar, navigation = day.window.frame.status_bar, day.window.contexte.navigation
    day.until(bar.backup.text)
    for part, screen in (
        (bar.site, "reglages"),
        (bar.account, "mot-de-passe"),
        (bar.network, "aide"),
        (bar.backup, "sauvegardes"),
    ):
        day.click(part)
        day.idle()
        assert navigation.here.screen == screen
    day.click(bar.saving)
    assert day.window.bell.popover.isVisible()


CRASH = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cs_desktop import app
from cs_desktop.__main__ import main
from cs_desktop.ui.shell.crash_dialog import CrashDialog

def fail():
    raise KeyError("Belkacem, Amina")

def look():
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog):
            print(widget.text())
            print("FOIS", widget.count.text())
            widget.quit_button.click()

class Failing(app.Application):
    def start(self):
        super().start()
        for delay in (300, 320, 340):
            QTimer.singleShot(delay, self, fail)
        self.looking = QTimer(self, interval=300)
        self.looking.timeout.connect(look)
        QTimer.singleShot(600, self, self.looking.start)

app.Application = Failing
sys.exit(main([]))
"""


def test_a_bug_opens_the_dialog_once_is_logged_and_quitting_leaves(tmp_path):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", CRASH],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "CS_DESKTOP_DOSSIER": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=40,
        check=True,
    )
    assert "KeyError (3 fois)" in done.stdout
    assert done.stdout.count("FOIS") == 1
    log = (tmp_path / "journaux" / "cs-desktop.log").read_text("utf-8")
    assert log.count("unexpected error") == 3
    assert "Belkacem" not in log + done.stdout + done.stderr
