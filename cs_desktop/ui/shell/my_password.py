"""Réglages › Mon mot de passe: the account changes its own."""

from __future__ import annotations

from cs_desktop.domain.errors import CleRefusee
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import row
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.new_password import NewPassword
from cs_desktop.ui.shell.password_field import PasswordField
from cs_desktop.ui.shell.settings_page import SettingsPage


class MyPasswordPage(SettingsPage):
    """The current password is asked: an unlocked window is not enough."""

    title = "Mon mot de passe"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.current, self.new = PasswordField(), NewPassword("Nouveau mot de passe")
        self.button = Button("Changer le mot de passe", "primary")
        card = Card("Changer mon mot de passe")
        if contexte.acteur.id is None:
            card.body.addWidget(Paragraph("La démonstration s’ouvre sans mot de passe."))
        else:
            card.body.addWidget(LabelledField("Mot de passe actuel", self.current))
            card.body.addWidget(self.new)
            line = row(12)
            line.addStretch(1)
            line.addWidget(self.button)
            card.body.addLayout(line)
        self.cards.addWidget(card)
        self.button.clicked.connect(self._change)
        self.new.second.returnPressed.connect(self._change)

    def focus_first(self) -> None:
        self.current.setFocus()

    def unsaved(self) -> str:
        return ""  # a password is never kept as a draft

    def _change(self) -> None:
        acteur, comptes = self.contexte.acteur, self.contexte.services.comptes
        if not self.current.require() or not self.new.check(acteur.nom):
            return
        current, new = self.current.secret(), self.new.secret()
        self.button.explain_refusal("Changement en cours.")
        task = self.contexte.pools.write(
            lambda _task: comptes.changer_mot_de_passe(acteur, current, new)
        )
        task.succeeded.connect(self._changed)
        task.failed.connect(self._refused)
        task.start()

    def _changed(self) -> None:
        self.button.explain_refusal("")
        self.current.clear()
        self.new.clear()
        self.contexte.toasts.show("Mot de passe changé.")

    def _refused(self, error: Exception) -> None:
        self.button.explain_refusal("")
        if isinstance(error, CleRefusee):
            self.current.refuse(str(error))
            self.current.setFocus()
        else:
            errors.show(error, self)
