"""Toasts and questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.dialogs import Option, Question, QuestionDialog, dialogs
from cs_desktop.ui.kit.theme import Theme
from cs_desktop.ui.kit.toast import Toasts
from tests.support.ui import answering, assert_accessible

ERASE = Question(
    "Effacer les données de 14\u00a0personnes\u202f?",
    "Les chiffres restent. **Cette action ne peut pas être annulée.**",
    (Option("safe", "Garder"), Option("act", "Effacer 14 fiches", "danger")),
    "safe",
    "La liste",
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    layout = QVBoxLayout(page)
    layout.addWidget(QLineEdit())
    layout.addWidget(QLineEdit())
    layout.addStretch(1)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def test_one_toast_at_a_time_bottom_right_above_the_status_bar(
    window: QWidget, qtbot: QtBot
) -> None:
    toasts = Toasts(window)
    toasts.show("Présence effacée", lambda: None)
    toasts.show("Fiche archivée", lambda: None)
    toast = toasts.toast
    assert toast.text() == "Fiche archivée"
    assert toast.height() == 44
    assert toast.geometry().right() == 800 - 1 - 16
    assert toast.geometry().bottom() == 600 - 1 - 44
    window.resize(900, 700)
    qtbot.waitUntil(lambda: toast.geometry().right() == 900 - 1 - 16)
    assert_accessible(window.findChild(type(toast)))


def test_a_toast_never_covers_a_primary_button(window: QWidget) -> None:
    save = Button("Enregistrer", "primary", parent=window)
    save.show()
    save.move(640, 510)
    toasts = Toasts(window)
    toasts.show("Fiche archivée", lambda: None)
    assert not toasts.toast.geometry().intersects(save.geometry())
    assert toasts.toast.geometry().bottom() < 510


def test_annuler_undoes_and_the_toast_goes(window: QWidget, qtbot: QtBot) -> None:
    undone: list[str] = []
    toasts = Toasts(window)
    toasts.show("Présence effacée", lambda: undone.append("x"))
    qtbot.mouseClick(toasts.toast.action, Qt.MouseButton.LeftButton)
    assert undone == ["x"]
    assert toasts.toast.isHidden()


def test_a_toast_without_undo_has_no_link(window: QWidget) -> None:
    toasts = Toasts(window)
    toasts.show("238 personnes ajoutées")
    assert toasts.toast.action.isHidden()
    assert not toasts.focus_action()


def test_the_keyboard_reaches_annuler_and_comes_back(window: QWidget, qtbot: QtBot) -> None:
    field = window.findChildren(QLineEdit)[1]
    field.setFocus()
    undone: list[str] = []
    toasts = Toasts(window)
    toasts.show("Présence effacée", lambda: undone.append("x"))
    assert toasts.focus_action()
    assert QApplication.focusWidget() is toasts.toast.action
    qtbot.keyClick(toasts.toast.action, Qt.Key.Key_Return)
    assert undone == ["x"]
    assert QApplication.focusWidget() is field


def test_it_stays_its_time_then_goes(
    window: QWidget, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert theme.tokens.time["toastMs"] == 10_000
    monkeypatch.setitem(theme.tokens.time, "toastMs", 40)
    undone: list[str] = []
    toasts = Toasts(window)
    toasts.show("Présence effacée", lambda: undone.append("x"))
    qtbot.waitUntil(toasts.toast.isHidden)
    assert undone == []


def test_the_mouse_and_the_keyboard_hold_it(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    toasts.show("Présence effacée", lambda: None)
    toast = toasts.toast
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert toast.is_paused()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.is_paused()
    toasts.focus_action()
    assert toast.is_paused()
    window.findChild(QLineEdit).setFocus()
    assert not toast.is_paused()
    toasts.focus_action()
    qtbot.keyClick(toast.action, Qt.Key.Key_Escape)
    assert toast.isHidden()


def test_the_focus_of_a_question_is_on_the_safe_answer(qtbot: QtBot) -> None:
    dialog = QuestionDialog(ERASE)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    assert dialog.focusWidget() is dialog.buttons["safe"]
    assert dialog.accessibleName() == ERASE.title
    assert dialog.width() <= 560
    assert dialog.height() == dialog.layout().heightForWidth(dialog.width())  # no empty place
    assert_accessible(dialog)
    with qtbot.waitSignal(dialog.answered) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.args == ["safe"]


@pytest.mark.parametrize("code", ["safe", "act"])
def test_a_verb_answers(qtbot: QtBot, code: str) -> None:
    dialog = QuestionDialog(ERASE)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.buttons[code], Qt.MouseButton.LeftButton)
    assert dialog.answer == code
    assert not dialog.isVisible()


def test_the_real_asker_waits_for_the_person(qtbot: QtBot) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QuestionDialog)
        qtbot.mouseClick(dialog.buttons["act"], Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    assert dialogs.confirm(None, ERASE.title, ERASE.text, "Effacer 14 fiches")


def test_a_script_answers_in_tests_and_keeps_what_was_asked(tmp_path: Path) -> None:
    with answering("act", "safe", tmp_path / "liste.csv", None) as script:
        assert dialogs.confirm(None, "Effacer\u202f?", "", "Effacer")
        assert not dialogs.confirm(None, "Encore\u202f?", "", "Effacer", safe="Laisser")
        assert dialogs.save_file(None, "Exporter", tmp_path) == tmp_path / "liste.csv"
        assert dialogs.choose_folder(None, "Dossier", tmp_path) is None
    assert [question.title for question in script.questions] == ["Effacer\u202f?", "Encore\u202f?"]
    with pytest.raises(AssertionError, match="never asked"), answering("act"):
        pass


def test_a_script_refuses_an_answer_that_no_button_gives() -> None:
    with pytest.raises(AssertionError, match="no answer"), answering("oui"):
        dialogs.confirm(None, "Effacer\u202f?", "", "Effacer")


def test_the_link_of_a_question_closes_it(qtbot: QtBot) -> None:
    dialog = QuestionDialog(ERASE)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.link is not None
    qtbot.mouseClick(dialog.link, Qt.MouseButton.LeftButton, pos=QPoint(3, 16))
    assert dialog.answer == "link"
