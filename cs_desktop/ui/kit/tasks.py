"""Work off the GUI thread: one writer, one reader, answers delivered on the GUI thread (A12)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, QThreadPool, Signal, Slot

from cs_desktop.domain.errors import Annule

_PROGRESS_PERIOD = 0.05  # seconds; a loop over 100,000 rows must not flood the event loop

Work = Callable[["Task"], Any]


class Task(QObject):
    """One use-case in a pool. Connect the signals, then call `start`; deletes itself at the end.

    `work` receives the task and hands `task.progress` and `task.cancelled` to the service.
    Every signal is emitted on the thread that made the task.
    """

    progressed = Signal(object, object, str)  # done, total (0 = unknown), step in words
    succeeded = Signal(object)
    failed = Signal(object)  # the exception
    stopped = Signal()  # the person stopped it, nothing was written
    ended = Signal(object)  # always the last one; the task itself

    _told = Signal(object, object, str)
    _ran = Signal(object, object)  # result, error

    def __init__(self, work: Work, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)  # the parent keeps it alive while the pool runs it
        self.quiet = False
        self._work: Work | None = work
        self._pool = pool
        self._stop = threading.Event()
        self._last_told = 0.0
        self._told.connect(self._relay)
        self._ran.connect(self._finish)

    @property
    def pool(self) -> QThreadPool:
        """Where it runs."""
        return self._pool

    def start(self) -> None:
        """Queue the work. Signals connected after this call may be missed."""
        self._pool.start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; work still in the queue never begins."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked to stop; services look between two steps and raise `Annule`."""
        return self._stop.is_set()

    def progress(self, done: int, total: int = 0, step: str = "") -> None:
        """Tell how far the work is; callable from the worker thread as often as it likes."""
        instant = time.monotonic()
        if done == total or instant - self._last_told >= _PROGRESS_PERIOD:
            self._last_told = instant
            self._told.emit(done, total, step)

    def _run(self) -> None:
        work, self._work = self._work, None  # what it captured must not outlive the run
        result: object = None
        error: Exception | None = None
        try:
            if work is None or self._stop.is_set():
                raise Annule("Travail arrêté avant de commencer.")
            result = work(self)
        except Exception as caught:  # noqa: BLE001 - told to the screen by `failed`
            error = caught
        self._ran.emit(result, error)

    @Slot(object, object, str)
    def _relay(self, done: int, total: int, step: str) -> None:
        self.progressed.emit(done, total, step)

    @Slot(object, object)
    def _finish(self, result: object, error: Exception | None) -> None:
        heard = self.isSignalConnected(QMetaMethod.fromSignal(self.failed))
        try:
            if error is None:
                self.succeeded.emit(result)
            elif isinstance(error, Annule):
                self.stopped.emit()
            elif heard:
                self.failed.emit(error)
        finally:
            self.ended.emit(self)
            self.deleteLater()
        if error is not None and not heard and not isinstance(error, Annule):
            raise error  # nobody listens: the crash dialog does


class Pools(QObject):
    """The two pools of the program. The reader never waits for the writer."""

    changed = Signal()  # a task began or ended

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writer = _single_thread("ecriture", self)
        self.reader = _single_thread("lecture", self)
        self._running: list[Task] = []

    def write(self, work: Work, *, quiet: bool = False) -> Task:
        """A task of the writer pool, to be connected and then started.

        A `quiet` one changes nothing that anybody waits for: closing does not ask about it.
        """
        return self._task(work, self.writer, quiet=quiet)

    def read(self, work: Work) -> Task:
        """A task of the reader pool, to be connected and then started."""
        return self._task(work, self.reader)

    def awaited(self) -> int:
        """How many tasks somebody would miss."""
        return sum(not task.quiet for task in self._running)

    def running(self) -> tuple[Task, ...]:
        """Tasks made and not ended; closing the window asks while there are some."""
        return tuple(self._running)

    def writing(self) -> bool:
        """Whether something waits to be written."""
        # The thread of a task that ended is still busy for a moment: it does not count.
        return any(task.pool is self.writer for task in self._running)

    def settle(self, milliseconds: int) -> bool:
        """Give what runs a moment to end; False when something goes on."""
        return self.reader.waitForDone(milliseconds) and self.writer.waitForDone(milliseconds)

    def close(self) -> None:
        """Stop what can stop and wait for the rest; call before the base is closed."""
        for task in self._running:
            task.cancel()
        self.reader.waitForDone()
        self.writer.waitForDone()

    def _task(self, work: Work, pool: QThreadPool, *, quiet: bool = False) -> Task:
        task = Task(work, pool, self)
        task.quiet = quiet
        task.ended.connect(self._forget)
        self._running.append(task)
        self.changed.emit()
        return task

    @Slot(object)
    def _forget(self, task: Task) -> None:
        self._running.remove(task)
        self.changed.emit()


class Latest(QObject):
    """Keeps only the newest of a burst of questions: a late answer never replaces a newer one."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, pools: Pools, parent: QObject) -> None:
        super().__init__(parent)
        self._pools = pools
        self._current: Task | None = None

    def ask(self, work: Work) -> None:
        """Drop the question under way, if any, and ask this one in the reader pool."""
        self.drop()
        task = self._pools.read(work)
        task.succeeded.connect(self.answered)
        task.failed.connect(self.failed)
        task.ended.connect(self._forget)
        self._current = task
        task.start()

    def drop(self) -> None:
        """Forget the question under way; its answer will not arrive."""
        task, self._current = self._current, None
        if task is not None:
            task.cancel()
            task.succeeded.disconnect(self.answered)
            task.failed.disconnect(self.failed)
            task.failed.connect(_ignore)

    def busy(self) -> bool:
        """Whether an answer is still expected."""
        return self._current is not None

    @Slot(object)
    def _forget(self, task: Task) -> None:
        if task is self._current:
            self._current = None


def _ignore(_error: object) -> None:
    """The failure of a question nobody asks any more interests nobody."""


def _single_thread(name: str, parent: QObject) -> QThreadPool:
    pool = QThreadPool(parent)
    pool.setObjectName(name)
    pool.setMaxThreadCount(1)
    pool.setExpiryTimeout(-1)  # the thread keeps its connection to the base
    return pool
