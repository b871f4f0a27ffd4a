"""From nothing open to a base open: which page to show, and its work off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from cs_desktop.ui.kit.tasks import Pools, Task
from cs_desktop.ui.shell.creation import CreationPage
from cs_desktop.ui.shell.door import Condition, Door, NouveauCentre
from cs_desktop.ui.shell.door_page import DoorPage
from cs_desktop.ui.shell.opened import Opened
from cs_desktop.ui.shell.recovery import RecoveryPage, RestorePage
from cs_desktop.ui.shell.sign_in import LockPage, SignInPage
from cs_desktop.ui.shell.welcome import OpeningPage, WelcomePage


class Doorway(QStackedWidget):
    """One page at a time; a page is thrown away with what was typed when another comes."""

    opened = Signal(object)  # Opened
    unlocked = Signal()
    left = Signal()  # the account that locked gives way to another one

    def __init__(self, door: Door, pools: Pools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door, self._pools = door, pools
        self._page: DoorPage | None = None
        self._locked: Opened | None = None

    @property
    def page(self) -> DoorPage:
        """The page on show."""
        if self._page is None:
            raise LookupError("the door shows no page yet")
        return self._page

    def start(self) -> None:
        """Show what fits the base: sign-in, opening or first start."""
        match self._door.condition():
            case Condition.PROTEGEE:
                self.show_sign_in()
            case Condition.SANS_COMPTE:
                page = OpeningPage()
                page.retry_asked.connect(self.start)
                page.restore_asked.connect(self.show_restore)
                self._show(page)
                self._open(page, self._door.open_plain)
            case Condition.ABSENTE:
                self.show_welcome()

    @Slot()
    def show_sign_in(self) -> None:
        page = SignInPage()
        page.asked.connect(self._sign_in)
        page.recovery_asked.connect(self.show_recovery)
        page.restore_asked.connect(self.show_restore)
        self._show(page)

    @Slot()
    def show_welcome(self) -> None:
        page = WelcomePage()
        page.creation_asked.connect(self.show_creation)
        page.demonstration_asked.connect(self._demonstration)
        page.restore_asked.connect(self.show_restore)
        self._show(page)

    @Slot()
    def show_creation(self) -> None:
        page = CreationPage()
        page.fiche_asked.connect(self._draw_fiche)
        page.print_asked.connect(self._print_fiche)
        page.asked.connect(self._create)
        page.left.connect(self.start)
        self._show(page)

    @Slot()
    def show_recovery(self) -> None:
        page = RecoveryPage()
        page.asked.connect(self._recover)
        page.left.connect(self.start)
        self._show(page)

    @Slot()
    def show_restore(self) -> None:
        page = RestorePage()
        page.asked.connect(self._restore)
        page.left.connect(self.start)
        self._show(page)

    def lock(self, opened: Opened) -> None:
        """Ask the password of the account that was working."""
        page = LockPage(opened.acteur.nom)
        page.asked.connect(self._unlock)
        page.other_asked.connect(self.left)
        self._locked = opened
        self._show(page)

    def _show(self, page: DoorPage) -> None:
        old, self._page = self._page, page
        self.setCurrentIndex(self.addWidget(page))
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        page.focus_first()

    def _open(self, page: DoorPage, work: Callable[[Task], Opened]) -> None:
        self._run(page, work, self.opened.emit)

    def _run(
        self, page: DoorPage, work: Callable[[Task], Any], succeeded: Callable[[Any], None]
    ) -> None:
        task = self._pools.write(work)
        task.progressed.connect(page.show_progress)
        task.succeeded.connect(succeeded)
        task.failed.connect(page.fail)
        task.start()

    def _sign_in(self, nom: str, mot_de_passe: str) -> None:
        self._open(self.page, lambda task: self._door.sign_in(nom, mot_de_passe, task))

    def _unlock(self, mot_de_passe: str) -> None:
        locked = self._locked
        if locked is None:
            return
        self._run(
            self.page,
            lambda _task: self._door.unlock(locked, mot_de_passe),
            lambda _nothing: self.unlocked.emit(),
        )

    def _demonstration(self) -> None:
        self._open(self.page, self._door.open_demonstration)

    def _draw_fiche(self) -> None:
        page = self.page
        if isinstance(page, CreationPage):
            page.set_busy("Tirage des mots…")
            self._run(page, lambda _task: self._door.draw_fiche(), page.show_fiche)

    def _print_fiche(self, centre: NouveauCentre, mots: tuple[str, ...], path: Path) -> None:
        page = self.page
        if isinstance(page, CreationPage):
            self._run(
                page,
                lambda _task: self._door.print_fiche(centre, mots, path),
                lambda _nothing: page.fiche_printed(path),
            )

    def _create(self, centre: NouveauCentre, mots: tuple[str, ...]) -> None:
        self._open(self.page, lambda task: self._door.create(centre, mots, task))

    def _recover(self, mots: str, nom: str, mot_de_passe: str) -> None:
        self._open(self.page, lambda task: self._door.recover(mots, nom, mot_de_passe, task))

    def _restore(self, backup: Path, secret: str) -> None:
        self._run(
            self.page,
            lambda task: self._door.restore(backup, secret, task),
            lambda _nothing: self.start(),
        )
