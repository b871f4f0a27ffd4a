"""Back in without a password: the fiche de secours, or a backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.choices import Choice
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.inputs import TextArea, TextField
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import row
from cs_desktop.ui.shell.door import Backup
from cs_desktop.ui.shell.door_page import DoorForm
from cs_desktop.ui.shell.new_password import NewPassword
from cs_desktop.ui.shell.password_field import PasswordField

BACKUPS = "Sauvegardes (*.csbak);;Tous les fichiers (*)"


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

    chosen = Signal(object)  # path: is it protected?
    asked = Signal(object)  # Backup
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Restaurer une sauvegarde",
            "La base actuelle, s’il y en a une, est sauvegardée avant d’être remplacée.",
            width=500,
        )
        self.path: Path | None = None
        self._protected = False
        self.choose, self.file_name = Button("Choisir le fichier", icon="folder-open"), Label()
        self.who = Choice((("fiche", "Avec la fiche de secours"), ("compte", "Avec un compte")))
        self.mots, self.nom = TextArea(lines=3), TextField(max_length=80)
        self.mot_de_passe = PasswordField()
        self.button, self.back = Button("Restaurer", "primary"), Button("Revenir")
        self._words = LabelledField("Les douze mots", self.mots)
        self._account = (
            LabelledField("Nom", self.nom),
            LabelledField("Mot de passe", self.mot_de_passe),
        )
        self._lay_out_form()
        self.who.set_value("fiche")
        self._show_secrets()
        self.choose.clicked.connect(self._choose)
        self.who.changed.connect(self._show_secrets)
        self.button.clicked.connect(self._ask)
        self.back.clicked.connect(self.left)

    def focus_first(self) -> None:
        self.choose.setFocus()

    @Slot(object)
    def show_chosen(self, protected: bool) -> None:
        """The file was looked at: ask for a secret if it has one."""
        self.set_busy("")
        self._protected = protected
        self.button.explain_refusal("")
        self._show_secrets()

    def _lay_out_form(self) -> None:
        files = row(12)
        files.addWidget(self.choose)
        files.addWidget(self.file_name, 1)
        self.body.addLayout(files)
        for part in (self.who, self._words, *self._account):
            self.body.addWidget(part)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.button)
        self.button.explain_refusal("Choisissez d’abord le fichier de la sauvegarde.")

    def _show_secrets(self) -> None:
        by_fiche = self.who.value() == "fiche"
        self.who.setVisible(self._protected)
        self._words.setVisible(self._protected and by_fiche)
        for field in self._account:
            field.setVisible(self._protected and not by_fiche)

    def _choose(self) -> None:
        path = dialogs.open_file(self, "Choisir une sauvegarde", Path.home(), BACKUPS)
        if path is not None:
            self.path = path
            self.file_name.setText(path.name)
            self.set_busy("Lecture du fichier…")
            self.chosen.emit(path)

    def _ask(self) -> None:
        if self.path is None:
            return
        backup = Backup(self.path)
        if self._protected and self.who.value() == "fiche":
            self.mots.refuse(None if self.mots.value() else "Recopiez les douze mots de la fiche.")
            if self.mots.refusal():
                return
            backup = Backup(self.path, secret=self.mots.value())
        elif self._protected:
            self.nom.refuse(None if self.nom.value() else "Indiquez votre nom.")
            if not self.mot_de_passe.require() or self.nom.refusal():
                return
            backup = Backup(self.path, self.nom.value(), self.mot_de_passe.secret())
        self.set_busy("Restauration et vérification…")
        self.asked.emit(backup)
