"""The form of a foyer: its address, its caisse, who pays first. It is the body of the tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QWidget

from cs_desktop.domain.foyers import LONGUEUR_MAX, Caisse, FoyerDraft, FoyerFiche, RoleFoyer, Zone
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.organismes import Organisme
from cs_desktop.ui.foyers.choice_box import ChoiceBox
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.chips import ChipLabel
from cs_desktop.ui.kit.fields import ComboBox, LabelledField, TextField
from cs_desktop.ui.kit.form import Draft, Form, Values
from cs_desktop.ui.kit.layouts import column, row, sized, spaced
from cs_desktop.ui.parts.commune_field import CommunePair
from cs_desktop.ui.shell.contexte import Contexte

Payer = tuple[str, int]  # « personne » or « organisme », and its id
SIDE = 320
_PAYEUR = {"payeur_id": "personne", "payeur_organisme_id": "organisme"}


class FoyerForm(Form):
    """`members` goes above the address, `side` at the right; the save bar under both."""

    def __init__(
        self,
        contexte: Contexte,
        zones: Sequence[Zone],
        write: Callable[[Values], object],
        keep_draft: Callable[[Draft | None], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(write, keep_draft, parent)
        self.nom, self.adresse = _text(), _text()
        self.complement = _text()
        self.places = CommunePair(contexte)
        self.zone_id = ComboBox[int]()
        self.zone_id.add(None, "Selon la personne")
        for zone in zones:
            self.zone_id.add(zone.id, zone.libelle)
        self.caisse = ComboBox[Caisse]()
        for caisse in Caisse:
            self.caisse.add(caisse, caisse.libelle)
        self.numero_allocataire = TextField(max_length=20)
        self.payeur = ChoiceBox[Payer]()
        self._draft = FoyerDraft()
        followed: dict[str, Any] = {
            "nom": self.nom,
            "adresse": self.adresse,
            "complement": self.complement,
            "code_postal": self.places.code_postal,
            "commune": self.places.commune,
            "zone_id": self.zone_id,
            "caisse": self.caisse,
            "numero_allocataire": self.numero_allocataire,
            "payeur": self.payeur,
        }
        for name, field in followed.items():
            self.add_field(name, field)
        self.main, self.side = column(12), column(12)
        self.address_card = self._address()
        self._lay_out()

    def show_foyer(
        self, fiche: FoyerFiche, draft: FoyerDraft, organismes: Sequence[Organisme]
    ) -> None:
        """Fill the fields."""
        self._draft = draft
        adults = [m for m in fiche.membres if m.role is not RoleFoyer.ENFANT]
        self.payeur.offer(
            [
                (None, "Non précisé"),
                *((("personne", m.personne_id), nom_complet(m.nom, m.prenom)) for m in adults),
                *((("organisme", one.id), one.nom) for one in organismes),
            ]
        )
        values: dict[str, Any] = {one.name: getattr(draft, one.name) for one in fields(FoyerDraft)}
        for name, kind in _PAYEUR.items():
            if values[name] is not None:
                values["payeur"] = (kind, values[name])
        self.load(values)

    def draft_of(self, values: Values, version: int | None) -> FoyerDraft:
        """The draft that the service takes."""
        read: dict[str, Any] = dict(values)
        kind, payer = read.pop("payeur") or ("", None)
        for name, wanted in _PAYEUR.items():
            read[name] = payer if kind == wanted else None
        read["caisse"] = read["caisse"] or Caisse.INCONNU
        return FoyerDraft(**read, version=version)

    def set_editable(self, editable: bool) -> None:
        """A rôle that reads sees the same fields, closed."""
        self.address_card.setEnabled(editable)

    def narrow(self, *, one_column: bool) -> None:
        """The side cards under the rest when two columns have no room."""
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if one_column else way.LeftToRight)
        if one_column:
            sized(self._side_holder, min_width=0, max_width=16_000)
        else:
            sized(self._side_holder, min_width=SIDE, max_width=SIDE)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        self._columns = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), 12)
        left = column(12)
        left.addLayout(self.main)
        left.addWidget(self.address_card)
        left.addStretch(1)
        self._side_holder = QWidget()
        side = column(12)
        side.addLayout(self.side)
        side.addStretch(1)
        self._side_holder.setLayout(side)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side_holder)
        inside.setLayout(self._columns)
        area = _Area()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Foyer")
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.narrow(one_column=False)

    def _address(self) -> Card:
        card = Card("Adresse et contact")
        self.changed_chip = ChipLabel("Modifié", "warn", "pencil")
        self.changed_chip.hide()
        card.header.addStretch(1)
        card.header.addWidget(self.changed_chip)
        self.modified.connect(self._show_changed)
        spaced(card.body, 6, (12, 8, 12, 8))
        for line in (
            _line(("Nom du foyer", self.nom, 2), ("Numéro et voie", self.adresse, 3),
                  ("Complément", self.complement, 2)),
            _line(("Code", self.places.code_postal, 1), ("Commune", self.places.commune, 3),
                  ("Zone", self.zone_id, 3)),
            _line(("Caisse", self.caisse, 2), ("N° d’allocataire", self.numero_allocataire, 2),
                  ("Premier payeur", self.payeur, 3)),
        ):  # fmt: skip
            card.body.addLayout(line)
        return card

    def _show_changed(self, count: int) -> None:
        self.changed_chip.setVisible(count > 0)


class _Area(QScrollArea):
    """The content decides nothing: the tab has the height that the window leaves."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def _text() -> TextField:
    return TextField(max_length=LONGUEUR_MAX)


def _line(*named: tuple[str, QWidget, int]) -> QHBoxLayout:
    line = row(8)
    for label, field, stretch in named:
        line.addWidget(LabelledField(label, field), stretch)
    return line
