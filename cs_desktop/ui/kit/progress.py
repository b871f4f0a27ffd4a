"""A long work: its step in words, how far it is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.chips import Bar
from cs_desktop.ui.kit.labels import ElidedLabel, Label
from cs_desktop.ui.kit.layouts import row


class ProgressCard(Card):
    """Stands near the command that started the work; the rest of the program stays usable."""

    stopped = Signal()

    def __init__(
        self,
        title: str = "",
        note: str = "Vous pouvez continuer à travailler.",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._step, self._percent = ElidedLabel("", "strong"), Label("", "chiffres")
        self._bar = Bar("progressLong")
        self._note = ElidedLabel(note, "help", "muted")
        self.stop_button = Button("Arrêter", height="controlSmall")
        self.stop_button.clicked.connect(self._on_stop)
        top, bottom = row(8), row(8)
        top.addWidget(self._step, 1)
        top.addWidget(self._percent)
        bottom.addWidget(self._note, 1)
        bottom.addWidget(self.stop_button)
        self.body.addLayout(top)
        self.body.addWidget(self._bar)
        self.body.addLayout(bottom)

    def step(self) -> str:
        return self._step.text()

    def percent(self) -> str:
        return self._percent.text()

    def set_progress(self, step: str, done: int, total: int) -> None:
        """`step` says what is being done; a total of zero means that the end is not known."""
        self._step.setText(step)
        share = min(1.0, done / total) if total > 0 else 0.0
        self._percent.setText(f"{round(share * 100)} %" if total > 0 else "")
        self._bar.setVisible(total > 0)
        self._bar.set_parts((share, "data1"))
        self._bar.setAccessibleName(f"{step} {self.percent()}".strip())

    def start(self, step: str) -> None:
        """Show a new work from its beginning."""
        self.stop_button.explain_refusal("")
        self.stop_button.set_text("Arrêter")
        self.set_progress(step, 0, 0)

    def _on_stop(self) -> None:
        self.stop_button.set_text("Arrêt en cours")
        self.stop_button.explain_refusal("Le travail s’arrête à la fin de l’étape.")
        self.stopped.emit()
