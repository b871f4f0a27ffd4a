"""Step 4, « Importer »: written in one go, told in one sentence, taken back in one gesture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.imports_bilan import BilanAnnulation, BilanImport, Sort
from cs_desktop.domain.text import plural
from cs_desktop.ui.imports import codes
from cs_desktop.ui.imports.scrolled import scrolled
from cs_desktop.ui.imports.words import left_out, place, summary, told_undone
from cs_desktop.ui.imports.work import ImportWork
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Band
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.table.columns import Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.wizard import WizardPage
from cs_desktop.ui.shell.contexte import Contexte

AGAIN = "Importer un autre tableau"
NOTHING = "Rien de nouveau\u00a0: tout ce que dit ce tableau est déjà dans vos fiches."
STOPPED = "Import arrêté. Rien n’en est gardé dans vos fiches."


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Something that the import, or its undo, left."""

    id: int
    place: str
    nom: str
    raison: str


COLUMNS: tuple[Column[LeftRow], ...] = (
    Column("place", "Dans le tableau", lambda one: one.place, width=130),
    Column("nom", "Personne ou colonne", lambda one: one.nom, kind="strong", width=200),
    Column("raison", "Raison", lambda one: one.raison, width=240, stretch=True),
)


class WritePage(WizardPage):
    """Before: what will be written. After: what was, and the way back."""

    title = "Importer"
    forward = "Importer"

    settled = Signal()  # the verb of the button changed

    def __init__(self, contexte: Contexte, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._work = contexte, work
        self._left: list[LeftRow] = []
        self.before = Paragraph("")
        self.band = Band("info", "")
        self.band.hide()
        self.open_button = Button("Ouvrir la liste", icon="users")
        self.undo_button = Button("Annuler l’import", icon="undo-2")
        self.table: Table[LeftRow] = Table(
            COLUMNS, Noun("ligne", "lignes", feminine=True), "Ce qui n’est pas repris", ticks=False
        )
        self._build()
        self.band.followed.connect(self._show_left)
        self.open_button.clicked.connect(self._open_list)
        self.undo_button.clicked.connect(work.undo)
        work.tried.connect(self._tell_before)
        work.written.connect(self._tell_written)
        work.undone.connect(self._tell_undone)

    @property
    def done(self) -> bool:
        """Whether the file was written; what comes next is another one."""
        return self._work.result is not None

    def leave(self) -> bool:
        """« Importer » begins the work; once done, the button starts again with another file."""
        if not self.done and not self._work.busy() and self._work.bilan is not None:
            self.band.hide()
            self._work.write()
            return False
        return self.done and not self._work.busy()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written."""
        self.band.show()
        self.band.set_message("bad", sentence)

    def tell_stopped(self) -> None:
        """The person stopped the writing; what was written is undone already."""
        self.band.show()
        self.band.set_message("info", STOPPED)

    def reset(self) -> None:
        """Ready for another file."""
        self.forward = "Importer"
        self._left = []
        self.before.show()
        for widget in (self.band, self.open_button, self.undo_button, self.table):
            widget.hide()

    def _build(self) -> None:
        actions = row(12)
        actions.addWidget(self.open_button)
        actions.addWidget(self.undo_button)
        actions.addStretch(1)
        whole = column(12)
        whole.addWidget(self.before)
        whole.addWidget(self.band)
        whole.addLayout(actions)
        whole.addWidget(self.table, 1)
        whole.addStretch(0)
        scrolled(self, whole)
        self.reset()

    @Slot(object)
    def _tell_before(self, bilan: BilanImport) -> None:
        found = (
            (bilan.compte(Sort.CREE), "fiche à créer", "fiches à créer"),
            (bilan.compte(Sort.COMPLETE), "fiche à compléter", "fiches à compléter"),
            (bilan.compte(Sort.INCHANGE), "fiche inchangée", "fiches inchangées"),
            (bilan.par_table["foyer"], "foyer à créer", "foyers à créer"),
        )
        lines = [plural(count, one, many) for count, one, many in found if count]
        said = f"**{', '.join(lines) or 'Aucune fiche à créer'}.**"
        left = left_out(bilan)
        if left:
            said += "\n" + plural(
                left,
                "ligne refusée ou à vérifier ne sera pas reprise.",
                "lignes refusées ou à vérifier ne seront pas reprises.",
            )
        self.before.set_text(f"{said}\nTout l’import pourra être annulé ensuite.")

    @Slot(object)
    def _tell_written(self, bilan: BilanImport) -> None:
        self._left = _left_by_import(bilan)
        link = f"Voir les {len(self._left)}" if len(self._left) > 1 else "Voir la ligne"
        self._settle(summary(bilan) if bilan.import_id is not None else NOTHING, link)
        self.undo_button.setVisible(bilan.import_id is not None)
        self.open_button.setFocus()

    @Slot(object)
    def _tell_undone(self, bilan: BilanAnnulation) -> None:
        self._left = [
            LeftRow(
                number, place(one.feuille, one.ligne) if one.ligne else "", one.table, one.raison
            )
            for number, one in enumerate(bilan.gardes)
        ]
        link = f"Voir les {len(self._left)}" if len(self._left) > 1 else "Voir"
        self._settle(told_undone(bilan), link)
        self.undo_button.hide()
        self.open_button.setFocus()

    def _settle(self, sentence: str, link: str) -> None:
        self.before.hide()
        self.table.hide()
        self.band.show()
        self.band.set_message("ok", sentence, link if self._left else "")
        self.open_button.show()
        self.forward = AGAIN
        self.settled.emit()

    @Slot()
    def _show_left(self) -> None:
        self.table.show()
        self.table.show_rows(MemorySource(self._left, {}))
        self.table.view.go_to(0)
        self.table.setFocus()

    @Slot()
    def _open_list(self) -> None:
        self._contexte.navigation.open(codes.LISTE)


def _left_by_import(bilan: BilanImport) -> list[LeftRow]:
    refused = [(one.feuille, one.ligne, one.colonne, one.raison)
               for one in bilan.non_repris if one.refusee]  # fmt: skip
    undecided = [
        (one.feuille, one.ligne, one.nom, f"Ressemble à {one.autre_nom}\u00a0: {one.motif}.")
        for one in bilan.doublons
    ]
    ordered = sorted([*refused, *undecided], key=lambda one: one[:2])
    return [
        LeftRow(number, place(sheet, line), nom, reason)
        for number, (sheet, line, nom, reason) in enumerate(ordered)
    ]
