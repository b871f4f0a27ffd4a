"""First start: the centre, the first account, the fiche de secours whose word is typed back."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.fiche_secours import check_typed_back
from cs_desktop.domain.formes import FORMES
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.inputs import ComboBox, TextField
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, grid, row
from cs_desktop.ui.kit.wizard import Wizard, WizardPage
from cs_desktop.ui.shell.door import NouveauCentre
from cs_desktop.ui.shell.door_page import DoorPage
from cs_desktop.ui.shell.new_password import NewPassword

_WORDS_PER_COLUMN = 4


class CentreStep(WizardPage):
    """Who keeps the base."""

    title = "Votre centre"
    lead = "Ces mots s’impriment en tête des documents. Ils se changent dans Réglages."

    def __init__(self) -> None:
        super().__init__()
        self.nom = TextField(max_length=80)
        self.site = TextField(max_length=80)
        self.forme = ComboBox[str]()
        for code, label in FORMES.items():
            self.forme.add(code, label)
        lines = column(12)
        lines.addWidget(LabelledField("Nom du centre", self.nom))
        lines.addWidget(LabelledField("Qui gère le centre", self.forme))
        help_text = "À remplir si le centre a plusieurs adresses."
        site = LabelledField("Site", self.site, optional=True, help_text=help_text)
        lines.addWidget(site)
        lines.addStretch(1)
        self.setLayout(lines)
        self.setFocusProxy(self.nom)

    def leave(self) -> bool:
        self.nom.refuse(None if self.nom.value() else "Indiquez le nom du centre.")
        return not self.nom.refusal()


class AccountStep(WizardPage):
    """The account of whoever creates the base; she may add others later."""

    title = "Votre compte"
    lead = "Le premier compte a le rôle « direction ». Vous ajouterez les autres ensuite."
    forward = "Créer la base"

    creation_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.nom = TextField(max_length=80, placeholder="Prénom et nom")
        self.mot_de_passe = NewPassword()
        lines = column(12)
        lines.addWidget(LabelledField("Votre nom", self.nom))
        lines.addWidget(self.mot_de_passe)
        lines.addStretch(1)
        self.setLayout(lines)
        self.setFocusProxy(self.nom)

    def leave(self) -> bool:
        self.nom.refuse(None if self.nom.value() else "Indiquez votre nom.")
        if self.nom.refusal():
            self.nom.setFocus()
            return False
        if self.mot_de_passe.check(self.nom.value()):
            self.creation_asked.emit()  # the page goes on once the base is there
        return False


class FicheStep(WizardPage):
    """Twelve words on paper, the only way in when every password is forgotten."""

    title = "La fiche de secours"
    lead = (
        "Ces douze mots ouvrent la base si les mots de passe sont perdus. **Personne d’autre ne "
        "peut les retrouver** : imprimez-les ou recopiez-les, puis rangez la feuille sous clé."
    )

    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mots: tuple[str, ...] = ()
        self.print_button = Button("Imprimer la fiche", icon="printer")
        self.print_button.clicked.connect(self.print_asked)
        self._words = grid(24, 8)
        printing = row(8)
        printing.addWidget(self.print_button)
        printing.addStretch(1)
        lines = column(16)
        lines.addLayout(self._words)
        lines.addLayout(printing)
        lines.addStretch(1)
        self.setLayout(lines)
        self.setFocusProxy(self.print_button)

    def show_words(self, mots: tuple[str, ...]) -> None:
        """Show the words, numbered as they will be printed."""
        self.mots = mots
        for rank, mot in enumerate(mots):
            words = row(8)
            words.addWidget(Label(str(rank + 1), "chiffres", "muted"))
            words.addWidget(Label(mot, "strong"), 1)
            self._words.addLayout(words, rank % _WORDS_PER_COLUMN, rank // _WORDS_PER_COLUMN)


class CheckStep(WizardPage):
    """One word is typed back, the others out of sight: the proof that the paper exists."""

    title = "La feuille est-elle prête ?"
    forward = "Ouvrir la base"

    def __init__(self) -> None:
        super().__init__()
        self.mots: tuple[str, ...] = ()
        self.place = 0
        self.word = TextField(max_length=40)
        self._lines = column(12)
        self.setLayout(self._lines)
        self.setFocusProxy(self.word)

    def ask(self, mots: tuple[str, ...], place: int) -> None:
        """Ask for the word at `place`, counted from 1."""
        self.mots, self.place = mots, place
        self._lines.addWidget(LabelledField(f"Le mot n° {place} de la fiche", self.word))
        self._lines.addStretch(1)

    def leave(self) -> bool:
        try:
            check_typed_back(self.mots, self.place, self.word.value())
        except RegleMetier as error:
            self.word.refuse(str(error))
            self.word.setFocus()
            return False
        self.word.refuse(None)
        return True


class CreationPage(DoorPage):
    """The wizard. The base is created before its fiche is shown: it cannot be left any more."""

    creation_asked = Signal(object)  # NouveauCentre
    print_asked = Signal(object, object)  # NouveauCentre, words
    asked = Signal(str, str)  # name and password of the first account: open
    left = Signal()

    def __init__(self) -> None:
        self.centre, self.account = CentreStep(), AccountStep()
        self.fiche, self.check = FicheStep(), CheckStep()
        steps = (self.centre, self.account, self.fiche, self.check)
        self.wizard = Wizard(steps, later="Abandonner")
        super().__init__(self.wizard, width=580)
        self.account.creation_asked.connect(self._create)
        self.wizard.finished.connect(self._ask)
        self.wizard.postponed.connect(self.left)
        self.fiche.print_asked.connect(self._print)
        for field in (*self.findChildren(QLineEdit), self.check.word):
            field.returnPressed.connect(self.wizard.go_on)

    def draft(self) -> NouveauCentre:
        """What was typed."""
        return NouveauCentre(
            self.centre.nom.value(),
            self.centre.site.value(),
            self.centre.forme.value() or next(iter(FORMES)),
            self.account.nom.value(),
            self.account.mot_de_passe.secret(),
        )

    def focus_first(self) -> None:
        self.wizard.page().setFocus()

    @Slot(object)
    def show_fiche(self, mots: tuple[str, ...]) -> None:
        """The base is there: show its words; there is no way back to the account."""
        self.set_busy("")
        self.fiche.show_words(mots)
        self.check.ask(mots, secrets.randbelow(len(mots)) + 1)
        self.account.completed.emit()
        self.wizard.moved.connect(self._shut_the_way_back)
        self._shut_the_way_back()

    def _shut_the_way_back(self) -> None:
        self.wizard.back_button.setVisible(self.wizard.page() is self.check)
        self.wizard.later_button.hide()

    def _create(self) -> None:
        self.set_busy("Création de la base…")
        self.creation_asked.emit(self.draft())

    def _print(self) -> None:
        self.set_busy("Mise en page de la fiche…")
        self.print_asked.emit(self.draft(), self.fiche.mots)

    def _ask(self) -> None:
        self.set_busy("Ouverture de la base…")
        draft = self.draft()
        self.asked.emit(draft.compte, draft.mot_de_passe)
