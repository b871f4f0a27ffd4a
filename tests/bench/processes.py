"""The processes that a bench starts: like those of a person, whose program is compiled already."""

from __future__ import annotations

import os

from tests.bench.bases import FOLDER


def environment() -> dict[str, str]:
    """Bytecode is kept, in the folder of the bench: some machines forbid it elsewhere."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPYCACHEPREFIX": str(FOLDER / "pycache"), "QT_QPA_PLATFORM": "offscreen"}
    return kept | own
