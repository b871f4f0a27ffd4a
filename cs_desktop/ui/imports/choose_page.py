"""Step 1, « Choisir »: the file, what was recognised of it, its sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.imports import Apercu
from cs_desktop.domain.text import plural
from cs_desktop.ui.imports.scrolled import scrolled
from cs_desktop.ui.imports.work import ImportWork
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Band, EmptyState
from cs_desktop.ui.kit.checks import CheckBox
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.labels import Label, Link, Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.wizard import WizardPage

FILES = "Tableaux (*.csv *.txt *.xlsx *.xls *.ods);;Tous les fichiers (*)"
MODEL = "Télécharger le fichier modèle"


class ChoosePage(WizardPage):
    """A file by the dialog or dropped here; it is read at once, and nothing is written."""

    title = "Choisir le tableau"

    model_asked = Signal()

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work, self._folder = work, Path()
        self.setAcceptDrops(True)
        self.empty = EmptyState(
            "file-spreadsheet",
            "La liste que vous avez aujourd’hui",
            "CSV, XLSX, XLS ou ODS, même en désordre. Choisissez-la, ou déposez-la ici.",
            "Choisir un fichier",
            MODEL,
            action_icon="folder-open",
        )
        self.band = Band("bad", "")
        self.band.hide()
        self.other_button = Button("Choisir un autre fichier", icon="folder-open")
        self.model_link = Link(MODEL, "help")
        self._name, self._detail = Label("", "card"), Paragraph("")
        self._people = Paragraph("", "body", "muted")
        self._sheets_title = Label("Feuilles à reprendre", "label")
        self._sheets = column(4)
        self.sheets: list[CheckBox] = []
        self._found = QWidget()
        self._build()
        for button in (self.empty.button, self.other_button):
            if button is not None:
                button.clicked.connect(self.ask_file)
        if self.empty.link is not None:
            self.empty.link.clicked.connect(self.model_asked)
        self.model_link.clicked.connect(self.model_asked)
        work.looked.connect(self._show)

    def entered(self) -> None:
        start = self.empty.button or self.other_button
        self.setFocusProxy(start if self._work.apercu is None else self.other_button)

    def leave(self) -> bool:
        """Only a file that was understood goes further."""
        if self._work.apercu is None and not self._work.busy():
            self.refuse("Choisissez d’abord le fichier de votre liste.")
        return self._work.apercu is not None and not self._work.busy()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the file; an empty sentence takes the band away."""
        self.band.setVisible(bool(sentence))
        if sentence:
            self.band.set_message("bad", sentence)

    def reset(self) -> None:
        """No file any more."""
        self.refuse("")
        self._found.hide()
        self.empty.show()
        self.entered()

    @Slot()
    def ask_file(self) -> None:
        """The dialog of files."""
        path = dialogs.open_file(self, "Choisir le tableau à importer", self._folder, FILES)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read a file, whether chosen or dropped."""
        self._folder = path.parent
        self.reset()
        self._work.choose(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(files) > 1:
            self.refuse("Déposez un seul fichier à la fois.")
        elif files:
            event.acceptProposedAction()
            self.take(files[0])

    def _build(self) -> None:
        lines = column(8)
        lines.addWidget(self._name)
        lines.addWidget(self._detail)
        lines.addWidget(self._people)
        lines.addWidget(self._sheets_title)
        lines.addLayout(self._sheets)
        actions = row(16)
        actions.addWidget(self.other_button)
        actions.addWidget(self.model_link)
        actions.addStretch(1)
        lines.addLayout(actions)
        lines.addStretch(1)
        self._found.setLayout(lines)
        self._found.hide()
        whole = column(8)
        whole.addWidget(self.band)
        whole.addWidget(self.empty)
        whole.addWidget(self._found)
        whole.addStretch(1)
        scrolled(self, whole)

    @Slot(object)
    def _show(self, apercu: Apercu) -> None:
        self.refuse("")
        self.empty.hide()
        self._found.show()
        self._name.setText(apercu.fichier)
        rows = sum(table.lignes for table in apercu.tables)
        self._detail.set_text(f"Format reconnu\u00a0: {apercu.detail}, {plural(rows, 'ligne')}.")
        people, foyers = (
            plural(len(apercu.personnes), "personne"),
            plural(len(apercu.foyers), "foyer"),
        )
        self._people.set_text(f"{people} et {foyers} y sont reconnus. Rien n’est encore écrit.")
        self._show_sheets(apercu)
        if self.isVisible() and not self.other_button.hasFocus():
            self.setFocusProxy(self.other_button)

    def _show_sheets(self, apercu: Apercu) -> None:
        several = len(apercu.feuilles) > 1
        self._sheets_title.setVisible(several)
        if [box.text() for box in self.sheets] != list(apercu.feuilles):
            for box in self.sheets:
                self._sheets.removeWidget(box)
                box.deleteLater()
            self.sheets = [CheckBox(name) for name in apercu.feuilles] if several else []
            for box in self.sheets:
                self._sheets.addWidget(box)
                box.clicked.connect(self._on_sheets)
        read = {table.feuille for table in apercu.tables}
        for box in self.sheets:
            box.setChecked(box.text() in read)

    @Slot()
    def _on_sheets(self) -> None:
        chosen = tuple(box.text() for box in self.sheets if box.isChecked())
        if not chosen:
            self.refuse("Gardez au moins une feuille.")
            for box in self.sheets:
                if box.hasFocus():
                    box.setChecked(True)
            return
        if self._work.choices is not None:
            self._work.use(replace(self._work.choices.profil, feuilles=chosen))
