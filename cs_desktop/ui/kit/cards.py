"""Cards, bands and empty states; chips and key figures are found here too."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.chips import Bar, ChipLabel, GapBar
from cs_desktop.ui.kit.figures import Figure, KeyFigure
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Link, Paragraph, restyle
from cs_desktop.ui.kit.layouts import blank, column, row, sized, spaced
from cs_desktop.ui.kit.painting import box, icon_in
from cs_desktop.ui.kit.theme import theme

__all__ = [
    "Avatar",
    "Band",
    "Bar",
    "Card",
    "ChipLabel",
    "EmptyState",
    "Figure",
    "GapBar",
    "KeyFigure",
]

TONE_ICONS = {
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
}
_TOKENS = {"info": "info", "ok": "success", "warn": "warning", "bad": "danger"}


class Card(QFrame):
    """A titled surface: header of 40 px, body with 12 px around, footer of 40 px when asked."""

    def __init__(
        self, title: str = "", *, outlined: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("outlined", outlined)
        self._whole = QVBoxLayout(self)
        spaced(self._whole, 0)
        self._title = Label(title, "card")
        self._title_line: QHBoxLayout | None = None
        self._footer: QHBoxLayout | None = None
        if title:
            self._title_line = self._add_header()
        self._body: QVBoxLayout | None = None

    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    @property
    def header(self) -> QHBoxLayout:
        """From the title to the right edge: chips, then `addStretch`, then actions."""
        if self._title_line is None:
            raise LookupError("this card has no title")
        return self._title_line

    @property
    def body(self) -> QVBoxLayout:
        """The body with its margins, made at first use."""
        if self._body is None:
            self._body = column(8, (12, 12, 12, 12))
            self._insert_body(self._body)
        return self._body

    @property
    def footer(self) -> QHBoxLayout:
        """The footer, made at first use."""
        if self._footer is None:
            frame = QFrame()
            frame.setProperty("role", "card-footer")
            self._footer = row(12, (12, 0, 12, 0))
            frame.setLayout(self._footer)
            self._whole.addWidget(sized(frame, height=40))
        return self._footer

    def add_full(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Add what touches both edges: a table, tabs, a list of rows."""
        place = self._whole.count() - (1 if self._footer is not None else 0)
        if isinstance(content, QWidget):
            self._whole.insertWidget(place, content, stretch)
        else:
            self._whole.insertLayout(place, content, stretch)

    def add_stretch(self) -> None:
        self._whole.insertStretch(self._whole.count() - (1 if self._footer is not None else 0), 1)

    def _add_header(self) -> QHBoxLayout:
        frame, line = QFrame(), row(8, (12, 0, 12, 0))
        frame.setProperty("role", "card-header")
        line.addWidget(self._title)
        inner = row(8)
        line.addLayout(inner, 1)
        frame.setLayout(line)
        self._whole.insertWidget(0, sized(frame, height=40))
        return inner

    def _insert_body(self, body: QVBoxLayout) -> None:
        self.add_full(body)


class Band(QFrame):
    """One sentence that stays until it is solved, with at most one link."""

    followed = Signal()  # the link was chosen

    def __init__(
        self, tone: str, text: str, link: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "band")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._glyph = Glyph("info", "info", 18)
        self._text = Paragraph(text, "help")
        self._link: Link | None = None
        self._line = row(8, (12, 8, 12, 8))
        self._line.addWidget(self._glyph)
        self._line.addWidget(self._text, 1)
        self.setLayout(self._line)
        self.set_message(tone, text, link)

    def text(self) -> str:
        return self._text.plain_text()

    def link(self) -> Link | None:
        return self._link

    def set_message(self, tone: str, text: str, link: str = "") -> None:
        self.setProperty("tone", tone)
        self._glyph.set_icon(TONE_ICONS[tone], _TOKENS[tone])
        self._text.set_text(text)
        if self._link is not None:
            self._link.hide()
            self._link.deleteLater()
            self._link = None
        if link:
            self._link = Link(link, "label")
            self._link.clicked.connect(self.followed)
            self._line.addWidget(self._link)
        restyle(self)
        if tone == "bad":
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class Avatar(QWidget):
    """Initials, or an icon, in a soft square."""

    def __init__(
        self, initials: str = "", icon: str = "", size: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._initials, self._icon = initials, icon
        sized(self, width=size, height=size)

    def set_initials(self, initials: str) -> None:
        self._initials = initials
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        box(painter, self.rect(), current.radius("card"), current.color("selected"), None)
        if self._icon:
            icon_in(painter, self.rect(), self._icon, "text", 20)
            return
        font = current.font("bold")
        font.setPixelSize(current.px(15))
        painter.setFont(font)
        painter.setPen(current.color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class EmptyState(QWidget):
    """What the screen brings, one button that starts, one link: in place of an empty list."""

    started = Signal()
    followed = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        action: str = "",
        link: str = "",
        *,
        action_icon: str | None = "plus",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        whole = column(0, (16, 16, 16, 16))
        centre = Qt.AlignmentFlag.AlignHCenter
        whole.addStretch(1)
        whole.addWidget(Avatar(icon=icon, size=48), alignment=centre)
        whole.addWidget(blank(10))
        heading = Paragraph(title, "card")
        heading.setAlignment(centre)
        whole.addWidget(heading)
        if sentence:
            text = Paragraph(sentence, "body", "muted")
            text.setAlignment(centre)
            whole.addWidget(blank(4))
            whole.addWidget(text)
        self.button: Button | None = None
        self.link: Link | None = None
        if action:
            self.button = Button(action, "primary", action_icon)
            self.button.clicked.connect(self.started)
            whole.addWidget(blank(12))
            whole.addWidget(self.button, alignment=centre)
        if link:
            self.link = Link(link, "help")
            self.link.clicked.connect(self.followed)
            whole.addWidget(blank(4))
            whole.addWidget(self.link, alignment=centre)
        whole.addStretch(1)
        self.setLayout(whole)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), super().minimumSizeHint().height())
