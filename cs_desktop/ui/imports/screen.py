"""« Importer un tableau »: Choisir, Associer, Vérifier, Importer; nothing is lost going back."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.ui.imports.associate_page import AssociatePage
from cs_desktop.ui.imports.choose_page import ChoosePage
from cs_desktop.ui.imports.verify_page import VerifyPage
from cs_desktop.ui.imports.work import ImportWork
from cs_desktop.ui.imports.write_page import WritePage
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.progress import ProgressCard
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.kit.wizard import Wizard
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.screen import Screen, ScreenKey

MODEL = "modèle d’import.xlsx"
WAIT = "Attendez la fin du travail en cours, ou arrêtez-le."
PROGRESS_AFTER = 400  # ms; a short work shows nothing


class ImportScreen(Screen):
    """The wizard and, under it, the work in progress."""

    keys: ClassVar = (
        ScreenKey("Ctrl+O", "Choisir un fichier", "choose_file"),
        ScreenKey("Esc", "Revenir à l’étape précédente", "step_back"),
    )

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.work = ImportWork(contexte, self)
        self.choose = ChoosePage(self.work)
        self.associate = AssociatePage(contexte, self.work)
        self.verify = VerifyPage(contexte, self.work)
        self.importing = WritePage(contexte, self.work)
        pages = (self.choose, self.associate, self.verify, self.importing)
        self.wizard = Wizard(pages, later="Plus tard")
        self.progress = ProgressCard()
        self.progress.hide()
        self._words = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PROGRESS_AFTER)
        whole = column(12)
        whole.addWidget(self.wizard, 1)
        whole.addWidget(self.progress)
        self.setLayout(whole)
        self._connect()

    def focus_first(self) -> None:
        self.wizard.page().setFocus()

    def zones(self) -> list[QWidget]:
        return [self.wizard, *([self.progress] if self.progress.isVisible() else [])]

    def narrow(self, effective_width: int) -> None:
        self.verify.narrow(effective_width)

    # Keys

    def choose_file(self) -> None:
        """Ctrl+O, on the first page."""
        if self.wizard.page() is self.choose and not self.work.busy():
            self.choose.ask_file()

    def step_back(self) -> None:
        """Échap: the step before, or the screen before."""
        if not self.wizard.back_button.isVisible():
            self.contexte.navigation.back()
        elif self.wizard.back_button.isEnabled():
            self.wizard.go_back()

    # Inside

    def _connect(self) -> None:
        work = self.work
        work.began.connect(self._on_began)
        work.progressed.connect(self._on_progress)
        work.ended.connect(self._on_ended)
        work.refused.connect(self._on_refused)
        work.stopped.connect(self._on_stopped)
        work.looked.connect(self._on_looked)
        self._patience.timeout.connect(self.progress.show)
        self.progress.stopped.connect(work.stop)
        self.importing.settled.connect(self._on_settled)
        self.choose.model_asked.connect(self._save_model)
        self.wizard.finished.connect(self._restart)
        self.wizard.moved.connect(self._on_moved)
        self.wizard.postponed.connect(self.contexte.navigation.back)

    @Slot(str)
    def _on_began(self, words: str) -> None:
        self._words = words
        self.progress.start(words)
        self._patience.start()
        if self.wizard.page() is self.importing:
            self.wizard.set_busy(WAIT)
            self.importing.undo_button.explain_refusal(WAIT)

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        self.progress.set_progress(self._words, done, total)

    @Slot()
    def _on_ended(self) -> None:
        self._patience.stop()
        had_focus = self.progress.stop_button.hasFocus()
        self.progress.hide()
        self.wizard.set_busy("")
        self.importing.undo_button.explain_refusal("")
        if self.isVisible() and (had_focus or QApplication.focusWidget() is None):
            self.wizard.next_button.setFocus()

    @Slot(object)
    def _on_looked(self, _apercu: object) -> None:
        on_sheets = any(box.hasFocus() for box in self.choose.sheets)
        if self.wizard.page() is self.choose and not on_sheets:
            self.wizard.next_button.setFocus()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, ErreurAttendue):
            raise error
        page = self.wizard.page()
        if isinstance(page, ChoosePage | AssociatePage | VerifyPage | WritePage):
            page.refuse(str(error))

    @Slot()
    def _on_stopped(self) -> None:
        page = self.wizard.page()
        if page is self.importing:
            self.importing.tell_stopped()
        elif page is self.verify:
            self.wizard.go_back()
        elif page is self.choose and self.work.apercu is None:
            self.choose.reset()
            self.choose.setFocus()

    @Slot(int)
    def _on_moved(self, _index: int) -> None:
        if self.wizard.page() is self.importing:
            self.wizard.next_button.setFocus()  # « Importer » is all there is to do

    @Slot()
    def _on_settled(self) -> None:
        self.wizard.refresh_button()
        self.wizard.back_button.hide()

    @Slot()
    def _restart(self) -> None:
        self.work.clear()
        for page in (self.choose, self.verify, self.importing):
            page.reset()
        self.wizard.restart()

    @Slot()
    def _save_model(self) -> None:
        path = dialogs.save_file(
            self, "Enregistrer le fichier modèle", Path(MODEL), "Tableur (*.xlsx)"
        )
        if path is None:
            return
        chosen = path if path.suffix else path.with_suffix(".xlsx")
        contexte = self.contexte

        def write(_task: Task) -> Path:
            contexte.services.imports.modele(contexte.acteur, chosen)
            return chosen

        task = contexte.pools.read(write)
        task.succeeded.connect(self._on_model)
        task.failed.connect(self._on_refused)
        task.start()

    @Slot(object)
    def _on_model(self, path: Path) -> None:
        self.contexte.toasts.show(f"Fichier modèle enregistré dans «\u00a0{path.name}\u00a0»")
