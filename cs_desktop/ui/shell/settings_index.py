"""Réglages: one line for each subject that the rôle may change, found by its words."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.search_field import SearchField
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.palette_search import Proposal, matching
from cs_desktop.ui.shell.registre import ScreenEntry
from cs_desktop.ui.shell.settings_page import SettingsPage

SETTINGS = "reglages"


class SettingsIndex(SettingsPage):
    """The pages registered with « reglages » as their parent."""

    title = "Réglages"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.set_heading("Réglages", "Une page par sujet")
        pages = contexte.registre.screens(contexte.acteur)
        self.pages = [page for page in pages if page.parent == SETTINGS]
        self.search = SearchField("Chercher un réglage")
        self.cards.addWidget(self.search)
        self._lines: dict[str, QWidget] = {}
        for page in self.pages:
            self._lines[page.code] = self._line(page)
            self.cards.addWidget(self._lines[page.code])
        self.search.textChanged.connect(self._filter)

    def focus_first(self) -> None:
        self.search.setFocus()

    def shown(self) -> list[str]:
        """Codes of the pages that the search leaves."""
        return [code for code, line in self._lines.items() if not line.isHidden()]

    def _line(self, page: ScreenEntry) -> Card:
        card = Card()
        words = column(0)
        words.addWidget(Label(page.title, "strong"))
        words.addWidget(Paragraph(page.summary, "help", "muted"))
        button = Button("Ouvrir", height="controlSmall")
        button.setAccessibleName(f"Ouvrir {page.title}")
        button.clicked.connect(partial(self.contexte.navigation.open, page.code))
        line = row(12)
        line.addWidget(Glyph(page.icon, "primary", 20))
        line.addLayout(words, 1)
        line.addWidget(button)
        card.body.addLayout(line)
        return card

    def _filter(self, text: str) -> None:
        proposals = [
            Proposal(
                "",
                page.icon,
                page.title,
                "",
                partial(self.contexte.navigation.open, page.code),
                words=f"{page.words} {page.summary}",
            )
            for page in self.pages
        ]
        kept = {proposal.title for proposal in matching(proposals, text)}
        for page in self.pages:
            self._lines[page.code].setVisible(page.title in kept)
