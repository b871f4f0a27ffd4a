"""The pages of Réglages: one subject each, a column of cards that scrolls inside the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.screen import Screen

BREADCRUMB = "Réglages › {}"
_WIDEST = 760


class SettingsPage(Screen):
    """Base of the pages: `cards` receives them from top to bottom."""

    title = ""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.set_heading(self.title, BREADCRUMB.format(self.title))
        self.cards: QVBoxLayout = column(12, (4, 4, 4, 4))
        inside, middle, across = QWidget(), QWidget(), row(0)
        inside.setProperty("role", "scrolled")
        inside.setLayout(self.cards)
        sized(inside, max_width=_WIDEST)
        across.addWidget(inside, 1, Qt.AlignmentFlag.AlignTop)
        across.addStretch(0)
        middle.setProperty("role", "scrolled")
        middle.setLayout(across)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        whole = column(0)
        whole.addWidget(area)
        self.setLayout(whole)
