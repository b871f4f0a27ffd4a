"""A label above its field, and what is wrong with it below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from cs_desktop.ui.kit.labels import Label, Paragraph, restyle
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.theme import theme


class Glyph(QWidget):
    """An icon beside a text that says the same; screen readers skip it."""

    def __init__(
        self, icon: str, tint: str = "text", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tint, self._size = icon, tint, size
        sized(self, width=size, height=size)

    def set_icon(self, icon: str, tint: str) -> None:
        self._icon, self._tint = icon, tint
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, theme().pixmap(self._icon, self._tint, self._size, ratio))


class Message(QFrame):
    """One sentence under a field: an error, or a good word."""

    def __init__(self, tone: str = "bad", icon: str = "circle-alert") -> None:
        super().__init__()
        self._text = Paragraph("", "help", tone)
        line = row(6)
        line.addWidget(Glyph(icon, _TINTS[tone], 16), alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.setLayout(line)

    def text(self) -> str:
        return self._text.plain_text()

    def set_text(self, text: str) -> None:
        self._text.set_text(text)


_TINTS = {"bad": "danger", "ok": "success", "warn": "warning", "info": "info"}


class LabelledField(QWidget):
    """A field with its label; shows the refusal of the field under it."""

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        optional: bool = False,
        help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._label = Label(label, "label")
        self._label.setBuddy(field)
        field.setAccessibleName(label)
        self._message: Message | None = None
        self._column = column(2)
        self._column.addLayout(self._heading(optional=optional))
        self._column.addWidget(field)
        if help_text:
            self._column.addWidget(Paragraph(help_text, "help", "muted"))
            field.setAccessibleDescription(help_text)
        self._column.addStretch(1)
        self.setLayout(self._column)

    def label(self) -> str:
        return self._label.text()

    def refusal(self) -> str:
        """The sentence shown under the field, empty when nothing is wrong."""
        return self._message.text() if self._message is not None else ""

    def show_refusal(self, message: str) -> None:
        """Show `message` under the field; an empty one takes the line away."""
        if self._message is not None:
            self._column.removeWidget(self._message)
            self._message.hide()
            self._message.deleteLater()
            self._message = None
        if message:
            self._message = Message("bad")
            self._message.set_text(message)
            self._column.insertWidget(2, self._message)

    def _heading(self, *, optional: bool):  # noqa: ANN202 - a layout
        line = row(4)
        line.addWidget(self._label)
        if optional:
            line.addWidget(Label("(facultatif)", "help", "muted"))
        line.addStretch(1)
        return line


Raw = str | bool  # what a draft keeps of a field, ready for JSON


class Refusable:
    """Mixed into fields: a red border and a sentence, until what was typed is right."""

    def refuse(self, message: str | None) -> None:
        """Show why the field is refused, or accept it with None. What was typed stays."""
        assert isinstance(self, QWidget)  # noqa: S101 - a mixin of widgets
        refused = bool(message)
        if refused != bool(self.property("refused")):
            self.setProperty("refused", refused)
            restyle(self)
        if message:
            self.setAccessibleDescription(message)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        elif refused != bool(self.property("refusal")):
            self.setAccessibleDescription("")
        self.setProperty("refusal", message or "")
        around = self.parentWidget()
        if isinstance(around, LabelledField) and around.field is self:
            around.show_refusal(message or "")

    def refusal(self) -> str:
        """The sentence that refuses the field, empty when it is accepted."""
        assert isinstance(self, QWidget)  # noqa: S101 - a mixin of widgets
        return str(self.property("refusal") or "")
