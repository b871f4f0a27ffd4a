"""Rows ticked by the person: ids, kept while the list is filtered, sorted and paged."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The ticked ids, in the order of the ticks."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[int, None] = {}

    @property
    def ids(self) -> list[int]:
        return list(self._ids)

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def set(self, ids: Iterable[int], *, ticked: bool) -> None:
        """Tick or untick rows; tells once, and only if something changed."""
        before = len(self._ids)
        for row_id in ids:
            if ticked:
                self._ids[row_id] = None
            else:
                self._ids.pop(row_id, None)
        if len(self._ids) != before:
            self.changed.emit()

    def toggle(self, row_id: int) -> None:
        self.set((row_id,), ticked=row_id not in self._ids)

    def clear(self) -> None:
        self.set(self.ids, ticked=False)
