"""The fonts of the house, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cs_desktop.reports import fonts

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture(autouse=True, scope="session")
def _fonts() -> None:
    fonts.register(FONTS)
