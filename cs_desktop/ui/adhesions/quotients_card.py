"""« Quotient familial »: the history of a foyer, « Nouveau QF », and the tax notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import FoyerFiche
from cs_desktop.domain.quotients import (
    LONGUEUR_MAX,
    SOURCE_REGLE,
    AvisImposition,
    GenreQuotient,
    Quotient,
    QuotientDraft,
    calcule,
    formule,
    parse_parts,
    parse_valeur,
)
from cs_desktop.domain.text import DASH, nombre
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.fields import Choice, DateEdit, TextField
from cs_desktop.ui.kit.form import Values
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import column, sized
from cs_desktop.ui.kit.table.columns import Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.parts.inline_form import InlineForm

HEADER, ROW, MOST = 34, 36, 6  # pixels of the drawings; rows before they scroll


def _value(row: Quotient) -> str:
    return DASH if row.valeur is None else nombre(row.valeur)


def _proof(row: Quotient) -> str:
    return ", ".join(part for part in (row.genre.libelle, row.source) if part)


COLUMNS: tuple[Column[Quotient], ...] = (
    Column("a_partir_du", "À partir du", lambda row: date_fr(row.a_partir_du), kind="strong",
           width=104),
    Column("valeur", "QF", _value, kind="number", width=72),
    Column("tranche", "Tarif", lambda row: row.tranche or "Max.", width=72),
    Column("source", "Justificatif", _proof, width=180, stretch=True),
)  # fmt: skip


class QuotientsCard(Card):
    """Of one foyer at a time."""

    sent = Signal(object)  # QuotientDraft
    removed = Signal(object)  # id

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("Quotient familial", parent=parent)
        self.add = Button("Nouveau QF", icon="plus", height="controlSmall")
        self.compute = Button("Calculer", icon="calculator", height="controlSmall")
        self.compute.setToolTip("Calculer d’après l’avis d’impôt")
        self.header.addStretch(1)
        self.header.addWidget(self.compute)
        self.header.addWidget(self.add)
        self.table: Table[Quotient] = Table(
            COLUMNS, Noun("quotient", "quotients"), "Quotients du foyer", ticks=False
        )
        self.table.footer.hide()
        self.table.setProperty("role", "")
        self.nothing = Paragraph("Aucun quotient noté : le tarif maximum s’applique.", tone="muted")
        self.genre = Choice([(kind, kind.libelle) for kind in GenreQuotient], small=True)
        self.valeur, self.source = TextField(max_length=12), TextField(max_length=LONGUEUR_MAX)
        self.a_partir_du = DateEdit(today)
        self.form = InlineForm(
            (
                (("genre", "Origine", self.genre, 1),),
                (
                    ("valeur", "Quotient", self.valeur, 1),
                    ("a_partir_du", "À partir du", self.a_partir_du, 1),
                    ("source", "Justificatif (facultatif)", self.source, 2),
                ),
            ),
            "Enregistrer le QF",
        )
        self.revenu, self.parts = TextField(max_length=10), TextField(max_length=5)
        self.prestations = TextField(max_length=8)
        self.notice = InlineForm(
            (
                (
                    ("revenu", "Revenu fiscal de référence", self.revenu, 2),
                    ("parts", "Parts", self.parts, 1),
                    ("prestations", "Prestations du mois (facultatif)", self.prestations, 2),
                ),
            ),
            "Reprendre ce quotient",
        )
        self.result, self.rule = Paragraph("", "strong"), Paragraph(SOURCE_REGLE, "help", "muted")
        self.notice.whole.insertWidget(1, self.result)
        self.notice.whole.insertWidget(2, self.rule)
        note = column(0, (12, 8, 12, 10))
        note.addWidget(self.nothing)
        note.addWidget(
            Paragraph("Les prix déjà payés ne changent pas quand le QF change.", "help", "muted")
        )
        for part in (self.table, note, self.notice, self.form):
            self.add_full(part)
        self._today, self._foyer_id, self._editable = today, 0, False
        self._connect()

    def _connect(self) -> None:
        self.add.clicked.connect(self.open_form)
        self.compute.clicked.connect(self.open_notice)
        self.form.sent.connect(self._send)
        self.form.closed.connect(self.add.setFocus)
        self.notice.closed.connect(self.compute.setFocus)
        self.notice.sent.connect(self._take_over)
        for field in (self.revenu, self.parts, self.prestations):
            field.changed.connect(self._show_result)

    def show_history(self, foyer: FoyerFiche, lines: Sequence[Quotient], *, editable: bool) -> None:
        """Fill the table; what is being typed for this foyer stays."""
        if foyer.id != self._foyer_id:
            self.form.hide()
            self.notice.hide()
        self._foyer_id, self._editable = foyer.id, editable
        self.set_title(f"Quotient familial, foyer {foyer.nom}")
        self.add.setVisible(editable)
        self.compute.setVisible(editable)
        self.table.show_rows(MemorySource(lines, {}))
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        sized(self.table, height=HEADER + ROW * min(max(len(lines), 1), MOST))

    @Slot()
    def open_form(self) -> None:
        """The fields of a new line, from today."""
        self.form.open_form()
        self.genre.set_value(GenreQuotient.CAF)
        self.a_partir_du.set_value(self._today())
        self.valeur.setFocus()

    @Slot()
    def open_notice(self) -> None:
        """The figures of a tax notice."""
        self.notice.open_form()
        self._show_result()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.table.view.current_id()
        if event.key() == Qt.Key.Key_Delete and current is not None and self._editable:
            self.removed.emit(current)
        else:
            super().keyPressEvent(event)

    def _avis(self) -> AvisImposition:
        """What is typed. Raises RegleMetier."""
        revenu = _whole(self.revenu.value(), "revenu")
        prestations = _whole(self.prestations.value() or "0", "prestations")
        return AvisImposition(revenu, parse_parts(self.parts.value()), prestations)

    @Slot()
    def _show_result(self) -> None:
        try:
            self.result.set_text(formule(self._avis()))
        except RegleMetier:
            self.result.set_text("Recopiez le revenu et les parts de l’avis.")

    @Slot(object)
    def _take_over(self, _values: Values) -> None:
        try:
            avis = self._avis()
            value = calcule(avis)
        except RegleMetier as error:
            self.notice.refuse(error)
            return
        self.notice.hide()
        self.open_form()
        self.genre.set_value(GenreQuotient.CALCULE)
        self.valeur.set_value(str(value))
        self.source.set_value("avis d’impôt")
        self.form.send_button.setFocus()

    @Slot(object)
    def _send(self, values: Values) -> None:
        try:
            value = parse_valeur(values["valeur"])
        except RegleMetier as error:
            self.form.refuse(error)
            return
        self.sent.emit(
            QuotientDraft(
                self._foyer_id,
                value,
                values["genre"] or GenreQuotient.CAF,
                values["a_partir_du"],
                values["source"],
            )
        )


def _whole(text: str, champ: str) -> int:
    typed = "".join(text.replace("€", "").split())
    if not typed.isascii() or not typed.isdigit():
        raise RegleMetier("Indiquez un nombre entier d’euros. Exemple : 18400", champ)
    return int(typed)
