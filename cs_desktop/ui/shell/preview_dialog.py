"""A PDF shown over the window, to be printed or saved; not part of the first paint."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cs_desktop.ui.kit.errors import Notice
from cs_desktop.ui.kit.layouts import sized
from cs_desktop.ui.kit.preview import PdfPreview
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.shell.notice_band import NoticeBand


class PreviewDialog(QDialog):
    """Échap closes it; it deletes itself."""

    def __init__(self, pools: Pools, content: bytes, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.preview = PdfPreview(pools, self)
        self._band: NoticeBand | None = None
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.preview, 1)
        sized(self, min_width=720, min_height=560)
        self.preview.show_pdf(content, name)

    def show_notice(self, notice: Notice) -> None:
        """Where a refusal of the printer is said."""
        self._forget_band()
        self._band = NoticeBand(notice)
        self._band.closed.connect(self._forget_band)
        self._whole.insertWidget(0, self._band)

    def _forget_band(self) -> None:
        band, self._band = self._band, None
        if band is not None:
            band.hide()
            band.deleteLater()
