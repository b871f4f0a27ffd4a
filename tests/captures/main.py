"""Every screen of the program, as a picture: light, dark and at 150 %, at 1366×768.

`python -m tests.captures.main --vers DOSSIER`. Screens come from the registry of the window, so
that a feature that registers itself is photographed without a line here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cs_desktop.app import Application, build
from cs_desktop.ui.kit.dialogs import QuestionDialog
from cs_desktop.ui.shell.closing import closing_question
from cs_desktop.ui.shell.crash import Crash, versions
from cs_desktop.ui.shell.crash_dialog import CrashDialog
from cs_desktop.ui.shell.creation import CreationPage
from cs_desktop.ui.shell.french import speak_french
from tests.support.ui import grab

MODES = (("clair", "light", 100), ("sombre", "dark", 100), ("150", "light", 150))
SIZE = (1366, 768)
NOM, MOT_DE_PASSE = "Nadia Kaddour", "Tisserand-2026-Lys!"
QUIET_MS = 250  # after the last answer, for what waits on a timer
PATIENCE_MS = 20_000


class Photographer:
    """Drives one application and saves what it shows in every mode."""

    def __init__(self, folder: Path, target: Path) -> None:
        self._target = target
        self.application: Application = build(
            folder,
            today=lambda: date(2026, 9, 15),
            now=lambda: datetime(2026, 9, 15, 7, 42, tzinfo=UTC),
        )
        self.window = self.application.window
        self.window.resize(*SIZE)
        self.application.start()

    def wait(self, ready: Callable[[], object] = lambda: True) -> None:
        """Let the window live until it is so and nothing runs any more."""
        self._sleep(lambda: bool(ready()) and not self.application.pools.running())
        self._sleep(None)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """One picture in each mode."""
        for mode, theme, zoom in MODES:
            self.application.machine.set(theme=theme, zoom=zoom)
            self.wait()
            grab(widget or self.window, self._target / mode / f"{name}.png")
        self.application.machine.set(theme="light", zoom=100)
        self.wait()

    @staticmethod
    def _sleep(ready: Callable[[], bool] | None) -> None:
        loop, timer = QEventLoop(), QTimer()
        limit = QTimer.singleShot
        if ready is None:
            limit(QUIET_MS, loop.quit)
            loop.exec()
            return
        timer.timeout.connect(lambda: loop.quit() if ready() else None)
        timer.start(10)
        limit(PATIENCE_MS, loop.quit)
        loop.exec()
        if not ready():
            raise TimeoutError("the window never came to rest")


def photograph_the_door(camera: Photographer) -> None:
    """First start, sign-in, lock, recovery."""
    window, doorway = camera.window, camera.window.doorway
    camera.take("porte-bienvenue")
    doorway.show_creation()
    page = doorway.page
    assert isinstance(page, CreationPage)
    page.centre.nom.setText("Les Tisserands")
    camera.take("porte-1-centre")
    page.wizard.go_on()
    page.account.nom.setText(NOM)
    page.account.mot_de_passe.first.setText("secret")
    page.wizard.go_on()
    camera.take("porte-2-compte")
    for field in (page.account.mot_de_passe.first, page.account.mot_de_passe.second):
        field.setText(MOT_DE_PASSE)
    page.wizard.go_on()
    camera.wait(lambda: page.fiche.mots)
    camera.take("porte-3-fiche")
    page.wizard.go_on()
    camera.take("porte-4-verification")
    page.check.word.setText(page.fiche.mots[page.check.place - 1])
    page.wizard.go_on()
    camera.wait(lambda: window.opened)
    window.contexte.navigation.open("comptes")
    camera.wait()
    window.frame.host.screen.add_button.click()
    camera.take("reglages-comptes")
    window.lock()
    doorway.page.mot_de_passe.setText("non")
    doorway.page.button.click()
    camera.wait(doorway.page.notice)
    camera.take("porte-verrou")
    window.change_account()
    camera.take("porte-ouverture")
    doorway.show_recovery()
    camera.take("porte-secours")
    doorway.show_restore()
    camera.take("porte-restaurer")
    doorway.show_welcome()
    doorway.page.demonstration.click()
    camera.wait(lambda: window.opened)


def photograph_the_screens(camera: Photographer) -> None:
    """Every screen that the registry knows; those about a row, on somebody."""
    contexte = camera.window.contexte
    somebody = contexte.services.personnes.search(contexte.acteur, "belkacem", 1)[0].id
    for entry in contexte.registre.screens(contexte.acteur):
        contexte.navigation.open(entry.code, None if entry.in_palette else somebody)
        camera.wait()
        camera.take(f"ecran-{entry.code}")


def photograph_the_rest(camera: Photographer) -> None:
    """The palette, the bell, a toast, a question, a crash."""
    window = camera.window
    window.frame.palette_box.open("bel")
    camera.take("palette")
    window.frame.palette_box.close_palette()
    window.toasts.show("2 fiches archivées", lambda: None)
    camera.take("message")
    window.toasts.dismiss()
    window.bell.tell("La clé USB n’est pas branchée. La sauvegarde du jour est sur cet ordinateur.")
    window.bell.open()
    camera.take("notifications")
    window.bell.popover.close_popover()
    crash = Crash(
        "KeyError", '  File "cs_desktop/ui/shell/frame.py", line 12, in enter\nKeyError\n'
    )
    dialog = CrashDialog(crash, 2, versions("0.1.0"), window)
    dialog.open()
    camera.take("erreur-imprevue", dialog)
    dialog.accept()
    question = QuestionDialog(closing_question(1), window)
    question.open()
    camera.take("fermer-pendant-un-travail", question)
    question.reject()


def main(arguments: list[str]) -> int:
    """Take every picture; the status is that of the program."""
    parser = argparse.ArgumentParser(description="PNG of every screen.")
    parser.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    target = parser.parse_args(arguments).vers
    qt = QApplication.instance() or QApplication(["captures"])
    assert isinstance(qt, QApplication)
    speak_french(qt)
    with tempfile.TemporaryDirectory() as folder:
        camera = Photographer(Path(folder), target)
        photograph_the_door(camera)
        photograph_the_screens(camera)
        photograph_the_rest(camera)
        camera.wait()
        camera.window.close()
    for path in sorted(target.rglob("*.png")):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
