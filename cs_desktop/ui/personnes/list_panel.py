"""The list and its panel: which fiche is shown, whether the panel is open, how wide it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import ErreurAttendue, Introuvable
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.side_panel import NARROW_WINDOW, SidePanel
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.side_panel import PersonPanel
from cs_desktop.ui.personnes.words import instant_text
from cs_desktop.ui.shell.contexte import Contexte


class ListPanel(SidePanel):
    """Reads one fiche at a time; a held arrow key reads the last one only."""

    opening_changed = Signal()  # the person closed or opened the panel

    def __init__(self, contexte: Contexte, main: QWidget, *, may_edit: bool) -> None:
        self.person = PersonPanel(may_edit=may_edit)
        super().__init__(main, self.person)
        self._contexte = contexte
        self._wanted_open, self._narrow_window = True, False
        self.current: int | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.read)
        self.person.close_asked.connect(self.close_panel)
        self.closed.connect(self._note_closed)
        self.width_changed.connect(self._keep)

    @property
    def wanted_open(self) -> bool:
        """Whether the person left the panel open."""
        return self._wanted_open

    def follow(self, personne_id: int | None) -> None:
        """The keyboard is on another row."""
        self.current = personne_id
        self._settle.start(0)

    @Slot()
    def read(self) -> None:
        """Show the fiche of the current row, or no panel when there is none."""
        if self.current is None or not self._wanted_open or self._narrow_window:
            self._hide()
            return
        contexte = self._contexte
        try:
            fiche = contexte.services.personnes.fiche(contexte.acteur, self.current)
        except Introuvable:
            self._hide()  # archived or merged meanwhile; the list is being read again
            return
        except ErreurAttendue as error:
            errors.show(error, self)
            return
        modified = instant_text(fiche.modifie_le, contexte.today())
        self.person.show_fiche(fiche, f"Modifiée {modified}")
        if not self.is_open():
            self.open_panel()

    def reopen(self) -> None:
        """Show the panel again, from its button."""
        self._wanted_open = True
        self._keep()
        self.opening_changed.emit()
        self.read()

    def narrow(self, effective_width: int) -> None:
        """Under 900 px the list keeps the whole place: Entrée opens the page of the person."""
        narrow = effective_width < NARROW_WINDOW
        if narrow != self._narrow_window:
            self._narrow_window = narrow
            self.read()

    def read_preference(self) -> None:
        """Give back what the account chose."""
        contexte = self._contexte
        kept = contexte.services.preferences.read(
            contexte.acteur, codes.PREFERENCE_PANNEAU, default={}
        )
        self._wanted_open = bool(kept.get("ouvert", True))
        self.set_panel_width(int(kept.get("largeur", theme().tokens.size["sidePanel"])))

    def _hide(self) -> None:
        if self.is_open():
            self.blockSignals(True)  # noqa: FBT003 - not closed by the person
            self.close_panel()
            self.blockSignals(False)  # noqa: FBT003

    @Slot()
    def _note_closed(self) -> None:
        self._wanted_open = False
        self._keep()
        self.opening_changed.emit()

    @Slot()
    def _keep(self) -> None:
        contexte = self._contexte
        value = {"ouvert": self._wanted_open, "largeur": self.panel_width()}

        def write(_task: Task) -> None:
            contexte.services.preferences.write(contexte.acteur, codes.PREFERENCE_PANNEAU, value)

        contexte.pools.write(write).start()
