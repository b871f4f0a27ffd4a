"""A password: hidden, shown on demand, with a word when the capitals are locked."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cs_desktop.domain.mots_de_passe import MAX_LENGTH
from cs_desktop.ui.kit.buttons import IconButton
from cs_desktop.ui.kit.inputs import TextField
from cs_desktop.ui.kit.theme import theme

_SHOW, _HIDE = "Afficher le mot de passe", "Cacher le mot de passe"


class PasswordField(TextField):
    """`secret()` is what was typed, spaces included."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_length=MAX_LENGTH, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = IconButton(
            "eye", "Afficher le mot de passe", height="controlSmall", parent=self
        )
        self._eye.clicked.connect(self._toggle)
        theme().changed.connect(self._place)
        self._place()

    def secret(self) -> str:
        """The password exactly as typed."""
        return self.text()

    def require(self) -> bool:
        """Refuse an empty field; whether there is something in it."""
        self.refuse(None if self.text() else "Indiquez le mot de passe.")
        if not self.text():
            self.setFocus()
        return bool(self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        shown = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(shown)
        self._eye.set_icon("eye-off" if hidden else "eye")
        self._eye.set_name(_HIDE if hidden else _SHOW)
        self.setFocus()

    def _place(self) -> None:
        size: QSize = self._eye.sizeHint()
        self._eye.resize(size)
        self._eye.move(
            self.width() - size.width() - theme().px(2), (self.height() - size.height()) // 2
        )
        self.setTextMargins(0, 0, size.width(), 0)
