"""Above the list: its filter field, its buttons, « Filtres » and « Exporter »."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cs_desktop.domain.personnes import FiltrePersonnes, ResumePersonnes
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.filters import FilterButtons
from cs_desktop.ui.kit.labels import Link
from cs_desktop.ui.kit.layouts import grid, row, sized
from cs_desktop.ui.kit.search_field import SearchField
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.personnes.filters import (
    BUTTONS,
    TOUS,
    counts,
    secondary_count,
    with_button,
    without_secondary,
)

FIELD, LEAST_FIELD, WIDE_FIELD = 300, 160, 480
GAP, AROUND = 8, 204 + 2 * 16  # between parts; the sidebar and the sides of the content
ONE_LINE_FROM = 1240  # effective width; under it the buttons go to a second line


class ListToolbar(QWidget):
    """Holds the filter of the list; tells each new one."""

    filtered = Signal(object)  # FiltrePersonnes
    filters_asked = Signal()

    def __init__(self, *, may_export: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filtre = FiltrePersonnes()
        self.field = SearchField("Filtrer les adhérents")
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons = FilterButtons(BUTTONS, "Filtres rapides")
        self.filters = Button("Filtres", icon="list-filter", height="controlSmall")
        self.clear = Link("Effacer les filtres", "help")
        self.export = Button("Exporter", icon="download", height="controlSmall")
        self.export.setToolTip("Exporter ce qui est affiché (Ctrl+E)")
        if not may_export:
            self.export.hide()
        self.panel = IconButton(
            "layout-list", "Afficher le panneau", "normal", height="controlSmall"
        )
        self.panel.hide()
        self.clear.hide()
        self._grid: QGridLayout = grid(GAP, GAP)
        self._grid.setColumnStretch(2, 1)
        self.setLayout(self._grid)
        self._one_line: bool | None = None
        self._right = QWidget()
        line = row(8)
        for widget in (self.clear, self.filters, self.export, self.panel):
            line.addWidget(widget)
        self._right.setLayout(line)
        self._effective = 0
        self._arrange()  # a first layout must not widen the window
        self.field.textEdited.connect(self._typed)
        self.field.searched.connect(self._typed)
        self.buttons.chosen.connect(self._pressed)
        self.filters.clicked.connect(self.filters_asked)
        self.clear.clicked.connect(self._clear_secondary)

    def set_filter(self, filtre: FiltrePersonnes) -> None:
        """Another filter of the panel; the text and the button stay."""
        self.filtre = filtre
        count = secondary_count(filtre)
        self.filters.set_text(f"Filtres · {count}" if count else "Filtres")
        self.clear.setVisible(count > 0)
        self._arrange()
        self.filtered.emit(filtre)

    def clear_all(self) -> None:
        """Back to everybody in use."""
        self.field.clear()
        self.buttons.set_value(TOUS)
        self.set_filter(FiltrePersonnes())

    def set_counts(self, resume: ResumePersonnes) -> None:
        """What each button leaves, under the same text and filters."""
        self.buttons.set_counts(counts(resume))
        self._arrange()

    def narrow(self, effective_width: int) -> None:
        """Give the buttons a line of their own when the width is missing."""
        self._effective = effective_width
        self._arrange()

    def _has_room(self) -> bool:
        """Whether everything stands side by side, « Effacer les filtres » included."""
        px = theme().px
        wanted = self.buttons.sizeHint().width() + self._right.sizeHint().width()
        return wanted + px(FIELD + 3 * GAP) <= px(self._effective - AROUND)

    def _arrange(self) -> None:
        one_line = self._effective >= ONE_LINE_FROM and self._has_room()
        if one_line == self._one_line:
            return
        self._one_line = one_line
        for widget in (self.field, self.buttons, self._right):
            self._grid.removeWidget(widget)
        if one_line:
            sized(self.field, min_width=FIELD, max_width=FIELD)
            self._grid.addWidget(self.field, 0, 0)
            self._grid.addWidget(self.buttons, 0, 1)
        else:
            sized(self.field, min_width=LEAST_FIELD, max_width=WIDE_FIELD)
            self._grid.addWidget(self.field, 0, 0, 1, 3)
            self._grid.addWidget(self.buttons, 1, 0, 1, 4)
        self._grid.addWidget(self._right, 0, 3)

    def _typed(self, text: str) -> None:
        if text.strip() != self.filtre.texte:
            self.set_filter(replace(self.filtre, texte=text.strip()))

    def _pressed(self, code: str) -> None:
        self.set_filter(with_button(self.filtre, code))

    def _clear_secondary(self) -> None:
        self.set_filter(without_secondary(self.filtre))
