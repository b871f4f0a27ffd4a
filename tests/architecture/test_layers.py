"""The import contracts of pyproject.toml catch what they forbid."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source import ROOT, write

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
PACKAGES = """
. cli ui ui/kit ui/parts ui/shell ui/adhesions ui/foyers ui/imports ui/personnes
services services/documents persistence reports echanges system domain
"""
SKELETON = {f"{package}/__init__.py": "" for package in PACKAGES.split()}
SKELETON |= {"__main__.py": "", "app.py": "", "cli/acces.py": ""}


def lint(root: Path, modules: dict[str, str]) -> str:
    """The report of import-linter on a small tree under our contracts; empty when all hold."""
    write(root / "cs_desktop", SKELETON | modules)
    (root / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout if done.returncode else ""


def test_a_house_in_order_passes(tmp_path: Path) -> None:
    assert not lint(
        tmp_path,
        {
            "__main__.py": "from cs_desktop import app\nfrom cs_desktop.cli import main\n",
            "app.py": "import cs_desktop.ui.shell.window\nimport cs_desktop.services.personnes\n",
            "cli/main.py": "from cs_desktop.services import personnes\n",
            "ui/shell/window.py": "import PySide6\nfrom cs_desktop.services import personnes\n",
            "services/personnes.py": "from cs_desktop.persistence import personnes\n",
            "services/documents/personnes.py": "from cs_desktop.reports import personnes\n",
            "persistence/personnes.py": "import sqlalchemy\nimport cs_desktop.domain\n",
            "reports/personnes.py": "import reportlab\n",
            "domain/personnes.py": "import datetime\n",
        },
    )


@pytest.mark.parametrize(
    ("module", "text", "contract"),
    [
        ("domain/personnes.py", "import cs_desktop.system\n", "Layers point downwards"),
        ("domain/personnes.py", "import sqlalchemy\n", "standard library alone"),
        ("services/personnes.py", "import cs_desktop.ui.kit\n", "Layers point downwards"),
        ("persistence/personnes.py", "import cs_desktop.system\n", "Layers point downwards"),
        ("cli/main.py", "import cs_desktop.ui\n", "command line never imports a screen"),
        ("ui/personnes/liste.py", "import cs_desktop.persistence\n", "Only services open"),
        ("cli/main.py", "import cs_desktop.persistence\n", "Only services open"),
        ("ui/personnes/liste.py", "import cs_desktop.system\n", "Screens do not reach"),
        ("services/personnes.py", "import cs_desktop.reports\n", "Only services.documents"),
        ("services/personnes.py", "import PySide6\n", "Qt stays"),
        ("services/personnes.py", "import sqlalchemy\n", "SQL stays"),
        ("app.py", "import sqlcipher3\n", "SQLite drivers"),
        ("ui/kit/chart.py", "import reportlab\n", "ReportLab stays"),
        ("ui/kit/table.py", "import cs_desktop.ui.shell\n", "stand on the kit"),
        ("ui/parts/choix.py", "import cs_desktop.ui.personnes\n", "knows no feature"),
        ("ui/shell/window.py", "import cs_desktop.ui.personnes\n", "knows no feature"),
    ],
)
def test_each_contract_catches_what_it_forbids(
    tmp_path: Path, module: str, text: str, contract: str
) -> None:
    report = lint(tmp_path, {module: text})
    broken = [line for line in report.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), report


def test_a_cycle_is_caught(tmp_path: Path) -> None:
    report = lint(
        tmp_path,
        {
            "domain/a.py": "import cs_desktop.domain.b\n",
            "domain/b.py": "import cs_desktop.domain.a\n",
        },
    )
    assert "No cycles BROKEN" in report
