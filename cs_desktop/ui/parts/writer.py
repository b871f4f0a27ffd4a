"""Gestures of a screen, done in the writer pool; refusals come back to whoever asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.tasks import Pools, Task

Refuse = Callable[[RegleMetier], None]
Done = Callable[[], None]


def _nothing() -> None:
    """After a gesture that leaves no form open."""


class Gesture(QObject):
    """One gesture on its way; deletes itself once answered."""

    def __init__(
        self, pools: Pools, screen: QWidget, call: Callable[[], object], done: Done, refuse: Refuse
    ) -> None:
        super().__init__(screen)
        self._screen, self._done, self._refuse = screen, done, refuse
        task = pools.write(lambda _task: call())
        task.succeeded.connect(self._succeed)
        task.failed.connect(self._fail)
        task.ended.connect(self._end)
        task.start()

    @Slot(object)
    def _succeed(self, _result: object) -> None:
        self._done()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if isinstance(error, RegleMetier):
            self._refuse(error)
        else:
            errors.show(error, self._screen)

    @Slot(object)
    def _end(self, _task: Task) -> None:
        self.deleteLater()


class Writer:
    """What the parts of a screen write with."""

    def __init__(self, pools: Pools, screen: QWidget) -> None:
        self._pools, self._screen = pools, screen

    def do(
        self, call: Callable[[], object], *, done: Done = _nothing, refuse: Refuse | None = None
    ) -> None:
        """Do `call`; a rule broken goes to `refuse`, else above the screen."""
        Gesture(self._pools, self._screen, call, done, refuse or self._show)

    def _show(self, error: RegleMetier) -> None:
        errors.show(error, self._screen)
