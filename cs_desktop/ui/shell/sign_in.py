"""Opening a protected base: a name and a password; a shorter page locks the window."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.inputs import TextField
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Link
from cs_desktop.ui.shell.door_page import DoorForm
from cs_desktop.ui.shell.password_field import PasswordField


class SignInPage(DoorForm):
    """Asks for the account; `asked` says who and with what."""

    asked = Signal(str, str)  # name, password
    recovery_asked = Signal()
    restore_asked = Signal()

    def __init__(self, nom: str = "") -> None:
        super().__init__("Ouvrir la base du centre", "Votre nom et votre mot de passe.")
        self.nom = TextField(nom, max_length=80)
        self.mot_de_passe = PasswordField()
        self.button = Button("Ouvrir", "primary", key="Entrée")
        self.body.addWidget(LabelledField("Nom", self.nom))
        self.body.addWidget(LabelledField("Mot de passe", self.mot_de_passe))
        self.forgotten, self.restore = Link("Mot de passe oublié"), Link("Restaurer")
        self.foot.addWidget(self.forgotten)
        self.foot.addWidget(self.restore)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        for field in (self.nom, self.mot_de_passe):
            field.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.forgotten.clicked.connect(self.recovery_asked)
        self.restore.clicked.connect(self.restore_asked)

    def focus_first(self) -> None:
        """The name the first time, the password when the name is known."""
        (self.mot_de_passe if self.nom.value() else self.nom).setFocus()

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """The password is asked again, the name stays."""
        self.mot_de_passe.clear()
        super().fail(error)

    def _ask(self) -> None:
        self.nom.refuse(None if self.nom.value() else "Indiquez votre nom.")
        self.mot_de_passe.require()
        for field in (self.nom, self.mot_de_passe):
            if field.refusal():
                field.setFocus()
                return
        self.set_busy("Ouverture de la base…")
        self.asked.emit(self.nom.value(), self.mot_de_passe.secret())


class LockPage(DoorForm):
    """The window is locked; what was typed behind is kept as it is."""

    asked = Signal(str)  # password
    other_asked = Signal()  # somebody else wants to open with her own account

    def __init__(self, nom: str) -> None:
        super().__init__(
            f"Verrouillé par {nom}", "Ce qui était en cours est gardé, comme vous l’avez laissé."
        )
        self.mot_de_passe = PasswordField()
        self.button = Button("Déverrouiller", "primary", key="Entrée")
        self.body.addWidget(LabelledField("Mot de passe", self.mot_de_passe))
        self.other = Link("Changer de compte")
        self.foot.addWidget(self.other)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self.mot_de_passe.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.other.clicked.connect(self.other_asked)

    def focus_first(self) -> None:
        self.mot_de_passe.setFocus()

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """It stays locked; the sentence says how many tries are left."""
        self.mot_de_passe.clear()
        super().fail(error)

    def _ask(self) -> None:
        if self.mot_de_passe.require():
            self.set_busy("Vérification…")
            self.asked.emit(self.mot_de_passe.secret())
