"""The reference data as one loaded tree, and paths to walk in it.

A path reads « benevole[].heures_2026[].activite »: `[]` is each of a list, `*` each value of a
table, `@` each of its keys, a number one place of a list.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Tree = dict[str, Any]  # file name → parsed content


def load_tree(folder: Path) -> Tree:
    """Every file of the folder, parsed: TOML tables, CSV rows, texts. Raises on what is not."""
    tree: Tree = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            tree[path.relative_to(folder).as_posix()] = _parse(path)
    return tree


def _parse(path: Path) -> Any:
    content = path.read_bytes()
    if path.suffix == ".gz":  # long tables are checked whole; only their size is kept
        name = path.name.removesuffix(".gz")
        return len(_rows(gzip.decompress(content).decode("utf-8"), name))
    text = content.decode("utf-8")
    match path.suffix:
        case ".toml":
            return tomllib.loads(text)
        case ".csv":
            return _rows(text, path.name)
        case ".md" | ".txt":
            return text
        case other:
            raise ValueError(f"{path.name}: nobody reads files in {other}")


def _rows(text: str, name: str) -> list[dict[str, str]]:
    reader = csv.reader(text.splitlines(), delimiter=";", strict=True)
    header = next(reader)
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(reader, 2):
        if len(cells) != len(header):
            raise ValueError(f"{name} line {number}: {len(cells)} cells for {len(header)} titles")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


class Place(NamedTuple):
    """Where a value stands, so that a test may break it."""

    holder: Any
    key: Any
    value: Any
    is_key: bool

    def replace(self, value: object) -> None:
        """Put another value, or rename the key."""
        if self.is_key:
            self.holder[value] = self.holder.pop(self.key)
        else:
            self.holder[self.key] = value


def places(tree: Tree, file: str, path: str) -> list[Place]:
    """Every place of a file that a path reaches."""
    if file not in tree:
        return []
    steps = path.replace("[]", ".[]").strip(".").split(".")
    return list(_walk(tree[file], steps))


def values(tree: Tree, file: str, path: str) -> list[Any]:
    """Every value that a path reaches."""
    return [place.value for place in places(tree, file, path)]


def _walk(node: Any, steps: list[str]) -> Iterator[Place]:
    step, rest = steps[0], steps[1:]
    for key in _keys(node, step):
        if step == "@":
            yield Place(node, key, key, is_key=True)
        elif not rest:
            yield Place(node, key, node[key], is_key=False)
        else:
            yield from _walk(node[key], rest)


def _keys(node: Any, step: str) -> list[Any]:
    if isinstance(node, list):
        if step == "[]":
            return list(range(len(node)))
        return [int(step)] if step.isdigit() and int(step) < len(node) else []
    if isinstance(node, dict):
        if step in {"*", "@"}:
            return list(node)
        return [step] if step in node else []
    return []
