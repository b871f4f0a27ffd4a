"""A day at the centre: the real application on a folder of its own, real clicks, a fixed clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from cs_desktop.app import Application, build
from cs_desktop.system import preferences
from cs_desktop.ui.kit.theme import Theme
from cs_desktop.ui.shell.creation import CreationPage
from cs_desktop.ui.shell.door_page import DoorPage
from tests.support.bases import TODAY
from tests.support.ui import replace_text

NOM, MOT_DE_PASSE = "Nadia Kaddour", "Tisserand-2026-Lys!"
MORNING = datetime(2026, 9, 15, 8, 30, tzinfo=UTC)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.instant = MORNING

    def now(self) -> datetime:
        return self.instant

    def today(self):
        return TODAY

    def wait(self, **delay: int) -> None:
        self.instant += timedelta(**delay)


class Day:
    """The application as somebody uses it."""

    def __init__(self, application: Application, qtbot) -> None:
        self.application, self.window, self._qtbot = application, application.window, qtbot

    @property
    def page(self) -> DoorPage:
        return self.window.doorway.page

    @property
    def screen(self):
        return self.window.frame.host.screen

    def start(self) -> None:
        with self._qtbot.waitExposed(self.window):
            self.application.start()
        self.window.activateWindow()

    def until(self, happens: Callable[[], object], timeout: int = 15_000) -> None:
        self._qtbot.waitUntil(lambda: bool(happens()), timeout=timeout)

    def idle(self) -> None:
        """Wait for what runs in the pools."""
        self.until(lambda: not self.application.pools.running())

    def click(self, button: QAbstractButton) -> None:
        self.until(button.isVisible)
        assert button.isEnabled(), f"« {button.text()} » is disabled: {button.toolTip()}"
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def sign_in(self, nom: str = NOM, mot_de_passe: str = MOT_DE_PASSE) -> None:
        replace_text(self.page.nom, nom)
        replace_text(self.page.mot_de_passe, mot_de_passe)
        QTest.keyClick(self.page.mot_de_passe, Qt.Key.Key_Return)

    def until_open(self) -> None:
        self.until(lambda: self.window.opened is not None and self.window.frame.isVisible())

    def until_refused(self) -> str:
        self.until(self.page.notice)
        return self.page.notice()

    def go(self, code: str):
        self.window.contexte.navigation.open(code)
        assert self.window.contexte.navigation.here.screen == code
        self.idle()
        return self.screen

    def reach_the_fiche(self) -> CreationPage:
        """First start by keyboard, up to the words of the fiche de secours."""
        self.click(self.page.create_button)
        page = self.page
        assert isinstance(page, CreationPage)
        replace_text(page.centre.nom, "Les Tisserands")
        QTest.keyClick(page.centre.nom, Qt.Key.Key_Return)
        replace_text(page.account.nom, NOM)
        for field in (page.account.mot_de_passe.first, page.account.mot_de_passe.second):
            replace_text(field, MOT_DE_PASSE)
        QTest.keyClick(page.account.mot_de_passe.second, Qt.Key.Key_Return)
        self.until(lambda: page.fiche.mots)
        return page

    def create_centre(self) -> tuple[str, ...]:
        """First start up to the first screen; the words of the fiche."""
        page = self.reach_the_fiche()
        words = page.fiche.mots
        self.click(page.wizard.next_button)
        replace_text(page.check.word, words[page.check.place - 1])
        QTest.keyClick(page.check.word, Qt.Key.Key_Return)
        self.until_open()
        return words

    def close(self) -> None:
        self.window.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_day(
    qapp: QApplication, qtbot, tmp_path: Path, clock: Clock
) -> Iterator[Callable[..., Day]]:
    """Start the application on `tmp_path`; as many times as wanted, on one base or another."""
    days: list[Day] = []

    def start(folder: Path = tmp_path, base: Path | None = None, *, painted: bool = True) -> Day:
        folder.mkdir(exist_ok=True)
        kept = preferences.load(folder)
        if kept == preferences.Preferences():
            preferences.save(preferences.Preferences(theme="light"), folder)
        day = Day(build(folder, base=base, today=clock.today, now=clock.now), qtbot)
        days.append(day)
        if painted:
            day.start()
        return day

    yield start
    for day in days:
        day.application.pools.close()
        QCoreApplication.sendPostedEvents(None, 0)
        day.close()
        day.application.door.let_go()
        day.window.deleteLater()
        day.application.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _leave_their_theme_to_other_tests(qapp: QApplication) -> Iterator[None]:
    """The application dresses itself: the tests of the kit come back to their own theme."""
    dressed: Theme | None = qapp.property("kit_theme")
    yield
    mine = qapp.property("kit_theme")
    if mine is not dressed:
        mine.deleteLater()
        qapp.setProperty("kit_theme", dressed)
        if dressed is not None:
            dressed.set("dark")
            dressed.set("light")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def day(open_day) -> Day:
    """The application on an empty folder."""
    return open_day()
