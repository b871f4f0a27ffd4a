"""Dates and births: typed short, stepped, picked in the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.ui.kit.calendar import Calendar, months_away
from cs_desktop.ui.kit.fields import DateEdit, LabelledField, NaissanceEdit
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible, replace_text, type_text

TODAY = date(2026, 9, 15)


def today() -> date:
    return TODAY


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("15", "15/09/2026"),
        ("15/9", "15/09/2026"),
        ("150926", "15/09/2026"),
        ("auj", "15/09/2026"),
        ("hier", "14/09/2026"),
        ("+7", "22/09/2026"),
        ("", ""),
    ],
)
def test_a_short_date_is_completed(qtbot: QtBot, typed: str, shown: str) -> None:
    field = DateEdit(today)
    qtbot.addWidget(field)
    type_text(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == shown


def test_an_impossible_day_is_refused_in_words(qtbot: QtBot) -> None:
    field = DateEdit(today)
    whole = LabelledField("Date", field)
    qtbot.addWidget(whole)
    type_text(field, "31/02/2014")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert whole.refusal() == "Février 2014 s’arrête au 28. Vérifiez le jour."
    assert field.text() == "31/02/2014"
    assert field.day() is None
    replace_text(field, "28/02/2014")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not whole.refusal()
    assert field.day() == date(2014, 2, 28)


def test_the_arrows_step_one_day_and_start_from_today(qtbot: QtBot) -> None:
    field = DateEdit(today)
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == TODAY
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "16/09/2026"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "14/09/2026"


def test_alt_down_opens_the_calendar_and_a_click_fills_the_field(qtbot: QtBot) -> None:
    field = DateEdit(today)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.set_value(date(2026, 2, 10))
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    grid = popup.calendar.grid
    assert grid.cursor_date() == date(2026, 2, 10)
    day = grid.day_rect(date(2026, 2, 21)).center()
    with qtbot.waitSignal(field.changed):
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=day)
    assert field.text() == "21/02/2026"
    assert not popup.isVisible()


def test_escape_closes_the_calendar_and_changes_nothing(qtbot: QtBot) -> None:
    field = DateEdit(today)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    qtbot.mouseClick(field.calendar_button, Qt.MouseButton.LeftButton)
    popup = field.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup.calendar.grid, Qt.Key.Key_Right)
    qtbot.keyClick(popup.calendar.grid, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert field.text() == ""


def test_weeks_start_on_monday(qtbot: QtBot) -> None:
    calendar = Calendar(today)
    qtbot.addWidget(calendar)
    calendar.set_date(date(2026, 6, 1))  # a Monday
    grid = calendar.grid
    first, sunday = grid.day_rect(date(2026, 6, 1)), grid.day_rect(date(2026, 6, 7))
    assert first.left() == 0
    assert sunday.top() == first.top()
    assert grid.day_rect(date(2026, 6, 8)).top() > first.top()


def test_the_keyboard_walks_through_days_weeks_and_months(qtbot: QtBot) -> None:
    calendar = Calendar(today)
    qtbot.addWidget(calendar)
    grid = calendar.grid
    for key, expected in (
        (Qt.Key.Key_Right, date(2026, 9, 16)),
        (Qt.Key.Key_Down, date(2026, 9, 23)),
        (Qt.Key.Key_Up, date(2026, 9, 16)),
        (Qt.Key.Key_Left, date(2026, 9, 15)),
        (Qt.Key.Key_PageDown, date(2026, 10, 15)),
        (Qt.Key.Key_PageUp, date(2026, 9, 15)),
    ):
        qtbot.keyClick(grid, key)
        assert grid.cursor_date() == expected
    assert grid.accessibleName() == "mardi 15 septembre 2026"
    with qtbot.waitSignal(calendar.picked) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [TODAY]
    qtbot.mouseClick(calendar.next, Qt.MouseButton.LeftButton)
    assert grid.cursor_date() == date(2026, 10, 15)
    with qtbot.waitSignal(calendar.picked) as told:
        qtbot.mouseClick(calendar.today_link, Qt.MouseButton.LeftButton)
    assert told.args == [TODAY]
    assert_accessible(calendar)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2, 1, 1), -24, date(2, 1, 1)),
    ],
)
def test_months_keep_the_day_when_they_can(day: date, months: int, expected: date) -> None:
    assert months_away(day, months) == expected


def test_today_is_filled_and_follows_the_theme(qtbot: QtBot, theme: Theme) -> None:
    calendar = Calendar(today)
    qtbot.addWidget(calendar)
    calendar.resize(320, 320)
    calendar.set_date(date(2026, 9, 21))
    calendar.show()
    for mode in ("light", "dark"):
        theme.set(mode)
        corner = calendar.grid.day_rect(TODAY).center()
        corner.setX(calendar.grid.day_rect(TODAY).left() + 6)
        assert calendar.grid.grab().toImage().pixelColor(corner) == theme.color("primary")


@pytest.mark.parametrize(
    ("typed", "shown", "age"),
    [
        ("14/05/1990", "14/05/1990", "36\u00a0ans"),
        ("02 05 59", "02/05/1959", "67\u00a0ans"),
        ("05/1990", "05/1990", "36\u00a0ans"),
        ("1951", "1951", "75\u00a0ans\u00a0env."),
        ("vers 1951", "vers 1951", "75\u00a0ans\u00a0env."),
        ("", "", ""),
    ],
)
def test_a_birth_shows_the_age_at_right(qtbot: QtBot, typed: str, shown: str, age: str) -> None:
    field = NaissanceEdit(today)
    qtbot.addWidget(field)
    type_text(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.age_text()) == (shown, age)


def test_a_birth_in_the_future_is_refused(qtbot: QtBot) -> None:
    field = NaissanceEdit(today)
    whole = LabelledField("Date de naissance", field)
    qtbot.addWidget(whole)
    type_text(field, "16/09/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "avenir" in whole.refusal()
    assert field.age_text() == ""


def test_the_arrows_step_a_whole_birth_and_leave_a_year_alone(qtbot: QtBot) -> None:
    field = NaissanceEdit(today)
    qtbot.addWidget(field)
    field.set_value(Naissance(TODAY))
    qtbot.keyClick(field, Qt.Key.Key_Up)  # not after today
    assert field.value() == Naissance(TODAY)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == Naissance(date(2026, 9, 14))
    field.set_value(Naissance(date(1951, 1, 1), Precision.ANNEE))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "1951"
