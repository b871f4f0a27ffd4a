"""Lucide icons, tinted with a token and rendered at the resolution of the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_CACHE_LIMIT = 600  # pixmaps; a full screen of the program uses about forty


class IconSet:
    """The SVG files of one folder; each is read once, each tint and size rendered once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float, float], QPixmap] = {}

    def pixmap(
        self, name: str, color: str, size: int, ratio: float, stroke: float = 2.0
    ) -> QPixmap:
        """The icon `name` in `#RRGGBB`, `size` logical pixels wide, for a screen at `ratio`."""
        key = (name, color, size, ratio, stroke)
        if key not in self._pixmaps:
            if len(self._pixmaps) >= _CACHE_LIMIT:
                self._pixmaps.clear()
            self._pixmaps[key] = self._render(*key)
        return self._pixmaps[key]

    def names(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def _render(self, name: str, color: str, size: int, ratio: float, stroke: float) -> QPixmap:
        source = self._source(name).replace("currentColor", color)
        source = source.replace('stroke-width="2"', f'stroke-width="{stroke:g}"', 1)
        side = round(size * ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


class TintedIcon(QIconEngine):
    """Paints with the colours of the moment, so that icons follow the theme without being reset."""

    def __init__(
        self, render: Callable[[str, str, int, float], QPixmap], name: str, tint: str, side: int
    ) -> None:
        super().__init__()
        self._render, self._name, self._tint, self._side = render, name, tint, side

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(corner, self._tinted(mode, side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._tinted(mode, min(size.width(), size.height()), 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._tinted(mode, round(min(size.width(), size.height()) / scale), scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(self._side, size.width(), size.height())
        return QSize(side, side)

    def clone(self) -> QIconEngine:
        return TintedIcon(self._render, self._name, self._tint, self._side)

    def _tinted(self, mode: QIcon.Mode, side: int, ratio: float) -> QPixmap:
        tint = "textDisabled" if mode == QIcon.Mode.Disabled else self._tint
        return self._render(self._name, tint, side, ratio)
