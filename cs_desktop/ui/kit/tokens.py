"""The design tokens: every colour, size, radius and type style of the interface.

The values live in `resources/tokens.json`, which the contrast tests read too. Sizes are pixels at
100 %; `Scale` multiplies them by the zoom, and nothing else in the program does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ZOOMS = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
THICK_LINES_ABOVE = 1.5  # borders keep 1 px up to 150 %, then 2 px


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size and line height in pixels at 100 %, and weight on the OpenType scale."""

    size: int
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """`tokens.json`, read once."""

    light: dict[str, str]
    dark: dict[str, str]
    size: dict[str, int]
    radius: dict[str, int]
    icon: dict[str, int]
    time: dict[str, int]
    style: dict[str, TypeStyle]
    family: str
    family_figures: str
    fallback: tuple[str, ...]


def read_tokens(path: Path) -> Tokens:
    """The tokens of `path`; a missing or damaged file is a packaging bug and raises."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Tokens(
        light=raw["color"]["light"],
        dark=raw["color"]["dark"],
        size=raw["size"],
        radius=raw["radius"],
        icon={name: value for name, value in raw["icon"].items() if isinstance(value, int)},
        time=raw["time"],
        style={
            name: TypeStyle(value["size"], value["line"], value["weight"])
            for name, value in raw["type"]["style"].items()
        },
        family=raw["type"]["family"],
        family_figures=raw["type"]["familyFigures"],
        fallback=tuple(raw["type"]["fallback"]),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels at the current zoom."""

    zoom: float = 1.0

    def px(self, size: float) -> int:
        """`size` pixels of the drawings, at this zoom."""
        return round(size * self.zoom)

    @property
    def line(self) -> int:
        """Width of a border."""
        return 1 if self.zoom <= THICK_LINES_ABOVE else 2

    @property
    def ring(self) -> int:
        """Width of the focus ring and of the border of a focused field."""
        return max(2, self.px(2))
