"""The filters of a list, with the number of rows that each one leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from cs_desktop.domain.text import nombre
from cs_desktop.ui.kit.buttons import FilterButton
from cs_desktop.ui.kit.layouts import row


class FilterButtons(QWidget):
    """Filters of a list, one pressed at a time, with the number of rows of each."""

    chosen = Signal(object)

    def __init__(
        self, filters: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, FilterButton] = {}
        self._group = QButtonGroup(self)
        line = row(8)
        for code, label in filters:
            button = FilterButton(label)
            self._buttons[code] = button
            self._group.addButton(button)
            line.addWidget(button)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if filters:
            self._buttons[filters[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._on_click)

    def value(self) -> str:
        """Code of the pressed filter."""
        return next(code for code, button in self._buttons.items() if button.isChecked())

    def set_value(self, code: str) -> None:
        self._buttons[code].setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show the number of rows that each filter leaves."""
        for code, button in self._buttons.items():
            button.set_count(nombre(counts[code]) if code in counts else "")
        self.updateGeometry()  # what holds the group lays it out again

    def button(self, code: str) -> FilterButton:
        return self._buttons[code]

    def _on_click(self) -> None:
        self.chosen.emit(self.value())
