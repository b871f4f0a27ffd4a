"""A sentence above the content, with its remedies; it stays until solved or put away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from cs_desktop.ui.kit.buttons import IconButton
from cs_desktop.ui.kit.errors import Notice, Remedy
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Link, Paragraph
from cs_desktop.ui.kit.layouts import row

_ICONS = {
    "bad": ("circle-alert", "danger"),
    "warn": ("triangle-alert", "warning"),
    "info": ("info", "info"),
    "ok": ("circle-check", "success"),
}


class NoticeBand(QFrame):
    """Built from a `Notice`; told to screen readers as an alert."""

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("role", "band")
        self.setProperty("tone", notice.tone)
        self.setAccessibleName(notice.sentence)
        icon, tint = _ICONS[notice.tone]
        self.links = [self._link(remedy) for remedy in notice.remedies]
        line = row(8, (12, 4, 4, 4))
        line.addWidget(Glyph(icon, tint, 18))
        line.addWidget(Paragraph(notice.sentence, "help"), 1)
        for link in self.links:
            line.addWidget(link)
        close = IconButton("x", "Fermer ce message", height="controlSmall")
        close.clicked.connect(self.closed)
        line.addWidget(close)
        self.setLayout(line)

    def announce(self) -> None:
        """Have screen readers say the sentence; call once the band is shown."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _link(self, remedy: Remedy) -> Link:
        link = Link(remedy.text, "label")
        link.clicked.connect(partial(self._press, remedy))
        return link

    def _press(self, remedy: Remedy) -> None:
        self.closed.emit()
        remedy.do()
