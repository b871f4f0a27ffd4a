"""The pages before the frame: one card in the middle, the mark of the program above it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cs_desktop.domain.text import NNBSP
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.errors import Notice
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.brand import draw_logo
from cs_desktop.ui.shell.notice_band import NoticeBand

_MARK_FROM = 640  # pixels of height


class DoorPage(QWidget):
    """Centres `content`, with room for one band above it and the step of a work below."""

    def __init__(self, content: QFrame, width: int = 440) -> None:
        super().__init__()
        self.content = content
        self._width = width
        self._band: NoticeBand | None = None
        self.mark, self.working = _Mark(), Label("", "help", "muted")
        self._above: QHBoxLayout = row(0)
        self._column: QVBoxLayout = column(16, (16, 12, 16, 12))
        self._lay_out()
        theme().changed.connect(self._adapt)

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        self.content.setFocus()

    def show_notice(self, notice: Notice) -> None:
        """Where `errors.show` puts a sentence."""
        self.clear_notice()
        self._band = sized(NoticeBand(notice), width=self._width)
        self._band.closed.connect(self.clear_notice)
        self._above.insertWidget(1, self._band)
        self._band.show()
        self._band.announce()

    @Slot()
    def clear_notice(self) -> None:
        """Take the sentence away."""
        band, self._band = self._band, None
        if band is not None:
            band.hide()
            band.deleteLater()

    def notice(self) -> str:
        """The sentence on show, empty when there is none."""
        return self._band.notice.sentence if self._band is not None else ""

    def set_busy(self, words: str) -> None:
        """Say what is being done and leave the fields alone; empty words give them back."""
        self.content.setEnabled(not words)
        self.working.setText(words)
        if words:
            self.clear_notice()

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """Give the page back and say why it did not work; what was typed is still there."""
        self.set_busy("")
        self.focus_first()
        errors.show(error, self)

    @Slot(object, object, str)
    def show_progress(self, done: int, total: int, step: str) -> None:
        """Say how far the work is."""
        if total:
            self.working.setText(f"{step} {100 * done // total}{NNBSP}%".strip())
        elif step:
            self.working.setText(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    @Slot()
    def _adapt(self) -> None:
        """A low window keeps its height for the fields and their buttons."""
        self.mark.setVisible(self.height() >= theme().px(_MARK_FROM))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        centre = Qt.AlignmentFlag.AlignHCenter
        self._column.addStretch(2)
        self._column.addWidget(self.mark, 0, centre)
        # rows, not an alignment, which would lose the height of wrapped text
        self._above.addStretch(1)
        self._above.addStretch(1)
        self._column.addLayout(self._above)
        across = row(0)
        across.addStretch(1)
        across.addWidget(sized(self.content, width=self._width))
        across.addStretch(1)
        self._column.addLayout(across)
        self._column.addWidget(self.working, 0, centre)
        self._column.addStretch(3)
        inside.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = column(0)
        whole.addWidget(area)
        self.setLayout(whole)


class DoorForm(DoorPage):
    """A card with a title, a sentence, fields in `body` and buttons in `foot`."""

    def __init__(self, title: str, sentence: str, width: int = 440) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        self.body: QVBoxLayout = column(12)
        self.foot: QHBoxLayout = row(12)
        inside = column(16, (24, 20, 24, 20))
        words = column(4)
        words.addWidget(Paragraph(title, "title"))
        words.addWidget(Paragraph(sentence, "body", "muted"))
        for part in (words, self.body, self.foot):
            inside.addLayout(part)
        card.setLayout(inside)
        super().__init__(card, width)


class _Mark(QWidget):
    """The four tiles of the program on the colour of the sidebar."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("CS Desktop")
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(62), theme().px(62))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sidebar"))
        painter.drawRoundedRect(self.rect(), theme().px(12), theme().px(12))
        draw_logo(painter, theme().px(16), theme().px(16))
