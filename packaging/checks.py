"""What must hold before a change is kept: style, types, layers, tests."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT, prepare, without_window

LINT = {
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "ruff check": ["-m", "ruff", "check", "."],
    "basedpyright": ["-m", "basedpyright"],
    "import-linter": [
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ],
}


def lint(_rest: Sequence[str]) -> int:
    """Run every check but the tests."""
    return report(run_steps(prepare(), LINT))


def test(rest: Sequence[str]) -> int:
    """Run every check, then the tests; `rest` goes to pytest, whose last line ends the output."""
    python = prepare()
    failed = run_steps(python, LINT)
    if failed:
        report(failed)
    return report([*failed, *run_steps(python, {"pytest": ["-m", "pytest", *rest]})])


def run_steps(python: Path, steps: dict[str, list[str]]) -> list[str]:
    """Run them all, even after a failure; return the names of those that failed."""
    failed: list[str] = []
    for name, command in steps.items():
        print(f"── {name}", flush=True)
        start = time.monotonic()
        status = subprocess.run([python, *command], cwd=ROOT, env=without_window(), check=False)
        if status.returncode:
            failed.append(name)
        if name != "pytest":
            print(f"   {time.monotonic() - start:.1f} s", flush=True)
    return failed


def report(failed: list[str]) -> int:
    """Name what failed; nothing is added to a success."""
    if failed:
        print(f"FAILED: {', '.join(failed)}", file=sys.stderr, flush=True)
    return 1 if failed else 0
