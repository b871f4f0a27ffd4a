"""Children from left to right, going to a new line when the place is missing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from cs_desktop.ui.kit.layouts import NO_MARGINS, Margins, spaced


class FlowLayout(QLayout):
    """Its height follows its width; it never asks for more width than its widest child needs."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return self._around(QSize(sum(hint.width() for hint in hints) + gaps, height))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._around(size)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _around(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        sides = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return size + sides

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay the children out in `rect` and return the height that they take."""
        inside = rect.marginsRemoved(self.contentsMargins())
        left, top, line, gap = inside.left(), inside.top(), 0, self.spacing()
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), max(inside.width(), item.minimumSize().width()))
            if line and left + width > inside.left() + inside.width():
                left, top, line = inside.left(), top + line + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, hint.height())))
            left += width + gap
            line = max(line, hint.height())
        return top + line - rect.top() + self.contentsMargins().bottom()


def flow(gap: int = 8, margins: Margins = NO_MARGINS) -> FlowLayout:
    """An empty one, whose gaps follow the zoom."""
    return spaced(FlowLayout(), gap, margins)
