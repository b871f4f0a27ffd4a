"""From the start of the process to what it paints, against an empty window of PySide6."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import processes
from tests.bench.measures import Measure, Series
from tests.support.source import ROOT

RUNS = 7
LIMIT_S = 30


def events(module: str, *arguments: str) -> dict[str, float]:
    """Milliseconds from the start of a process to each thing it says."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic_ns()
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=processes.environment() | {"CS_DESKTOP_DOSSIER": folder},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=True,
        )
    said = (line.split() for line in done.stdout.splitlines())
    return {name: (int(instant) - start) / 1e6 for name, instant in said}


def measure(base: Path) -> list[Measure]:
    """In turn: an empty window, the program, an interpreter that imports nothing."""
    empty: list[float] = []
    first: list[float] = []
    usable: list[float] = []
    for run in range(-1, RUNS):
        floor, program = (
            events("tests.bench.empty_window"),
            events("tests.bench.real_window", "--base", str(base)),
        )
        if run >= 0:
            empty.append(floor["peinte"])
            first.append(program["peinte"])
            usable.append(program["liste"])
    floor_series = Series((tuple(empty),))
    painted, listed = Series((tuple(first),)), Series((tuple(usable),))
    return [
        Measure(
            "démarrer",
            "première image",
            judged=painted.median / floor_series.median,
            limit=1.3,
            bar="≤ 1,3 × fenêtre vide",
            unit=" ×",
            time=painted,
            floor=floor_series,
            plancher="fenêtre PySide6 vide, dans son processus",
        ),
        Measure(
            "démarrer",
            "liste utilisable, base de démonstration",
            judged=listed.median,
            limit=1000,
            bar="≤ 1 s",
            time=listed,
            floor=floor_series,
            plancher="fenêtre PySide6 vide, dans son processus",
        ),
    ]
