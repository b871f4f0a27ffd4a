"""Text that is read: labels of one line, paragraphs, links."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QWidget

from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.layouts import sized
from cs_desktop.ui.kit.theme import theme

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def restyle(widget: QWidget) -> None:
    """Read the style sheet again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def is_enter(event: QKeyEvent) -> bool:
    """Whether Entrée was pressed, on either part of the keyboard and without another key."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Label(QLabel):
    """One line of plain text; `role` names its font and `tone` its colour."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        theme().font(role)  # loads the face that the style sheet will ask for
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", f"text-{role}")
        self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        restyle(self)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint.expandedTo(QSize(0, theme().line_height(self._role)))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint.expandedTo(QSize(0, theme().line_height(self._role)))


class ElidedLabel(Label):
    """One line that ends with « … » when the place is missing; the whole text is its tooltip."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)


class Paragraph(QLabel):
    """Text that wraps, with the line height of the drawings; `**words**` are bold."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role, self._plain = role, text
        theme().font(role)
        if "**" in text:
            theme().font("bold")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", f"text-{role}")
        self.setProperty("tone", tone)
        self._render()

    def plain_text(self) -> str:
        return self._plain.replace("**", "")

    def set_text(self, text: str) -> None:
        if text != self._plain:
            self._plain = text
            self._render()

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        restyle(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._render()

    def _render(self) -> None:
        height = theme().line_height(self._role)
        body = _BOLD.sub(r"<b>\1</b>", html.escape(self._plain, quote=False)).replace("\n", "<br>")
        shown = f'<p style="line-height:{height}px; margin:0">{body}</p>'
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(self.plain_text())


class Link(QAbstractButton):
    """Underlined words that do something; a button for the keyboard and for screen readers."""

    def __init__(self, text: str, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring(self)

    def sizeHint(self) -> QSize:
        font = theme().font(self._role)
        self.setFont(font)
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 1, theme().size("minTarget"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        painter.setFont(current.font(self._role))
        ink = "textDisabled" if not self.isEnabled() else "primary"
        ink = "primaryHover" if self.isEnabled() and self.underMouse() else ink
        painter.setPen(current.color(ink))
        metrics = painter.fontMetrics()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(QPoint(0, baseline), self.text())
        line = current.line
        top = baseline + current.px(3)
        painter.fillRect(
            0, top, metrics.horizontalAdvance(self.text()), line, painter.pen().color()
        )


def rule() -> QFrame:
    """A horizontal line between two parts of a card."""
    line = QFrame()
    line.setProperty("role", "rule")
    return sized(line, height=1)
