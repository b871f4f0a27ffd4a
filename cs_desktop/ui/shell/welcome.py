"""The first page of a computer that knows no centre, and the one that waits for a base to open."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.shell.door_page import DoorForm


class WelcomePage(DoorForm):
    """Three ways in; none of them closes the two others."""

    creation_asked = Signal()
    demonstration_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Bienvenue",
            "CS Desktop tient le quotidien de votre centre social. Tout reste sur cet ordinateur.",
            width=500,
        )
        self.create_button = Button("Créer la base du centre", "primary", icon="plus")
        self.demonstration = Button("Ouvrir la démonstration", icon="eye")
        self.restore = Button("Restaurer une sauvegarde", icon="archive-restore")
        self._offer(
            self.create_button,
            "Quatre étapes : le centre, votre compte, la fiche de secours et sa vérification. "
            "Vos tableaux pourront être importés plus tard.",
        )
        self._offer(
            self.demonstration, "Un centre inventé, pour essayer sans risque et sans mot de passe."
        )
        self._offer(
            self.restore,
            "La base était sur un autre ordinateur : reprenez-la avec sa sauvegarde.",
        )
        self.create_button.clicked.connect(self.creation_asked)
        self.demonstration.clicked.connect(self._open_demonstration)
        self.restore.clicked.connect(self.restore_asked)

    def focus_first(self) -> None:
        self.create_button.setFocus()

    def _offer(self, button: Button, help_text: str) -> None:
        offer = column(4)
        offer.addWidget(button)
        offer.addWidget(Paragraph(help_text, "help", "muted"))
        button.setAccessibleDescription(help_text)
        self.body.addLayout(offer)

    def _open_demonstration(self) -> None:
        self.set_busy("Préparation de la démonstration…")
        self.demonstration_asked.emit()


class OpeningPage(DoorForm):
    """A base that opens by itself, or that another window holds; says why when it fails."""

    retry_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Ouverture", "Le travail de votre centre s’ouvre dans cette fenêtre.")
        self.retry = Button("Réessayer", "primary")
        self.restore = Button("Restaurer une sauvegarde")
        self.foot.addStretch(1)
        for button in (self.restore, self.retry):
            self.foot.addWidget(button)
            button.hide()
        self.retry.clicked.connect(self.retry_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.set_busy("Ouverture de la base…")

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """Offer another try, and the backups."""
        for button in (self.restore, self.retry):
            button.show()
        super().fail(error)

    def focus_first(self) -> None:
        self.retry.setFocus()
