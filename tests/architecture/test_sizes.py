"""Files, classes and functions stay short enough to be read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.source import ROOT, Module, modules, write

FILE, LONG_FILE, CLASS, FUNCTION, LAYOUT = 300, 500, 250, 50, 80
REASON = "# Longue : "
LAYOUT_FOLDERS = ("cs_desktop/ui/", "cs_desktop/reports/")
FOLDERS = ("cs_desktop", "packaging", "tests")


def too_long(root: Path, *folders: str) -> list[str]:
    """What passes a limit; a file up to 500 lines states its reason on its first line."""
    return [fault for module in modules(root, *folders) for fault in _faults(module)]


def _faults(module: Module) -> Iterator[str]:
    lines = len(module.text.splitlines())
    reason = (
        module.text.startswith(REASON) and module.text.splitlines()[0].strip() != REASON.strip()
    )
    if lines > (LONG_FILE if reason else FILE):
        yield f"{module.name}: file of {lines} lines"
    function = LAYOUT if module.name.startswith(LAYOUT_FOLDERS) else FUNCTION
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            kind, limit = "class", CLASS
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            kind, limit = "function", function
        else:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > limit:
            yield f"{module.place(node)}: {kind} {node.name} of {length} lines"


def test_everything_is_short() -> None:
    assert too_long(ROOT, *FOLDERS) == []


def _body(lines: int) -> str:
    return "".join(f"    x{n} = {n}\n" for n in range(lines))


def test_a_long_file_is_caught_unless_it_says_why(tmp_path: Path) -> None:
    long = "x = 1\n"
    root = write(
        tmp_path,
        {
            "at_limit.py": long * 300,
            "over.py": long * 301,
            "reasoned.py": "# Longue : une table par article du règlement\n" + long * 499,
            "unreasoned.py": "# Longue : \n" + long * 300,
            "far_over.py": "# Longue : une table\n" + long * 500,
        },
    )
    assert [fault.split(":")[0] for fault in too_long(root)] == [
        "far_over.py",
        "over.py",
        "unreasoned.py",
    ]


def test_long_classes_and_functions_are_caught(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "short.py": "def f():\n" + _body(49) + "class C:\n" + _body(249),
            "long.py": "def f():\n" + _body(50),
            "longer.py": "class C:\n" + _body(250),
            "cs_desktop/ui/ecran.py": "def layout():\n" + _body(79),
            "cs_desktop/reports/fiche.py": "def layout():\n" + _body(80),
            "cs_desktop/services/calcul.py": "def layout():\n" + _body(79),
        },
    )
    assert too_long(root) == [
        "cs_desktop/reports/fiche.py:1: function layout of 81 lines",
        "cs_desktop/services/calcul.py:1: function layout of 80 lines",
        "long.py:1: function f of 51 lines",
        "longer.py:1: class C of 251 lines",
    ]
