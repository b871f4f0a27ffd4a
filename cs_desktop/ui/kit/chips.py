"""Chips and bars outside tables; inside, delegates paint the same with `painting.py`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cs_desktop.domain.money import euros
from cs_desktop.ui.kit.painting import (
    LEFT,
    chip_size,
    icon_in,
    paint_bar,
    paint_chip,
)
from cs_desktop.ui.kit.theme import theme


class ChipLabel(QWidget):
    """A state in an icon, a word and a colour. Never clickable."""

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def set_state(self, text: str, tone: str = "neutral", icon: str | None = None) -> None:
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, self._icon)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = theme().size("chip")
        rect = QRect(0, (self.height() - height) // 2, self.width(), height)
        paint_chip(painter, rect, self._text, self._tone, self._icon)


class Bar(QWidget):
    """A bar of shares laid from the left; what it says is written beside it."""

    def __init__(self, height: str = "progress", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._parts: tuple[tuple[float, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, *parts: tuple[float, str]) -> None:
        """Each part is (share of the width between 0 and 1, token)."""
        self._parts = parts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().size(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(24), theme().size(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(QPainter(self), self.rect(), self._parts)


def gap_parts(planned: int, done: int, committed: int) -> tuple[tuple[float, str], ...]:
    """Shares of a budget bar: done, committed and, beyond the plan, what is over it."""
    spent = done + committed
    whole = max(planned, spent)
    if whole <= 0:
        return ()
    over = max(0, spent - max(planned, 0))
    shown_done = min(done, max(planned, 0))
    shown_committed = spent - over - shown_done
    return ((shown_done / whole, "data1"), (shown_committed / whole, "data3"),
            (over / whole, "data4"))  # fmt: skip


def gap_text(planned: int, done: int, committed: int) -> str:
    """« 89 % consommé, reste 6 307,70 € », or by how much the plan is overspent."""
    left = planned - done - committed
    if left < 0:
        return f"dépassé de {euros(-left)}"
    percent = (done + committed) * 100 // planned if planned > 0 else 0
    return f"{percent} % consommé, reste {euros(left)}"


class GapBar(QWidget):
    """Done and committed against what was planned, with the percentage at right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_amounts(self, planned: int, done: int, committed: int = 0) -> None:
        """Amounts in cents."""
        self._amounts = (planned, done, committed)
        text = gap_text(planned, done, committed)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        planned, done, committed = self._amounts
        over = done + committed > planned
        current, painter = theme(), QPainter(self)
        painter.setFont(current.font("help"))
        label = f"−{euros(done + committed - planned)}" if over else self._percent()
        width = QFontMetrics(painter.font()).horizontalAdvance(label)
        side = current.px(14 + 4) if over else 0
        bar_width = self.width() - width - side - current.px(8)
        height = current.size("budgetBar")
        top = (self.height() - height) // 2
        paint_bar(painter, QRect(0, top, bar_width, height), gap_parts(*self._amounts))
        left = bar_width + current.px(8)
        if over:
            square = QRect(left, 0, current.px(14), self.height())
            icon_in(painter, square, "triangle-alert", "danger", 14)
        painter.setPen(current.color("danger" if over else "text"))
        painter.drawText(QRect(left + side, 0, width + 2, self.height()), LEFT, label)

    def _percent(self) -> str:
        planned, done, committed = self._amounts
        percent = (done + committed) * 100 // planned if planned > 0 else 0
        return f"{percent} %"
