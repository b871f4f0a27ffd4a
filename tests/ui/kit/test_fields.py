"""Fields: typed, refused, accepted, given back to a draft."""

from __future__ import annotations

from enum import StrEnum

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.ui.kit.fields import (
    CheckBox,
    Choice,
    ComboBox,
    DurationEdit,
    LabelledField,
    MoneyEdit,
    Radio,
    SearchField,
    TextArea,
    TextField,
)
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible, nameless, replace_text, type_text


class Canal(StrEnum):
    SMS = "sms"
    COURRIER = "courrier"


def leave(field: QLineEdit, qtbot: QtBot) -> None:
    """Press Entrée, as a person who goes on does."""
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_accents_are_typed_and_spaces_around_are_dropped(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    type_text(field, "  Lefèvre  Noël ")
    assert field.value() == "Lefèvre Noël"


def test_a_refusal_stands_under_its_field_until_the_next_letter(qtbot: QtBot, theme: Theme) -> None:
    field = TextField("Belkacem")
    whole = LabelledField("Nom", field)
    qtbot.addWidget(whole)
    whole.show()
    field.refuse("Indiquez le nom de famille.")
    assert whole.refusal() == field.refusal() == "Indiquez le nom de famille."
    assert field.accessibleDescription() == "Indiquez le nom de famille."
    assert field.grab().toImage().pixelColor(1, 18) == theme.color("danger")
    assert field.text() == "Belkacem"
    type_text(field, "e")
    assert not whole.refusal()
    assert not field.accessibleDescription()
    assert field.grab().toImage().pixelColor(1, 18) == theme.color("surface")


def test_the_label_is_above_names_the_field_and_leads_to_it(qtbot: QtBot) -> None:
    field = TextField()
    whole = LabelledField("Courriel", field, optional=True, help_text="Pour les reçus.")
    qtbot.addWidget(whole)
    assert whole.label() == field.accessibleName() == "Courriel"
    assert_accessible(whole)


def test_the_walker_sees_a_field_without_a_name(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(TextField())
    assert nameless(page) == ["TextField in QWidget"]
    with pytest.raises(AssertionError, match="TextField"):
        assert_accessible(page)


@pytest.mark.parametrize(
    ("typed", "cents", "shown"),
    [
        ("12", 1200, "12,00\u00a0€"),
        ("12,5", 1250, "12,50\u00a0€"),
        ("1 234.56 €", 123456, "1\u202f234,56\u00a0€"),
        ("20+54", 7400, "74,00\u00a0€"),
    ],
)
def test_money_is_read_and_put_in_good_form(
    qtbot: QtBot, typed: str, cents: int, shown: str
) -> None:
    field = MoneyEdit()
    qtbot.addWidget(field)
    type_text(field, typed)
    leave(field, qtbot)
    assert (field.value(), field.text()) == (cents, shown)


def test_money_that_cannot_be_read_is_refused_and_kept(qtbot: QtBot) -> None:
    field = MoneyEdit()
    whole = LabelledField("Montant", field)
    qtbot.addWidget(whole)
    type_text(field, "douze")
    leave(field, qtbot)
    assert "douze" in whole.refusal()
    assert field.text() == "douze"
    with pytest.raises(RegleMetier):
        field.value()
    replace_text(field, "12")
    leave(field, qtbot)
    assert not whole.refusal()


def test_leaving_a_field_settles_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout, first, second = QVBoxLayout(page), DurationEdit(), TextField()
    layout.addWidget(first)
    layout.addWidget(second)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    first.setFocus()
    type_text(first, "2h30")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert first.text() == "2\u00a0h\u00a030"
    assert QApplication.focusWidget() is second


@pytest.mark.parametrize(
    ("typed", "minutes"), [("2h30", 150), ("2,5", 150), ("150 min", 150), ("", None)]
)
def test_durations(qtbot: QtBot, typed: str, minutes: int | None) -> None:
    field = DurationEdit()
    qtbot.addWidget(field)
    type_text(field, typed)
    assert field.value() == minutes


def test_a_list_keeps_the_kind_of_its_values(qtbot: QtBot) -> None:
    box = ComboBox[Canal]()
    qtbot.addWidget(box)
    box.add(Canal.SMS, "SMS")
    box.add(Canal.COURRIER, "Courrier")
    box.set_value(Canal.COURRIER)
    assert box.value() is Canal.COURRIER
    assert box.raw() == "Courrier"
    box.set_value(None)
    assert box.value() is None
    box.set_raw("SMS")
    assert box.value() is Canal.SMS


def test_alt_down_opens_the_list_and_f4_is_left_to_the_program(qtbot: QtBot, theme: Theme) -> None:
    box = ComboBox[int]()
    qtbot.addWidget(box)
    for number in range(5):
        box.add(number, f"Tarif T{number}")
    with qtbot.waitExposed(box):
        box.show()
    qtbot.keyClick(box, Qt.Key.Key_F4)
    assert not box.view().isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(box.view().isVisible)
    first = box.view().visualRect(box.model().index(0, 0))
    assert first.height() >= 32
    picture = box.view().grab().toImage()
    assert picture.pixelColor(first.right() - 3, first.center().y()) == theme.color("selected")
    box.hidePopup()


def test_the_wheel_does_not_change_an_answer(qtbot: QtBot) -> None:
    box = ComboBox[int]()
    qtbot.addWidget(box)
    box.add(1, "Un")
    box.add(2, "Deux")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.value() == 1
    assert not turn.isAccepted()


def test_a_choice_starts_empty_and_follows_mouse_and_arrows(qtbot: QtBot) -> None:
    choice = Choice([(Canal.SMS, "SMS"), (Canal.COURRIER, "Courrier")])
    qtbot.addWidget(choice)
    with qtbot.waitExposed(choice):
        choice.show()
    assert choice.value() is None
    first = choice.segments()[0]
    with qtbot.waitSignal(choice.changed):
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert choice.value() is Canal.SMS
    choice.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert choice.value() is Canal.COURRIER
    choice.set_value(None)
    assert choice.value() is None
    assert_accessible(choice)


def test_a_chosen_segment_has_a_mark_and_not_only_a_colour(qtbot: QtBot) -> None:
    choice = Choice([(1, "CAF"), (2, "MSA")])
    qtbot.addWidget(choice)
    first = choice.segments()[0]
    before = first.sizeHint().width()
    choice.set_value(1)
    assert first.sizeHint().width() == before + 22  # the check icon and its gap


def test_boxes_toggle_from_their_words(qtbot: QtBot, theme: Theme) -> None:
    box, radio = CheckBox("Règlement signé"), Radio("Oui")
    for widget in (box, radio):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.height() >= 32
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() - 4, 16))
        assert widget.isChecked()
    assert box.value() is True
    assert box.grab().toImage().pixelColor(2, 9) == theme.color("primary")


