"""Sizes that follow the zoom: each layout and widget remembers its pixels at 100 %.

`layouts.py` writes them, the theme applies them again when the zoom changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from cs_desktop.ui.kit.tokens import Scale

SPACES = "kit_spaces"  # dynamic property of layouts: gap, vertical gap, left, top, right, bottom
SIZES = "kit_sizes"  # dynamic property of widgets: {setter: pixels}


def apply_spaces(layout: QLayout, scale: Scale) -> None:
    """Set the gaps and margins that `layout` remembers, at `scale`."""
    spaces = layout.property(SPACES)
    if spaces is None:
        return
    gap, vertical_gap, *margins = (scale.px(value) for value in spaces)
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(gap)
        layout.setVerticalSpacing(vertical_gap)
    else:
        layout.setSpacing(gap)
    layout.setContentsMargins(*margins)


def apply_sizes(widget: QWidget, scale: Scale) -> None:
    """Set the fixed and extreme sizes that `widget` remembers, at `scale`."""
    sizes: dict[str, Any] | None = widget.property(SIZES)
    for name, value in (sizes or {}).items():
        getattr(widget, name)(scale.px(value))


def rescale(widgets: Iterable[QWidget], scale: Scale) -> None:
    """Apply `scale` to every widget and to its layouts, nested ones included."""
    for widget in widgets:
        apply_sizes(widget, scale)
        layout = widget.layout()
        if layout is not None:
            _rescale_layout(layout, scale)


def _rescale_layout(layout: QLayout, scale: Scale) -> None:
    apply_spaces(layout, scale)
    for child in QObject.children(layout):
        if isinstance(child, QLayout):
            _rescale_layout(child, scale)
