"""Back in without a password: the fiche de secours, or a backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.inputs import TextArea, TextField
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import ElidedLabel
from cs_desktop.ui.kit.layouts import row
from cs_desktop.ui.shell.door_page import DoorForm
from cs_desktop.ui.shell.new_password import NewPassword

BACKUPS = "Sauvegardes (*.cssauve);;Tous les fichiers (*)"


class RecoveryPage(DoorForm):
    """The twelve words open the base and give an account a new password."""

    asked = Signal(str, str, str)  # words, name, new password
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Mot de passe oublié",
            "Recopiez la fiche de secours du centre, puis choisissez un nouveau mot de passe.",
            width=500,
        )
        self.mots, self.nom = TextArea(lines=3), TextField(max_length=80)
        self.mot_de_passe = NewPassword("Nouveau mot de passe")
        self.button, self.back = Button("Ouvrir la base", "primary"), Button("Revenir")
        help_text = "Dans l’ordre, séparés par des espaces. Les accents ne comptent pas."
        self.body.addWidget(LabelledField("Les douze mots", self.mots, help_text=help_text))
        self.body.addWidget(LabelledField("Votre nom", self.nom))
        self.body.addWidget(self.mot_de_passe)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.button)
        self.button.clicked.connect(self._ask)
        self.back.clicked.connect(self.left)

    def focus_first(self) -> None:
        self.mots.setFocus()

    def _ask(self) -> None:
        self.mots.refuse(None if self.mots.value() else "Recopiez les douze mots de la fiche.")
        self.nom.refuse(None if self.nom.value() else "Indiquez votre nom.")
        for field in (self.mots, self.nom):
            if field.refusal():
                field.setFocus()
                return
        if self.mot_de_passe.check(self.nom.value()):
            self.set_busy("Ouverture de la base…")
            self.asked.emit(self.mots.value(), self.nom.value(), self.mot_de_passe.secret())


class RestorePage(DoorForm):
    """A backup takes the place of the base, which is kept aside."""

    asked = Signal(object, str)  # path, password or words
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Restaurer une sauvegarde",
            "La base actuelle, s’il y en a une, est sauvegardée avant d’être remplacée.",
            width=500,
        )
        self.path: Path | None = None
        self.choose, self.chosen = Button("Choisir le fichier", icon="folder-open"), ElidedLabel()
        self.secret = TextArea(lines=3)
        self.button, self.back = Button("Restaurer", "primary"), Button("Revenir")
        files = row(12)
        files.addWidget(self.choose)
        files.addWidget(self.chosen, 1)
        self.body.addLayout(files)
        help_text = "Inutile pour une base sans mot de passe, comme la démonstration."
        field = LabelledField(
            "Les douze mots, ou un mot de passe de cette base", self.secret, help_text=help_text
        )
        self.body.addWidget(field)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.button)
        self.button.explain_refusal("Choisissez d’abord le fichier de la sauvegarde.")
        self.choose.clicked.connect(self._choose)
        self.button.clicked.connect(self._ask)
        self.back.clicked.connect(self.left)

    def focus_first(self) -> None:
        self.choose.setFocus()

    def _choose(self) -> None:
        path = dialogs.open_file(self, "Choisir une sauvegarde", Path.home(), BACKUPS)
        if path is not None:
            self.path = path
            self.chosen.setText(path.name)
            self.button.explain_refusal("")

    def _ask(self) -> None:
        if self.path is not None:
            self.set_busy("Restauration et vérification…")
            self.asked.emit(self.path, self.secret.value())
