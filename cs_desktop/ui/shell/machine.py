"""What this computer remembers: theme, zoom, window shape, second backup folder (A17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.ui.kit.theme import Mode, theme

ZOOMS = (100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class MachineValues:
    """The values; `app` writes them where the machine keeps its preferences."""

    theme: Mode = "system"
    zoom: int = 100
    geometrie: str = ""
    dossier_sauvegarde: Path | None = None


class Machine(QObject):
    """Applies the values to the running program and has them kept."""

    changed = Signal()
    not_kept = Signal(object)  # StockageIndisponible: applied, but lost when the program closes

    def __init__(
        self,
        values: MachineValues,
        keep: Callable[[MachineValues], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.values, self._keep = values, keep

    def set(self, **changes: Any) -> None:
        """Change values by name, apply them at once and keep them for the next time."""
        values = replace(self.values, **changes)
        if values == self.values:
            return
        self.values = values
        theme().set(values.theme, values.zoom / 100)
        self.changed.emit()
        try:
            self._keep(values)
        except StockageIndisponible as error:
            self.not_kept.emit(error)

    def zoom_in(self) -> None:
        """The next zoom up, if there is one."""
        self.set(zoom=min((z for z in ZOOMS if z > self.values.zoom), default=ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next zoom down, if there is one."""
        self.set(zoom=max((z for z in ZOOMS if z < self.values.zoom), default=ZOOMS[0]))
