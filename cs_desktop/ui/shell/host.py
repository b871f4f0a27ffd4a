"""Keeps the screens: builds each when first asked, reloads those that a commit concerns (B §4)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cs_desktop.domain.changes import Commit
from cs_desktop.domain.text import NBSP
from cs_desktop.ui.kit.errors import Notice
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.navigation import Place
from cs_desktop.ui.shell.notice_band import NoticeBand
from cs_desktop.ui.shell.registre import ScreenEntry
from cs_desktop.ui.shell.screen import Screen


class ScreenHost(QWidget):
    """The part of the window right of the sidebar and under the top bar."""

    heading_changed = Signal(str, str)
    unsaved_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screens: dict[str, Screen] = {}
        self._toolbars: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._width = 1366
        self.current: str | None = None
        self.band: NoticeBand | None = None
        self._bars, self._stack = _FittingStack(), _ScreenStack()
        self._bars.hide()
        self._layout: QVBoxLayout = column(12, (16, 12, 16, 12))
        self._layout.addWidget(self._bars)
        self._layout.addWidget(self._stack, 1)
        self.setLayout(self._layout)

    @property
    def screen(self) -> Screen | None:
        """The screen on show."""
        return self._screens.get(self.current) if self.current else None

    @property
    def toolbar(self) -> QWidget | None:
        """The toolbar on show, if the screen has one."""
        return self._toolbars.get(self.current) if self.current else None

    def show_screen(self, entry: ScreenEntry, contexte: Contexte, place: Place) -> None:
        """Put the screen on show, on its row when the place has one."""
        first = entry.code not in self._screens
        if first:
            self._build(entry, contexte)
        screen = self._screens[entry.code]
        self.clear_band()
        if place.id is not None:
            screen.open_row(place.id)
        if first or place.id is not None or entry.code in self._stale:
            self._stale.discard(entry.code)
            screen.reload()
        self.current = entry.code
        self._stack.setCurrentWidget(screen)
        bar = self._toolbars.get(entry.code)
        self._bars.setVisible(bar is not None)
        if bar is not None:
            self._bars.setCurrentWidget(bar)
        screen.narrow(self._width)
        self.heading_changed.emit(*screen.heading)
        self._note_unsaved()

    @Slot(object)
    def note(self, commit: Commit) -> None:
        """Reload the screen on show if the commit concerns it, the others when they are shown."""
        for code, screen in self._screens.items():
            if not commit.concerns(screen.concerned_by):
                continue
            if code == self.current:
                screen.reload()
            else:
                self._stale.add(code)

    def narrow(self, effective_width: int) -> None:
        """Tell the screen on show how wide the window is, zoom taken away."""
        self._width = effective_width
        if self.screen is not None:
            self.screen.narrow(effective_width)

    def unsaved(self) -> list[str]:
        """What is typed and not saved anywhere in the window, with the title of its screen."""
        return [_titled(s, words) for s in self._screens.values() if (words := s.unsaved())]

    def losing(self) -> list[str]:
        """The part of it that no draft keeps."""
        return [_titled(s, words) for s in self._screens.values() if (words := s.losing())]

    def keep_typed(self) -> None:
        """Write every draft now."""
        for screen in self._screens.values():
            screen.keep_typed()

    def clear(self) -> None:
        """Forget every screen: the base is closed or another account came."""
        self.clear_band()
        for widget in (*self._screens.values(), *self._toolbars.values()):
            widget.deleteLater()
        for kept in (self._screens, self._toolbars, self._stale):
            kept.clear()
        self.current = None

    def show_notice(self, notice: Notice) -> None:
        """Put a band above the content; there is never more than one."""
        self.clear_band()
        self.band = NoticeBand(notice)
        self.band.closed.connect(self.clear_band)
        self._layout.insertWidget(1, self.band)
        self.band.show()
        self.band.announce()

    @Slot()
    def clear_band(self) -> None:
        """Take the band away, if there is one."""
        band, self.band = self.band, None
        if band is not None:
            band.hide()
            band.deleteLater()

    def _build(self, entry: ScreenEntry, contexte: Contexte) -> None:
        screen = entry.factory(contexte)
        self._screens[entry.code] = screen
        if not screen.heading[0]:
            screen.set_heading(entry.title)
        screen.heading_changed.connect(self._note_heading)
        screen.unsaved_changed.connect(self._note_unsaved)
        self._stack.addWidget(screen)
        bar = screen.toolbar()
        if bar is not None:
            self._toolbars[entry.code] = bar
            self._bars.addWidget(bar)

    def _note_heading(self) -> None:
        if self.screen is not None:
            self.heading_changed.emit(*self.screen.heading)

    def _note_unsaved(self) -> None:
        if self.screen is not None:
            self.unsaved_changed.emit(self.screen.unsaved() or ", ".join(self.unsaved()))


def _titled(screen: Screen, words: str) -> str:
    return f"{screen.heading[0]}{NBSP}: {words}"


class _ScreenStack(QStackedWidget):
    """No screen widens the window: what has no room wraps, folds or is cut with « … »."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class _FittingStack(QStackedWidget):
    """As high as the page on show, not as the highest of all."""

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        # A toolbar folds rather than widen the window.
        return QSize(0, page.minimumSizeHint().height()) if page is not None else QSize(0, 0)
