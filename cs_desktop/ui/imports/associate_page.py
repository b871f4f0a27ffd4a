"""Step 2, « Associer »: where each column goes, and the choices kept for another time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.imports import Apercu, Champ, ColonneLue, Profil, parse_cible
from cs_desktop.ui.imports.scrolled import scrolled
from cs_desktop.ui.imports.target_editor import TargetEditor
from cs_desktop.ui.imports.words import destination
from cs_desktop.ui.imports.work import ImportWork
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Band
from cs_desktop.ui.kit.choices import Choice
from cs_desktop.ui.kit.fields import TextField
from cs_desktop.ui.kit.inputs import ComboBox
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.table.columns import Chip, Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.kit.wizard import WizardPage
from cs_desktop.ui.shell.contexte import Contexte

COLONNES = Noun("colonne", "colonnes", feminine=True)
NONE_KEPT = "Choix proposés"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of one sheet."""

    id: int
    feuille: str
    column: ColonneLue

    @property
    def titre(self) -> str:
        return self.column.titre.strip() or f"Colonne {self.column.rang + 1}, sans titre"


def state(shown: ColumnRow) -> Chip:
    """Whether a column is read, in an icon and a word."""
    column = shown.column
    if column.interdite:
        return Chip("Jamais lue", "bad", "ban")
    if column.cible is None:
        return Chip("Non reprise", "neutral", "minus")
    return Chip("Reprise", "ok", "check") if column.sure else Chip("À vérifier", "warn", "eye")


def _target(shown: ColumnRow) -> str:
    column = shown.column
    return destination(column.cible) if column.cible is not None else column.raison


COLUMNS: tuple[Column[ColumnRow], ...] = (
    Column("titre", "Colonne du tableau", lambda one: one.titre, kind="strong", width=180),
    Column("feuille", "Feuille", lambda one: one.feuille, width=90, secondary=True),
    Column("exemples", "Exemples", lambda one: ", ".join(one.column.exemples), width=220),
    Column("etat", "État", lambda one: state(one).text, kind="chip", width=128, chip=state),
    Column("cible", "Devient", _target, width=180, stretch=True),
)


