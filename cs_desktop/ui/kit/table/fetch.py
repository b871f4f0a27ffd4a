"""How a table reads: at once, or in the reader pool while the old rows stay on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.ui.kit.tasks import Pools, Task

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Run(Protocol):
    """Do `work`, then hand its result to `done`, or its refusal to `failed`, on the GUI thread."""

    def __call__(self, work: Work, done: Done, failed: Failed) -> None: ...


def run_now(work: Work, done: Done, failed: Failed) -> None:
    """For queries under 50 ms, which is nearly all of them."""
    try:
        result = work()
    except ErreurAttendue as refusal:
        failed(refusal)
    else:
        done(result)


class RunInPool:
    """For queries that may last. `done` and `failed` are bound methods of a QObject."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    def __call__(self, work: Work, done: Done, failed: Failed) -> None:
        def read(_task: Task) -> Any:
            return work()

        task = self._pools.read(read)
        task.succeeded.connect(done)
        task.failed.connect(failed)
        task.start()
