"""The bar that appears under a form while it holds changes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from cs_desktop.domain.text import plural
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import ElidedLabel, Label
from cs_desktop.ui.kit.layouts import row, sized

KEPT = "le brouillon est gardé même si l’ordinateur s’éteint"


class SaveBar(QFrame):
    """« 1 modification non enregistrée », the sum of the errors, and the two ways out."""

    saved = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._count, self._note = Label("", "bold"), ElidedLabel("", "body", "muted")
        self._errors = Label("", "label", "bad")
        self.discard_button = Button("Annuler la modification", "text")
        self.save_button = Button("Enregistrer", "primary", key="Ctrl+S")
        self.discard_words = ""  # other words for giving up: « Abandonner »
        line = row(8, (12, 0, 6, 0))
        line.addWidget(Glyph("save", "warning", 18))
        line.addWidget(self._count)
        line.addWidget(self._note, 1)
        line.addWidget(self._errors)
        line.addWidget(self.discard_button)
        line.addWidget(self.save_button)
        self.setLayout(line)
        sized(self, height=48)
        self.discard_button.clicked.connect(self.discarded)
        self.save_button.clicked.connect(self.saved)
        self.set_changes(0)

    def text(self) -> str:
        return self._count.text()

    def errors_text(self) -> str:
        return self._errors.text()

    def set_changes(self, count: int, note: str = KEPT) -> None:
        """Show how many fields changed; with none the bar goes away."""
        words = plural(count, "modification non enregistrée", "modifications non enregistrées")
        self._count.setText(words)
        self._note.setText(f"· {note}" if note else "")
        several = self.discard_words or (
            "Annuler les modifications" if count > 1 else "Annuler la modification"
        )
        if self.discard_button.label != several:
            self.discard_button.set_text(several)
        self.setVisible(count > 0)

    def set_errors(self, count: int) -> None:
        """Say beside the button how many fields are refused."""
        said = plural(count, "champ à corriger", "champs à corriger") if count else ""
        self._errors.setText(said)
        self._errors.setVisible(bool(said))
