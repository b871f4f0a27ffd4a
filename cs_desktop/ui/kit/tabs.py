"""Tabs of 40 pixels with an underline, a count, and a warning when something is missing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.painting import CENTER, LEFT, box, icon_pixmap_at
from cs_desktop.ui.kit.theme import theme

PADDING, GAP, BADGE = 12, 6, 20


@dataclass(slots=True)
class _Mark:
    count: str = ""
    warning: str = ""  # what is missing, said to screen readers and in the tooltip


class Tabs(QTabBar):
    """The titles of the pages of a sheet."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[_Mark] = []
        self._labels: list[str] = []
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def add(self, label: str) -> int:
        self._labels.append(label)
        self._marks.append(_Mark())
        return self.addTab(label.replace("&", "&&"))

    def set_count(self, index: int, count: str) -> None:
        """Show how many rows the page holds."""
        self._marks[index].count = count
        self._announce(index)

    def set_warning(self, index: int, missing: str) -> None:
        """Show that something is missing in the page; an empty sentence takes the sign away."""
        self._marks[index].warning = missing
        self._announce(index)

    def tabSizeHint(self, index: int) -> QSize:
        current, mark = theme(), self._marks[index]
        # The width of the bold title, so that nothing moves when the tab changes.
        width = QFontMetrics(current.font("bold")).horizontalAdvance(self._labels[index])
        width += 2 * current.px(PADDING)
        if mark.count:
            width += current.px(GAP) + self._badge_width(mark.count)
        if mark.warning:
            width += current.px(GAP + 16)
        return QSize(width, current.size("tab"))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        return self.tabSizeHint(index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index, self.tabRect(index))

    def _paint_tab(self, painter: QPainter, index: int, rect: QRect) -> None:
        current, mark, chosen = theme(), self._marks[index], index == self.currentIndex()
        if rect.contains(self.mapFromGlobal(self.cursor().pos())) and not chosen:
            painter.fillRect(rect, current.color("hover"))
        painter.setFont(current.font("bold" if chosen else "strong"))
        painter.setPen(current.color("text" if chosen else "textSecondary"))
        left = rect.left() + current.px(PADDING)
        text = rect.adjusted(0, 0, 0, -current.px(3))
        painter.drawText(QRect(left, text.y(), text.width(), text.height()), LEFT,
                         self._labels[index])  # fmt: skip
        left += painter.fontMetrics().horizontalAdvance(self._labels[index]) + current.px(GAP)
        if mark.count:
            height, width = current.px(BADGE), self._badge_width(mark.count)
            badge = QRect(left, text.center().y() - height // 2 + 1, width, height)
            box(painter, badge, height / 2, current.color("surfaceAlt"), current.color("border"))
            painter.setFont(current.font("key"))
            painter.setPen(current.color("text"))
            painter.drawText(badge, CENTER, mark.count)
            left += width + current.px(GAP)
        if mark.warning:
            corner = QPointF(left, text.y() + (text.height() - current.px(16)) // 2)
            icon_pixmap_at(painter, "triangle-alert", "warning", corner, 16)
        if chosen:
            line = current.px(3)
            bottom = QRect(rect.x(), rect.bottom() + 1 - line, rect.width(), line)
            painter.fillRect(bottom, current.color("primary"))
            if self.hasFocus():
                inset = current.px(4)
                box(painter, rect.adjusted(inset, inset, -inset, -inset),
                    current.radius(), None, current.color("focus"))  # fmt: skip

    def _badge_width(self, count: str) -> int:
        current = theme()
        width = QFontMetrics(current.font("key")).horizontalAdvance(count)
        return max(width + 2 * current.px(7), current.px(BADGE))

    def _announce(self, index: int) -> None:
        mark = self._marks[index]
        said = " ".join(part for part in (self._labels[index], mark.count, mark.warning) if part)
        self.setAccessibleTabName(index, said)
        self.setTabToolTip(index, mark.warning)
        self.setTabText(index, self.tabText(index))  # lays the tabs out again
        self.update()


class Pages(QWidget):
    """Tabs and the page of each, with Ctrl+Tab between them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Tabs(name)
        self.stack = QStackedWidget()
        whole = column(0)
        whole.addWidget(self.tabs)
        whole.addWidget(self.stack, 1)
        self.setLayout(whole)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self._bind("Ctrl+Tab", self.next_page)
        self._bind("Ctrl+Shift+Tab", self.previous_page)

    def add(self, label: str, page: QWidget) -> int:
        self.stack.addWidget(page)
        return self.tabs.add(label)

    def next_page(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % max(1, self.tabs.count()))

    def previous_page(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % max(1, self.tabs.count()))

    def _bind(self, key: str, action: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
