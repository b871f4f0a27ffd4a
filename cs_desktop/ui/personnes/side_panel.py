"""The panel at the right of the list: who the row under the keyboard is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cs_desktop.domain.foyers import FoyerFiche
from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import PersonneFiche
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.cards import Avatar, ChipLabel
from cs_desktop.ui.kit.flow import flow
from cs_desktop.ui.kit.labels import ElidedLabel, Label, Link, rule
from cs_desktop.ui.kit.layouts import column, row, sized, spaced
from cs_desktop.ui.kit.person import initials
from cs_desktop.ui.personnes.columns import age_text
from cs_desktop.ui.personnes.facts import (
    Facts,
    adhesion_facts,
    contact_facts,
    emptied,
    foyer_title,
    header_chips,
    membre_text,
)


class PersonPanel(QFrame):
    """Shows one fiche; its links name the place to go to."""

    open_asked = Signal()
    close_asked = Signal()
    history_asked = Signal()
    restore_asked = Signal()
    person_asked = Signal(object)  # id

    def __init__(self, *, may_edit: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._may_edit = may_edit
        self._avatar = Avatar()
        self._name, self._meta = ElidedLabel("", "card"), ElidedLabel("", "help", "muted")
        self._close = IconButton("x", "Fermer le panneau (Échap)", height="controlSmall")
        self._chips = flow(8)
        self.open_button = Button("Ouvrir", "primary", key="Entrée", height="controlSmall")
        self.restore = Button("Restaurer", icon="archive-restore", height="controlSmall")
        self.facts, self._foyers = Facts(), column(12)
        self._modified = ElidedLabel("", "help", "muted")
        self.history = Link("Historique", "help")
        self._lay_out()
        self._close.clicked.connect(self.close_asked)
        self.open_button.clicked.connect(self.open_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.history.clicked.connect(self.history_asked)

    def show_fiche(self, fiche: PersonneFiche, modified: str) -> None:
        """Fill the panel; `modified` says when the fiche last changed."""
        row_, draft = fiche.row, fiche.draft
        self.setAccessibleName(f"Panneau : {row_.nom_complet}")
        self._avatar.set_initials(initials(row_.prenom, row_.nom))
        self._name.setText(row_.nom_complet)
        since = f"depuis {row_.cree_le.astimezone().year}"
        number = f"n°\u00a0{numero_texte(row_.numero)}"
        age = age_text(row_.age, draft.naissance)
        self._meta.setText(" · ".join(part for part in (age, number, since) if part))
        emptied(self._chips)
        for text, tone, icon in header_chips(fiche):
            self._chips.addWidget(ChipLabel(text, tone, icon))
        self.restore.setVisible(self._may_edit and row_.archive_le is not None)
        self.facts.show_facts(contact_facts(fiche))
        emptied(self._foyers)
        for foyer in fiche.foyers:
            self._add_foyer(foyer, row_.id)
        if not fiche.foyers:
            self._foyers.addWidget(rule())
        adhesion = Facts()
        adhesion.show_facts(adhesion_facts(fiche))
        self._foyers.addWidget(adhesion)
        self._modified.setText(modified)

    def _add_foyer(self, foyer: FoyerFiche, personne_id: int) -> None:
        self._foyers.addWidget(rule())
        facts = Facts()
        facts.add("Foyer", Label(foyer_title(foyer), "strong"))
        for membre in foyer.membres:
            if membre.personne_id != personne_id:
                link = Link(membre_text(membre))
                link.clicked.connect(partial(self.person_asked.emit, membre.personne_id))
                facts.add(membre.role.libelle, link)
        self._foyers.addWidget(facts)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        spaced(whole, 0)
        names = column(0)
        names.addWidget(self._name)
        names.addWidget(self._meta)
        head = row(12, (12, 12, 12, 12))
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        chips, actions = column(0, (12, 0, 12, 12)), row(8, (12, 0, 12, 12))
        chips.addLayout(self._chips)
        actions.addWidget(self.open_button)
        actions.addWidget(self.restore)
        actions.addStretch(1)
        for part in (head, chips, actions):
            whole.addLayout(part)
        whole.addWidget(rule())
        whole.addWidget(self._scrolled(), 1)
        whole.addWidget(self._footer())

    def _scrolled(self) -> QScrollArea:
        inside, lines = QWidget(), column(12, (12, 12, 12, 12))
        inside.setProperty("role", "scrolled")
        lines.addWidget(self.facts)
        lines.addLayout(self._foyers)
        lines.addStretch(1)
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _footer(self) -> QFrame:
        frame, line = QFrame(), row(12, (12, 0, 12, 0))
        frame.setProperty("role", "card-footer")
        line.addWidget(self._modified, 1)
        line.addWidget(self.history)
        frame.setLayout(line)
        return sized(frame, height=40)
