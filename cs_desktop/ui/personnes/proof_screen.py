"""« D’où vient ce chiffre ? »: its value, its definition, its period, and the rows behind it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.personnes import Colonne, PersonneRow
from cs_desktop.domain.preuves import Preuve
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.cards import Card, ChipLabel
from cs_desktop.ui.kit.chart import Chart
from cs_desktop.ui.kit.filters import FilterButtons
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.table.columns import TableLayout
from cs_desktop.ui.kit.table.fetch import RunInPool
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.tasks import Latest
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.columns import COLUMNS, PERSONNES
from cs_desktop.ui.personnes.facts import Facts, emptied
from cs_desktop.ui.personnes.proof import Proof, ratio_text, read_proof, value_text
from cs_desktop.ui.personnes.source import KnownPeople
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.screen import Screen, ScreenKey

SIDE = 400
PARTS = (("0", "Comptées"), ("1", "Sur l’ensemble"))
SHOWN = (Colonne.NOM, Colonne.NAISSANCE, Colonne.AGE, Colonne.SEXE, Colonne.ZONE)


class ProofScreen(Screen):
    """One for each figure that this feature counts; Entrée opens the person of a row."""

    concerned_by: ClassVar = codes.TABLES
    keys: ClassVar = (ScreenKey("Esc", "Revenir à l’écran précédent", "go_back"),)

    def __init__(self, code: str, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._code = code
        self.proof: Proof | None = None
        self._latest = Latest(contexte.pools, self)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self._fail)
        self.value, self.ratio = Label("", "kpi"), Label("", "strong", "muted")
        self.definition, self.facts = Paragraph(""), Facts()
        self.parts = FilterButtons(PARTS, "Quelles personnes montrer")
        self.chart: Chart | None = None
        self._chart_place = column(0)
        self.table: Table[PersonneRow] = Table(
            COLUMNS, PERSONNES, "Personnes comptées", ticks=False, run=RunInPool(contexte.pools)
        )
        self.table.set_layout(TableLayout(tuple(SHOWN)))
        self._build()
        self.table.opened.connect(self._open)
        self.table.failed.connect(self._fail)
        self.parts.chosen.connect(self._show_rows)

    # What the window asks

    def reload(self) -> None:
        contexte, code, year = self.contexte, self._code, self.contexte.today().year
        self._latest.ask(lambda _task: read_proof(contexte, code, year))

    def focus_first(self) -> None:
        self.table.setFocus()

    def zones(self) -> list[QWidget]:
        return [self.parts, self.table, self.side]

    def go_back(self) -> None:
        """Échap."""
        self.contexte.navigation.back()

    # Building

    def _build(self) -> None:
        left = column(8)
        left.addWidget(self.parts)
        left.addWidget(self.table, 1)
        whole = row(12)
        whole.addLayout(left, 1)
        self.side = sized(self._make_side(), width=SIDE)
        whole.addWidget(self.side)
        self.setLayout(whole)

    def _make_side(self) -> QScrollArea:
        figure = Card("Le chiffre")
        line = row(8)
        line.addWidget(self.value)
        line.addWidget(self.ratio)
        line.addStretch(1)
        line.addWidget(ChipLabel("Calculé", "neutral", "calculator"))
        figure.body.addLayout(line)
        figure.body.addWidget(self.definition)
        figure.body.addWidget(self.facts)
        inside, lines = QWidget(), column(12)
        inside.setProperty("role", "scrolled")
        lines.addWidget(figure)
        lines.addLayout(self._chart_place)
        lines.addStretch(1)
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Le chiffre")
        area.setWidget(inside)
        return area

    # Showing

    @Slot(object)
    def _show(self, proof: Proof) -> None:
        self.proof = proof
        chiffre, valeur, today = proof.chiffre, proof.valeur, self.contexte.today()
        self.set_heading("D’où vient ce chiffre\u202f?", f"Adhérents › {chiffre.libelle}")
        self.value.setText(value_text(chiffre, valeur))
        self.ratio.setText(ratio_text(valeur))
        self.definition.set_text(chiffre.definition)
        self.facts.show_facts(
            (
                (
                    "Période",
                    f"au {date_fr(valeur.periode.fin)}, calculé le {date_fr(today)}",
                ),
                ("Filtres", proof.filtres or "aucun"),
                ("Nature", chiffre.nature.value),
                ("À savoir", chiffre.pieges),
            )
        )
        self.parts.setVisible(len(proof.preuves) > 1)
        counted = [len(preuve.personne_ids) for preuve in proof.preuves]
        self.parts.set_counts({str(place): count for place, count in enumerate(counted)})
        self._show_chart(proof)
        self._show_rows()

    def _show_chart(self, proof: Proof) -> None:
        if proof.ages is None:
            return
        if self.chart is None:
            self.chart = Chart(proof.draw)
            card = Card()
            card.body.addWidget(self.chart)
            emptied(self._chart_place)
            self._chart_place.addWidget(card)
        self.chart.show_chart(proof.ages)

    def _show_rows(self) -> None:
        if self.proof is not None:
            preuve = self._shown(self.proof)
            contexte = self.contexte
            service = contexte.services.personnes
            self.table.show_rows(KnownPeople(service, contexte.acteur, preuve.personne_ids))

    def _shown(self, proof: Proof) -> Preuve:
        place = int(self.parts.value())
        return proof.preuves[min(place, len(proof.preuves) - 1)]

    @Slot(object)
    def _open(self, personne_id: int) -> None:
        self.contexte.navigation.open(codes.FICHE, personne_id)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self, retry=self.reload)
