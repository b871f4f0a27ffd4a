"""The window painted before the program is imported: what it loads, and that nothing jumps."""

import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QImage

from cs_desktop.app import Application, build
from cs_desktop.system import folders, preferences
from cs_desktop.ui.kit.tokens import read_tokens
from cs_desktop.ui.shell.threshold import TITLE, Look, Threshold
from tests.support.source import ROOT
from tests.support.ui import answering

FIRST_IMAGE = """
import os
import sys
from cs_desktop.__main__ import main
from cs_desktop.ui.shell import threshold

class Watched(threshold.Threshold):
    def __init__(self, look):
        super().__init__(look)
        self.painted.connect(self.tell)

    def tell(self):
        print(" ".join(sorted(sys.modules)))
        sys.stdout.flush()
        os._exit(0)

threshold.Threshold = Watched
main([])
"""


GARBAGE = """
import gc
import os
import sys
from PySide6.QtCore import QTimer
from cs_desktop import __main__ as entry
from cs_desktop.ui.shell import threshold

class Watched(threshold.Threshold):
    def __init__(self, look):
        super().__init__(look)
        self.painted.connect(self.tell)

    def tell(self):
        print(gc.isenabled(), gc.get_freeze_count() > 0)
        QTimer.singleShot(600, self, self.tell_again)

    def tell_again(self):
        print(gc.isenabled(), gc.get_freeze_count() > 0)
        sys.stdout.flush()
        os._exit(0)

threshold.Threshold, entry._STARTED_MS = Watched, 500
entry.main([])
"""


def look(mode: str = "light", zoom: float = 1.0, *, frame: bool = True, geometry: str = "") -> Look:
    return Look(read_tokens(folders.resource("tokens.json")), mode, zoom, geometry, frame)


def said(program: str, folder) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": os.defpath, "CS_DESKTOP_DOSSIER": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout


def test_the_first_image_loads_nothing_but_itself(tmp_path):
    modules = set(said(FIRST_IMAGE, tmp_path).split())
    own = {name for name in modules if name.startswith("cs_desktop.ui.")}
    assert own == {
        "cs_desktop.ui.kit",
        "cs_desktop.ui.kit.tokens",
        "cs_desktop.ui.shell",
        "cs_desktop.ui.shell.breakpoints",
        "cs_desktop.ui.shell.logo",
        "cs_desktop.ui.shell.threshold",
    }
    assert modules.isdisjoint({"cs_desktop.app", "sqlalchemy", "reportlab", "PySide6.QtSvg"})
    assert not {m for m in modules if m.startswith(("cs_desktop.services", "cs_desktop.persist"))}


def test_garbage_is_collected_once_started(tmp_path):
    first, later = said(GARBAGE, tmp_path).splitlines()
    assert first == "False False"
    assert later == "True True"


def colors(image: QImage, box: QRect) -> list[int]:
    return [
        image.pixel(x, y)
        for y in range(box.top(), box.bottom() + 1)
        for x in range(box.left(), box.right() + 1)
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("zoom", "width"), [(100, 1366), (150, 1366), (200, 1920), (100, 1024)])
def test_the_frame_that_comes_has_the_pixels_of_the_painted_one(day, mode, zoom, width):
    day.click(day.page.demonstration)
    day.until_open()
    day.idle()
    day.application.machine.set(theme=mode, zoom=zoom)
    day.window.resize(width, 900)
    QCoreApplication.processEvents()  # the layouts follow the zoom
    frame = day.window.frame
    threshold = Threshold(look(mode, zoom / 100))
    threshold.resize(day.window.size())
    real, painted = frame.grab().toImage(), threshold.grab().toImage()
    assert real.size() == painted.size()
    side, bar = frame.sidebar.width(), frame.top_bar.height()
    floor = frame.height() - frame.status_bar.height()
    logo = round(56 * zoom / 100)
    for box in (
        QRect(0, 0, min(side, logo * 3 // 4), logo),  # the tiles
        QRect(side - 2, 0, 4, logo),  # where the sidebar ends
        QRect(side, bar - 3, frame.width() - side, 6),  # under the top bar
        QRect(0, floor - 1, frame.width(), 3),  # above the status bar
    ):
        assert colors(real, box) == colors(painted, box), box
    threshold.deleteLater()


@pytest.fixture
def opened(qapp, qtbot, tmp_path, clock):
    """The application in its threshold, as the program starts it, on the demonstration."""
    built = build(tmp_path, today=clock.today, now=clock.now)
    built.door.opener().create_demonstration(
        tmp_path / f"centre{folders.BASE_SUFFIX}", lambda _done, _total: None
    )
    threshold = Threshold(look())
    application = Application(
        qapp, built._setup, replace(preferences.Preferences(), theme="light"), threshold
    )
    threshold.show()
    application.start()
    yield threshold, application
    for one in (application, built):
        one.pools.close()
        one.door.let_go()
        one.window.deleteLater()
        one.deleteLater()
    threshold.deleteLater()


def test_the_frame_shows_when_it_is_filled(opened, qtbot):
    threshold, application = opened
    assert threshold._cover.isVisible()
    qtbot.waitUntil(lambda: application.window.opened is not None, timeout=15_000)
    assert threshold._cover is None
    assert application.window.size() == threshold.size()
    assert threshold.windowTitle().endswith(TITLE)


def test_work_under_way_keeps_the_window(opened, qtbot):
    threshold, application = opened
    qtbot.waitUntil(lambda: application.window.opened is not None, timeout=15_000)

    def work(task):
        while not task.cancelled():
            threading.Event().wait(0.01)

    application.pools.write(work).start()
    with answering("rester"):
        threshold.close()
    assert threshold.isVisible()
    with answering("fermer"):
        threshold.close()
    assert not threshold.isVisible()


def test_the_shape_that_is_kept_is_that_of_the_threshold(opened, qtbot, tmp_path):
    threshold, application = opened
    qtbot.waitUntil(lambda: application.window.opened is not None, timeout=15_000)
    qtbot.waitUntil(lambda: not application.pools.running(), timeout=15_000)
    threshold.resize(1200, 700)
    threshold.close()
    again = Threshold(look(geometry=preferences.load(tmp_path).geometrie))
    assert again.height() == 700
    again.deleteLater()


def test_a_page_of_the_door_shows_at_once(qtbot):
    threshold = Threshold(look(frame=False))
    qtbot.addWidget(threshold)
    content = Threshold(look())
    threshold.receive(content)
    assert threshold._cover is None


def test_an_opening_that_lasts_is_told_by_its_page(qtbot, monkeypatch):
    monkeypatch.setattr("cs_desktop.ui.shell.threshold._PATIENCE_MS", 1)
    threshold = Threshold(look())
    qtbot.addWidget(threshold)
    threshold.receive(Threshold(look()))
    qtbot.waitUntil(lambda: threshold._cover is None)
