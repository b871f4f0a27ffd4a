"""A date that may be missing: typed short or long, stepped with arrows, picked in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.ages import age
from cs_desktop.domain.dates import (
    Naissance,
    Precision,
    date_fr,
    parse_date,
    parse_naissance,
)
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit.buttons import IconButton
from cs_desktop.ui.kit.calendar import CalendarPopup
from cs_desktop.ui.kit.inputs import CONTROL, ParsedEdit
from cs_desktop.ui.kit.painting import RIGHT
from cs_desktop.ui.kit.theme import theme


class DateEdit(ParsedEdit[date]):
    """JJ/MM/AAAA, empty allowed; accepts 15, 15/9, 150926, auj, hier, +7; ↑ ↓ one day."""

    def __init__(
        self,
        today: Callable[[], date],
        *,
        height: int = CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(height=height, parent=parent)
        self._today = today
        self._popup: CalendarPopup | None = None
        self.setPlaceholderText("JJ/MM/AAAA")
        self.calendar_button = IconButton(
            "calendar-days", "Ouvrir le calendrier", height="controlSmall", icon_size=18,
            tint="textSecondary",
            parent=self,
        )  # fmt: skip
        self.calendar_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+↓ opens it
        self.calendar_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.calendar_button.clicked.connect(self.open_calendar)

    def parse(self, text: str) -> date:
        return parse_date(text, self._today())

    def format(self, value: date) -> str:
        return date_fr(value)

    def day(self) -> date | None:
        """The day typed, None when the field is empty or cannot be read."""
        try:
            return self.value()
        except RegleMetier:
            return None

    def open_calendar(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self._today, self)
            self._popup.picked.connect(self._on_picked)
        self._popup.open_under(self, self.day())

    def popup(self) -> CalendarPopup | None:
        return self._popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        button = self.calendar_button
        button.resize(button.sizeHint())
        button.move(self.width() - button.width() - theme().px(2),
                    (self.height() - button.height()) // 2)  # fmt: skip
        self.setTextMargins(0, 0, button.width() - theme().px(6), 0)

    def _step(self, days: int) -> None:
        day = self.day()
        self._show_day(self._today() if day is None else day + timedelta(days=days))

    def _on_picked(self, day: date) -> None:
        self._show_day(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_day(self, day: date) -> None:
        self.setText(date_fr(day))
        self.settle()


class NaissanceEdit(ParsedEdit[Naissance]):
    """A birth, whole or in part: « 02/05/1959 », « 1959 », « vers 1959 »; the age is at right."""

    def __init__(
        self,
        today: Callable[[], date],
        *,
        height: int = CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(height=height, parent=parent)
        self._today = today
        self.setPlaceholderText("JJ/MM/AAAA ou année seule")
        self.textChanged.connect(self._show_age)

    def parse(self, text: str) -> Naissance:
        return parse_naissance(text, self._today())

    def format(self, value: Naissance) -> str:
        return value.texte()

    def age_text(self) -> str:
        """« 38 ans », « 75 ans env. » when only the year is known, empty while nothing is."""
        try:
            naissance = self.value()
        except RegleMetier:
            return ""
        if naissance is None:
            return ""
        years = plural(age(naissance.le, self._today()), "an")
        whole = naissance.precision in {Precision.JOUR, Precision.MOIS}
        return years if whole else f"{years} env."

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_age()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current, painter = theme(), QPainter(self)
        painter.setFont(current.font("help"))
        painter.setPen(current.color("textSecondary"))
        right = QRect(0, 0, self.width() - current.px(9), self.height())
        painter.drawText(right, RIGHT, self.age_text())

    def _step(self, days: int) -> None:
        try:
            naissance = self.value()
        except RegleMetier:
            return
        if naissance is not None and naissance.precision == Precision.JOUR:
            day = min(naissance.le + timedelta(days=days), self._today())
            self.set_value(Naissance(day))

    def _show_age(self) -> None:
        current = theme()
        width = self.fontMetrics().horizontalAdvance(self.age_text())
        self.setTextMargins(0, 0, width + current.px(6) if width else 0, 0)
