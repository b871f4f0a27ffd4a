"""The entry point chooses between window and verbs before anything heavy is imported (A13)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cs_desktop.__main__ import opens_window
from tests.support.source import ROOT

HEAVY = ("PySide6", "alembic", "cryptography", "reportlab", "sqlalchemy", "sqlcipher3")
LOADED = """
import sys
import main
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize("arguments", [[], ["--base", "centre.csd"], ["--base=centre.csd"]])
def test_nothing_or_a_base_opens_the_window(arguments: list[str]) -> None:
    assert opens_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--aide"],
        ["--base"],
        ["chercher", "dupont"],
        ["--base", "centre.csd", "chercher", "dupont"],
        ["verbe-inconnu"],
        ["--inconnu"],
    ],
)
def test_everything_else_is_for_the_command_line(arguments: list[str]) -> None:
    assert not opens_window(arguments)


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_entry_point_loads_nothing_heavy() -> None:
    assert loaded(LOADED).isdisjoint(HEAVY)


def test_a_heavy_import_would_be_seen() -> None:
    assert not loaded("import sqlalchemy" + LOADED).isdisjoint(HEAVY)
