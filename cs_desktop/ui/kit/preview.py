"""The preview of a document: its pages, where one is, and what to do with it.

It receives the bytes that a document service made; saving writes those same bytes.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cs_desktop.domain.errors import RegleMetier, StockageIndisponible
from cs_desktop.services.fichiers import written_file
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.dialogs import dialogs
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.pdf_pages import PageSize, draw_page, read_sizes
from cs_desktop.ui.kit.print_job import PrintJob
from cs_desktop.ui.kit.tasks import Pools, Task
from cs_desktop.ui.kit.theme import theme

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
SCREEN_SCALE = 96 / 72  # pixels a point at 100 %
GAP = 12
NO_PRINTER = (
    "Aucune imprimante n’est installée sur cet ordinateur. Enregistrez le document, "
    "puis imprimez-le depuis un autre poste."
)


class _Page(QWidget):
    """One sheet: white until its picture arrives."""

    def __init__(self, number: int, size: PageSize, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self._size = number, size
        self._picture: QImage | None = None
        self.drawn_at = 0.0  # scale of the picture, or of the one that is asked for
        self.setAccessibleName(f"Page {number + 1}")

    def set_zoom(self, scale: float) -> None:
        self.setFixedSize(round(self._size.width * scale), round(self._size.height * scale))

    def set_picture(self, picture: QImage) -> None:
        self._picture = picture
        self.update()

    def has_picture(self) -> bool:
        return self._picture is not None

    def forget(self) -> None:
        """Give the memory of the picture back."""
        self._picture, self.drawn_at = None, 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white in both themes
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._picture)
        painter.setPen(theme().color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfPreview(QWidget):
    """Pages one under the other; only those in view are drawn, off the GUI thread.

    Page ↑ ↓, Début and Fin move; + and − zoom; L fits the width; Ctrl+P prints; Ctrl+S saves.
    """

    loaded = Signal(object)  # number of pages
    saved = Signal(object)  # path
    printed = Signal(object)  # number of pages

    def __init__(self, pools: Pools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pools = pools
        self._content, self._name = b"", "document.pdf"
        self._sizes: list[PageSize] = []
        self._pages: list[_Page] = []
        self._zoom: float | None = None  # None fits the width
        self._generation = 0
        self.setAccessibleName("Aperçu du document")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._make_toolbar())
        self._area = self._make_area()
        whole.addWidget(self._area, 1)
        self._bind_keys()

    def show_pdf(self, content: bytes, name: str) -> None:
        """Show `content`; `name` is proposed when saving."""
        self._content, self._name = content, name
        self._generation += 1
        self._clear()
        task = self._pools.read(_SizesWork(content, self._generation))
        task.succeeded.connect(self._on_sizes)
        task.failed.connect(self._on_failure)
        task.start()

    def page_count(self) -> int:
        return len(self._pages)

    def current_page(self) -> int:
        """The page, from 1, that holds the middle of the view; 0 while nothing is shown."""
        view = self._visible()
        middle = view.center().y()
        for page in self._pages:
            if page.geometry().bottom() + GAP >= middle:
                return page.number + 1
        return len(self._pages)

    def go_to(self, number: int) -> None:
        """Bring page `number`, from 1, to the top."""
        if self._pages:
            page = self._pages[max(0, min(number - 1, len(self._pages) - 1))]
            self._area.verticalScrollBar().setValue(page.y() - GAP)

    def set_zoom(self, zoom: float | None) -> None:
        """Show at `zoom` (1.0 is the size of paper), or fit the width with None."""
        kept = self.current_page()
        self._zoom = zoom
        self._lay_out()
        self.go_to(kept)

    def zoom(self) -> float:
        """The zoom of the moment, fitted or chosen."""
        return self._scale() / SCREEN_SCALE

    def zoom_in(self) -> None:
        self.set_zoom(next((z for z in ZOOMS if z > self.zoom() + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        self.set_zoom(next((z for z in reversed(ZOOMS) if z < self.zoom() - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        self.set_zoom(None)

    def ask_where_to_save(self) -> None:
        """Ask for a file, then write it."""
        if self._content:
            path = dialogs.save_file(self, "Enregistrer le document", Path(self._name), "PDF (*.pdf)")
            if path is not None:
                self.save(path)

    def save(self, path: Path) -> None:
        """Write the document, whole or not at all."""
        task = self._pools.write(_SaveWork(self._content, path))
        task.succeeded.connect(self.saved)
        task.failed.connect(self._on_failure)
        task.start()

    def ask_how_to_print(self) -> None:
        """Ask for a printer and pages, then print."""
        if not self._pages:
            return
        if not QPrinterInfo.availablePrinterNames():
            errors.show(RegleMetier(NO_PRINTER), self)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages))
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages chosen in `printer`, all when it names none."""
        first = max(1, printer.fromPage() or 1)
        last = min(printer.toPage() or len(self._pages), len(self._pages))
        printer.setDocName(Path(self._name).stem)
        numbers = range(first - 1, last)
        job = PrintJob(self._content, self._sizes, numbers, printer, self._pools, self._pools)
        job.printed.connect(self.printed)
        job.failed.connect(self._on_print_failure)
        job.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self.current_page() + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self.current_page() - 1)
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.go_to(len(self._pages))
            case _:
                self._zoom_key(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The area would take Page ↑ ↓ for itself, and tells when its width changes."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._lay_out)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return event.isAccepted()
        return super().eventFilter(watched, event)

    def _zoom_key(self, event: QKeyEvent) -> None:
        match event.text():
            case "+":
                self.zoom_in()
            case "-":
                self.zoom_out()
            case "l" | "L":
                self.fit_width()
            case _:
                event.ignore()

    def _make_toolbar(self) -> QHBoxLayout:
        line = row(8, (12, 8, 12, 8))
        self.place = Label("", "label", "secondary")
        self.previous = IconButton("chevron-up", "Page précédente", height="controlSmall")
        self.next = IconButton("chevron-down", "Page suivante", height="controlSmall")
        self.smaller = IconButton("zoom-out", "Réduire", height="controlSmall")
        self.larger = IconButton("zoom-in", "Agrandir", height="controlSmall")
        self.fitted = IconButton("maximize-2", "Ajuster à la largeur", height="controlSmall")
        self.save_button = Button(
            "Enregistrer", icon="download", key="Ctrl+S", height="controlSmall"
        )
        self.print_button = Button(
            "Imprimer", "primary", icon="printer", key="Ctrl+P", height="controlSmall"
        )
        for widget in (self.previous, self.next, self.place):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.smaller, self.larger, self.fitted, self.save_button, self.print_button):
            line.addWidget(widget)
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.smaller.clicked.connect(self.zoom_out)
        self.larger.clicked.connect(self.zoom_in)
        self.fitted.clicked.connect(self.fit_width)
        self.save_button.clicked.connect(self.ask_where_to_save)
        self.print_button.clicked.connect(self.ask_how_to_print)
        return line

    def _make_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName("Pages du document")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(area)
        sheet = QWidget()
        sheet.setProperty("role", "scrolled")
        self._column = column(GAP, (GAP, GAP, GAP, GAP))
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        sheet.setLayout(self._column)
        area.setWidget(sheet)
        area.verticalScrollBar().valueChanged.connect(self._draw_visible)
        area.installEventFilter(self)
        return area
