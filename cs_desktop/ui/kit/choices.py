"""Two to four answers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.labelled import Raw, Refusable
from cs_desktop.ui.kit.layouts import row
from cs_desktop.ui.kit.painting import LEFT, box, icon_in
from cs_desktop.ui.kit.theme import theme

T = TypeVar("T")


class _Segment(QRadioButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self._label = text
        ring(self, around=parent)

    def sizeHint(self) -> QSize:
        # With the check icon, so that segments do not move when the choice does.
        current, small = theme(), self._small()
        text = QFontMetrics(current.font("strong")).horizontalAdvance(self._label)
        check = current.px(16 + 6) if self.isChecked() else 0
        padding = current.px(10 if small else 12)
        height = current.size("controlSmall" if small else "control")
        return QSize(text + check + 2 * padding + current.line, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def _small(self) -> bool:
        parent = self.parentWidget()
        return isinstance(parent, Choice) and parent.small

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        ink = "onPrimary" if self.isChecked() else "text"
        ink = ink if self.isEnabled() else "textDisabled"
        painter.setFont(current.font("strong"))
        text = painter.fontMetrics().horizontalAdvance(self._label)
        check = current.px(16 + 6) if self.isChecked() else 0
        left = (self.width() - text - check) // 2
        if check:
            square = QRect(left, 0, current.px(16), self.height())
            icon_in(painter, square, "check", ink, 16)
        painter.setPen(current.color(ink))
        painter.drawText(QRect(left + check, 0, text + 2, self.height()), LEFT, self._label)
        if self.hasFocus() and not self.isChecked():
            # Nothing chosen yet: the ring goes round the whole choice, this line says where.
            inset = current.px(4)
            box(painter, self.rect().adjusted(inset, inset, -inset, -inset),
                current.radius("small"), None, current.color("focus"))  # fmt: skip


class Choice(QWidget, Refusable, Generic[T]):
    """One of two to four answers side by side; the chosen one also has a check mark."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[T, str]] = (),
        *,
        small: bool = False,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.small, self._stretch = small, stretch
        self._values: list[T] = []
        self._group = QButtonGroup(self)
        self._line = row(0)
        self.setLayout(self._line)
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        for value, label in options:
            self.add(value, label)
        self._group.idToggled.connect(self._on_toggle)

    def add(self, value: T, label: str) -> None:
        segment = _Segment(label, self)
        self._group.addButton(segment, len(self._values))
        self._values.append(value)
        self._line.addWidget(segment, 1 if self._stretch else 0)
        if len(self._values) == 1:
            self.setFocusProxy(segment)

    def value(self) -> T | None:
        """The chosen value, None before any."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else self._values[chosen]

    def set_value(self, value: T | None) -> None:
        if value is None or value not in self._values:
            self._group.setExclusive(False)
            for segment in self._group.buttons():
                segment.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._group.button(self._values.index(value)).setChecked(True)

    def raw(self) -> str:
        """What a draft keeps: the words of the chosen segment."""
        chosen = self._group.checkedButton()
        return chosen.accessibleName() if chosen else ""

    def set_raw(self, raw: Raw) -> None:
        labels = [segment.accessibleName() for segment in self._group.buttons()]
        self.set_value(self._values[labels.index(str(raw))] if raw in labels else None)

    def segments(self) -> list[QAbstractButton]:
        return self._group.buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for segment in self._group.buttons():
                segment.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        refused, enabled = bool(self.property("refused")), self.isEnabled()
        border = current.color("danger" if refused else "borderStrong" if enabled else "border")
        radius = current.radius()
        fill = current.color("surface" if enabled else "surfaceAlt")
        box(painter, self.rect(), radius, fill, None)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.save()
        painter.setClipPath(shape)
        for number, segment in enumerate(self._group.buttons()):
            if segment.isChecked():
                painter.fillRect(segment.geometry(), current.color("primary"))
            if number:
                edge = QRect(segment.x(), 0, current.line, self.height())
                painter.fillRect(edge, current.color("border"))
        painter.restore()
        box(painter, self.rect(), radius, None, border)
        if refused:
            inner = self.rect().adjusted(1, 1, -1, -1)
            box(painter, inner, radius - 1, None, border)

    def _on_toggle(self, number: int, checked: bool) -> None:
        for segment in self._group.buttons():
            segment.updateGeometry()
        self.update()
        if checked:
            self.setFocusProxy(self._group.button(number))
            if self.refusal():
                self.refuse(None)
            self.changed.emit()
