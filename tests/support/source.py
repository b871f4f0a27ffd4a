"""Reads the project's own sources, for the tests that keep its rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IGNORED = [
    line.rstrip("/")
    for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    if line.endswith("/")
]
# What is made on the machine and never kept: anywhere, or at the top only.
MADE = frozenset(name for name in IGNORED if "/" not in name) | {".git"}
MADE_AT_TOP = frozenset(name.lstrip("/") for name in IGNORED) | {".git"}


@dataclass(frozen=True)
class Module:
    """One Python file, parsed."""

    path: Path
    name: str  # from the root, with slashes
    text: str
    tree: ast.Module

    def place(self, node: ast.AST) -> str:
        """Where a node stands, as an editor opens it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"

    def line(self, node: ast.expr) -> str:
        """The last line of a node, where its comment stands."""
        return self.text.splitlines()[(node.end_lineno or node.lineno) - 1]


def files(root: Path, *folders: str) -> Iterator[Path]:
    """Every kept file of the tree, or of some of its folders."""
    for start in [root / folder for folder in folders] or [root]:
        for path in sorted(start.rglob("*")):
            parts = path.relative_to(root).parts
            made = MADE.intersection(parts) or parts[0] in MADE_AT_TOP
            if path.is_file() and not made and path.suffix != ".pyc":
                yield path


def modules(root: Path, *folders: str) -> Iterator[Module]:
    """Every Python file of the tree, or of some of its folders."""
    for path in files(root, *folders):
        if path.suffix == ".py":
            text = path.read_text("utf-8")
            yield Module(path, path.relative_to(root).as_posix(), text, ast.parse(text))


def write(root: Path, sources: dict[str, str]) -> Path:
    """Make a small tree for a check to judge: path from the root, text."""
    for name, text in sources.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
