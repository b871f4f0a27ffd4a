"""Commits told to every open screen, and what this session can still undo (A6, B §4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.shell.registre import Registre


class Changes(QObject):
    """Gives `publish` to the base; emits `committed` on the GUI thread whatever thread wrote."""

    committed = Signal(object)  # Commit
    _published = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._published.connect(self._relay)

    def publish(self, commit: Commit) -> None:
        """Callable from any thread, after a commit and never after a rollback."""
        self._published.emit(commit)

    @Slot(object)
    def _relay(self, commit: Commit) -> None:
        self.committed.emit(commit)


class Operations(Protocol):
    """The part of `OperationService` used here; each call gives the operation that it wrote."""

    def undo(self, acteur: Acteur, operation: int, /) -> int:
        """Undo one use-case. Raises AnnulationRefusee naming the later change."""
        ...

    def redo(self, acteur: Acteur, operation: int, /) -> int:
        """Undo an undo."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """A use-case of this session, as the toast told it."""

    operation: int
    sentence: str


class SessionUndo(QObject):
    """The use-cases of this session, undone by Ctrl+Z and by the toast, redone by Ctrl+Y."""

    told = Signal(str, object)  # sentence of the toast, callable behind its link or None
    refused = Signal(object)  # the error: AnnulationRefusee, Conflit…
    changed = Signal()

    def __init__(
        self,
        operations: Operations,
        acteur: Acteur,
        registre: Registre,
        pools: Pools,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._acteur = operations, acteur
        self._registre, self._pools = registre, pools
        self._done: list[Done] = []
        self._undone: list[Done] = []

    @property
    def next_undo(self) -> Done | None:
        """What Ctrl+Z would undo."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Done | None:
        """What Ctrl+Y would redo."""
        return self._undone[-1] if self._undone else None

    @Slot(object)
    def note(self, commit: Commit) -> None:
        """Remember a commit of this account and tell it; silent use-cases are not registered."""
        usage = self._registre.usage(commit.usage)
        if usage is None or commit.acteur_id != self._acteur.id:
            return
        done = Done(commit.operation, usage.told(commit))
        if usage.undoable:
            self._done.append(done)
            self._undone.clear()
            self.changed.emit()
        if usage.toast:
            self.told.emit(done.sentence, self._undoing(done) if usage.undoable else None)

    @Slot()
    def undo(self) -> None:
        """Undo the last use-case of the session, or say that there is none."""
        if self._done:
            self._undo(self._done[-1])
        else:
            self.told.emit("Rien à annuler depuis l’ouverture.", None)

    @Slot()
    def redo(self) -> None:
        """Redo the last use-case undone, or say that there is none."""
        if self._undone:
            self._redo(self._undone[-1])
        else:
            self.told.emit("Rien à rétablir.", None)

    def _undoing(self, done: Done) -> Callable[[], None]:
        def undo_this_one() -> None:
            if done in self._done:
                self._undo(done)

        return undo_this_one

    def _undo(self, done: Done) -> None:
        self._done.remove(done)

        def succeeded(operation: int) -> None:
            self._undone.append(Done(operation, done.sentence))
            self.changed.emit()
            self.told.emit(f"Annulé : {_lower(done.sentence)}", None)

        def failed(error: Exception) -> None:
            if not isinstance(error, AnnulationRefusee):
                self._done.append(done)  # the disk failed, not the gesture: it can be tried again
            self._refuse(error)

        self._run(lambda: self._operations.undo(self._acteur, done.operation), succeeded, failed)

    def _redo(self, done: Done) -> None:
        self._undone.remove(done)

        def succeeded(operation: int) -> None:
            again = Done(operation, done.sentence)
            self._done.append(again)
            self.changed.emit()
            self.told.emit(f"Rétabli : {_lower(done.sentence)}", self._undoing(again))

        def failed(error: Exception) -> None:
            if not isinstance(error, AnnulationRefusee):
                self._undone.append(done)
            self._refuse(error)

        self._run(lambda: self._operations.redo(self._acteur, done.operation), succeeded, failed)

    def _refuse(self, error: Exception) -> None:
        self.changed.emit()
        self.refused.emit(error)

    def _run(
        self,
        call: Callable[[], int],
        succeeded: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        task = self._pools.write(lambda _task: call())
        task.succeeded.connect(succeeded)
        task.failed.connect(failed)
        self.changed.emit()
        task.start()


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
