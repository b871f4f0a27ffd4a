"""From nothing open to a base open: which page to show, and its work off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.ui.kit.tasks import Pools, Task
from cs_desktop.ui.shell.creation import CreationPage
from cs_desktop.ui.shell.door import Backup, Condition, Door, NouveauCentre
from cs_desktop.ui.shell.door_page import DoorPage
from cs_desktop.ui.shell.recovery import RecoveryPage, RestorePage
from cs_desktop.ui.shell.sign_in import LockPage, SignInPage
from cs_desktop.ui.shell.welcome import OpeningPage, WelcomePage

if TYPE_CHECKING:  # the frame is painted before any service is imported (A13)
    from cs_desktop.services.opener import OpenedBase as Opened


class Doorway(QStackedWidget):
    """One page at a time; a page is thrown away with what was typed when another comes."""

    opened = Signal(object)  # Opened
    unlocked = Signal()
    printable = Signal(object)  # the fiche de secours as PDF bytes
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

    @Slot()
    def start(self) -> None:
        """Show what fits the base: sign-in, opening or first start."""
        try:
            condition = self._door.take()
        except ErreurAttendue as error:
            self._show_opening().fail(error)
            return
        match condition:
            case Condition.PROTEGEE:
                self.show_sign_in()
            case Condition.SANS_COMPTE:
                self._open(self._show_opening(), self._door.open_plain)
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
        page.creation_asked.connect(self._create)
        page.print_asked.connect(self._draw_fiche)
        page.asked.connect(self._sign_in)
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
        page.chosen.connect(self._look_at)
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

    def _show_opening(self) -> OpeningPage:
        page = OpeningPage()
        page.retry_asked.connect(self.start)
        page.restore_asked.connect(self.show_restore)
        self._show(page)
        return page

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

    def _create(self, centre: NouveauCentre) -> None:
        page = self.page
        if isinstance(page, CreationPage):
            self._run(page, lambda _task: self._door.create(centre), page.show_fiche)

    def _draw_fiche(self, centre: NouveauCentre, mots: tuple[str, ...]) -> None:
        page = self.page

        def drawn(content: bytes) -> None:
            page.set_busy("")
            self.printable.emit(content)

        self._run(page, lambda _task: self._door.draw_fiche(centre, mots), drawn)

    def _recover(self, mots: str, nom: str, mot_de_passe: str) -> None:
        self._open(self.page, lambda task: self._door.recover(mots, nom, mot_de_passe, task))

    def _look_at(self, path: Path) -> None:
        page = self.page
        if isinstance(page, RestorePage):
            self._run(page, lambda _task: self._door.is_protected(path), page.show_chosen)

    def _restore(self, backup: Backup) -> None:
        self._run(
            self.page,
            lambda _task: self._door.restore(backup),
            lambda _nothing: self.start(),
        )
