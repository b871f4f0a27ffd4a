"""The four tiles of the program, drawn by whoever has a painter: the first image needs no theme."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from cs_desktop.ui.kit.tokens import Scale

# The tiles keep their colours in both themes: those of the dark one.
_TILES = (
    ("accent", 0, 0, 2.0),
    ("primary", 17, 0, 2.0),
    ("sidebarText", 0, 17, 2.0),
    ("data4", 17, 17, 6.5),
)


def paint_logo(
    painter: QPainter, left: int, top: int, scale: Scale, dark: Mapping[str, str]
) -> None:
    """Draw the tiles; `dark` holds the colours of the dark theme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    px = scale.px
    for token, x, y, radius in _TILES:
        path = QPainterPath()
        box = QRectF(left + px(x), top + px(y), px(13), px(13))
        path.addRoundedRect(box, px(radius), px(radius))
        painter.fillPath(path, QColor(dark[token]))
