"""The parts of the page of accounts: a line, the form of a new account, a new password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import CompteDraft, CompteRow
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.inputs import ComboBox, TextField
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.shell.new_password import NewPassword


class AccountLine(QWidget):
    """Name, last sign-in, rôle, and what can be done with the account."""

    role_chosen = Signal(object, object)  # CompteRow, Role
    password_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, account: CompteRow, acteur: Acteur) -> None:
        super().__init__()
        self.account = account
        self.role = role_box(f"Rôle de {account.nom}")
        self.role.setCurrentIndex(list(Role).index(account.role))
        self.password_button = Button("Nouveau mot de passe", height="controlSmall")
        self.remove_button = Button("Retirer", "danger", height="controlSmall")
        self.password_button.setAccessibleName(f"Nouveau mot de passe pour {account.nom}")
        self.remove_button.setAccessibleName(f"Retirer le compte de {account.nom}")
        words = column(0)
        words.addWidget(Label(account.nom, "strong"))
        words.addWidget(Label(_last_sign_in(account), "help", "muted"))
        line = row(12)
        line.addLayout(words, 1)
        line.addWidget(sized(self.role, width=170))
        line.addWidget(self.password_button)
        line.addWidget(self.remove_button)
        self.setLayout(line)
        if account.id == acteur.id:
            self.remove_button.explain_refusal("On ne retire pas le compte qui est ouvert.")
            self.password_button.explain_refusal("Le vôtre se change dans Mon mot de passe.")
        self.role.changed.connect(self._choose_role)
        self.password_button.clicked.connect(self._ask_password)
        self.remove_button.clicked.connect(self._ask_removal)

    def _choose_role(self) -> None:
        role = self.role.value()
        if role is not None and role is not self.account.role:
            self.role_chosen.emit(self.account, role)

    def _ask_password(self) -> None:
        self.password_asked.emit(self.account)

    def _ask_removal(self) -> None:
        self.removal_asked.emit(self.account)


class AccountForm(Card):
    """A new account."""

    def __init__(self) -> None:
        super().__init__("Nouveau compte")
        self.nom, self.role = TextField(max_length=80), role_box("Rôle")
        self.password = NewPassword("Mot de passe provisoire")
        self.save_button = Button("Ajouter le compte", "primary")
        self.body.addWidget(LabelledField("Nom", self.nom))
        self.body.addWidget(LabelledField("Rôle", self.role))
        self.body.addWidget(self.password)
        _add_buttons(self, self.save_button)

    def open(self) -> None:
        """Show it empty."""
        self.nom.clear()
        self.password.clear()
        self.show()
        self.nom.setFocus()

    def draft(self) -> CompteDraft | None:
        """What was typed, None when a field refuses it."""
        self.nom.refuse(None if self.nom.value() else "Indiquez le nom de la personne.")
        if self.nom.refusal():
            self.nom.setFocus()
            return None
        if not self.password.check(self.nom.value()):
            return None
        return CompteDraft(
            self.nom.value(), self.role.value() or Role.ACCUEIL, self.password.secret()
        )

    def refuse(self, error: RegleMetier) -> None:
        """Put each refusal beside its field."""
        fields = {"nom": self.nom, "role": self.role, "mot_de_passe": self.password.first}
        for refus in error.refus:
            fields.get(refus.champ or "nom", self.nom).refuse(refus.message)


class PasswordForm(Card):
    """A password given to somebody who forgot hers; she changes it afterwards."""

    def __init__(self) -> None:
        super().__init__("Nouveau mot de passe")
        self.account: CompteRow | None = None
        self.password = NewPassword("Mot de passe provisoire")
        self.save_button = Button("Donner ce mot de passe", "primary")
        self.body.addWidget(self.password)
        _add_buttons(self, self.save_button)

    def open(self, account: CompteRow) -> None:
        """Ask for the password of `account`."""
        self.account = account
        self.set_title(f"Nouveau mot de passe de {account.nom}")
        self.password.clear()
        self.show()
        self.password.setFocus()

    def refuse(self, error: RegleMetier) -> None:
        """Put the refusal beside the field."""
        self.password.first.refuse(str(error))


def role_box(name: str) -> ComboBox[Role]:
    """The five rôles."""
    box = ComboBox[Role]()
    box.setAccessibleName(name)
    for role in Role:
        box.add(role, role.libelle.capitalize())
    return box


def _add_buttons(card: Card, save: Button) -> None:
    cancel = Button("Abandonner", "text")
    cancel.clicked.connect(card.hide)
    line = row(12)
    line.addStretch(1)
    line.addWidget(cancel)
    line.addWidget(save)
    card.body.addLayout(line)


def _last_sign_in(account: CompteRow) -> str:
    if account.derniere_connexion_le is None:
        return "Jamais connecté"
    return f"Vu le {account.derniere_connexion_le.astimezone():%d/%m/%Y à %H:%M}"
