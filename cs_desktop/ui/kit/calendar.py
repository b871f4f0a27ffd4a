"""A month to pick a day in, weeks starting on Monday, by mouse or by arrows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from cs_desktop.domain.dates import MOIS, date_longue
from cs_desktop.ui.kit.buttons import IconButton
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.painting import CENTER, box
from cs_desktop.ui.kit.theme import theme

_INITIALS = ("L", "M", "M", "J", "V", "S", "D")
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
HEADER, CELL, GAP = 24, 32, 2
WEEKS = 6


def month_name(day: date) -> str:
    """« Septembre 2026 »."""
    return f"{MOIS[day.month - 1].capitalize()} {day.year}"


def months_away(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(max(day.year + years, date.min.year + 1), date.max.year - 1)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class MonthGrid(QWidget):
    """The days of one month; today is filled, the cursor has the ring."""

    picked = Signal(object)  # the date
    moved = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._cursor = today, today()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_cursor(self._cursor)

    def cursor_date(self) -> date:
        return self._cursor

    def set_cursor(self, day: date) -> None:
        self._cursor = day
        self.setAccessibleName(date_longue(day))
        self.update()
        self.moved.emit(day)

    def sizeHint(self) -> QSize:
        current = theme()
        height = current.px(HEADER) + WEEKS * current.px(CELL + GAP)
        return QSize(7 * current.px(40) + 6 * current.px(GAP), height)

    def day_rect(self, day: date) -> QRect:
        """Where `day`, of the month shown, is painted."""
        first = self._cursor.replace(day=1).weekday()
        return self._cell(*divmod(first + day.day - 1, 7))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            self.set_cursor(self._cursor + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key == Qt.Key.Key_PageUp:
            self.set_cursor(months_away(self._cursor, -1))
        elif key == Qt.Key.Key_PageDown:
            self.set_cursor(months_away(self._cursor, 1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.set_cursor(day)
            self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        painter.setFont(current.font("label"))
        painter.setPen(current.color("textSecondary"))
        for number, initial in enumerate(_INITIALS):
            cell = self._cell(0, number)
            painter.drawText(QRect(cell.x(), 0, cell.width(), current.px(HEADER)), CENTER, initial)
        for number in range(1, monthrange(self._cursor.year, self._cursor.month)[1] + 1):
            self._paint_day(painter, self._cursor.replace(day=number))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        current, rect = theme(), self.day_rect(day)
        is_today = day == self._today()
        if is_today:
            box(painter, rect, current.radius(), current.color("primary"), None)
        if day == self._cursor:
            width = current.scale.ring
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current.color("onPrimary" if is_today else "focus"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = width if is_today else width // 2
            edge = rect.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(edge, current.radius(), current.radius())
        painter.setFont(current.font("bold" if is_today else "body"))
        painter.setPen(current.color("onPrimary" if is_today else "text"))
        painter.drawText(rect, CENTER, str(day.day))

    def _cell(self, week: int, weekday: int) -> QRect:
        current = theme()
        gap, width = current.px(GAP), self.width() + current.px(GAP)
        left, right = width * weekday // 7, width * (weekday + 1) // 7
        top = current.px(HEADER) + gap + week * current.px(CELL + GAP)
        return QRect(left, top, right - left - gap, current.px(CELL))

    def _day_at(self, position: QPoint) -> date | None:
        days = monthrange(self._cursor.year, self._cursor.month)[1]
        month = (self._cursor.replace(day=number) for number in range(1, days + 1))
        return next((day for day in month if self.day_rect(day).contains(position)), None)


class Calendar(QFrame):
    """Month, previous and next, and « Aujourd’hui »."""

    picked = Signal(object)  # the date

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.grid = MonthGrid(today)
        self._title = Label(month_name(today()), "card")
        self.previous = IconButton("chevron-left", "Mois précédent", height="controlSmall",
                                   icon_size=18)  # fmt: skip
        self.next = IconButton("chevron-right", "Mois suivant", height="controlSmall",
                               icon_size=18)  # fmt: skip
        self.today_link = Link("Aujourd’hui", "help")
        self._build()
        self.grid.picked.connect(self.picked)
        self.grid.moved.connect(self._on_moved)
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_forward)
        self.today_link.clicked.connect(self._pick_today)

    def set_date(self, day: date | None) -> None:
        self.grid.set_cursor(day or self._today())

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        header, footer = QFrame(), QFrame()
        header.setProperty("role", "card-header")
        footer.setProperty("role", "card-footer")
        top = row(8, (12, 0, 12, 0))
        top.addWidget(self._title, 1)
        top.addWidget(self.previous)
        top.addWidget(self.next)
        header.setLayout(top)
        bottom = row(12, (12, 0, 12, 0))
        bottom.addWidget(Label("Aussi : 15, 15/9, auj, +7", "help", "muted"), 1)
        bottom.addWidget(self.today_link)
        footer.setLayout(bottom)
        days = column(0, (12, 8, 12, 0))
        days.addWidget(self.grid)
        whole.addWidget(sized(header, height=40))
        whole.addLayout(days)
        whole.addStretch(1)
        whole.addWidget(sized(footer, height=40))

    def _on_moved(self, day: date) -> None:
        self._title.setText(month_name(day))

    def _go_back(self) -> None:
        self.grid.set_cursor(months_away(self.grid.cursor_date(), -1))

    def _go_forward(self) -> None:
        self.grid.set_cursor(months_away(self.grid.cursor_date(), 1))

    def _pick_today(self) -> None:
        self.picked.emit(self._today())


class CalendarPopup(QFrame):
    """The calendar under a date field; Échap closes it and gives the field back its focus."""

    picked = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popover")
        self.calendar = Calendar(today)
        inside = column(0)
        inside.addWidget(self.calendar)
        self.setLayout(inside)
        self.calendar.picked.connect(self._on_picked)

    def open_under(self, field: QWidget, day: date | None) -> None:
        self.calendar.set_date(day)
        self.adjustSize()
        self.move(field.mapToGlobal(QPoint(0, field.height() + theme().px(4))))
        self.show()
        self.calendar.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_picked(self, day: date) -> None:
        self.close()
        self.picked.emit(day)
