"""The preview of a document: its pages, where one is, and what to do with it.

It receives the bytes that a document service made; saving and printing use those same bytes.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.services.fichiers import written_file
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import row
from cs_desktop.ui.kit.pdf_view import PdfView
from cs_desktop.ui.kit.print_job import PrintJob
from cs_desktop.ui.kit.tasks import Pools, Task

NO_PRINTER = (
    "Aucune imprimante n’est installée sur cet ordinateur. Enregistrez le document, "
    "puis imprimez-le depuis un autre poste."
)

TAKEN = "« {} » existe déjà : rien n’a été écrit. Choisissez un autre nom."
NOT_A_PDF = "« {} » n’est pas un document PDF : il n’est pas remplacé. Choisissez un autre nom."


class PdfPreview(QWidget):
    """A toolbar and the pages. Ctrl+P prints, Ctrl+S saves; `PdfView` says how to move."""

    saved = Signal(object)  # path
    printed = Signal(object)  # number of pages

    def __init__(self, pools: Pools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pools = pools
        self._content, self._name, self._count = b"", "document.pdf", 0
        self.setAccessibleName("Aperçu du document")
        self.view = PdfView(pools, self)
        self.setFocusProxy(self.view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._make_toolbar())
        whole.addWidget(self.view, 1)
        self.view.loaded.connect(self._on_loaded)
        self.view.moved.connect(self._on_moved)
        self.view.failed.connect(self._on_failure)
        self._bind("Ctrl+S").activated.connect(self.ask_where_to_save)
        self._bind("Ctrl+P").activated.connect(self.ask_how_to_print)
        self._enable()

    def show_pdf(self, content: bytes, name: str) -> None:
        """Show `content`; `name`, such as « fiche personne.pdf », is proposed when saving."""
        self._content, self._name, self._count = content, name, 0
        self._enable()
        self.view.show_pdf(content)

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for a file, then write it."""
        if not self._count:
            return
        title, filters = "Enregistrer le document", "PDF (*.pdf)"
        path = dialogs.save_file(self, title, Path(self._name), filters)
        if path is None:
            return
        if path.suffix.casefold() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
            if path.exists():  # the question of replacing was about another name
                errors.show(RegleMetier(TAKEN.format(path.name)), self)
                return
        if path.is_file() and not _is_pdf(path):
            errors.show(RegleMetier(NOT_A_PDF.format(path.name)), self)
            return
        self.save(path)

    def save(self, path: Path) -> None:
        """Write the document, whole or not at all."""
        task = self._pools.write(partial(_write, self._content, path))
        task.succeeded.connect(self.saved)
        task.failed.connect(self._on_failure)
        task.start()

    @Slot()
    def ask_how_to_print(self) -> None:
        """Ask for a printer and pages, then print."""
        if not self._count:
            return
        if not QPrinterInfo.availablePrinterNames():
            errors.show(RegleMetier(NO_PRINTER), self)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._count)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages chosen in `printer`, all when it names none."""
        first = max(1, printer.fromPage())
        last = min(printer.toPage() or self._count, self._count)
        printer.setDocName(Path(self._name).stem)
        # The job belongs to the pools: it goes on when the preview is closed.
        job = PrintJob(
            self._content, self.view.sizes(), range(first - 1, last), printer, self._pools
        )
        job.printed.connect(self.printed)
        job.failed.connect(self._on_failure)
        job.start()

    def _make_toolbar(self) -> QHBoxLayout:
        line = row(8, (12, 8, 12, 8))
        self.place = Label("", "label")
        self.previous = IconButton("chevron-up", "Page précédente", height="controlSmall")
        self.next = IconButton("chevron-down", "Page suivante", height="controlSmall")
        self.smaller = IconButton("zoom-out", "Réduire", height="controlSmall")
        self.larger = IconButton("zoom-in", "Agrandir", height="controlSmall")
        self.fitted = IconButton("maximize-2", "Ajuster à la largeur", height="controlSmall")
        self.save_button = Button(
            "Enregistrer", "normal", "download", "Ctrl+S", height="controlSmall"
        )
        self.print_button = Button(
            "Imprimer", "primary", "printer", "Ctrl+P", height="controlSmall"
        )
        for widget in (self.previous, self.next, self.place):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.smaller, self.larger, self.fitted, self.save_button, self.print_button):
            line.addWidget(widget)
        self.previous.clicked.connect(self.view.page_up)
        self.next.clicked.connect(self.view.page_down)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.fitted.clicked.connect(self.view.fit_width)
        self.save_button.clicked.connect(self.ask_where_to_save)
        self.print_button.clicked.connect(self.ask_how_to_print)
        return line

    def _bind(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _enable(self) -> None:
        buttons = (self.previous, self.next, self.smaller, self.larger, self.fitted)
        for button in (*buttons, self.save_button, self.print_button):
            button.setEnabled(self._count > 0)
        if not self._count:
            self.place.setText("")

    @Slot(object)
    def _on_loaded(self, count: int) -> None:
        self._count = count
        self._enable()

    @Slot(object)
    def _on_moved(self, page: int) -> None:
        self.place.setText(f"{page} / {self._count}" if self._count else "")

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        errors.show(error, self)


def _is_pdf(path: Path) -> bool:
    """A base or a backup under the name of a document is never written over."""
    try:
        with path.open("rb") as stream:
            return stream.read(5) == b"%PDF-"
    except OSError:
        return False


def _write(content: bytes, path: Path, _task: Task) -> Path:
    with written_file(path) as stream:
        stream.write(content)
    return path
