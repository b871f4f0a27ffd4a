"""Step 3, « Vérifier »: what the import would do, line by line, and the look-alikes."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from cs_desktop.domain.imports_bilan import BilanImport, LigneApercu
from cs_desktop.ui.imports.row_card import RowCard
from cs_desktop.ui.imports.rows import (
    COLUMNS,
    FILTERS,
    LIGNES,
    TOUTES,
    CheckedRow,
    CheckedSource,
    checked_rows,
    counts,
)
from cs_desktop.ui.imports.scrolled import scrolled
from cs_desktop.ui.imports.work import ImportWork
from cs_desktop.ui.kit.cards import Band, EmptyState
from cs_desktop.ui.kit.filters import FilterButtons
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.table.fetch import RunInPool
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.wizard import WizardPage
from cs_desktop.ui.shell.contexte import Contexte

CARD, BESIDE_FROM = 264, 900


class VerifyPage(WizardPage):
    """Nothing is written here; « Continuer » leads to the last page."""

    title = "Vérifier les lignes"

    def __init__(self, contexte: Contexte, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._rows: list[CheckedRow] = []
        self._together: dict[tuple[str, int], list[LigneApercu]] = {}
        self.band = Band("bad", "")
        self.band.hide()
        self.filters = FilterButtons(FILTERS, "États des lignes")
        self.table: Table[CheckedRow] = Table(
            COLUMNS, LIGNES, "Lignes du tableau", ticks=False, run=RunInPool(contexte.pools)
        )
        self.card = RowCard()
        self._build()
        self.filters.chosen.connect(self._show_rows)
        self.table.current_changed.connect(self._follow)
        self.table.opened.connect(self._enter_card)
        self.table.model.shown.connect(self._rows_here)
        self.card.decided.connect(self._decide)
        self.card.reopened.connect(self._ask_again)
        self.card.everyone.clicked.connect(self._decide_all)
        work.tried.connect(self._show)

    def entered(self) -> None:
        self.setFocusProxy(self.table)
        self.band.hide()
        if self._work.bilan is None and not self._work.busy():
            self._work.try_out()

    def leave(self) -> bool:
        return self._work.bilan is not None and not self._work.busy()

    def refuse(self, sentence: str) -> None:
        """Say why the check could not be done."""
        self.band.setVisible(bool(sentence))
        if sentence:
            self.band.set_message("bad", sentence)

    def reset(self) -> None:
        """No check any more."""
        self._rows, self._together = [], {}
        self.filters.set_value(TOUTES)

    def narrow(self, effective_width: int) -> None:
        """Put the card under the table when the width is missing."""
        beside = effective_width >= BESIDE_FROM
        across = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(across)
        if beside:
            sized(self.card, min_width=CARD, max_width=CARD, min_height=0, max_height=10_000)
        else:
            sized(self.card, min_width=0, max_width=10_000, min_height=150, max_height=170)

    def _build(self) -> None:
        self.table.set_states(
            empty=EmptyState("list-checks", "Vérification en cours."),
            no_result=EmptyState("list-checks", "Aucune ligne dans cet état."),
        )
        line = row(8)
        line.addWidget(self.filters)
        line.addStretch(1)
        self._halves = row(12)
        self._halves.addWidget(self.table, 1)
        self._halves.addWidget(self.card)
        whole = column(8)
        whole.addWidget(self.band)
        whole.addLayout(line)
        whole.addLayout(self._halves, 1)
        scrolled(self, whole)
        self.narrow(BESIDE_FROM)

    @Slot(object)
    def _show(self, bilan: BilanImport) -> None:
        self.refuse("")
        choices = self._work.choices
        self._rows = checked_rows(bilan, choices.decisions if choices is not None else {})
        self._together = {}
        for one in bilan.lignes:
            self._together.setdefault((one.feuille, one.ligne), []).append(one)
        self.filters.set_counts(counts(self._rows))
        self.card.set_asked(len(bilan.doublons))
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        code = self.filters.value()
        rows = [one for one in self._rows if code in {TOUTES, one.etat}]
        self.table.show_rows(CheckedSource(rows), total=len(self._rows), filtered=bool(self._rows))

    @Slot(object)
    def _rows_here(self, _places: object) -> None:
        if self.table.view.current_row < 0 and self.table.model.count:
            self.table.view.go_to(0)
        self._follow(None)

    @Slot(object)
    def _follow(self, _id: object) -> None:
        shown, choices = self.table.current_row(), self._work.choices
        together = [] if shown is None else self._together.get((shown.feuille, shown.ligne), [])
        decisions = choices.decisions if choices is not None else {}
        self.card.show_row(shown, together, self._work.asked, decisions)

    @Slot(object)
    def _enter_card(self, _id: object) -> None:
        """Entrée: to the first answer of the question, if there is one."""
        for widget in (self.card.same, self.card.other, self.card.again):
            if widget.isVisible():
                widget.setFocus()
                return

    @Slot(str, object)
    def _decide(self, cle: str, who: int | None) -> None:
        self.table.setFocus()
        self._work.decide({cle: who})

    @Slot(str)
    def _ask_again(self, cle: str) -> None:
        self.table.setFocus()
        self._work.forget_decision(cle)

    @Slot()
    def _decide_all(self) -> None:
        bilan = self._work.bilan
        if bilan is not None:
            self.table.setFocus()
            self._work.decide({one.cle: None for one in bilan.doublons})
