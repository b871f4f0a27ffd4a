"""Réglages › Sauvegardes: make one, look the base over, restore one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cs_desktop.domain.droits import Droit
from cs_desktop.domain.sauvegardes import EtatSauvegarde, Sauvegarde, taille_texte
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.errors import Notice
from cs_desktop.ui.kit.labels import Label, Link, Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.progress import ProgressCard
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.settings_page import SettingsPage

if TYPE_CHECKING:  # the frame is painted before any service is imported (A13)
    from cs_desktop.services.sauvegarde import Controle

SHOWN = 12


class BackupsPage(SettingsPage):
    """Every work runs in the writer pool; the page stays usable and can stop it."""

    title = "Sauvegardes"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self._task: Task | None = None
        self.save_button = Button("Sauvegarder", "primary", icon="save")
        self.verify_button = Button("Vérifier la base", icon="shield-check")
        self.restore_button = Button("Restaurer", icon="archive-restore")
        self.choose_second = Button("Choisir le dossier", icon="folder-open")
        self.forget_second = Link("Ne plus l’utiliser")
        self.progress = ProgressCard("Sauvegarde")
        self.state, self.second = Paragraph(), Paragraph(tone="muted")
        self._rows = column(4)
        self._lay_out()
        self.save_button.clicked.connect(self._save)
        self.verify_button.clicked.connect(self._verify)
        self.restore_button.clicked.connect(self._restore)
        self.choose_second.clicked.connect(self._choose_second)
        self.forget_second.clicked.connect(self._forget_second)
        self.progress.stopped.connect(self._stop)

    def focus_first(self) -> None:
        self.save_button.setFocus()

    def reload(self) -> None:
        """Look at the folders, off the GUI thread: a USB stick may be slow."""
        service, acteur = self.contexte.services.sauvegarde, self.contexte.acteur
        second = self.contexte.machine.values.dossier_sauvegarde

        def look() -> tuple[Sequence[EtatSauvegarde], Sequence[Sauvegarde]]:
            states = service.etat(acteur, second)
            return states, service.liste(acteur)[:SHOWN] if states[0].derniere else ()

        task = self.contexte.pools.read(lambda _task: look())
        task.succeeded.connect(self._show)
        task.failed.connect(self._fail)
        task.start()

    def _lay_out(self) -> None:
        now = Card("Sauvegarder et vérifier")
        now.body.addWidget(self.state)
        buttons = row(12)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.verify_button)
        buttons.addWidget(self.restore_button)
        buttons.addStretch(1)
        now.body.addLayout(buttons)
        if not self.contexte.acteur.peut(Droit.RESTAURER):
            self.restore_button.hide()
        second = Card("Second dossier")
        sentence = (
            "Une clé USB ou un autre disque : la sauvegarde de chaque jour y est copiée. Elle sert "
            "si cet ordinateur est volé ou abîmé."
        )
        second.body.addWidget(Paragraph(sentence, "help", "muted"))
        second.body.addWidget(self.second)
        choose = row(12)
        choose.addWidget(self.choose_second)
        choose.addWidget(self.forget_second)
        choose.addStretch(1)
        second.body.addLayout(choose)
        kept = Card("Dernières sauvegardes")
        kept.body.addLayout(self._rows)
        for card in (now, self.progress, second, kept):
            self.cards.addWidget(card)
        self.progress.hide()
        self.forget_second.hide()

    def _show(self, found: tuple[Sequence[EtatSauvegarde], Sequence[Sauvegarde]]) -> None:
        states, backups = found
        self.state.set_text(states[0].phrase())
        second = self.contexte.machine.values.dossier_sauvegarde
        told = f"{second}\n{states[1].phrase()}" if len(states) > 1 else "Aucun dossier choisi."
        self.second.set_text(told)
        self.forget_second.setVisible(second is not None)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for backup in backups:
            when = f"{backup.creee_le.astimezone():%d/%m/%Y à %H:%M}"
            self._rows.addWidget(Label(f"{when} · {taille_texte(backup.taille)} · vérifiée"))
        if not backups:
            self._rows.addWidget(Paragraph("Branchez une clé USB, puis Sauvegarder.", tone="muted"))

    def _save(self) -> None:
        service, acteur = self.contexte.services.sauvegarde, self.contexte.acteur
        start = self.contexte.machine.values.dossier_sauvegarde or Path.home()
        folder = dialogs.choose_folder(self, "Sauvegarder dans ce dossier", start)
        if folder is None:
            return
        task = self.contexte.pools.write(
            lambda task: service.sauvegarder(acteur, folder, task.progress, task.cancelled)
        )
        task.succeeded.connect(self._saved)
        self._follow(task, "Sauvegarde de la base")

    def _saved(self, backup: Sauvegarde) -> None:
        self.contexte.toasts.show(f"Sauvegarde faite et vérifiée : {backup.fichier.name}")
        self.reload()

    def _verify(self) -> None:
        service, acteur = self.contexte.services.sauvegarde, self.contexte.acteur
        task = self.contexte.pools.read(lambda _task: service.verifier(acteur))
        task.succeeded.connect(self._verified)
        self._follow(task, "Vérification de la base")

    def _verified(self, controls: Sequence[Controle]) -> None:
        problems = [f"{c.nom} : {problem}" for c in controls for problem in c.problemes]
        if problems:
            count = plural(len(problems), "anomalie")
            sentence = f"{count}. {problems[0]} Restaurez la dernière sauvegarde."
            errors.notify(Notice(sentence, "bad"), self)
        else:
            self.contexte.toasts.show(f"{plural(len(controls), 'contrôle')}, aucune anomalie.")

    def _restore(self) -> None:
        title = "Fermer la base et restaurer une sauvegarde ?"
        text = "La base actuelle est sauvegardée avant d’être remplacée."
        if dialogs.confirm(self, title, text, "Fermer et restaurer", safe="Rester"):
            self.contexte.navigation.restore_requested.emit()

    def _choose_second(self) -> None:
        folder = dialogs.choose_folder(self, "Second dossier de sauvegarde", Path.home())
        if folder is not None:
            self.contexte.machine.set(dossier_sauvegarde=folder)
            self.reload()

    def _forget_second(self) -> None:
        self.contexte.machine.set(dossier_sauvegarde=None)
        self.reload()

    def _follow(self, task: Task, step: str) -> None:
        self._task = task
        self.progress.start(step)
        self.progress.show()
        for button in (self.save_button, self.verify_button, self.restore_button):
            button.explain_refusal("Un travail est en cours.")
        task.progressed.connect(self._tell_progress)
        task.failed.connect(self._fail)
        task.ended.connect(self._ended)
        task.start()

    def _tell_progress(self, done: int, total: int, step: str) -> None:
        self.progress.set_progress(step or self.progress.step(), done, total)

    def _ended(self) -> None:
        self._task = None
        self.progress.hide()
        for button in (self.save_button, self.verify_button, self.restore_button):
            button.explain_refusal("")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _fail(self, error: Exception) -> None:
        errors.show(error, self)
