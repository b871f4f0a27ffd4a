"""The side of the tab: who may collect the children, who must not, who is called, who answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cs_desktop.domain.organismes import (
    ContactDraft,
    GenreOrganisme,
    OrganismeDraft,
    ResponsabiliteDraft,
)
from cs_desktop.domain.scolarite import Niveau, ScolariteDraft, annee_scolaire
from cs_desktop.domain.securite_enfant import MOTIF_MAX, InterditeDraft, ProcheDraft
from cs_desktop.ui.foyers.around import Around
from cs_desktop.ui.foyers.choice_box import ChoiceBox
from cs_desktop.ui.foyers.lines_card import LinesCard
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.fields import CheckBox, ComboBox, DateEdit, TextField
from cs_desktop.ui.kit.form import Values
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.parts.inline_form import Named
from cs_desktop.ui.parts.phone_field import PhoneField
from cs_desktop.ui.parts.writer import Writer
from cs_desktop.ui.shell.contexte import Contexte


class SideCards(QObject):
    """Builds the cards in `place`; each gesture is written at once and can be undone."""

    def __init__(
        self, contexte: Contexte, writer: Writer, place: QVBoxLayout, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._contexte, self._writer = contexte, writer
        self._service = contexte.services.securite
        self._around: Around | None = None
        self._quiet = False
        self.pour = [ChoiceBox[int](), ChoiceBox[int](), ChoiceBox[int]()]
        self.qui = [ChoiceBox[int](), ChoiceBox[int]()]
        self.interdits = LinesCard(
            "Ne doivent pas venir chercher",
            "Personne n’est signalé.",
            (
                _one("enfant", "Pour", self.pour[0]),
                _one("nom", "Qui", TextField()),
                _one("motif", "Motif, sans détail", TextField(max_length=MOTIF_MAX)),
                _one("vu_le", "Jugement vu le", DateEdit(contexte.today)),
            ),
            alert=True,
        )
        self.autorises = LinesCard(
            "Autorisés à venir chercher",
            "Personne pour l’instant, en dehors des responsables.",
            (
                _one("enfant", "Pour", self.pour[1]),
                _one("proche_id", "Adulte du foyer", self.qui[0]),
                _one("nom", "Ou quelqu’un d’autre", TextField()),
                _pair(("lien", "Lien", TextField()), ("telephone", "Téléphone", PhoneField())),
            ),
        )
        self.urgences = LinesCard(
            "Contacts d’urgence",
            "Personne à prévenir pour l’instant.",
            (
                _one("enfant", "Pour", self.pour[2]),
                _one("proche_id", "Adulte du foyer", self.qui[1]),
                _one("nom", "Ou quelqu’un d’autre", TextField()),
                _pair(("lien", "Lien", TextField()), ("telephone", "Téléphone", PhoneField())),
            ),
        )
        self.organisme = ChoiceBox[int]()
        self.responsables = LinesCard(
            "Organisme responsable",
            "Aucun organisme.",
            (
                _one("organisme_id", "Organisme connu", self.organisme),
                _one("nom", "Ou nouveau", TextField()),
                _pair(
                    ("contact", "Contact", TextField()), ("telephone", "Téléphone", PhoneField())
                ),
            ),
            remove="Terminer",
        )
        self.niveau = ComboBox[Niveau]()
        for niveau in Niveau:
            self.niveau.add(niveau, niveau.libelle)
        self.ecole = LinesCard(
            "Scolarité",
            "Classe non renseignée.",
            (_one("niveau", "Classe", self.niveau), _one("etablissement", "École", TextField())),
        )
        self.discretion = Card("Coordonnées")
        self.retenue = CheckBox("À ne pas communiquer")
        self.discretion.body.addWidget(self.retenue)
        self.discretion.body.addWidget(
            Paragraph("Elles ne figurent sur aucun papier remis à l’autre foyer.", "help", "muted")
        )
        for card in self.cards():
            place.addWidget(card)
        self._connect()

    def cards(self) -> list[Card]:
        """From top to bottom: what protects first."""
        return [
            *(self.interdits, self.autorises, self.urgences, self.responsables),
            *(self.ecole, self.discretion),
        ]

    def show_around(self, around: Around) -> None:
        """Fill the cards; those that do not concern the person are left out."""
        other = self._around is None or self._around.personne_id != around.personne_id
        self._around = around
        for box in self.pour[:2]:
            box.offer(around.children)
        self.pour[2].offer([(one.personne_id, one.nom) for one in around.entourage.securites])
        for box in self.qui:
            box.offer([(None, "Quelqu’un d’autre"), *around.adults])
        self.organisme.offer(
            [(None, "Nouvel organisme"), *((one.id, one.nom) for one in around.organismes)]
        )
        if other:
            for card in (
                self.interdits,
                self.autorises,
                self.urgences,
                self.responsables,
                self.ecole,
            ):
                if card.form is not None:
                    card.form.close_form()
        editable = around.editable
        self.interdits.show_lines(around.forbidden(), editable=editable)
        self.autorises.show_lines(around.authorised(), editable=editable)
        self.urgences.show_lines(around.called(), editable=editable)
        self.responsables.show_lines(around.answering(), editable=editable)
        self.ecole.show_lines(around.schooling(), editable=editable)
        self._quiet = True
        self.retenue.setChecked(around.entourage.securites[0].retenue)
        self._quiet = False
        self.retenue.setEnabled(editable)
        for card in (self.interdits, self.autorises):
            card.setVisible(bool(around.children))
        for card in (self.responsables, self.ecole):
            card.setVisible(around.child)
        self.discretion.setVisible(not around.child)

    # Gestures

    def _connect(self) -> None:
        for card, add, remove in (
            (self.interdits, self._forbid, self._service.lift),
            (self.autorises, self._authorise, self._service.withdraw),
            (self.urgences, self._call, self._service.remove_emergency),
            (self.responsables, self._entrust, self._service.end_trust),
            (self.ecole, self._school, None),
        ):
            if card.form is not None:
                card.form.sent.connect(add)
            if remove is not None:
                card.removed.connect(_Remover(self, remove).run)
        self.retenue.toggled.connect(self._withhold)

    def remove(self, gesture: Callable[..., object], row_id: int) -> None:
        """Take one line away."""
        acteur = self._contexte.acteur
        self._writer.do(lambda: gesture(acteur, row_id))

    def _add(self, card: LinesCard, call: Callable[[], object]) -> None:
        form = card.form
        if form is not None:
            self._writer.do(call, done=form.close_form, refuse=form.refuse)

    @Slot(object)
    def _forbid(self, values: Values) -> None:
        acteur, service = self._contexte.acteur, self._service
        draft = InterditeDraft(nom=values["nom"], motif=values["motif"], vu_le=values["vu_le"])
        self._add(self.interdits, lambda: service.forbid(acteur, values["enfant"], draft))

    @Slot(object)
    def _authorise(self, values: Values) -> None:
        acteur, service = self._contexte.acteur, self._service
        draft = _proche(values)
        self._add(self.autorises, lambda: service.authorise(acteur, values["enfant"], draft))

    @Slot(object)
    def _call(self, values: Values) -> None:
        acteur, service = self._contexte.acteur, self._service
        draft = _proche(values)
        self._add(self.urgences, lambda: service.add_emergency(acteur, values["enfant"], draft))

    @Slot(object)
    def _entrust(self, values: Values) -> None:
        around = self._around
        if around is None:
            return
        contexte = self._contexte
        acteur, services = contexte.acteur, contexte.services

        def call() -> None:
            organisme_id = values["organisme_id"]
            if organisme_id is None:
                named = OrganismeDraft(values["nom"], GenreOrganisme.ASE)
                organisme_id = services.organismes.save(acteur, named)
            contact_id = None
            if values["contact"]:
                who = ContactDraft(
                    organisme_id, nom=values["contact"], telephone=values["telephone"] or ""
                )
                contact_id = services.organismes.add_contact(acteur, who)
            draft = ResponsabiliteDraft(around.personne_id, organisme_id, contact_id)
            services.securite.entrust(acteur, draft)

        self._add(self.responsables, call)

    @Slot(object)
    def _school(self, values: Values) -> None:
        around = self._around
        if around is None:
            return
        acteur, service = self._contexte.acteur, self._service
        year = annee_scolaire(self._contexte.today())
        draft = ScolariteDraft(year, values["niveau"], values["etablissement"])
        self._add(self.ecole, lambda: service.school(acteur, around.personne_id, draft))

    @Slot(bool)
    def _withhold(self, retenue: bool) -> None:
        around = self._around
        if around is None or self._quiet:
            return
        acteur, service = self._contexte.acteur, self._service
        self._writer.do(lambda: service.withhold(acteur, around.personne_id, retenue=retenue))


class _Remover(QObject):
    """What « Retirer » of one card calls."""

    def __init__(self, cards: SideCards, gesture: Callable[..., object]) -> None:
        super().__init__(cards)
        self._cards, self._gesture = cards, gesture

    @Slot(object)
    def run(self, row_id: int) -> None:
        self._cards.remove(self._gesture, row_id)


def _proche(values: Values) -> ProcheDraft:
    return ProcheDraft(
        proche_id=values["proche_id"],
        nom=values["nom"],
        lien=values["lien"],
        telephone=values["telephone"] or "",
    )


def _one(name: str, label: str, field: QWidget) -> tuple[Named]:
    return ((name, label, field, 1),)


def _pair(*named: tuple[str, str, QWidget]) -> tuple[Named, ...]:
    return tuple((name, label, field, 1) for name, label, field in named)
