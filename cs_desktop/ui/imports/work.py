"""The import under way: the file, what was chosen about it, and the works off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from cs_desktop.domain.imports import Apercu, Profil, TraitementDoublons
from cs_desktop.domain.imports_bilan import BilanAnnulation, BilanImport, Doublon
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.shell.contexte import Contexte

Decisions = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person decided about the file; what she left is proposed again at each reading."""

    path: Path
    profil: Profil = field(default_factory=Profil)
    decisions: Decisions = field(default_factory=dict[str, int | None])


class ImportWork(QObject):
    """Looks at the file, tries, writes, undoes: one work at a time, the newest wins."""

    looked = Signal(object)  # Apercu
    tried = Signal(object)  # BilanImport
    written = Signal(object)  # BilanImport
    undone = Signal(object)  # BilanAnnulation
    refused = Signal(object)  # the error
    stopped = Signal()
    began = Signal(str)  # the work in words
    progressed = Signal(object, object)
    ended = Signal()

    def __init__(self, contexte: Contexte, parent: QObject) -> None:
        super().__init__(parent)
        self._contexte, self._service = contexte, contexte.services.imports
        self._task: Task | None = None
        self._kept: Choices | None = None  # the last choices that could be read
        self.choices: Choices | None = None
        self.apercu: Apercu | None = None
        self.bilan: BilanImport | None = None
        self.result: BilanImport | None = None
        self.asked: dict[str, Doublon] = {}

    def busy(self) -> bool:
        """Whether a work is under way."""
        return self._task is not None

    def clear(self) -> None:
        """Forget the file."""
        self._drop()
        self.choices = self._kept = None
        self.apercu = self.bilan = self.result = None
        self.asked = {}

    # What the person chooses

    def choose(self, path: Path) -> None:
        """Another file; what was chosen about the one before goes with it."""
        self.clear()
        self.choices = Choices(path)
        self.look()

    def use(self, profil: Profil) -> None:
        """Read the file again under other choices of columns and sheets."""
        if self.choices is not None and profil != self.choices.profil:
            # Answers name people by what was read of them: another reading, other questions.
            self.choices = Choices(self.choices.path, profil)
            self.asked = {}
            self.look()

    def set_target(self, titre: str, code: str | None) -> None:
        """Send a column elsewhere, or leave it out."""
        if self.choices is not None:
            profil = self.choices.profil
            self.use(replace(profil, colonnes={**profil.colonnes, titre: code}))

    def decide(self, cles: Mapping[str, int | None]) -> None:
        """Say who people are: an id of the base, None for somebody else."""
        if self.choices is not None:
            decided = {**self.choices.decisions, **cles}
            self.choices = replace(self.choices, decisions=decided)
            self.try_out()

    def forget_decision(self, cle: str) -> None:
        """Ask again about somebody."""
        if self.choices is not None:
            left = {key: who for key, who in self.choices.decisions.items() if key != cle}
            self.choices = replace(self.choices, decisions=left)
            self.try_out()

    # Works

    def look(self) -> None:
        """Recognise the file again."""
        chosen, service, acteur = self._chosen(), self._service, self._contexte.acteur
        self.bilan = None

        def read(task: Task) -> Apercu:
            return service.analyse(
                acteur,
                chosen.path,
                chosen.profil,
                progress=task.progress,
                cancelled=task.cancelled,
            )

        self._start(self._contexte.pools.read(read), "Lecture du tableau", self._on_looked)

    def try_out(self) -> None:
        """What the import would do; nothing is written."""
        chosen, service, acteur = self._chosen(), self._service, self._contexte.acteur

        def read(task: Task) -> BilanImport:
            return service.simuler(
                acteur,
                chosen.path,
                chosen.profil,
                TraitementDoublons.DEMANDER,
                chosen.decisions,
                progress=task.progress,
                cancelled=task.cancelled,
            )

        self.bilan = None
        self._start(self._contexte.pools.read(read), "Vérification des lignes", self._on_tried)

    def write(self) -> None:
        """Write the file into the base."""
        chosen, service, acteur = self._chosen(), self._service, self._contexte.acteur

        def run(task: Task) -> BilanImport:
            return service.importer(
                acteur,
                chosen.path,
                chosen.profil,
                TraitementDoublons.DEMANDER,
                chosen.decisions,
                progress=task.progress,
                cancelled=task.cancelled,
            )

        self._start(self._contexte.pools.write(run), "Import en cours", self._on_written)

    def undo(self) -> None:
        """Take the import back."""
        number = self.result.import_id if self.result is not None else None
        if number is None:
            return
        service, acteur = self._service, self._contexte.acteur

        def run(task: Task) -> BilanAnnulation:
            return service.annuler(acteur, number, progress=task.progress)

        self._start(self._contexte.pools.write(run), "Annulation de l’import", self._on_undone)

    @Slot()
    def stop(self) -> None:
        """Ask the work under way to stop at its next step."""
        if self._task is not None:
            self._task.cancel()

    # Inside

    def _chosen(self) -> Choices:
        if self.choices is None:
            raise LookupError("no file was chosen")
        return self.choices

    def _start(self, task: Task, words: str, done: Callable[[Any], None]) -> None:
        self._drop()
        self._task = task
        task.succeeded.connect(done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.progressed.connect(self._on_progress)
        self.began.emit(words)
        task.start()

    def _drop(self) -> None:
        """Forget the work under way: a late answer never replaces a newer one."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            for signal in (task.succeeded, task.stopped, task.progressed, task.failed):
                signal.disconnect()
            task.failed.connect(_ignore)
            self.ended.emit()

    def _free(self) -> None:
        self._task = None
        self.ended.emit()

    @Slot(object)
    def _on_looked(self, apercu: Apercu) -> None:
        self._free()
        self.apercu, self._kept = apercu, self.choices
        self.looked.emit(apercu)

    @Slot(object)
    def _on_tried(self, bilan: BilanImport) -> None:
        self._free()
        self.bilan = bilan
        self.asked |= {one.cle: one for one in bilan.doublons}
        self.tried.emit(bilan)

    @Slot(object)
    def _on_written(self, bilan: BilanImport) -> None:
        self._free()
        self.result = bilan
        self.written.emit(bilan)

    @Slot(object)
    def _on_undone(self, bilan: BilanAnnulation) -> None:
        self._free()
        self.undone.emit(bilan)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._back_to_kept()
        self._free()
        self.refused.emit(error)

    @Slot()
    def _on_stopped(self) -> None:
        self._back_to_kept()
        self._free()
        self.stopped.emit()

    @Slot(object, object, str)
    def _on_progress(self, done: int, total: int, _step: str) -> None:
        self.progressed.emit(done, total)

    def _back_to_kept(self) -> None:
        """A choice under which the file cannot be read is given up; the file stays."""
        kept = self._kept
        if kept is not None and self.choices is not None and kept.profil != self.choices.profil:
            self.choices = kept


def _ignore(_error: object) -> None:
    """The failure of a work nobody waits for interests nobody."""
