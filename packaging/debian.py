"""What Debian and its relatives must add for Python's venv and for Qt, found by really loading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
QT_DISPLAY = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
LOAD = """
import ctypes, json, sys
missing = []
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        missing.append(name)
print(json.dumps(missing))
"""
OPEN = "from PySide6.QtWidgets import QApplication; from PySide6 import QtSvg; QApplication([])"


def missing_venv(python: str) -> list[str]:
    """The package to add when `python` cannot make a virtual environment."""
    command = [python, "-c", "import ensurepip, venv"]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def missing_libraries(python: Path, *, display: bool) -> list[str]:
    """The packages of the libraries that Qt does not find; checked with the real interpreter."""
    if sys.platform != "linux":
        return []
    wanted = QT | QT_DISPLAY if display else QT
    answer = subprocess.run(
        [python, "-c", LOAD, *wanted], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return sorted(wanted[name] for name in json.loads(answer.stdout))


def refusal_of_qt(python: Path) -> str:
    """What Qt says when it cannot open an application, else nothing."""
    answer = subprocess.run(
        [python, "-c", OPEN],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    return "" if answer.returncode == 0 else answer.stderr.strip().splitlines()[-1]


def install(packages: list[str]) -> bool:
    """Refresh apt's lists and add `packages`; tell whether it succeeded."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run(["apt-get", "-q", *command], env=environment, check=False).returncode == 0
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages])
    )
