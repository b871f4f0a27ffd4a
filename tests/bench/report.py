"""The table on the terminal, or the same as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tests.bench.measures import Measure, Series

HEADER = (
    f"{'mesure':<46} {'médiane':>9} {'p95':>9} {'± EIQ':>7} "
    f"{'plancher':>9} {'× pl.':>6} {'jugé':>9} {'barre':>9}"
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures depend on."""

    quand: str
    systeme: str
    processeurs: int
    charge: float
    python: str

    @property
    def phrase(self) -> str:
        return (
            f"{self.quand} – {self.systeme}, {self.processeurs} cœurs, "
            f"charge {self.charge:.1f}, Python {self.python}"
        )


def machine() -> Machine:
    """The machine as it is at the start of the run."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    now = datetime.now().astimezone()
    return Machine(
        f"{now:%d/%m/%Y %H:%M}",
        f"{platform.system()} {platform.machine()}",
        os.cpu_count() or 1,
        load,
        platform.python_version(),
    )


def figure(value: float | None, unit: str = "ms") -> str:
    """Three significant figures."""
    if value is None:
        return "–"
    if unit != "ms":
        return f"{value:.2f}{unit}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def line(measure: Measure) -> str:
    """One measure: its times in ms, what is judged in the unit of its bar, the verdict."""
    time, floor = measure.time, measure.floor
    return (
        f"{measure.nom + ' : ' + measure.quoi:<46.46} {figure(time and time.median):>9} "
        f"{figure(time and time.p95):>9} {figure(time and time.noise):>7} "
        f"{figure(floor and floor.median):>9} {figure(measure.ratio, ''):>6} "
        f"{figure(measure.judged, measure.unit):>9} {figure(measure.limit, measure.unit):>9}  "
        f"{'ok' if measure.ok else 'DÉPASSÉ'} ({measure.bar})"
    )


def as_json(where: Machine, size: int, measures: Iterable[Measure]) -> str:
    """The same figures, for a program."""
    return json.dumps(
        {
            "machine": where.phrase,
            "personnes": size,
            "mesures": [
                {
                    "nom": one.nom,
                    "quoi": one.quoi,
                    "temps": _series(one.time),
                    "plancher": _series(one.floor),
                    "plancher_quoi": one.plancher,
                    "rapport": one.ratio,
                    "juge": one.judged,
                    "limite": one.limit,
                    "unite": one.unit,
                    "barre": one.bar,
                    "ok": one.ok,
                }
                for one in measures
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _series(series: Series | None) -> dict[str, float] | None:
    if series is None:
        return None
    return {"mediane": series.median, "p95": series.p95, "eiq": series.noise}
