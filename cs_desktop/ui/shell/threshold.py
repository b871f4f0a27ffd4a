"""The window of the program before the program is imported (A13).

It paints the frame that will come, at the same pixels, then holds the real one. What is imported
here is what the first image waits for: neither the theme, nor fonts, nor the `Qt` namespace, whose
enumerations take PySide6 as long to make as all the rest of this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRect, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from cs_desktop.ui.kit.tokens import Scale, Tokens
from cs_desktop.ui.shell.breakpoints import COLLAPSED_UNDER
from cs_desktop.ui.shell.logo import paint_logo

TITLE = "CS Desktop"
_PATIENCE_MS = 1_500  # an opening that lasts is told by its page, and so is a refusal
_DARK_UNDER = 128
_TITLE_BAR = 40  # of the highest desktop; to ask `QStyle` takes 9 ms of the first image


@dataclass(frozen=True, slots=True)
class Look:
    """What this computer remembers of the window."""

    tokens: Tokens
    mode: str
    zoom: float
    geometry: str
    frame: bool  # a base without account opens on the frame, another one on a page of the door


class Threshold(QWidget):
    """The window on the screen; `receive` gives it its contents."""

    painted = Signal()  # once

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._content: QWidget | None = None
        self._cover: _Cover | None = _Cover(look, self)
        self._cover.painted.connect(self.painted)
        self.setWindowTitle(TITLE)
        shape(self, look.tokens, look.geometry)

    def receive(self, content: QWidget) -> None:
        """Lay the real window under the painted one; `reveal` shows it."""
        self._content = content
        content.setParent(self)
        content.setGeometry(self.rect())
        content.show()
        if self._cover is not None:
            self._cover.raise_()
            if not self._cover.look.frame:
                self.reveal()
            else:
                QTimer.singleShot(_PATIENCE_MS, self, self.reveal)

    @Slot()
    def reveal(self) -> None:
        """Take the painted frame away: the real one is filled."""
        cover, self._cover = self._cover, None
        if cover is not None:
            cover.hide()
            cover.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self._content, self._cover):
            if part is not None:
                part.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """The contents may refuse: work is under way."""
        event.setAccepted(self._content is None or self._content.close())


class _Cover(QWidget):
    """The frame without its words."""

    painted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._scale = Scale(look.zoom)
        self._colors = look.tokens.dark if _is_dark(look.mode) else look.tokens.light
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colors["window"]))
        if self.look.frame:
            self._paint_frame(painter)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self.painted.emit)

    def _paint_frame(self, painter: QPainter) -> None:
        px, line, size = self._scale.px, self._scale.line, self.look.tokens.size
        narrow = round(self.width() / self.look.zoom) < COLLAPSED_UNDER
        side = px(size["sidebarCollapsed" if narrow else "sidebar"])
        bottom, bar, brand = px(28), px(56), px(56)
        floor = self.height() - bottom
        right = self.width() - side
        for box, token in (
            (QRect(0, 0, side, floor), "sidebar"),
            (QRect(side, 0, right, bar - line), "surface"),
            (QRect(side, bar - line, right, line), "border"),
            (QRect(0, floor, self.width(), line), "border"),
            (QRect(0, floor + line, self.width(), bottom - line), "surfaceAlt"),
        ):
            painter.fillRect(box, QColor(self._colors[token]))
        paint_logo(painter, px(12), (brand - px(30)) // 2, self._scale, self.look.tokens.dark)


def shape(window: QWidget, tokens: Tokens, geometry: str) -> None:
    """The size and the place that the window had the last time."""
    smallest = QSize(tokens.size["minWindowWidth"], tokens.size["minWindowHeight"])
    window.setMinimumSize(smallest)
    kept = QByteArray.fromBase64(geometry.encode("ascii"))
    if not geometry or not window.restoreGeometry(kept):
        window.resize(first_size(window.screen().availableGeometry(), smallest, _TITLE_BAR))


def first_size(room: QRect, smallest: QSize, title_bar: int) -> QSize:
    """The size of the drawings, or what the screen leaves under the title bar of the desktop."""
    left = QSize(room.width(), room.height() - title_bar)
    return QSize(1366, 768).boundedTo(left).expandedTo(smallest)


def _is_dark(mode: str) -> bool:
    """Told by the palette for a computer that decides: `QStyleHints` answers in `Qt`."""
    if mode != "system":
        return mode == "dark"
    return QApplication.palette().window().color().lightness() < _DARK_UNDER
