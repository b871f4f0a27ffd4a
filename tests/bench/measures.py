"""What a measure is: repeated times, a floor taken in the same run, and the bar of the issue."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Series:
    """Times in milliseconds: one tuple of repeats for each case (a keystroke, a person).

    A case counts once, for the median of its repeats: what the machine does meanwhile is noise,
    what one case costs more than another is not.
    """

    cases: tuple[tuple[float, ...], ...]

    @property
    def typical(self) -> list[float]:
        """One time for each case; each repeat, when there is one case only."""
        if len(self.cases) == 1:
            return sorted(self.cases[0])
        return sorted(statistics.median(case) for case in self.cases)

    @property
    def median(self) -> float:
        return statistics.median(self.typical)

    @property
    def p95(self) -> float:
        return quantile(self.typical, 0.95)

    @property
    def noise(self) -> float:
        """Interquartile range of the repeats of a same case."""
        ranges = [quantile(case, 0.75) - quantile(case, 0.25) for case in self.cases]
        return statistics.median(ranges)


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table. `judged` is compared with `limit`, in `unit`."""

    nom: str
    quoi: str
    judged: float
    limit: float
    bar: str
    unit: str = "ms"
    time: Series | None = None
    floor: Series | None = None
    plancher: str = ""

    @property
    def ok(self) -> bool:
        return self.judged <= self.limit

    @property
    def ratio(self) -> float | None:
        """How many times its floor the work takes."""
        if self.time is None or self.floor is None:
            return None
        return self.time.median / self.floor.median


def quantile(values: Sequence[float], share: float) -> float:
    """By linear interpolation between the two nearest values."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


@contextmanager
def quiet() -> Iterator[None]:
    """No collection of garbage while something is timed; what was left is collected before."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(work: Work) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def interleaved(
    *works: Sequence[Work], repeats: int, warm_up: int = 1, calm: Callable[[], None] | None = None
) -> list[Series]:
    """Time several lists of cases, in turn: what slows the machine down slows all of them.

    `calm` puts things back between two runs, outside the time.
    """
    times: list[list[list[float]]] = [[[] for _ in cases] for cases in works]
    with quiet():
        for turn in range(-warm_up, repeats):
            for rank in range(max(map(len, works))):
                for which, cases in enumerate(works):
                    if rank < len(cases):
                        spent = timed(cases[rank])
                        if turn >= 0:
                            times[which][rank].append(spent)
                        if calm is not None:
                            calm()
    return [Series(tuple(map(tuple, cases))) for cases in times]
