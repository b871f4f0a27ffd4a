"""A step that is higher than the window scrolls between the title and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from cs_desktop.ui.kit.layouts import column


def scrolled(page: QWidget, content: QLayout) -> QScrollArea:
    """Give `content` to `page`; where there is room it fills the page."""
    inside, area = QWidget(), QScrollArea()
    inside.setProperty("role", "scrolled")
    inside.setLayout(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(getattr(page, "title", ""))
    area.setWidget(inside)
    whole = column(0)
    whole.addWidget(area)
    page.setLayout(whole)
    return area
