"""« Adhésions »: the history of a person, and the fields to take or to cancel one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from cs_desktop.domain.adhesions import LONGUEUR_MAX, Adhesion, DossierAdhesion
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.money import euros
from cs_desktop.ui.adhesions.take_form import TakeForm
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.chips import ChipLabel
from cs_desktop.ui.kit.fields import TextField
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import column, sized
from cs_desktop.ui.kit.table.columns import Chip, Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.parts.adhesion import adhesion_chip
from cs_desktop.ui.parts.inline_form import InlineForm

HEADER, ROW, MOST = 34, 36, 8  # pixels of the drawings; rows before they scroll


def _state(row: Adhesion) -> Chip | None:
    return Chip("Annulée", "bad", "ban") if row.annulee_le is not None else None


def _people(row: Adhesion) -> str:
    return ", ".join(covered.nom for covered in row.couvertures)


COLUMNS: tuple[Column[Adhesion], ...] = (
    Column("titulaire", "Adhésion", lambda row: f"{row.genre.libelle}, {row.titulaire}",
           kind="strong", width=172),
    Column("couvre", "Personnes couvertes", _people, width=150, stretch=True),
    Column("debut", "Du", lambda row: date_fr(row.debut), width=96),
    Column("fin", "Au", lambda row: date_fr(row.fin), width=96),
    Column("montant", "Montant", lambda row: euros(row.montant), kind="number", width=88),
    Column("numero", "Numéro", lambda row: row.numero_texte, width=86,
           secondary=True),
    Column("etat", "État", lambda _row: "", kind="chip", width=104, chip=_state),
)  # fmt: skip


class AdhesionsCard(Card):
    """The table has the keyboard: Suppr cancels the row under it."""

    renew_asked = Signal()
    cancel_asked = Signal(object, str)  # id, motif
    cover_asked = Signal(object)  # id

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("Adhésions", parent=parent)
        self._today = today
        self.state = ChipLabel("")
        self.renew = Button("Renouveler", "primary", icon="refresh-cw", height="controlSmall")
        self.add = Button("Nouvelle adhésion", icon="plus", height="controlSmall")
        self.header.addWidget(self.state)
        self.header.addStretch(1)
        self.header.addWidget(self.renew)
        self.header.addWidget(self.add)
        self.table: Table[Adhesion] = Table(
            COLUMNS, Noun("adhésion", "adhésions", feminine=True), "Adhésions", ticks=False
        )
        self.table.footer.hide()
        self.table.setProperty("role", "")  # the card around it has the border
        self.nothing = Paragraph("Aucune adhésion pour l’instant.", "body", "muted")
        self.take = TakeForm(today)
        self.motif = TextField(max_length=LONGUEUR_MAX)
        self.cancelling = InlineForm(
            ((("motif", "Pourquoi cette adhésion est-elle annulée\u202f?", self.motif, 1),),),
            "Annuler l’adhésion",
        )
        empty = column(0, (12, 10, 12, 10))
        empty.addWidget(self.nothing)
        for part in (self.table, empty, self.take, self.cancelling):
            self.add_full(part)
        self._dossier: DossierAdhesion | None = None
        self._personne_id, self._cancelled, self._editable = 0, 0, False
        self._connect()

    def _connect(self) -> None:
        self.renew.clicked.connect(self.renew_asked)
        self.add.clicked.connect(self.open_take)
        self.take.closed.connect(self.add.setFocus)
        self.cancelling.closed.connect(self.table.setFocus)
        self.cancelling.sent.connect(self._send_motif)
        self.table.menu_asked.connect(self._open_menu)

    def show_dossier(self, dossier: DossierAdhesion, personne_id: int, *, editable: bool) -> None:
        """Fill the table; what is being typed stays."""
        if personne_id != self._personne_id:
            self.take.hide()
            self.cancelling.hide()
        self._dossier, self._personne_id, self._editable = dossier, personne_id, editable
        text, tone, icon = adhesion_chip(dossier.etat)
        self.state.set_state(text, tone, icon)
        self.add.setVisible(editable)
        self.renew.setVisible(editable and dossier.etat.value == "a_renouveler")
        rows = dossier.adhesions
        self.table.show_rows(MemorySource(rows, {}))
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        sized(self.table, height=HEADER + ROW * min(max(len(rows), 1), MOST))

    @Slot()
    def open_take(self) -> None:
        """The fields of a new one, filled with what is most likely."""
        if self._dossier is not None and self._editable:
            self.cancelling.hide()
            self.take.open_for(self._dossier, self._personne_id)

    def ask_to_cancel(self, adhesion_id: int) -> None:
        """Suppr: the reason is asked, then the row stays with it."""
        self._cancelled = adhesion_id
        self.take.hide()
        self.cancelling.open_form()

    def entries(self, adhesion_id: int) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with a row."""
        row = self._row(adhesion_id)
        if not self._editable or row is None or row.annulee_le is not None:
            return []
        found: list[tuple[str, Callable[[], object]]] = [
            ("Annuler l’adhésion…", partial(self.ask_to_cancel, adhesion_id))
        ]
        covered = {one.personne_id for one in row.couvertures}
        if row.fin >= self._today() and covered - {self._personne_id} == covered:
            found.append(("Couvrir aussi cette personne", partial(self.cover_asked.emit, row.id)))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.table.view.current_id()
        if event.key() == Qt.Key.Key_Delete and current is not None and self.entries(current):
            self.ask_to_cancel(current)
        else:
            super().keyPressEvent(event)

    def _row(self, adhesion_id: int) -> Adhesion | None:
        rows = () if self._dossier is None else self._dossier.adhesions
        return next((row for row in rows if row.id == adhesion_id), None)

    @Slot(object)
    def _send_motif(self, values: dict[str, str]) -> None:
        self.cancel_asked.emit(self._cancelled, values["motif"])

    @Slot(object, object)
    def _open_menu(self, adhesion_id: int, place: QPoint) -> None:
        entries = self.entries(adhesion_id)
        if not entries:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, call in entries:
            menu.addAction(text, call)
        menu.popup(place)
