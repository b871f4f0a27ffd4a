"""The form of a person: her draft in cards, refusals beside the fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QWidget

from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.foyers import Zone
from cs_desktop.domain.personnes import GenreAdresse, PersonneDraft, Sexe, check_draft
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.form import Draft, Form, Values
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.layouts import column, row, sized, spaced
from cs_desktop.ui.personnes.form_fields import PersonneFields, UndoGate

NAMES = tuple(field.name for field in fields(PersonneDraft) if field.name != "version")
SIDE, ONE_COLUMN_UNDER, MARGIN = 320, 1000, 60
_TEXTS = frozenset({"telephone", "telephone_2", "urgence_telephone"})
_CHEZ = frozenset({GenreAdresse.CHEZ, GenreAdresse.DOMICILIATION})


class PersonneForm(Form):
    """`write` receives a PersonneDraft without its version."""

    def __init__(
        self,
        today: Callable[[], date],
        zones: Sequence[Zone],
        write: Callable[[Values], object],
        keep_draft: Callable[[Draft | None], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(write, keep_draft, parent)
        self._today = today
        self.fields = PersonneFields(today, zones)
        gate = UndoGate(self)
        for name in NAMES:
            widget = getattr(self.fields, name)
            self.add_field(name, widget)
            widget.installEventFilter(gate)
        self.side = column(12)
        self._columns = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), 12)
        self.area = QScrollArea()
        self._lay_out()
        self.fields.genre_adresse.changed.connect(self._show_chez)
        self.load_draft(PersonneDraft())

    def load_draft(self, draft: PersonneDraft) -> None:
        """Show a draft read from the base."""
        self.load({name: getattr(draft, name) for name in NAMES})
        self._show_chez()

    def values(self) -> Values:
        """Raises RegleMetier with what cannot be read and what the rules refuse, in one pass."""
        try:
            return super().values()
        except RegleMetier as unread:
            refused = {one.champ for one in unread.refus}
            rules = [one for one in self._refused_by_rules(refused) if one.champ not in refused]
            raise RegleMetier.plusieurs([*unread.refus, *rules]) from unread

    def _refused_by_rules(self, unread: Collection[str | None]) -> Sequence[Refus]:
        """The rules over the fields that can be read; a telephone is refused as it is typed."""
        values = Values()
        for name in NAMES:
            field = self.field(name)
            typed = field.raw() if name in _TEXTS else None
            values[name] = typed if name in unread else field.value()
        try:
            check_draft(draft_of(values, None), self._today())
        except RegleMetier as error:
            return error.refus
        return ()

    def show_refusals(self, error: RegleMetier) -> None:
        super().show_refusals(error)
        first = next((n for n in NAMES if getattr(self.fields, n).refusal()), None)
        if first is not None:
            self._columns.activate()  # the sentence under the field has its place
            self.area.ensureWidgetVisible(getattr(self.fields, first), 0, MARGIN)

    def narrow(self, effective_width: int) -> None:
        """One column when two have no room."""
        down = effective_width < ONE_COLUMN_UNDER
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if down else direction.LeftToRight)
        holder = self._side_holder
        holder.setMaximumWidth(16_777_215)
        if down:
            sized(holder, min_width=0, max_width=16_000)
        else:
            sized(holder, min_width=SIDE, max_width=SIDE)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        main = column(12)
        for card in (self._identite(), self._coordonnees(), self._adresse()):
            main.addWidget(card)
        main.addStretch(1)
        self.side.addWidget(self._urgence())
        self.side.addStretch(1)
        self._side_holder = QWidget()
        self._side_holder.setLayout(self.side)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side_holder)
        inside.setLayout(self._columns)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.body.addWidget(self.area, 1)
        self.narrow(0)  # a first layout must not widen the window

    def _identite(self) -> Card:
        at = self.fields
        return _card(
            "Identité",
            _line((_named("Nom", at.nom), 1), (_named("Prénom", at.prenom), 1),
                  (_named("Nom de naissance", at.nom_naissance), 1)),
            _line((_named("Sexe", at.sexe), 0), (_named("Date de naissance", at.naissance), 1)),
        )  # fmt: skip

    def _coordonnees(self) -> Card:
        at = self.fields
        return _card(
            "Coordonnées",
            _line((_named("Téléphone", at.telephone), 3),
                  (_named("Autre téléphone", at.telephone_2), 3),
                  (_named("Courriel", at.courriel), 5),
                  (_named("Moyen préféré", at.canal), 3)),
        )  # fmt: skip

    def _adresse(self) -> Card:
        at = self.fields
        self._chez = _named("Chez", at.chez)
        return _card(
            "Adresse",
            _line((_named("Genre d’adresse", at.genre_adresse), 3), (self._chez, 3),
                  (_named("Numéro et voie", at.adresse), 5),
                  (_named("Complément", at.complement), 3)),
            _line((sized(_named("Code", at.code_postal), width=76), 0),
                  (_named("Commune", at.commune), 4), (_named("Zone", at.zone_id), 4),
                  (sized(_named("Zone depuis le", at.zone_le), width=146), 0)),
        )  # fmt: skip

    def _urgence(self) -> Card:
        at = self.fields
        return _card(
            "Contact d’urgence",
            _line((_named("Nom", at.urgence_nom), 1)),
            _line((_named("Lien", at.urgence_lien), 1),
                  (_named("Téléphone", at.urgence_telephone), 1)),
        )  # fmt: skip

    def _show_chez(self) -> None:
        genre = self.fields.genre_adresse.value()
        self._chez.setVisible(genre in _CHEZ or bool(self.fields.chez.text()))


def draft_of(values: Values, version: int | None) -> PersonneDraft:
    """The draft that the service takes, from the values of the form."""
    read: dict[str, Any] = dict(values)
    for name in _TEXTS:
        read[name] = read[name] or ""
    read["sexe"] = read["sexe"] or Sexe.NON_RENSEIGNE
    read["genre_adresse"] = read["genre_adresse"] or GenreAdresse.DOMICILE
    return PersonneDraft(**read, version=version)


def _named(label: str, field: QWidget) -> LabelledField:
    return LabelledField(label, field)


def _line(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    line = row(8)
    for widget, stretch in parts:
        line.addWidget(widget, stretch)
    return line


def _card(title: str, *lines: QHBoxLayout) -> Card:
    card = Card(title)
    spaced(card.body, 6, (12, 8, 12, 8))  # the whole form fits beside its save bar
    for line in lines:
        card.body.addLayout(line)
    return card
