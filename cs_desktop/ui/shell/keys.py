"""The keys of the window, declared once: the window binds them, Aide › Raccourcis lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_NAMES = {
    "Shift": "Maj",
    "Return": "Entrée",
    "Esc": "Échap",
    "Space": "Espace",
    "Del": "Suppr",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Home": "Début",
    "End": "Fin",
    "PgUp": "Page préc.",
    "PgDown": "Page suiv.",
    "+": "Plus",
    "-": "Moins",
}


def named(key: str) -> str:
    """How a French keyboard names a key of Qt: « Ctrl+Shift+F6 » is « Ctrl+Maj+F6 »."""
    if key in _NAMES:
        return _NAMES[key]
    *modifiers, last = key.replace("++", "+Plus").split("+")
    return "+".join(_NAMES.get(part, part) for part in (*modifiers, last))


@dataclass(frozen=True, slots=True)
class WindowKey:
    """Keys that call `method` of the frame; the first one is shown."""

    keys: tuple[str, ...]
    text: str
    method: str
    icon: str = ""  # those that have one are also proposed by Ctrl+K

    @property
    def shown(self) -> str:
        """The name of the first key."""
        return named(self.keys[0])


WINDOW_KEYS = (
    WindowKey(("F1",), "Aide de l’écran", "show_help"),
    WindowKey(("Ctrl+K",), "Aller à…", "open_palette"),
    WindowKey(("Ctrl+Z",), "Annuler la dernière action", "undo", "undo-2"),
    WindowKey(("Ctrl+Y", "Ctrl+Shift+Z"), "Rétablir l’action annulée", "redo", "redo-2"),
    WindowKey(("Alt+Left",), "Revenir à l’écran précédent", "go_back", "arrow-left"),
    WindowKey(("Ctrl+F6",), "Zone suivante", "next_zone"),
    WindowKey(("Ctrl+Shift+F6",), "Zone précédente", "previous_zone"),
    WindowKey(("Ctrl++", "Ctrl+="), "Agrandir l’affichage", "zoom_in", "zoom-in"),
    WindowKey(("Ctrl+-",), "Réduire l’affichage", "zoom_out", "zoom-out"),
    WindowKey(("Ctrl+L",), "Verrouiller", "lock", "lock"),
)


# What the kit answers to, whatever the screen; tests press them.
LIST_KEYS = (
    ("↑ ↓", "Ligne précédente, ligne suivante"),
    ("Entrée", "Ouvrir la ligne"),
    ("Espace", "Cocher la ligne"),
    ("Maj+F10", "Menu de la ligne"),
)
FORM_KEYS = (("Tab", "Champ suivant"), ("Ctrl+S", "Enregistrer"))


def bind(owner: QWidget, keys: Iterable[str], slot: object) -> list[QShortcut]:
    """Have each key call `slot` anywhere in the window of `owner`, while `owner` is shown."""
    shortcuts: list[QShortcut] = []
    for key in keys:
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)
        shortcuts.append(shortcut)
    return shortcuts


def unbind(shortcuts: Iterable[QShortcut]) -> None:
    """Forget shortcuts: another account has other ones."""
    for shortcut in shortcuts:
        shortcut.setEnabled(False)
        shortcut.deleteLater()
