"""Pages of a PDF as pictures, never on the GUI thread; PDFium bears one caller at a time."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PySide6.QtGui import QImage

from cs_desktop.domain.errors import StockageIndisponible

_pdfium = Lock()
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Points."""

    width: float
    height: float


def read_sizes(content: bytes) -> list[PageSize]:
    """The size of each page. Raises StockageIndisponible for a damaged file."""
    with _opened(content) as document:
        return [PageSize(*document.get_page_size(n)) for n in range(len(document))]


def draw_page(content: bytes, number: int, scale: float) -> QImage:
    """Page `number`, from 0, at `scale` pixels a point."""
    with _opened(content) as document:
        page = document[number]
        # Its scale is a float that it declares as an int.
        bitmap = page.render(scale=scale, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]
        pixels = bytes(bitmap.buffer)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    # `copy` gives the picture its own pixels: those of Python go when this returns.
    return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()


@contextmanager
def _opened(content: bytes) -> Generator[pypdfium2.PdfDocument]:
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise StockageIndisponible(
                "Le document est abîmé, son aperçu ne peut pas être montré. Créez-le de nouveau."
            ) from error
        try:
            yield document
        finally:
            document.close()
