"""What importing costs, each in a new interpreter: nobody can start faster than that."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.bench import processes
from tests.bench.measures import Measure, Series
from tests.support.source import ROOT

RUNS = 5
MODULES = {
    "rien": "sys",
    "PySide6.QtWidgets": "PySide6.QtWidgets",
    "la fenêtre (cs_desktop.app)": "cs_desktop.app",
    "les services (services.opener)": "cs_desktop.services.opener",
    "les documents (ReportLab)": "cs_desktop.services.documents.documents",
}


def seconds(module: str) -> float:
    """A whole process that imports one module, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        cwd=ROOT,
        env=processes.environment(),
        check=True,
    )
    return (time.perf_counter() - start) * 1000


def measure() -> list[Measure]:
    """Information, without a bar."""
    times: dict[str, list[float]] = {name: [] for name in MODULES}
    for run in range(-1, RUNS):
        for name, module in MODULES.items():
            spent = seconds(module)
            if run >= 0:
                times[name].append(spent)
    series = {name: Series((tuple(found),)) for name, found in times.items()}
    return [
        Measure(
            "importer",
            name,
            judged=one.median,
            limit=float("inf"),
            bar="pour mémoire",
            time=one,
            floor=series["rien"],
            plancher="interpréteur seul",
        )
        for name, one in series.items()
    ]
