"""A PDF sent to a printer page by page: drawn in the reader pool, painted on the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.ui.kit.pdf_pages import POINTS_PER_INCH, PageSize, draw_page
from cs_desktop.ui.kit.tasks import Pools, Task

RESOLUTION = 300  # dots per inch: text is sharp, a page stays under 35 MB
REFUSED = (
    "L’imprimante a refusé le document. Vérifiez qu’elle est allumée et qu’elle a du papier, "
    "puis recommencez."
)


class PrintJob(QObject):
    """Connect the signals, then `start`; one page in memory at a time."""

    printed = Signal(object)  # pages
    failed = Signal(object)  # the exception

    def __init__(
        self,
        content: bytes,
        sizes: list[PageSize],
        numbers: range,
        printer: QPrinter,
        pools: Pools,
    ) -> None:
        super().__init__(pools)
        self._content, self._sizes, self._pools = content, sizes, pools
        self._left, self._count = list(numbers), len(numbers)
        self._printer, self._painter = printer, QPainter()
        self._shown = 0

    def start(self) -> None:
        """Queue the first page."""
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._painter.end()
            self.printed.emit(self._count)
            self.deleteLater()
            return
        self._shown = self._left.pop(0)
        number, content = self._shown, self._content

        def draw(_task: Task) -> QImage:
            return draw_page(content, number, RESOLUTION / POINTS_PER_INCH)

        task = self._pools.read(draw)
        task.succeeded.connect(self._paint)
        task.failed.connect(self._fail)
        task.start()

    @Slot(object)
    def _paint(self, picture: QImage) -> None:
        size = self._sizes[self._shown]
        if not self._begin_page(size):
            self._fail(StockageIndisponible(REFUSED))
            return
        whole = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(QPointF(0, 0), whole.size()), picture)
        self._next()

    def _begin_page(self, size: PageSize) -> bool:
        """The paper and the direction of this page; the first one opens the printer."""
        landscape = size.width > size.height
        short, long = sorted((size.width, size.height))
        self._printer.setFullPage(True)
        self._printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Point))
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        )
        if self._painter.isActive():
            return self._printer.newPage()
        return self._painter.begin(self._printer)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._left.clear()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self.failed.emit(error)
        self.deleteLater()
