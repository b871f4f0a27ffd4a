"""Makes `.venv` from the hashed export, once, and makes sure that Qt loads in it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
EXPORT = ROOT / "packaging" / "requirements-dev.txt"
STAMP = VENV / "prepared"


class Refused(Exception):
    """The machine lacks something that we may not install; the text says what to type."""


def prepare(*, display: bool = False) -> Path:
    """Make the environment if the export changed since; return its Python."""
    python = venv_python(VENV)
    stale = not (python.exists() and STAMP.exists() and STAMP.read_text("utf-8") == digest())
    if stale:
        build(python)
    lacking = debian.missing_libraries(python, display=display)
    need(lacking, "Qt needs libraries of the system")
    if stale or lacking:
        refusal = debian.refusal_of_qt(python)
        if refusal:
            raise Refused(f"Qt does not start on this machine: {refusal}")
    return python


def venv_python(venv: Path) -> Path:
    """The interpreter of a virtual environment on this system."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def digest() -> str:
    """Names what the environment is made of: versions and hashes, not the comments beside."""
    lines = EXPORT.read_text("utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return hashlib.sha256(kept.encode()).hexdigest()


def without_window() -> dict[str, str]:
    """The variables of a command that must open no window."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def build(python: Path) -> None:
    """Make `.venv` anew: a package that left the export must not linger."""
    # Started from a virtual environment, even this one: build on the Python below it.
    below: str = getattr(sys, "_base_executable", sys.executable)
    need(debian.missing_venv(below), "Python's venv module is missing")
    print("Preparing .venv (once)…", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    for command in (
        [below, "-m", "venv", str(VENV)],
        [*pip, "--require-hashes", "--requirement", str(EXPORT)],
    ):
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            raise Refused(
                "The environment could not be made (the reason is above). "
                "The packages come from PyPI: check the network, then start again."
            )
    STAMP.write_text(digest(), "utf-8")


def need(packages: list[str], why: str) -> None:
    """Install `packages` with apt when we may; otherwise give the exact line to type."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Refused(f"{why}. Install what your system calls: {names}, then start again.")
    if os.geteuid() != 0:
        raise Refused(
            f"{why}. Type this line, then start again:\n\n    sudo apt-get install {names}\n"
        )
    print(f"{why}: installing {names} with apt…", flush=True)
    if not debian.install(packages):
        raise Refused(f"apt could not install them (the reason is above): {names}")