def test_lines_of_text_go_to_the_next_field_with_tab(qtbot: QtBot) -> None:
    area = TextArea()
    qtbot.addWidget(area)
    type_text(area, "Allergie à l’arachide")
    assert area.value() == "Allergie à l’arachide"
    assert area.tabChangesFocus()


def test_a_search_waits_for_a_rest_then_tells_once(qtbot: QtBot) -> None:
    field = SearchField("Filtrer les adhérents")
    qtbot.addWidget(field)
    told: list[str] = []
    field.searched.connect(told.append)
    type_text(field, "zoé")
    assert told == []
    qtbot.waitUntil(lambda: told == ["zoé"])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["zoé"]


def test_escape_empties_the_search_then_leaves_it(qtbot: QtBot) -> None:
    field = SearchField("Filtrer les adhérents")
    qtbot.addWidget(field)
    field.show()
    type_text(field, "ma")
    assert field.clear_button.isVisible()
    with qtbot.waitSignal(field.searched, check_params_cb=lambda text: text == "ma"):
        field.search_now()
    with qtbot.waitSignal(field.searched, check_params_cb=lambda text: not text):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.clear_button.isVisible()
    with qtbot.waitSignal(field.escaped):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(field.left_downwards):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert_accessible(field)


@pytest.mark.parametrize("build", [TextField, MoneyEdit, DurationEdit, TextArea])
def test_what_was_typed_comes_back_from_a_draft(qtbot: QtBot, build) -> None:
    before, after = build(), build()
    qtbot.addWidget(before)
    qtbot.addWidget(after)
    type_text(before, "en cours é")
    after.set_raw(before.raw())
    assert after.raw() == "en cours é"
