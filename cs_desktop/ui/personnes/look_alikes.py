"""While a name is typed: fiches that exist already, so that nobody is entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.personnes import ResultatRecherche
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labels import Label, Link, Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.personnes.facts import emptied


class LookAlikes(Card):
    """One line for each fiche; hidden when there is none."""

    chosen = Signal(object)  # id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Déjà dans le fichier", parent=parent)
        self._lines = column(8)
        self.body.addLayout(self._lines)
        self.hide()

    def show_people(self, people: Sequence[ResultatRecherche]) -> None:
        """Replace the lines."""
        emptied(self._lines)
        for one in people:
            link = Link(nom_complet(one.nom, one.prenom))
            link.clicked.connect(partial(self.chosen.emit, one.id))
            born = one.naissance.texte() if one.naissance else "naissance inconnue"
            said = " · ".join(part for part in (born, one.commune) if part)
            line = row(8)
            line.addWidget(link)
            line.addStretch(1)
            holder, lines = QWidget(), column(0)
            line_holder = QWidget()
            line_holder.setLayout(line)
            lines.addWidget(line_holder)
            lines.addWidget(Label(said, "help", "muted"))
            holder.setLayout(lines)
            self._lines.addWidget(holder)
        if people:
            self._lines.addWidget(Paragraph("Ouvrez sa fiche si c’est elle.", "help", "muted"))
        self.setVisible(bool(people))


def band_text(people: Sequence[ResultatRecherche]) -> str:
    """« Claudine Marchand (02/05/1959) a déjà une fiche. »."""
    first = people[0]
    name = nom_complet(first.nom, first.prenom)
    born = f" ({first.naissance.texte()})" if first.naissance else ""
    if len(people) == 1:
        return f"{name}{born} a déjà une fiche. Est-ce elle\u202f?"
    others = plural(len(people) - 1, "autre personne", "autres personnes")
    return f"{name}{born} et {others} ont un nom qui ressemble. Est-ce l’une d’elles\u202f?"
