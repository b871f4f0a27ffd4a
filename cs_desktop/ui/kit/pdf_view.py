"""The pages of a PDF one under the other; only those near the view are drawn and kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cs_desktop.ui.kit.pdf_pages import PageSize, draw_page, read_sizes
from cs_desktop.ui.kit.tasks import Pools, Task
from cs_desktop.ui.kit.theme import theme

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
SCREEN_SCALE = 96 / 72  # pixels a point at 100 %
MARGIN = 12


class _Page(QWidget):
    """One sheet: white until its picture arrives."""

    def __init__(self, number: int, size: PageSize, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.size_in_points = number, size
        self.wanted_scale = 0.0  # of the picture, or of the one on its way
        self.picture: QImage | None = None
        self.setAccessibleName(f"Page {number + 1}")

    def take(self, picture: QImage) -> None:
        self.picture = picture
        self.update()

    def forget(self) -> None:
        """Give the memory of the picture back."""
        self.picture, self.wanted_scale = None, 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white in both themes
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(theme().color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfView(QScrollArea):
    """Page ↑ ↓, Début and Fin move; + and − zoom; L fits the width."""

    loaded = Signal(object)  # number of pages
    moved = Signal(object)  # the page in view, from 1
    failed = Signal(object)  # the exception

    def __init__(self, pools: Pools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pools = pools
        self._content = b""
        self._pages: list[_Page] = []
        self._zoom: float | None = None  # None fits the width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Pages du document")
        # Always there: a bar that comes and goes would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sheet = QWidget()
        self._sheet.setProperty("role", "scrolled")
        self.setWidget(self._sheet)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)

    def show_pdf(self, content: bytes) -> None:
        """Forget what is shown and read `content` in the reader pool."""
        self._content = content
        for page in self._pages:
            page.deleteLater()
        self._pages = []
        task = self._pools.read(partial(_sizes, content))
        task.succeeded.connect(self._on_sizes)
        task.failed.connect(self.failed)
        task.start()

    def sizes(self) -> list[PageSize]:
        """The pages, in points."""
        return [page.size_in_points for page in self._pages]

    def current_page(self) -> int:
        """The page, from 1, that holds the middle of the view; 0 while nothing is shown."""
        middle = self._visible().center().y()
        for page in self._pages:
            if page.geometry().bottom() + MARGIN >= middle:
                return page.number + 1
        return len(self._pages)

    def go_to(self, number: int) -> None:
        """Bring page `number`, from 1, to the top; beyond the ends, the first or the last."""
        if self._pages:
            page = self._pages[max(1, min(number, len(self._pages))) - 1]
            self.verticalScrollBar().setValue(page.y() - MARGIN)

    def zoom(self) -> float:
        """The zoom of the moment, fitted or chosen; 1.0 is the size of paper."""
        if self._zoom is not None or not self._pages:
            return self._zoom or 1.0
        widest = max(page.size_in_points.width for page in self._pages)
        return max(1, self.viewport().width() - 2 * MARGIN) / widest / SCREEN_SCALE

    def set_zoom(self, zoom: float | None) -> None:
        """Show at `zoom`, or fit the width with None; the page in view stays in view."""
        kept = self.current_page()
        self._zoom = zoom
        self._lay_out()
        self.go_to(kept)

    def zoom_in(self) -> None:
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self.zoom() + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        smaller = (zoom for zoom in reversed(ZOOMS) if zoom < self.zoom() - 0.01)
        self.set_zoom(next(smaller, ZOOMS[0]))

    def fit_width(self) -> None:
        self.set_zoom(None)

    def page_up(self) -> None:
        self.go_to(self.current_page() - 1)

    def page_down(self) -> None:
        self.go_to(self.current_page() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.page_down()
            case Qt.Key.Key_PageUp:
                self.page_up()
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            case _:
                self._zoom_key(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Later: laying out now would move the scroll bars inside their own event.
        QTimer.singleShot(0, self, self._lay_out)

    def _zoom_key(self, event: QKeyEvent) -> None:
        match event.text().lower():
            case "+":
                self.zoom_in()
            case "-":
                self.zoom_out()
            case "l":
                self.fit_width()
            case _:
                super().keyPressEvent(event)

    def _visible(self) -> QRect:
        top = self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self.viewport().height())

    @Slot(object)
    def _on_sizes(self, answer: tuple[bytes, list[PageSize]]) -> None:
        content, sizes = answer
        if content is not self._content:
            return  # another document was asked for meanwhile
        self._pages = [_Page(number, size, self._sheet) for number, size in enumerate(sizes)]
        for page in self._pages:
            page.show()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.loaded.emit(len(sizes))
        self.moved.emit(self.current_page())

    @Slot()
    def _lay_out(self) -> None:
        """Place the pages; absolute places cost less than a layout with hundreds of rows."""
        policies = Qt.ScrollBarPolicy
        fitted = policies.ScrollBarAlwaysOff if self._zoom is None else policies.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(fitted)
        scale = self.zoom() * SCREEN_SCALE
        sizes = [
            QSize(
                round(page.size_in_points.width * scale), round(page.size_in_points.height * scale)
            )
            for page in self._pages
        ]
        widest = max([size.width() for size in sizes], default=0) + 2 * MARGIN
        width = max(widest, self.viewport().width())
        y = MARGIN
        for page, size in zip(self._pages, sizes, strict=True):
            page.setGeometry((width - size.width()) // 2, y, size.width(), size.height())
            y += size.height() + MARGIN
        self._sheet.setFixedSize(width, y)
        self._draw_near()

    @Slot()
    def _on_moved(self) -> None:
        self._draw_near()
        self.moved.emit(self.current_page())

    def _draw_near(self) -> None:
        """Ask for the pages of one screen before and after; forget the far ones."""
        view = self._visible()
        near = view.adjusted(0, -view.height(), 0, view.height())
        scale = self.zoom() * SCREEN_SCALE * self.devicePixelRatioF()
        for page in self._pages:
            if not page.geometry().intersects(near):
                page.forget()
            elif abs(page.wanted_scale - scale) > 0.001:
                page.wanted_scale = scale
                task = self._pools.read(partial(_picture, self._content, page.number, scale))
                task.succeeded.connect(self._on_picture)
                task.failed.connect(self.failed)
                task.start()

    @Slot(object)
    def _on_picture(self, answer: tuple[bytes, int, float, QImage]) -> None:
        content, number, scale, picture = answer
        if content is self._content and number < len(self._pages):
            page = self._pages[number]
            if page.wanted_scale == scale:
                page.take(picture)


def _sizes(content: bytes, _task: Task) -> tuple[bytes, list[PageSize]]:
    return content, read_sizes(content)


def _picture(
    content: bytes, number: int, scale: float, _task: Task
) -> tuple[bytes, int, float, QImage]:
    return content, number, scale, draw_page(content, number, scale)
