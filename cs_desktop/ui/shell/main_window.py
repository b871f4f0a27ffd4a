"""The window: the door while nothing is open, the frame afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.kit.toast import Toasts
from cs_desktop.ui.shell.bell import Bell
from cs_desktop.ui.shell.changes import Changes, SessionUndo
from cs_desktop.ui.shell.closing import CLOSE, closing_question, losing_question
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.daily_backup import DailyBackup
from cs_desktop.ui.shell.door import Door
from cs_desktop.ui.shell.doorway import Doorway
from cs_desktop.ui.shell.frame import Frame
from cs_desktop.ui.shell.idle import IdleWatch
from cs_desktop.ui.shell.machine import Machine
from cs_desktop.ui.shell.navigation import Navigation
from cs_desktop.ui.shell.registre import Registre
from cs_desktop.ui.shell.save_state import SaveState
from cs_desktop.ui.shell.threshold import TITLE, shape

if TYPE_CHECKING:  # the frame is painted before any service is imported (A13)
    from cs_desktop.services.documents.documents import Documents
    from cs_desktop.services.opener import OpenedBase as Opened

_SETTLE_MS = 300  # what ends in an instant is not worth a question


@dataclass(frozen=True)
class Parts:
    """What the composition root builds and the window only uses."""

    door: Door
    machine: Machine
    pools: Pools
    changes: Changes
    registre: Registre
    today: Callable[[], date]
    now: Callable[[], datetime]
    documents: Callable[[Opened], Documents]  # loads ReportLab: never before it is needed
    preview: Callable[[QWidget, bytes, str], None]  # shows a PDF that can be printed


class MainWindow(QWidget):
    """Holds the base that is open, if one is."""

    entered = Signal(object)  # Opened: the first screen is on show
    closing = Signal()  # nothing runs any more: the base can be closed

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.opened: Opened | None = None
        self.contexte: Contexte | None = None
        self._undo: SessionUndo | None = None
        self._backup: DailyBackup | None = None
        self.doorway = Doorway(parts.door, parts.pools)
        self.frame = Frame(parts.machine, parts.pools)
        self.toasts = Toasts(self.frame)
        self.bell = Bell(self.frame.top_bar.bell, self.frame, parts.now)
        self.save_state = SaveState(self.frame.status_bar, parts.pools, parts.now, self)
        self._idle = IdleWatch(_gui(), self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.doorway)
        self._stack.addWidget(self.frame)
        self._connect()
        if parent is None:  # the threshold has its title and its shape already
            self.setWindowTitle(TITLE)
            shape(self, theme().tokens, parts.machine.values.geometrie)

    def start(self) -> None:
        """Show the page that fits the base; call once the window is painted."""
        self.doorway.start()

    @Slot(object)
    def enter(self, opened: Opened) -> None:
        """Show the frame for the account that opened the base."""
        self.leave()
        parts = self._parts
        self.opened = opened
        self.contexte = Contexte(
            opened.acteur,
            opened.services,
            parts.pools,
            parts.changes,
            Navigation(self),
            self.toasts,
            parts.today,
            parts.registre,
            partial(parts.documents, opened),
            partial(parts.preview, self),
            parts.machine,
            opened.base_uuid,
        )
        self.contexte.navigation.restore_requested.connect(self.restore_backup)
        self._watch_undo(opened)
        self._write_status(opened)
        self._backup = DailyBackup(self.contexte, self.frame.status_bar, self.bell, self)
        self._show_frame()
        self.frame.enter(self.contexte)
        self._backup.start()
        self.entered.emit(opened)

    @Slot()
    def leave(self) -> None:
        """Put away what the account had on screen; drafts stay in the base."""
        self._idle.stop()
        self.frame.leave()
        self.toasts.dismiss()
        self.bell.clear()
        if self._undo is not None:
            self._parts.changes.committed.disconnect(self._undo.note)
            self._undo.deleteLater()
        if self._backup is not None:
            self._backup.deleteLater()
        if self.contexte is not None:
            self.contexte.navigation.deleteLater()
        self.opened = self.contexte = self._undo = self._backup = None

    @Slot()
    def lock(self) -> None:
        """Hide everything behind the password; a base without accounts has none to ask."""
        if self.opened is None:
            return
        if not self.opened.protegee:
            self.toasts.show(
                "Cette base n’a pas de mot de passe : rien à verrouiller.", icon="lock"
            )
            return
        self._idle.stop()
        self.frame.host.keep_typed()
        self.frame.palette_box.close_palette()
        self.doorway.lock(self.opened)
        self._stack.setCurrentWidget(self.doorway)
        self.doorway.page.focus_first()

    @Slot()
    def change_account(self) -> None:
        """Give way to another account."""
        self._close_base()
        self.doorway.start()

    @Slot()
    def restore_backup(self) -> None:
        """Close the base and go to the page that restores."""
        self._close_base()
        self.doorway.show_restore()

    @Slot(object)
    def show_error(self, error: ErreurAttendue) -> None:
        """Show a refusal that no screen caught."""
        page = self._stack.currentWidget()
        errors.show(error, self.frame.host if page is self.frame else self.doorway.page)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        geometry = bytes(self.window().saveGeometry().toBase64().data()).decode("ascii")
        self._parts.machine.set(geometrie=geometry)
        self._parts.pools.close()
        self.leave()
        self.closing.emit()
        super().closeEvent(event)

    def _close_base(self) -> None:
        self.leave()
        self._parts.door.close()
        self._stack.setCurrentWidget(self.doorway)

    def _connect(self) -> None:
        parts = self._parts
        self.doorway.opened.connect(self.enter)
        self.doorway.printable.connect(self._preview_fiche)
        self.doorway.unlocked.connect(self._show_frame)
        self.doorway.left.connect(self.change_account)
        self.frame.lock_asked.connect(self.lock)
        self.frame.undo_asked.connect(self._undo_last)
        self.frame.redo_asked.connect(self._redo_last)
        self.frame.host.unsaved_changed.connect(self.save_state.note_unsaved)
        self.toasts.shown.connect(self.bell.note)
        self._idle.idle.connect(self.lock)
        parts.changes.committed.connect(self.save_state.note_commit)
        parts.machine.not_kept.connect(self.show_error)
        bar = self.frame.status_bar
        bar.site_asked.connect(partial(self._go, "reglages"))
        bar.account_asked.connect(partial(self._go, "mot-de-passe"))
        bar.saving_asked.connect(self.bell.open)
        bar.network_asked.connect(partial(self._go, "aide"))
        bar.backup_asked.connect(partial(self._go, "sauvegardes"))

    def _preview_fiche(self, content: bytes) -> None:
        self._parts.preview(self, content, "Fiche de secours.pdf")

    def _watch_undo(self, opened: Opened) -> None:
        parts = self._parts
        self._undo = SessionUndo(
            opened.services.operations, opened.acteur, parts.registre, parts.pools, self
        )
        self._undo.told.connect(self.toasts.show)
        self._undo.refused.connect(self.show_error)
        parts.changes.committed.connect(self._undo.note)

    def _write_status(self, opened: Opened) -> None:
        bar, acteur = self.frame.status_bar, opened.acteur
        centre = opened.centre
        self.frame.sidebar.brand.set_centre(centre.nom or TITLE, centre.genre)
        self.window().setWindowTitle(f"{centre.nom} – {TITLE}" if centre.nom else TITLE)
        bar.site.setText(centre.site or centre.nom or TITLE)
        bar.set_backup("", late=False)
        who = f"{acteur.nom} · {acteur.role.libelle}" if opened.protegee else "Démonstration"
        bar.account.setText(who)
        self.save_state.reset()

    @Slot()
    def _show_frame(self) -> None:
        self._stack.setCurrentWidget(self.frame)
        if self.opened is not None and self.opened.protegee:
            self._idle.start()
        self.frame.focus_screen()

    def _undo_last(self) -> None:
        if self._undo is not None:
            self._undo.undo()

    def _redo_last(self) -> None:
        if self._undo is not None:
            self._undo.redo()

    def _go(self, code: str) -> None:
        if self.contexte is not None:
            self.contexte.navigation.open(code)

    def _may_close(self) -> bool:
        host = self.frame.host
        host.keep_typed()
        losing = host.losing()
        if losing and dialogs.choose(self, losing_question(losing)) != CLOSE:
            return False
        pools = self._parts.pools
        if not pools.awaited() or pools.settle(_SETTLE_MS):
            return True
        question = closing_question(pools.awaited())
        return dialogs.choose(self, question) == CLOSE


def _gui() -> QGuiApplication:
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        raise TypeError("the window needs a graphical application")
    return app
