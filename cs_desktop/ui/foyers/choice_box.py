"""A list of choices that depends on the foyer on show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker

from cs_desktop.ui.kit.fields import ComboBox

T = TypeVar("T")


class ChoiceBox(ComboBox[T]):
    """A combo box whose choices are replaced each time another foyer is shown."""

    def offer(self, choices: Iterable[tuple[T | None, str]]) -> None:
        """Propose these, the first one chosen."""
        quiet = QSignalBlocker(self)
        self.clear()
        self._values.clear()
        for value, label in choices:
            self.add(value, label)
        quiet.unblock()
        self.setCurrentIndex(0 if self.count() else -1)

    def set_value(self, value: T | None) -> None:
        """An empty box goes to its first choice, « Non précisé »."""
        super().set_value(value)
        if self.currentIndex() < 0 and self.count():
            self.setCurrentIndex(0)
