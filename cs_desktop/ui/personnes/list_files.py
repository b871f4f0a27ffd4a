"""What leaves the list: a file for a spreadsheet, a printed list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.personnes import Colonne
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.personnes.source import PersonneSource
from cs_desktop.ui.shell.contexte import Contexte

FILTERS = "Tableur (*.xlsx);;Texte séparé par des points-virgules (*.csv)"


@dataclass(frozen=True)
class Shown:
    """What the list shows: its query, its columns in order, the rows ticked (none: all)."""

    source: PersonneSource
    columns: tuple[Colonne, ...]
    ticked: frozenset[int] = frozenset()

    def ids(self) -> Sequence[int] | None:
        """The ticked rows in the order of the list, None when they are the whole list."""
        if not self.ticked:
            return None
        ordered = self.source.ids()
        if self.ticked == frozenset(ordered):
            return None
        shown = [i for i in ordered if i in self.ticked]
        return [*shown, *sorted(self.ticked - frozenset(shown))]  # ticked, then filtered out


class ListFiles(QObject):
    """Asks for a name, then works in the reader pool; errors go to the screen."""

    def __init__(self, contexte: Contexte, screen: QWidget) -> None:
        super().__init__(screen)
        self._contexte, self._screen = contexte, screen
        self._last_folder = Path()

    def export(self, shown: Shown) -> Task | None:
        """Write what is shown; the suffix chosen says which kind of file."""
        proposed = self._last_folder / "adhérents.xlsx"
        path = dialogs.save_file(self._screen, "Exporter la liste", proposed, FILTERS)
        if path is None:
            return None
        path = path if path.suffix else path.with_suffix(".xlsx")
        self._last_folder = path.parent
        acteur, exports = self._contexte.acteur, self._contexte.services.exports

        def write(task: Task) -> tuple[int, Path]:
            source = shown.source
            count = exports.personnes(
                acteur,
                source.filtre,
                source.tri,
                path,
                colonnes=shown.columns,
                ids=shown.ids(),
                progress=task.progress,
                cancelled=task.cancelled,
            )
            return count, path

        return self._start(self._contexte.pools.read(write), self._exported)

    def print_list(self, shown: Shown) -> Task | None:
        """Show the list as it will be printed."""
        acteur, documents = self._contexte.acteur, self._contexte.documents
        columns = [str(c) for c in shown.columns if c is not Colonne.CREE_LE]

        def draw(task: Task) -> bytes:
            source = shown.source
            return documents().personnes.liste(
                acteur,
                source.filtre,
                source.tri,
                colonnes=columns,
                ids=shown.ids(),
                progress=task.progress,
                cancelled=task.cancelled,
            )

        return self._start(self._contexte.pools.read(draw), self._drawn)

    def print_fiche(self, personne_id: int) -> Task:
        """Show the fiche personne as it will be printed."""
        acteur, documents = self._contexte.acteur, self._contexte.documents

        def draw(_task: Task) -> bytes:
            return documents().personnes.fiche(acteur, personne_id)

        return self._start(self._contexte.pools.read(draw), self._fiche_drawn)

    def save_fiche(self, personne_id: int) -> Task | None:
        """Write the fiche personne where the person says."""
        path = dialogs.save_file(
            self._screen,
            "Enregistrer la fiche",
            self._last_folder / "fiche personne.pdf",
            "PDF (*.pdf)",
        )
        if path is None:
            return None
        path = path if path.suffix else path.with_suffix(".pdf")
        if path.suffix.casefold() != ".pdf":
            errors.show(
                RegleMetier("Une fiche s’enregistre en PDF : terminez le nom par .pdf."),
                self._screen,
            )
            return None
        self._last_folder = path.parent
        acteur, documents = self._contexte.acteur, self._contexte.documents

        def write(_task: Task) -> Path:
            documents().personnes.write_fiche(acteur, personne_id, path)
            return path

        return self._start(self._contexte.pools.read(write), self._fiche_saved)

    def _start(self, task: Task, done: object) -> Task:
        task.succeeded.connect(done)
        task.failed.connect(self._fail)
        task.start()
        return task

    @Slot(object)
    def _exported(self, result: tuple[int, Path]) -> None:
        count, path = result
        done = plural(count, "personne exportée", "personnes exportées")
        self._contexte.toasts.show(f"{done} dans «\u00a0{path.name}\u00a0»")

    @Slot(object)
    def _drawn(self, content: bytes) -> None:
        self._contexte.preview(content, "adhérents.pdf")

    @Slot(object)
    def _fiche_drawn(self, content: bytes) -> None:
        self._contexte.preview(content, "fiche personne.pdf")

    @Slot(object)
    def _fiche_saved(self, path: Path) -> None:
        self._contexte.toasts.show(f"Fiche enregistrée dans «\u00a0{path.name}\u00a0»")

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self._screen)