class AssociatePage(WizardPage):
    """↑ ↓ choose a column, Entrée goes to its two lists, Tab and Échap come back."""

    title = "Associer les colonnes"
    forward = "Vérifier"

    def __init__(self, contexte: Contexte, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._work = contexte, work
        self.band = Band("bad", "")
        self.band.hide()
        self.table: Table[ColumnRow] = Table(COLUMNS, COLONNES, "Colonnes du tableau", ticks=False)
        self.editor = TargetEditor()
        self.order: Choice[bool] = Choice([(False, "Nom Prénom"), (True, "Prénom Nom")])
        self._order_line = QWidget()
        self.kept: ComboBox[str] = ComboBox(height=32)
        self.name = TextField(placeholder="Nom de ces choix", height=32)
        self.keep_button = Button("Garder ces choix", icon="save", height="controlSmall")
        self._profils: dict[str, Profil] = {}
        self._listed: set[str] = set()
        self._loading = False
        self.kept.add(None, NONE_KEPT)
        self._build()
        self.table.current_changed.connect(self._follow)
        self.table.opened.connect(self._edit)
        self.editor.chosen.connect(work.set_target)
        self.order.changed.connect(self._on_order)
        self.kept.changed.connect(self._on_kept)
        self.keep_button.clicked.connect(self.keep)
        work.looked.connect(self._show)

    def entered(self) -> None:
        self.setFocusProxy(self.table)
        self._read_profils()

    def leave(self) -> bool:
        return not self._work.busy()

    def refuse(self, sentence: str) -> None:
        """Say why a choice was given up; an empty sentence takes the band away."""
        self.band.setVisible(bool(sentence))
        if sentence:
            self.band.set_message("bad", sentence)
        if self._work.apercu is not None:
            self._follow(self.table.view.current_id())

    @Slot()
    def keep(self) -> None:
        """Keep the choices of columns under a name, for the next list of this kind."""
        apercu = self._work.apercu
        if apercu is None:
            return
        contexte, nom = self._contexte, self.name.value()
        profil = replace(apercu.profil, feuilles=())  # next year’s sheets have other names

        def write(_task: Task) -> str:
            contexte.services.imports.save_profil(contexte.acteur, nom, profil)
            return nom

        task = contexte.pools.write(write)
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self._on_not_saved)
        task.start()

    def _build(self) -> None:
        line = row(8)
        for widget in (Label("Choix gardés", "label"), sized(self.kept, width=190)):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(sized(self.name, min_width=120, max_width=220), 1)
        line.addWidget(self.keep_button)
        self.kept.setAccessibleName("Choix gardés")
        self.name.setAccessibleName("Nom de ces choix")
        order = row(8)
        order.addWidget(Label("Les noms complets s’écrivent", "label"))
        order.addWidget(self.order)
        order.addStretch(1)
        self.order.setAccessibleName("Ordre des noms complets")
        self._order_line.setLayout(order)
        whole = column(8)
        whole.addWidget(self.band)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.editor)
        whole.addWidget(self._order_line)
        whole.addLayout(line)
        self._area = scrolled(self, whole)

    @Slot(object)
    def _show(self, apercu: Apercu) -> None:
        self.band.hide()
        rows = [
            ColumnRow(number, table.feuille, one)
            for number, (table, one) in enumerate(
                (table, one) for table in apercu.tables for one in table.colonnes
            )
            if one.titre.strip() or one.cible is not None or one.exemples
        ]
        self.table.show_rows(MemorySource(rows, {}))
        full = any(
            one.column.cible is not None and one.column.cible.champ is Champ.NOM_PRENOM
            for one in rows
        )
        self._order_line.setVisible(full)
        self._loading = True
        self.order.set_value(bool(apercu.profil.prenom_dabord))
        self._loading = False
        self._follow(self.table.view.current_id())

    @Slot(object)
    def _follow(self, _id: object) -> None:
        shown = self.table.current_row()
        if shown is None:
            self.editor.show_column(None, None)
            return
        # What was chosen stays in the lists even while it cannot be followed: the reason is beside.
        choices, cible = self._work.choices, shown.column.cible
        chosen = choices.profil.colonnes.get(shown.column.titre) if choices is not None else None
        self.editor.show_column(shown.column, parse_cible(chosen) if chosen else cible)

    @Slot(object)
    def _edit(self, _id: object) -> None:
        if self.editor.champ.isEnabled():
            self.editor.champ.setFocus()
            self._area.ensureWidgetVisible(self.editor)

    @Slot()
    def _on_order(self) -> None:
        choices = self._work.choices
        if not self._loading and choices is not None:
            self._work.use(replace(choices.profil, prenom_dabord=self.order.value()))

    def _read_profils(self) -> None:
        contexte = self._contexte
        self._profils = contexte.services.imports.profils(contexte.acteur)
        self._loading = True
        for nom in self._profils.keys() - self._listed:  # none is ever taken away
            self.kept.add(nom, nom)
        self._listed |= self._profils.keys()
        self._loading = False

    @Slot()
    def _on_kept(self) -> None:
        choices, nom = self._work.choices, self.kept.value()
        if not self._loading and choices is not None:
            profil = Profil() if nom is None else self._profils[nom]
            self._work.use(replace(profil, feuilles=choices.profil.feuilles))

    @Slot(object)
    def _on_saved(self, nom: str) -> None:
        self._read_profils()
        self._loading = True
        self.kept.set_value(nom)
        self._loading = False
        self.name.clear()
        self._contexte.toasts.show(f"Choix gardés sous le nom «\u00a0{nom}\u00a0»")

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        self.refuse(str(error))
        self.name.setFocus()
