"""The fields of a new adhésion: its kind, whom it covers, its day, its amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.adhesions import (
    AdhesionDraft,
    DossierAdhesion,
    EtatAdhesion,
    GenreAdhesion,
    Proposition,
)
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.foyers import FoyerFiche, Membre
from cs_desktop.domain.noms import nom_complet
from cs_desktop.ui.kit.checks import CheckBox
from cs_desktop.ui.kit.fields import Choice, ComboBox, DateEdit, LabelledField, MoneyEdit
from cs_desktop.ui.kit.form import Values
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.parts.inline_form import InlineForm

KINDS: tuple[GenreAdhesion, ...] = (GenreAdhesion.INDIVIDUELLE, GenreAdhesion.FAMILIALE)


class TakeForm(InlineForm):
    """Opens with the kind taken last, today and the price of the day: Entrée is enough."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self._today = today
        self.genre = Choice([(kind, kind.libelle) for kind in KINDS], small=True)
        self.prise_le, self.montant = DateEdit(today), MoneyEdit()
        self.suivante = Choice([(False, "En cours"), (True, "À venir")], small=True)
        super().__init__(
            (
                (
                    ("genre", "Genre", self.genre, 0),
                    ("suivante", "Saison", self.suivante, 0),
                    ("prise_le", "Prise le", self.prise_le, 2),
                    ("montant", "Montant", self.montant, 2),
                ),
            ),
            "Enregistrer l’adhésion",
            parent,
        )
        self.foyer = ComboBox[int]()
        self._foyer_field = LabelledField("Foyer", self.foyer)
        self._people, self.ticks = column(0), dict[int, CheckBox]()
        self.period = Label("", "help", "muted")
        line = row(12)
        line.addWidget(self._foyer_field, 1)
        line.addLayout(self._people, 2)
        self.whole.insertLayout(1, line)
        self.whole.insertWidget(2, self.period)
        self._dossier: DossierAdhesion | None = None
        self._personne_id = 0
        self.genre.changed.connect(self._choose_kind)
        self.foyer.changed.connect(self._choose_foyer)
        self.propose: Callable[[], None] = self._nothing
        for field in (self.suivante, self.prise_le):
            field.changed.connect(self._propose)

    def open_for(self, dossier: DossierAdhesion, personne_id: int) -> None:
        """Fill the fields with what is most likely."""
        self._dossier, self._personne_id = dossier, personne_id
        self.open_form()
        self.prise_le.set_value(self._today())
        self.suivante.set_value(False)
        self.foyer.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        self.foyer.clear()
        for foyer in dossier.foyers:
            self.foyer.add(foyer.id, f"Foyer {foyer.nom}")
        self.foyer.blockSignals(False)  # noqa: FBT003
        several = any(len(foyer.membres) > 1 for foyer in dossier.foyers)
        last = next((one.genre for one in dossier.adhesions if one.genre in KINDS), None)
        family = GenreAdhesion.FAMILIALE if several else GenreAdhesion.INDIVIDUELLE
        self.genre.set_value(last if last is not None and dossier.foyers else family)
        self._choose_foyer()
        self._choose_kind()
        self.settle_opened()
        self.genre.setFocus()

    def draft(self, values: Values) -> AdhesionDraft:
        """What is typed, for the person on show."""
        genre = values["genre"] or GenreAdhesion.INDIVIDUELLE
        family = genre is GenreAdhesion.FAMILIALE
        return AdhesionDraft(
            genre=genre,
            prise_le=values["prise_le"],
            montant=values["montant"],
            personne_id=None if family else self._personne_id,
            foyer_id=self.foyer.value() if family else None,
            couvertes=self._ticked() if family else frozenset({self._personne_id}),
            suivante=bool(values["suivante"]),
        )

    def typed(self) -> AdhesionDraft:
        """The draft of the moment; a day that cannot be read yet is today."""
        values = {
            "genre": self.genre.value(),
            "suivante": self.suivante.value(),
            "prise_le": self.prise_le.day(),
            "montant": 0,
        }
        return self.draft(values)

    def show_proposition(self, proposition: Proposition) -> None:
        """Say which days it would hold, before anything is written."""
        periode = proposition.periode
        self.period.setText(
            f"Vaudra du {date_fr(periode.debut)} au {date_fr(periode.fin)}, les deux jours compris."
        )

    def _ticked(self) -> frozenset[int]:
        return frozenset(i for i, box in self.ticks.items() if box.isChecked())

    def _home(self) -> FoyerFiche | None:
        homes = () if self._dossier is None else self._dossier.foyers
        return next((home for home in homes if home.id == self.foyer.value()), None)

    @Slot()
    def _choose_kind(self) -> None:
        family = self.genre.value() is GenreAdhesion.FAMILIALE
        self._foyer_field.setVisible(family)
        for box in self.ticks.values():
            box.setVisible(family)
        genre = self.genre.value()
        if self._dossier is not None and genre is not None:
            self.montant.set_value(self._dossier.reglages.montant(genre))
        self._propose()

    @Slot()
    def _choose_foyer(self) -> None:
        while (item := self._people.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks = {}
        home = self._home()
        for membre in () if home is None else home.membres:
            self._add_tick(membre)
        self._propose()

    def _add_tick(self, membre: Membre) -> None:
        box = CheckBox(nom_complet(membre.nom, membre.prenom), checked=True)
        self.ticks[membre.personne_id] = box
        self._people.addWidget(box)
        box.toggled.connect(self._propose)
        if self._dossier is not None:
            covered = self._dossier.etat_de(membre.personne_id) is EtatAdhesion.A_JOUR
            box.setToolTip("Déjà à jour" if covered else "")

    @Slot()
    def _propose(self) -> None:
        if self.isVisible():
            self.propose()

    @staticmethod
    def _nothing() -> None:
        """Until the tab says how to read the days."""
