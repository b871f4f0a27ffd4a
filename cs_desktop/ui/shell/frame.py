"""The frame that stays the same on every screen: sidebar, top bar, content, status bar."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.breakpoints import COLLAPSED_UNDER
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.host import ScreenHost
from cs_desktop.ui.shell.keys import WINDOW_KEYS, bind, unbind
from cs_desktop.ui.shell.machine import Machine
from cs_desktop.ui.shell.navigation import Place
from cs_desktop.ui.shell.palette import Palette
from cs_desktop.ui.shell.proposals import local_proposals, remote_finder
from cs_desktop.ui.shell.registre import INSCRIRE, Group
from cs_desktop.ui.shell.sidebar import Sidebar
from cs_desktop.ui.shell.status_bar import StatusBar
from cs_desktop.ui.shell.top_bar import TopBar
from cs_desktop.ui.shell.zones import focus_inside, step

HELP = "aide"


class Frame(QWidget):
    """Shows the screens of one account: `enter` fills it, `leave` empties it."""

    lock_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, machine: Machine, pools: Pools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine = machine
        self._contexte: Contexte | None = None
        self._shortcuts: list[QShortcut] = []
        self.sidebar, self.top_bar = Sidebar(), TopBar()
        self.host, self.status_bar = ScreenHost(), StatusBar()
        self._lay_out()
        self.palette_box = Palette(pools, self)
        self._connect()
        for declared in WINDOW_KEYS:
            bind(self, declared.keys, getattr(self, declared.method))

    def enter(self, contexte: Contexte) -> None:
        """Show what the account of `contexte` may do, and its first screen."""
        self._contexte = contexte
        registre, acteur = contexte.registre, contexte.acteur
        entries = registre.screens(acteur)
        inscrire = registre.action(acteur, INSCRIRE)
        self.sidebar.fill(entries, inscrire=inscrire is not None)
        for entry in entries:
            if entry.letter:
                keys = bind(self, [f"Alt+{entry.letter}"], partial(self._go, entry.code))
                self._shortcuts.extend(keys)
        for action in registre.actions(acteur):
            if action.key:
                keys = bind(self, [action.key], partial(action.run, contexte))
                self._shortcuts.extend(keys)
        self.palette_box.set_sources(
            partial(local_proposals, contexte, self), remote_finder(contexte)
        )
        contexte.navigation.requested.connect(self.show_place)
        contexte.changes.committed.connect(self.host.note)
        shown = [entry for entry in entries if entry.group is not Group.HORS_MENU]
        if shown:
            contexte.navigation.open(shown[0].code)

    def leave(self) -> None:
        """Forget the account: its screens, its keys, what its palette knew."""
        if self._contexte is None:
            return
        self._contexte.navigation.requested.disconnect(self.show_place)
        self._contexte.changes.committed.disconnect(self.host.note)
        self._contexte.navigation.forget()
        self._contexte = None
        unbind(self._shortcuts)
        self._shortcuts = []
        self.palette_box.close_palette()
        self.palette_box.set_sources(tuple, None)
        self.host.clear()

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Go to a place asked for through the navigation; the rôle may not open every one."""
        contexte = self._contexte
        entry = contexte.registre.screen(contexte.acteur, place.screen) if contexte else None
        if contexte is None or entry is None:
            return
        self.palette_box.close_palette()
        self.host.show_screen(entry, contexte, place)
        self.sidebar.light(entry.parent or entry.code)
        contexte.navigation.arrive(place)
        self.focus_screen()

    def focus_screen(self) -> None:
        """Give the keyboard to the screen on show."""
        if self.host.screen is not None:
            self.host.screen.focus_first()

    def show_help(self) -> None:
        self._go(HELP)

    def open_palette(self) -> None:
        self.palette_box.open()

    def undo(self) -> None:
        self.undo_asked.emit()

    def redo(self) -> None:
        self.redo_asked.emit()

    def go_back(self) -> None:
        if self._contexte is not None:
            self._contexte.navigation.back()

    def next_zone(self) -> None:
        step(self._zones(), 1)

    def previous_zone(self) -> None:
        step(self._zones(), -1)

    def zoom_in(self) -> None:
        self._machine.zoom_in()

    def zoom_out(self) -> None:
        self._machine.zoom_out()

    def lock(self) -> None:
        self.lock_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _lay_out(self) -> None:
        right = column(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.host, 1)
        middle = row(0)
        middle.addWidget(self.sidebar)
        middle.addLayout(right, 1)
        layout = column(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status_bar)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._go)
        self.sidebar.inscrire.connect(self._inscrire)
        self.top_bar.search.clicked.connect(self.open_palette)
        self.top_bar.search.typed.connect(self.palette_box.open)
        self.host.heading_changed.connect(self.top_bar.set_heading)
        self.palette_box.closed.connect(self._give_keyboard_back)
        self.palette_box.failed.connect(self._show_error)
        theme().changed.connect(self._adapt)

    def _go(self, code: str) -> None:
        if self._contexte is not None:
            self._contexte.navigation.open(code)

    def _inscrire(self) -> None:
        contexte = self._contexte
        action = contexte.registre.action(contexte.acteur, INSCRIRE) if contexte else None
        if contexte is not None and action is not None:
            action.run(contexte)

    def _give_keyboard_back(self) -> None:
        if self.host.screen is not None and not focus_inside(self.host.screen):
            self.top_bar.search.setFocus()

    def _show_error(self, error: Exception) -> None:
        errors.show(error, self.host)

    def _zones(self) -> list[QWidget]:
        toolbar = [self.host.toolbar] if self.host.toolbar is not None else []
        inside = self.host.screen.zones() if self.host.screen is not None else []
        return [self.sidebar, self.top_bar, *toolbar, *inside, self.status_bar]

    def _adapt(self) -> None:
        """Effective width = window width ÷ zoom: the drawings have one set of breakpoints."""
        width = round(self.width() / theme().zoom)
        self.sidebar.set_collapsed(width < COLLAPSED_UNDER)
        self.host.narrow(width)
        self.status_bar.narrow(width)
        if self.palette_box.isVisible():
            self.palette_box.place()
