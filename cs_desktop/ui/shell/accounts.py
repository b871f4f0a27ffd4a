"""Réglages › Comptes: who may open the base, with which rôle; the fiche de secours and the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from cs_desktop.domain.comptes import CompteRow
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.errors import Notice, Remedy
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.shell.account_parts import AccountForm, AccountLine, PasswordForm
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.settings_page import SettingsPage

_RARE = (
    "La fiche de secours ouvre la base quand les mots de passe sont perdus : la nouvelle remplace "
    "l’ancienne. Changer la clé empêche une ancienne copie de la base d’ouvrir la suite."
)


class AccountsPage(SettingsPage):
    """The list, then what is rare: a new fiche, a new key."""

    title = "Comptes"
    concerned_by: ClassVar[frozenset[str]] = frozenset({"compte_utilisateur"})

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self._comptes = contexte.services.comptes
        self.add_button = Button("Ajouter un compte", icon="user-plus", height="controlSmall")
        self.form, self.password_form = AccountForm(), PasswordForm()
        self.sheet_button = Button("Nouvelle fiche de secours", icon="key-round")
        self.rekey_button = Button("Changer la clé de la base", icon="refresh-cw")
        self.lines: list[AccountLine] = []
        self._list = column(8)
        self._lay_out()
        self.add_button.clicked.connect(self.form.open)
        self.form.save_button.clicked.connect(self._add)
        self.password_form.save_button.clicked.connect(self._give_password)
        self.sheet_button.clicked.connect(self._new_sheet)
        self.rekey_button.clicked.connect(self._rekey)

    def focus_first(self) -> None:
        self.add_button.setFocus()

    def reload(self) -> None:
        acteur = self.contexte.acteur
        if acteur.id is None:
            return
        task = self.contexte.pools.read(lambda _task: self._comptes.comptes(acteur))
        self._start(task, self._show)

    def _lay_out(self) -> None:
        card = Card("Comptes de la base")
        rare = Card("Fiche de secours et clé")
        if self.contexte.acteur.id is None:
            card.body.addWidget(Paragraph("La démonstration s’ouvre sans compte."))
            self.cards.addWidget(card)
            return
        card.header.addStretch(1)
        card.header.addWidget(self.add_button)
        card.body.addLayout(self._list)
        rare.body.addWidget(Paragraph(_RARE, "help", "muted"))
        buttons = row(12)
        buttons.addWidget(self.sheet_button)
        buttons.addWidget(self.rekey_button)
        buttons.addStretch(1)
        rare.body.addLayout(buttons)
        for part in (card, self.form, self.password_form, rare):
            self.cards.addWidget(part)
        self.form.hide()
        self.password_form.hide()

    def _show(self, rows: Sequence[CompteRow]) -> None:
        for line in self.lines:
            line.deleteLater()
        self.lines = [AccountLine(account, self.contexte.acteur) for account in rows]
        for line in self.lines:
            line.role_chosen.connect(self._change_role)
            line.password_asked.connect(self.password_form.open)
            line.removal_asked.connect(self._remove)
            self._list.addWidget(line)

    def _add(self) -> None:
        acteur, draft = self.contexte.acteur, self.form.draft()
        if draft is None:
            return

        def added(_id: int) -> None:
            self.add_button.setFocus()  # before the form goes, else a new fiche is one key away
            self.form.hide()
            self.contexte.toasts.show(f"Compte de {draft.nom} ajouté.")

        self._write(lambda: self._comptes.ajouter_compte(acteur, draft), added, self.form.refuse)

    def _give_password(self) -> None:
        acteur, account = self.contexte.acteur, self.password_form.account
        if account is None or not self.password_form.password.check(account.nom):
            return
        secret = self.password_form.password.secret()

        def given(_nothing: object) -> None:
            self.add_button.setFocus()
            self.password_form.hide()
            self.contexte.toasts.show(f"Nouveau mot de passe donné à {account.nom}.")

        self._write(
            lambda: self._comptes.donner_mot_de_passe(acteur, account.id, secret),
            given,
            self.password_form.refuse,
        )

    def _change_role(self, account: CompteRow, role: Role) -> None:
        acteur = self.contexte.acteur

        def changed(_nothing: object) -> None:
            self.contexte.toasts.show(f"{account.nom} a le rôle « {role.libelle} ».")

        self._write(
            lambda: self._comptes.changer_role(acteur, account.id, role, account.version), changed
        )

    def _remove(self, account: CompteRow) -> None:
        title = f"Retirer le compte de {account.nom} ?"
        text = "Ce compte n’ouvrira plus la base. Ce qu’il a fait reste dans l’historique."
        if not dialogs.confirm(self, title, text, "Retirer le compte"):
            return
        acteur = self.contexte.acteur

        def removed(_nothing: object) -> None:
            sentence = f"Compte de {account.nom} retiré. Changez la clé de la base si besoin."
            remedy = Remedy("Changer la clé", self._rekey)
            errors.notify(Notice(sentence, "info", (remedy,)), self)

        self._write(lambda: self._comptes.retirer_compte(acteur, account.id), removed)

    def _new_sheet(self) -> None:
        title = "Remplacer la fiche de secours ?"
        text = "L’ancienne fiche n’ouvrira plus la base. La nouvelle s’affiche pour être imprimée."
        if not dialogs.confirm(self, title, text, "Remplacer la fiche"):
            return
        acteur, contexte = self.contexte.acteur, self.contexte

        def draw() -> bytes:
            words = self._comptes.nouvelle_fiche(acteur)
            return contexte.documents().comptes.fiche_secours(acteur, words, contexte.base_uuid)

        self._write(draw, partial(_preview, contexte))

    def _rekey(self) -> None:
        acteur = self.contexte.acteur
        self.rekey_button.explain_refusal("Changement de clé en cours.")

        def changed(_nothing: object) -> None:
            self.contexte.toasts.show("La base a une nouvelle clé. Les mots de passe sont gardés.")

        task = self._write(lambda: self._comptes.rechiffrer(acteur), changed)
        task.ended.connect(self._rekey_ended)

    def _rekey_ended(self) -> None:
        self.rekey_button.explain_refusal("")

    def _write(
        self,
        call: Callable[[], Any],
        succeeded: Callable[[Any], None],
        refused: Callable[[RegleMetier], None] | None = None,
    ) -> Task:
        task = self.contexte.pools.write(lambda _task: call())
        self._start(task, succeeded, refused)
        return task

    def _start(
        self,
        task: Task,
        succeeded: Callable[[Any], None],
        refused: Callable[[RegleMetier], None] | None = None,
    ) -> None:
        def failed(error: Exception) -> None:
            if refused is not None and isinstance(error, RegleMetier):
                refused(error)
            else:
                errors.show(error, self)
                self.reload()

        task.succeeded.connect(succeeded)
        task.failed.connect(failed)
        task.start()


def _preview(contexte: Contexte, content: bytes) -> None:
    contexte.preview(content, "Fiche de secours.pdf")
