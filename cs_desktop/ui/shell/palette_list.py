"""The lines of Ctrl+K: group names, then icon, title with what was typed marked, detail, key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cs_desktop.ui.kit.painting import LEFT, icon_in, key_cap_size, paint_key_cap
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.palette_search import Proposal, found_in

Index = QModelIndex | QPersistentModelIndex

PROPOSAL = Qt.ItemDataRole.UserRole
_HEADING, _LINE = 30, 40


class ResultList(QListView):
    """The lines; the keyboard stays in the field."""

    def __init__(self, model: QStandardItemModel) -> None:
        super().__init__()
        self.typed = ""
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setAccessibleName("Résultats")

    def content_height(self) -> int:
        """Pixels that every line takes together."""
        model = self.model()
        return sum(self.sizeHintForRow(n) for n in range(model.rowCount()))


class _LineDelegate(QStyledItemDelegate):
    """Group names, and lines: icon, title with what was typed marked, detail, key."""

    def __init__(self, view: ResultList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = _HEADING if index.data(PROPOSAL) is None else _LINE
        return QSize(theme().px(100), theme().px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px, area = theme().px, option.rect
        proposal: Proposal | None = index.data(PROPOSAL)
        painter.save()
        if proposal is None:
            painter.setFont(theme().font("label"))
            painter.setPen(theme().color("textSecondary"))
            painter.drawText(area.adjusted(px(12), px(4), 0, 0), LEFT, index.data())
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_line(painter, area, proposal, chosen=chosen)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, area: QRect, proposal: Proposal, *, chosen: bool
    ) -> None:
        px = theme().px
        if chosen:
            painter.fillRect(area, theme().color("selected"))
            painter.fillRect(
                QRect(area.x(), area.y(), px(3), area.height()), theme().color("primary")
            )
        icon_box = QRect(area.x() + px(12), area.y(), px(18), area.height())
        icon_in(painter, icon_box, proposal.icon, "text", 18)
        right = area.right() - px(12)
        if proposal.key:
            right -= key_cap_size(proposal.key).width()
            paint_key_cap(painter, QPoint(right, area.center().y() + 1), proposal.key)
        elif chosen:
            right -= px(16)
            enter = QRect(right, area.y(), px(16), area.height())
            icon_in(painter, enter, "corner-down-left", "text", 16)
        left = area.x() + px(38)
        room = QRect(left, area.y(), right - px(8) - left, area.height())
        self._paint_words(painter, room, proposal)

    def _paint_words(self, painter: QPainter, room: QRect, proposal: Proposal) -> None:
        px = theme().px
        painter.setFont(theme().font("body"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(proposal.title, Qt.TextElideMode.ElideRight, room.width())
        width = metrics.horizontalAdvance(title)
        painter.setPen(theme().color("text"))
        painter.drawText(room, LEFT, title)
        for start, length in found_in(self._view.typed, title):
            self._mark(painter, room, title, start, length)
        left = width + px(6)
        if proposal.detail and left < room.width():
            painter.setPen(theme().color("textSecondary"))
            rest = room.adjusted(left, 0, 0, 0)
            cut = metrics.elidedText(proposal.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, LEFT, cut)

    def _mark(self, painter: QPainter, room: QRect, title: str, start: int, length: int) -> None:
        metrics, px = painter.fontMetrics(), theme().px
        before = metrics.horizontalAdvance(title[:start])
        word = title[start : start + length]
        height = px(20)
        box = QRect(
            room.x() + before,
            room.y() + (room.height() - height) // 2,
            metrics.horizontalAdvance(word),
            height,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().color("accent")))
        painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), px(2), px(2))
        painter.setPen(theme().color("onAccent"))
        painter.drawText(box.adjusted(0, 0, px(4), 0), LEFT, word)


class KeyCap(QWidget):
    """The name of a key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def sizeHint(self) -> QSize:
        return key_cap_size(self._key)

    def paintEvent(self, _event: QEvent) -> None:
        paint_key_cap(QPainter(self), QPoint(0, self.height() // 2), self._key)
