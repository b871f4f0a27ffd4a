"""The lock and its export hold the same versions, hashed, from the public index alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.support.source import ROOT

LOCK = (ROOT / "uv.lock").read_text("utf-8")
EXPORT = (ROOT / "packaging/requirements-dev.txt").read_text("utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
INDEX = "https://pypi.org/simple"
PUBLIC = (INDEX, "https://files.pythonhosted.org/packages/")


def locked(lock: str) -> dict[str, str]:
    """The version of each package, but for our own project."""
    packages = tomllib.loads(lock)["package"]
    return {p["name"]: p["version"] for p in packages if "registry" in p["source"]}


def exported(export: str) -> dict[str, str]:
    """The version of each line of the export."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", export, re.MULTILINE))


def faults(lock: str, export: str) -> list[str]:
    """Differences between both files, foreign addresses, entries without a hash."""
    found = [
        f"{name}: {locked(lock).get(name)} locked, {exported(export).get(name)} exported"
        for name in sorted(locked(lock).keys() | exported(export).keys())
        if locked(lock).get(name) != exported(export).get(name)
    ]
    found += [
        f"{address} is not public"
        for address in re.findall(r"(?:[a-z]+://|//)[^\s\"]+", lock + export)
        if not address.startswith(PUBLIC)
    ]
    for entry in re.split(r"\n(?=[a-z0-9])", export.strip()):
        if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry):
            found.append(f"{entry.splitlines()[0]} has no hash")
    found += [
        f"{option} has no place in the export"
        for option in re.findall(r"^--?[a-z-]+", export, re.MULTILINE)
    ]
    return found


def outdated(pyproject: str, lock: str) -> list[str]:
    """Direct dependencies that changed without `dev.py lock`."""
    project = tomllib.loads(pyproject)["project"]
    ours = next(p for p in tomllib.loads(lock)["package"] if p["name"] == project["name"])
    written = {
        re.sub(r"\s*;.*", "", r["name"].lower() + r.get("specifier", "").replace(" ", ""))
        for r in ours["metadata"]["requires-dist"]
    }
    wanted = [*project["dependencies"]]
    for group in project["optional-dependencies"].values():
        wanted += group
    return [line for line in wanted if not _same(line, written)]


def _same(line: str, written: set[str]) -> bool:
    name, specifier = re.fullmatch(r"([A-Za-z0-9.-]+)(.*)", line.replace(" ", "")).groups()  # type: ignore[union-attr]
    bounds = sorted(specifier.split(","))
    return any(
        entry.startswith(name.lower()) and sorted(entry[len(name) :].split(",")) == bounds
        for entry in written
    )


def test_lock_and_export_agree_and_are_public() -> None:
    assert len(locked(LOCK)) > 30
    assert faults(LOCK, EXPORT) == []


def test_the_lock_follows_pyproject() -> None:
    assert outdated(PYPROJECT, LOCK) == []


def test_each_fault_of_the_lock_is_caught(tmp_path: Path) -> None:
    mirror = LOCK.replace(INDEX, "https://mirror.example.org/pypi", 1)
    assert faults(mirror, EXPORT) == ["https://mirror.example.org/pypi is not public"]
    assert faults(LOCK.replace('"alembic"\nversion = "', '"alembic"\nversion = "9'), EXPORT)
    assert faults(LOCK, "--no-binary :all:\n" + EXPORT)
    assert faults(LOCK, EXPORT + "leftpad==1.0 \\\n    --hash=sha256:00\n")
    unhashed = re.sub(r"^(alembic==\S+) \\\n(?:    --hash.*\n)+", r"\1\n", EXPORT)
    assert [fault for fault in faults(LOCK, unhashed) if "hash" in fault] == [
        f"{EXPORT.splitlines()[0].split()[0]} has no hash"
    ]


def test_a_dependency_added_without_locking_is_caught() -> None:
    moved = PYPROJECT.replace('"platformdirs>=', '"leftpad>=1",\n    "platformdirs>=', 1)
    assert outdated(moved, LOCK) == ["leftpad>=1"]
    raised = PYPROJECT.replace('"platformdirs>=4', '"platformdirs>=5', 1)
    assert len(outdated(raised, LOCK)) == 1
