"""The total under the rows: it never scrolls away and stands under its columns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cs_desktop.ui.kit.table.header import Header
from cs_desktop.ui.kit.table.model import CHECK, WindowedModel
from cs_desktop.ui.kit.theme import theme

LINE = 2


class TotalRow(QWidget):
    """Texts by column, bold, under a line of 2 px; hidden while there are none."""

    def __init__(self, model: WindowedModel, header: Header, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._header = model, header
        self._texts: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for moved in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            moved.connect(self.update)
        theme().changed.connect(self.updateGeometry)
        self.hide()

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show `texts` by column key (« Total » under the name); nothing hides the row."""
        self._texts = dict(texts)
        spoken = [
            f"{column.title}\u00a0: {self._texts[column.key]}"
            for column in self._model.columns
            if column.key in self._texts
        ]
        self.setAccessibleName(", ".join(spoken))
        self.setVisible(bool(self._texts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().size("row"))

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), current.color("surface"))
        painter.fillRect(0, 0, self.width(), current.px(LINE), current.color("borderStrong"))
        painter.setPen(current.color("text"))
        for logical in self._header.visible():
            column = self._model.columns[logical - 1] if logical != CHECK else None
            if column is None or column.key not in self._texts:
                continue
            left = self._header.sectionViewportPosition(logical)
            rect = QRect(left, 0, self._header.sectionSize(logical), self.height())
            number = column.kind == "number"
            painter.setFont(current.font("chiffres-bold" if number else "bold"))
            align = int(column.align | Qt.TextFlag.TextSingleLine)
            painter.drawText(self._header.text_rect(rect, logical), align, self._texts[column.key])
