"""What the main window expects from a screen, and the keys a screen declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.shell.keys import named

if TYPE_CHECKING:
    from cs_desktop.ui.shell.contexte import Contexte


@dataclass(frozen=True, slots=True)
class ScreenKey:
    """A key of one screen: « Ctrl+F » does « Filtrer la liste » by calling `method`.

    Declared as data so that Aide › Raccourcis lists exactly the keys that work.
    """

    key: str
    text: str
    method: str

    @property
    def shown(self) -> str:
        """How the keyboard names the key."""
        return named(self.key)


class Screen(QWidget):
    """Base of every screen. The constructor only builds widgets; `reload` reads the base."""

    concerned_by: ClassVar[frozenset[str]] = frozenset()  # tables whose commits make it stale
    keys: ClassVar[tuple[ScreenKey, ...]] = ()

    heading_changed = Signal()  # `heading` holds the title and the context of the top bar
    unsaved_changed = Signal()  # `unsaved` has another answer

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.heading = ("", "")  # the window puts the title of the registration in its place
        for declared in self.keys:
            shortcut = QShortcut(QKeySequence(declared.key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(getattr(self, declared.method))

    def set_heading(self, title: str, context: str = "") -> None:
        """Change the title and the line under it in the top bar."""
        self.heading = (title, context)
        self.heading_changed.emit()

    def reload(self) -> None:
        """Read what is shown; called when shown first and after a commit that concerns it."""

    def open_row(self, id: int | None) -> None:  # noqa: A002 - navigation speaks of ids everywhere
        """Show one row; called before `reload` when the place asked for has an id."""

    def toolbar(self) -> QWidget | None:
        """Views and filters at left, actions at right; the window places it above the screen."""
        return None

    def focus_first(self) -> None:
        """Give the keyboard to the part used first: the list, the first field."""
        self.focusNextChild()

    def zones(self) -> list[QWidget]:
        """Widgets that Ctrl+F6 visits inside the screen, in reading order."""
        return [self]

    def unsaved(self) -> str:
        """What is typed and not saved, in words (« 1 modification »); empty when all is saved."""
        return ""

    def losing(self) -> str:
        """Of what `unsaved` tells, what no draft keeps: closing the window would lose it."""
        return ""

    def keep_typed(self) -> None:
        """Write the drafts now: the window closes or locks."""

    def narrow(self, effective_width: int) -> None:
        """Adapt to the window width divided by the zoom (breakpoints of the tokens)."""
