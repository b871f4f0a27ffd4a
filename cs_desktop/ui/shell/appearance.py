"""Réglages › Apparence: colours and size, for this computer."""

from __future__ import annotations

from cs_desktop.domain.text import NNBSP
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.choices import Choice
from cs_desktop.ui.kit.inputs import ComboBox
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.theme import Mode
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.machine import ZOOMS
from cs_desktop.ui.shell.settings_page import SettingsPage

THEMES: tuple[tuple[Mode, str], ...] = (
    ("system", "Comme l’ordinateur"),
    ("light", "Clair"),
    ("dark", "Sombre"),
)


class AppearancePage(SettingsPage):
    """Applied at once: what is seen is what is kept."""

    title = "Apparence"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.theme = Choice[Mode](THEMES)
        self.zoom = ComboBox[int]()
        for zoom in ZOOMS:
            self.zoom.add(zoom, f"{zoom}{NNBSP}%")
        card = Card("Apparence")
        card.body.addWidget(
            Paragraph(
                "Ces choix valent pour cet ordinateur, quel que soit le compte.", "help", "muted"
            )
        )
        card.body.addWidget(LabelledField("Couleurs", self.theme))
        help_text = "Aussi avec Ctrl+Plus et Ctrl+Moins."
        card.body.addWidget(LabelledField("Taille de l’affichage", self.zoom, help_text=help_text))
        self.cards.addWidget(card)
        self.reload()
        self.theme.changed.connect(self._choose_theme)
        self.zoom.changed.connect(self._choose_zoom)
        contexte.machine.changed.connect(self.reload)

    def reload(self) -> None:
        values = self.contexte.machine.values
        self.theme.set_value(values.theme)
        self.zoom.setCurrentIndex(ZOOMS.index(values.zoom))

    def focus_first(self) -> None:
        self.theme.setFocus()

    def _choose_theme(self) -> None:
        theme = self.theme.value()
        if theme is not None:
            self.contexte.machine.set(theme=theme)

    def _choose_zoom(self) -> None:
        zoom = self.zoom.value()
        if zoom is not None:
            self.contexte.machine.set(zoom=zoom)
