"""Aide › Raccourcis: the keys that work, read from the code that binds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import row, sized
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.keys import FORM_KEYS, LIST_KEYS, WINDOW_KEYS, named
from cs_desktop.ui.shell.palette_list import KeyCap
from cs_desktop.ui.shell.screen import ScreenKey
from cs_desktop.ui.shell.settings_page import SettingsPage

Keys = Sequence[tuple[str, str]]  # how the keyboard names the key, what it does


def shortcuts(contexte: Contexte) -> list[tuple[str, Keys]]:
    """Every key of the window, by where it works."""
    registre, acteur = contexte.registre, contexte.acteur
    screens = registre.screens(acteur)
    everywhere = [(key.shown, key.text) for key in WINDOW_KEYS]
    everywhere += [(named(a.key), a.title) for a in registre.actions(acteur) if a.key]
    letters = [(f"Alt+{s.letter}", s.title) for s in screens if s.letter]
    inside = [(s.title, [(key.shown, key.text) for key in s.keys]) for s in screens if s.keys]
    groups: list[tuple[str, Keys]] = [("Partout", everywhere), ("Aller à un écran", letters)]
    groups += [("Dans une liste", LIST_KEYS), ("Dans un formulaire", FORM_KEYS), *inside]
    return [(title, keys) for title, keys in groups if keys]


class HelpScreen(SettingsPage):
    """F1. One card for each place where keys work."""

    title = "Aide"
    keys: ClassVar = (ScreenKey("Esc", "Revenir à l’écran précédent", "go_back"),)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.set_heading("Aide", "Raccourcis du clavier")
        for title, keys in shortcuts(contexte):
            self.cards.addWidget(_card(title, keys))
        self._area = self.findChildren(QScrollArea)[0]
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("Raccourcis du clavier")
        ring(self._area)

    def focus_first(self) -> None:
        """The arrows scroll."""
        self._area.setFocus()

    def go_back(self) -> None:
        """Échap: where one was."""
        self.contexte.navigation.back()


def _card(title: str, keys: Keys) -> Card:
    card = Card(title)
    for key, text in keys:
        line = row(12)
        line.addWidget(sized(Label(text), min_width=280))
        cap = KeyCap(key)
        line.addWidget(cap)
        line.addStretch(1)
        card.body.addLayout(line)
    return card
