"""Tab Historique: who did what and when, in words, and what can still be undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cs_desktop.domain.droits import Droit
from cs_desktop.domain.historique import LigneHistorique, Modification
from cs_desktop.domain.text import NBSP
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Link, Paragraph, rule
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.personnes.facts import emptied
from cs_desktop.ui.personnes.words import instant_text
from cs_desktop.ui.shell.contexte import Contexte

SHOWN = 50  # use-cases at once
ANNULER, RETABLIR = "operation.annuler", "operation.retablir"
_ICONS = {
    "personne.archiver": "archive",
    "personne.restaurer": "archive-restore",
    "personne.fusionner": "merge",
    "personne.distinguer": "split",
    ANNULER: "undo-2",
    RETABLIR: "redo-2",
}


class HistoryTab(QWidget):
    """One block for each use-case, the latest first."""

    undo_asked = Signal(object)  # operation
    redo_asked = Signal(object)  # operation of the undo

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._lines: Sequence[LigneHistorique] = ()
        self._most = SHOWN
        self.blocks = column(0)
        card = Card()
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        lines = column(0)
        lines.addLayout(self.blocks)
        lines.addStretch(1)
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Historique")
        area.setWidget(inside)
        card.add_full(area, 1)
        whole = column(0)
        whole.addWidget(card)
        self.setLayout(whole)
        self.setFocusProxy(area)

    def show_lines(self, lines: Sequence[LigneHistorique]) -> None:
        """Show the use-cases that touched the person."""
        self._lines, self._most = lines, SHOWN
        self._fill()

    def _fill(self) -> None:
        emptied(self.blocks)
        for place, line in enumerate(self._lines[: self._most]):
            if place:
                self.blocks.addWidget(rule())
            self.blocks.addWidget(self._block(line))
        left = len(self._lines) - self._most
        if left > 0:
            more = Link(f"Voir les {left} précédentes", "help")
            more.clicked.connect(self._show_all)
            self.blocks.addWidget(more)

    def _show_all(self) -> None:
        self._most = len(self._lines)
        self._fill()

    def _block(self, line: LigneHistorique) -> QFrame:
        frame, across = QFrame(), row(12, (12, 8, 12, 8))
        icon = _ICONS.get(line.usage, "pencil")
        across.addWidget(Glyph(icon, "textSecondary", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = column(2)
        title = row(8)
        title.addWidget(Label(line.titre, "strong"))
        when = instant_text(line.le, self._contexte.today())
        title.addWidget(Label(f"{when} · {line.qui}", "help", "muted"))
        title.addStretch(1)
        words.addLayout(title)
        for change in line.modifications:
            words.addWidget(Paragraph(change_text(change), "help"))
        if line.efface:
            words.addWidget(Paragraph("Le détail a été effacé.", "help", "muted"))
        across.addLayout(words, 1)
        link = self._link(line)
        if link is not None:
            across.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        frame.setLayout(across)
        return frame

    def _link(self, line: LigneHistorique) -> Link | None:
        """What can be done back, for a rôle that may; the service may still refuse."""
        usage = self._contexte.registre.usage(line.usage)
        redo = line.usage == ANNULER
        if not redo and (usage is None or not usage.undoable):
            return None
        if not self._may(line.usage):
            return None
        link = Link("Rétablir" if redo else "Annuler", "help")
        link.setAccessibleName(f"{link.text()} : {line.titre}")
        signal = self.redo_asked if redo else self.undo_asked
        link.clicked.connect(partial(signal.emit, line.operation))
        return link

    def _may(self, usage: str) -> bool:
        merging = usage in {"personne.fusionner", "personne.distinguer"}
        droit = Droit.FUSIONNER_PERSONNES if merging else Droit.MODIFIER_PERSONNES
        return self._contexte.acteur.peut(droit)


def change_text(change: Modification) -> str:
    """« Téléphone : 06… → 06… »; the first value of a field has nothing before it."""
    return change.texte if change.avant else f"{change.champ}{NBSP}: {change.apres}"
