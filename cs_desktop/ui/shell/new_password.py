"""A password to be chosen: typed twice, with what it still lacks said while typing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.mots_de_passe import LENGTH, WORDS, check_mot_de_passe
from cs_desktop.domain.text import NBSP
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.shell.password_field import PasswordField

_RULE = (
    f"{LENGTH}{NBSP}caractères avec minuscule, majuscule, chiffre et signe, "
    f"ou une phrase de {WORDS}{NBSP}mots."
)


class NewPassword(QWidget):
    """Two fields; `check` puts beside them what is wrong."""

    def __init__(self, label: str = "Mot de passe", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = PasswordField(), PasswordField()
        lines = column(12)
        lines.addWidget(LabelledField(label, self.first, help_text=_RULE))
        lines.addWidget(LabelledField("Le même, une seconde fois", self.second))
        self.setLayout(lines)
        self.setFocusProxy(self.first)

    def secret(self) -> str:
        """The password chosen."""
        return self.first.secret()

    def check(self, nom: str) -> bool:
        """Whether the password is good enough for the account `nom` and was typed twice alike."""
        self.second.refuse(None)
        try:
            check_mot_de_passe(self.first.secret(), nom)
        except RegleMetier as error:
            self.first.refuse(str(error))
            self.first.setFocus()
            return False
        self.first.refuse(None)
        if self.first.secret() != self.second.secret():
            self.second.refuse("Les deux mots de passe diffèrent. Retapez le second.")
            self.second.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.first, self.second):
            field.clear()
