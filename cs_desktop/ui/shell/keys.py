"""The keys of the window, declared once: the window binds them, Aide › Raccourcis lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class WindowKey:
    """Keys that call `method` of the frame; `shown` is how the keyboard names them."""

    keys: tuple[str, ...]
    shown: str
    text: str
    method: str
    icon: str = ""  # those that have one are also proposed by Ctrl+K


WINDOW_KEYS = (
    WindowKey(("F1",), "F1", "Aide de l’écran", "show_help", "circle-question-mark"),
    WindowKey(("Ctrl+K",), "Ctrl+K", "Aller à…", "open_palette"),
    WindowKey(("Ctrl+Z",), "Ctrl+Z", "Annuler la dernière action", "undo", "undo-2"),
    WindowKey(("Ctrl+Y", "Ctrl+Shift+Z"), "Ctrl+Y", "Rétablir l’action annulée", "redo", "redo-2"),
    WindowKey(("Alt+Left",), "Alt+←", "Revenir à l’écran précédent", "go_back", "arrow-left"),
    WindowKey(("Ctrl+F6",), "Ctrl+F6", "Zone suivante", "next_zone"),
    WindowKey(("Ctrl+Shift+F6",), "Ctrl+Maj+F6", "Zone précédente", "previous_zone"),
    WindowKey(("Ctrl++", "Ctrl+="), "Ctrl+Plus", "Agrandir l’affichage", "zoom_in", "zoom-in"),
    WindowKey(("Ctrl+-",), "Ctrl+Moins", "Réduire l’affichage", "zoom_out", "zoom-out"),
    WindowKey(("Ctrl+L",), "Ctrl+L", "Verrouiller", "lock", "lock"),
)


def bind(owner: QWidget, keys: Iterable[str], slot: object) -> list[QShortcut]:
    """Have each key call `slot` anywhere in the window of `owner`, while `owner` is shown."""
    shortcuts: list[QShortcut] = []
    for key in keys:
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)
        shortcuts.append(shortcut)
    return shortcuts


def unbind(shortcuts: Iterable[QObject]) -> None:
    """Forget shortcuts: another account has other ones."""
    for shortcut in shortcuts:
        shortcut.deleteLater()
