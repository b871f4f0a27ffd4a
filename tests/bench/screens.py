"""The list and the sheet on the screen: from a gesture to what is painted.

The window is the real one, offscreen; it waits for its own threads as a person would.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cs_desktop import app
from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.search_words import fts_query, parse_query
from cs_desktop.services.personnes import PersonneService
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.list_screen import PersonneListScreen
from cs_desktop.ui.personnes.sheet_screen import PersonneSheetScreen
from tests.bench.bases import JOUR
from tests.bench.measures import Measure, Series, interleaved, quiet, timed
from tests.bench.opened import clock
from tests.support.ui import type_text

NAMES = 3  # people looked for by each of their writings
PATIENCE_S = 20
TYPED_REPEATS, OPENED_REPEATS, SHEETS = 3, 15, 12
FIRST_PAGE = """
    SELECT * FROM personne WHERE fusionnee_dans IS NULL AND archive_le IS NULL
    ORDER BY cle_tri, id LIMIT 200"""
SHEET = "SELECT * FROM personne WHERE id = ?"
MATCHING = """
    SELECT * FROM personne WHERE archive_le IS NULL AND id IN
    (SELECT rowid FROM recherche_fts WHERE recherche_fts MATCH ?) ORDER BY cle_tri, id LIMIT 200"""


class Window:
    """The window on one base, driven as hands would."""

    def __init__(self, qt: QApplication, folder: Path, base: Path) -> None:
        self._qt = qt
        self._pulse = QTimer(interval=1000)  # a screen that never comes must not hang
        self._pulse.start()
        self._application = app.build(folder, base=base, today=lambda: JOUR, now=clock)
        self._application.start()
        self._main = self._application.window
        self.until(lambda: self._main.contexte is not None)
        self.calm()

    @property
    def service(self) -> PersonneService:
        return self._main.contexte.services.personnes

    def until(self, ready: Callable[[], object]) -> None:
        """Let the window work until it is so, and paint what it has to.

        It sleeps between two events: to poll would take the interpreter from the reader's thread.
        """
        end = time.monotonic() + PATIENCE_S
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the screen never came")
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._qt.processEvents()

    def calm(self) -> None:
        """Wait until nothing runs behind the screen."""
        self.until(lambda: not self._application.pools.running())

    def forget_screens(self) -> None:
        """The next screen is built as if it were the first."""
        self._main.frame.host.clear()
        self.calm()

    def open_list(self) -> PersonneListScreen:
        """From the click in the sidebar to the rows on the screen."""
        self._main.contexte.navigation.open(codes.LISTE)
        screen = self._main.frame.host.screen
        assert isinstance(screen, PersonneListScreen)
        self.until(lambda: screen.table.model.count)
        return screen

    def open_sheet(self, personne_id: int) -> None:
        """From Entrée on a row to the sheet on the screen."""
        self._main.contexte.navigation.open(codes.FICHE, personne_id)
        screen = self._main.frame.host.screen
        assert isinstance(screen, PersonneSheetScreen)
        self.until(lambda: screen.fiche and screen.fiche.row.id == personne_id)

    def close(self) -> None:
        self.calm()
        self._main.close()
        self._qt.processEvents()


@contextmanager
def window_on(base: Path) -> Iterator[Window]:
    """The real window, open on `base`."""
    qt = QApplication.instance() or QApplication(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        window = Window(qt, Path(folder), base)
        try:
            yield window
        finally:
            window.close()


def measure_opening(window: Window, base: Path) -> list[Measure]:
    """The list built, read and painted; the sheets of several people, read and painted."""
    raw = connect(base)
    people = [row.id for row in window.service.page(SANS_COMPTE, limit=SHEETS)]
    window.forget_screens()
    try:
        listed, page = interleaved(
            [window.open_list],
            [lambda: raw.execute(FIRST_PAGE).fetchall()],
            repeats=OPENED_REPEATS,
            calm=window.forget_screens,
        )
        window.open_sheet(people[-1])
        sheets, rows = interleaved(
            [partial(window.open_sheet, personne_id) for personne_id in people],
            [
                lambda one=personne_id: raw.execute(SHEET, (one,)).fetchone()
                for personne_id in people
            ],
            repeats=3,
            calm=window.calm,
        )
    finally:
        raw.close()
    return [
        Measure(
            "liste",
            "écran construit, lu et peint",
            judged=listed.p95,
            limit=100,
            bar="p95 ≤ 100 ms",
            time=listed,
            floor=page,
            plancher="200 lignes par le pilote",
        ),
        Measure(
            "fiche",
            "écran lu et peint",
            judged=sheets.p95,
            limit=50,
            bar="p95 ≤ 50 ms",
            time=sheets,
            floor=rows,
            plancher="une ligne par le pilote",
        ),
    ]


def measure_typing(window: Window, base: Path, texts: list[str]) -> list[Measure]:
    """Each key pressed in the filter of the list, until its rows are painted."""
    screen = window.open_list()
    window.calm()
    raw = connect(base)
    times: dict[str, list[float]] = {}
    floors: dict[str, list[float]] = {}
    try:
        with quiet():
            for _ in range(TYPED_REPEATS):
                for text in texts:
                    screen.bar.clear_all()
                    window.calm()
                    for end in range(1, len(text) + 1):
                        if text[:end].strip() != text[:end]:
                            type_text(screen.bar.field, text[end - 1])
                            continue
                        spent = _keystroke(window, screen, text[end - 1])
                        times.setdefault(text[:end], []).append(spent)
                        query = fts_query(parse_query(text[:end]))
                        bare = partial(raw.execute, MATCHING, (query,))
                        floors.setdefault(text[:end], []).append(
                            timed(lambda ask=bare: ask().fetchall())
                        )
    finally:
        raw.close()
    typed, floor = (Series(tuple(map(tuple, some.values()))) for some in (times, floors))
    return [
        Measure(
            "frappe",
            f"touche → liste repeinte ({len(times)} textes)",
            judged=typed.p95,
            limit=35,
            bar="p95 ≤ 35 ms",
            time=typed,
            floor=floor,
            plancher="requête FTS5 et 200 lignes par le pilote",
        )
    ]


def _keystroke(window: Window, screen: PersonneListScreen, key: str) -> float:
    answers: list[object] = []
    screen.table.model.shown.connect(answers.append)
    start = time.perf_counter()
    type_text(screen.bar.field, key)
    window.until(lambda: answers)
    spent = (time.perf_counter() - start) * 1000
    screen.table.model.shown.disconnect(answers.append)
    window.calm()
    return spent
