"""Layouts and sizes written in pixels of the drawings; the zoom is applied here and remembered."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cs_desktop.ui.kit.metrics import SIZES, SPACES, apply_sizes, apply_spaces
from cs_desktop.ui.kit.theme import theme

Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
L = TypeVar("L", bound=QLayout)
W = TypeVar("W", bound=QWidget)


def column(gap: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Children from top to bottom; margins are left, top, right, bottom."""
    return spaced(QVBoxLayout(), gap, margins)


def row(gap: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Children from left to right."""
    return spaced(QHBoxLayout(), gap, margins)


def grid(gap: int = 8, vertical_gap: int = 8, margins: Margins = NO_MARGINS) -> QGridLayout:
    return spaced(QGridLayout(), gap, margins, vertical_gap)


def spaced(layout: L, gap: int, margins: Margins = NO_MARGINS, vertical_gap: int = 0) -> L:
    """Give `layout` its gaps and margins, now and at each change of zoom."""
    layout.setProperty(SPACES, [gap, vertical_gap, *margins])
    apply_spaces(layout, theme().scale)
    return layout


def blank(size: int) -> QWidget:
    """An empty place of `size` pixels; unlike `addSpacing`, it follows the zoom."""
    return sized(QWidget(), width=size, height=size)


def sized(
    widget: W,
    *,
    width: int | None = None,
    height: int | None = None,
    min_width: int | None = None,
    max_width: int | None = None,
    min_height: int | None = None,
    max_height: int | None = None,
) -> W:
    """Fix or bound the size of `widget`, now and at each change of zoom."""
    sizes = {
        "setFixedWidth": width,
        "setFixedHeight": height,
        "setMinimumWidth": min_width,
        "setMaximumWidth": max_width,
        "setMinimumHeight": min_height,
        "setMaximumHeight": max_height,
    }
    kept = widget.property(SIZES) or {}
    kept.update({name: value for name, value in sizes.items() if value is not None})
    widget.setProperty(SIZES, kept)
    apply_sizes(widget, theme().scale)
    return widget
