"""Fields of one line: plain text, and values parsed by the domain when the field is left."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QWidget

from cs_desktop.domain.durations import duree, parse_duree
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.money import euros, parse_euros
from cs_desktop.ui.kit.labelled import Raw, Refusable
from cs_desktop.ui.kit.layouts import sized
from cs_desktop.ui.kit.painting import icon_pixmap_at
from cs_desktop.ui.kit.theme import theme

T = TypeVar("T")
CONTROL, SMALL = 36, 32


class TextField(QLineEdit, Refusable):
    """One line of text; an error goes away at the next letter."""

    changed = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        max_length: int = 200,
        height: int = CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(max_length)
        sized(self, height=height)
        self.textChanged.connect(self._on_text)

    def value(self) -> str:
        """What was typed, without the spaces around it."""
        return " ".join(self.text().split())

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")
        self.setCursorPosition(0)

    def raw(self) -> str:
        """What a draft keeps: the text as typed."""
        return self.text()

    def set_raw(self, raw: Raw) -> None:
        self.setText(str(raw))

    def _on_text(self) -> None:
        if self.refusal():
            self.refuse(None)
        self.changed.emit()


class ParsedEdit(QLineEdit, Refusable, Generic[T]):
    """A line that stands for a value; the text is put in good form when the field is left."""

    changed = Signal()

    def __init__(self, *, height: int = CONTROL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sized(self, height=height)
        self.textChanged.connect(self._on_text)

    def parse(self, text: str) -> T:
        """The value of `text`, never empty. Raises RegleMetier."""
        raise NotImplementedError

    def format(self, value: T) -> str:
        """`value` as the field shows it."""
        raise NotImplementedError

    def value(self) -> T | None:
        """The value typed, None when the field is empty. Raises RegleMetier when it has none."""
        return self.parse(self.text()) if self.text().strip() else None

    def set_value(self, value: T | None) -> None:
        self.setText("" if value is None else self.format(value))

    def raw(self) -> str:
        """What a draft keeps: the text as typed, even when it cannot be read yet."""
        return self.text()

    def set_raw(self, raw: Raw) -> None:
        self.setText(str(raw))

    def settle(self) -> bool:
        """Put the text in good form, or say under the field why it cannot be read."""
        try:
            value = self.value()
        except RegleMetier as refusal:
            self.refuse(str(refusal))
            return False
        self.refuse(None)
        shown = "" if value is None else self.format(value)
        if shown != self.text():
            self.setText(shown)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.settle():
            event.accept()  # a value that cannot be read goes no further
            return
        super().keyPressEvent(event)

    def _on_text(self) -> None:
        if self.refusal():
            self.refuse(None)
        self.changed.emit()


class MoneyEdit(ParsedEdit[int]):
    """An amount in cents: « 12 », « 12,5 », « 1 234,56 € » or a sum « 20+54 »."""

    def __init__(self, *, height: int = CONTROL, parent: QWidget | None = None) -> None:
        super().__init__(height=height, parent=parent)
        theme().font("chiffres")
        self.setProperty("role", "figures")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText(euros(0))

    def parse(self, text: str) -> int:
        return parse_euros(text)

    def format(self, value: int) -> str:
        return euros(value)


class DurationEdit(ParsedEdit[int]):
    """A duration in minutes: « 2h30 », « 2,5 » or « 150 min »."""

    def __init__(self, *, height: int = CONTROL, parent: QWidget | None = None) -> None:
        super().__init__(height=height, parent=parent)
        theme().font("chiffres")
        self.setProperty("role", "figures")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText(duree(90))

    def parse(self, text: str) -> int:
        return parse_duree(text)

    def format(self, value: int) -> str:
        return duree(value)


class TextArea(QPlainTextEdit, Refusable):
    """Several lines of text; Tab goes to the next field."""

    changed = Signal()

    def __init__(self, *, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        sized(self, height=lines * 20 + 14)
        self.textChanged.connect(self._on_text)

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        self.setPlainText(value or "")

    def raw(self) -> str:
        return self.toPlainText()

    def set_raw(self, raw: Raw) -> None:
        self.setPlainText(str(raw))

    def _on_text(self) -> None:
        if self.refusal():
            self.refuse(None)
        self.changed.emit()


class ComboBox(QComboBox, Refusable, Generic[T]):
    """One of five to twelve choices. Alt+↓ opens the list; F4 belongs to the program."""

    changed = Signal()

    def __init__(self, *, height: int = CONTROL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The delegate of Qt's own lists ignores the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self._values: list[T | None] = []  # a QVariant would turn enumerations into plain text
        sized(self, height=height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.currentIndexChanged.connect(self._on_choice)

    def add(self, value: T | None, label: str) -> None:
        self._values.append(value)
        self.addItem(label)

    def value(self) -> T | None:
        """The value of the choice, None before any."""
        index = self.currentIndex()
        return None if index < 0 else self._values[index]

    def set_value(self, value: T | None) -> None:
        """Choose `value`; an unknown one leaves the box empty."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def raw(self) -> str:
        """What a draft keeps: the words of the choice, which outlive the order of the list."""
        return self.currentText()

    def set_raw(self, raw: Raw) -> None:
        self.setCurrentIndex(self.findText(str(raw)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a page that scrolls must not change an answer on its way

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current, painter = theme(), QPainter(self)
        side = current.px(16)
        corner = self.rect().topRight().toPointF()
        corner.setX(self.width() - side - current.px(9))
        corner.setY((self.height() - side) // 2)
        ink = "textSecondary" if self.isEnabled() else "textDisabled"
        icon_pixmap_at(painter, "chevron-down", ink, corner, 16)

    def _on_choice(self) -> None:
        if self.refusal():
            self.refuse(None)
        self.changed.emit()
