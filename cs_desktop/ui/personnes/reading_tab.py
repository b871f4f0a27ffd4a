"""Tab Identité for a rôle that reads: the same facts, without fields."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.personnes import PersonneFiche
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import join_et
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.layouts import column, grid
from cs_desktop.ui.personnes.columns import age_text
from cs_desktop.ui.personnes.facts import (
    Facts,
    adresse_lines,
    membre_text,
    urgence_text,
)


class ReadingTab(QWidget):
    """Cards of facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.identite, self.coordonnees = Facts(), Facts()
        self.adresse, self.autour = Facts(), Facts()
        inside, cards = QWidget(), grid(12, 12)
        inside.setProperty("role", "scrolled")
        for place, (title, facts) in enumerate(
            (
                ("Identité", self.identite),
                ("Coordonnées", self.coordonnees),
                ("Adresse", self.adresse),
                ("Entourage", self.autour),
            )
        ):
            card = Card(title)
            card.body.addWidget(facts)
            card.add_stretch()
            cards.addWidget(card, place // 2, place % 2)
        cards.setRowStretch(2, 1)
        inside.setLayout(cards)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName("Identité")
        whole = column(0)
        whole.addWidget(area)
        self.setLayout(whole)
        self.setFocusProxy(area)

    def show_fiche(self, fiche: PersonneFiche) -> None:
        """Fill the cards."""
        row, draft = fiche.row, fiche.draft
        naissance = draft.naissance.texte() if draft.naissance else ""
        age = age_text(row.age, draft.naissance)
        self.identite.show_facts(
            (
                ("Nom", draft.nom),
                ("Prénom", draft.prenom),
                ("Nom de naissance", draft.nom_naissance),
                ("Sexe", draft.sexe.libelle),
                ("Naissance", " · ".join(part for part in (naissance, age) if part)),
            )
        )
        self.coordonnees.show_facts(
            (
                ("Téléphone", telephone_fr(draft.telephone)),
                ("Autre téléphone", telephone_fr(draft.telephone_2)),
                ("Courriel", draft.courriel),
                ("Moyen préféré", draft.canal.libelle if draft.canal else ""),
            )
        )
        since = f" depuis le {date_fr(draft.zone_le)}" if draft.zone_le and row.zone else ""
        self.adresse.show_facts(
            (("Adresse", "\n".join(adresse_lines(draft))), ("Zone", f"{row.zone}{since}"))
        )
        foyers = [
            (f"Foyer {foyer.nom}", join_et([membre_text(m) for m in foyer.membres]))
            for foyer in fiche.foyers
        ]
        self.autour.show_facts([*foyers, ("En cas d’urgence", urgence_text(draft))])
