"""Pages of a PDF as pictures. PDFium is not made for threads: one caller at a time, never the GUI."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PySide6.QtGui import QImage

_pdfium = Lock()
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Points."""

    width: float
    height: float


def read_sizes(content: bytes) -> list[PageSize]:
    """The size of each page."""
    with _pdfium:
        document = pypdfium2.PdfDocument(content)
        try:
            return [PageSize(*document.get_page_size(n)) for n in range(len(document))]
        finally:
            document.close()


def draw_page(content: bytes, number: int, scale: float) -> QImage:
    """Page `number`, from 0, at `scale` pixels a point."""
    with _pdfium:
        document = pypdfium2.PdfDocument(content)
        try:
            bitmap = document[number].render(scale=scale, prefer_bgrx=True)
            pixels = bytes(bitmap.buffer)
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        finally:
            document.close()
    # `copy` gives the picture its own pixels: those of Python go when this returns.
    return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()
