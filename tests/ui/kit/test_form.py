# Longue : one small form and its store serve every gesture tried here.
"""The form: changes counted, drafts kept and restored, refusals beside the fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.domain.errors import Conflit, Refus, RegleMetier
from cs_desktop.ui.kit.errors import Notice
from cs_desktop.ui.kit.fields import CheckBox, Choice, LabelledField, MoneyEdit, TextField
from cs_desktop.ui.kit.form import LATER, WAITING, Draft, Form, Values
from cs_desktop.ui.kit.save_bar import KEPT
from cs_desktop.ui.kit.theme import Theme
from tests.support.ui import assert_accessible, replace_text, type_text


class PersonForm(Form):
    """Four fields, as a screen builds them."""

    def __init__(
        self,
        write: Callable[[Values], object],
        keep: Callable[[Draft | None], object] | None = None,
    ) -> None:
        super().__init__(write, keep)
        self.nom, self.montant = TextField(), MoneyEdit()
        self.accord = CheckBox("Photos acceptées")
        self.canal = Choice([("sms", "SMS"), ("courrier", "Courrier")])
        for name, label, field in (
            ("nom", "Nom", self.nom),
            ("montant", "Montant", self.montant),
            ("accord", "Accord", self.accord),
            ("canal", "Canal", self.canal),
        ):
            self.body.addWidget(LabelledField(label, field))
            self.add_field(name, field)


class Store:
    """What a service would do with a draft."""

    def __init__(self) -> None:
        self.written: list[Values] = []
        self.drafts: list[Draft | None] = []
        self.refusal: RegleMetier | None = None

    def write(self, values: Values) -> int:
        if self.refusal is not None:
            raise self.refusal
        self.written.append(values)
        return 42


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def form(qtbot: QtBot, store: Store) -> PersonForm:
    form = PersonForm(store.write, store.drafts.append)
    qtbot.addWidget(form)
    form.load({"nom": "Belkacem", "montant": 5400, "accord": True, "canal": "sms"})
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def save_bar_click(form: Form, qtbot: QtBot) -> None:
    qtbot.mouseClick(form.save_bar.save_button, Qt.MouseButton.LeftButton)


def test_the_bar_appears_with_the_first_change_and_counts(form: PersonForm, qtbot: QtBot) -> None:
    assert not form.save_bar.isVisible()
    type_text(form.nom, "i")
    assert form.save_bar.isVisible()
    assert form.save_bar.text() == "1\u00a0modification non enregistrée"
    qtbot.mouseClick(form.accord, Qt.MouseButton.LeftButton)
    assert form.save_bar.text() == "2\u00a0modifications non enregistrées"
    assert form.save_bar.discard_button.label == "Annuler les modifications"
    assert_accessible(form)


def test_a_change_undone_by_hand_is_no_change(form: PersonForm, qtbot: QtBot) -> None:
    form.nom.setFocus()
    form.nom.end(False)  # noqa: FBT003 - Qt's argument
    type_text(form.nom, "i")
    qtbot.keyClick(form.nom, Qt.Key.Key_Backspace)
    assert form.changes() == 0
    assert not form.save_bar.isVisible()


def test_ctrl_s_saves_the_values_and_the_bar_goes(
    form: PersonForm, store: Store, qtbot: QtBot
) -> None:
    replace_text(form.nom, "Lefèvre")
    replace_text(form.montant, "20+54")
    with qtbot.waitSignal(form.saved) as told:
        qtbot.keyClick(form.nom, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [42]
    assert store.written == [{"nom": "Lefèvre", "montant": 7400, "accord": True, "canal": "sms"}]
    assert not form.is_modified()
    assert not form.save_bar.isVisible()


def test_entree_never_saves_by_accident(form: PersonForm, store: Store, qtbot: QtBot) -> None:
    type_text(form.nom, "i")
    qtbot.keyClick(form.nom, Qt.Key.Key_Return)
    assert store.written == []


def test_refusals_go_under_their_fields_and_the_first_has_the_keyboard(
    form: PersonForm, store: Store, qtbot: QtBot
) -> None:
    replace_text(form.nom, "x")
    store.refusal = RegleMetier.plusieurs(
        [
            Refus("Choisissez comment écrire.", "canal"),
            Refus("Indiquez le nom de famille.", "nom"),
            Refus("Cette personne existe déjà."),
        ]
    )
    form.canal.segments()[0].setFocus()
    with qtbot.assertNotEmitted(form.saved):
        save_bar_click(form, qtbot)
    assert form.nom.refusal() == "Indiquez le nom de famille."
    assert form.canal.refusal() == "Choisissez comment écrire."
    assert QApplication.focusWidget() is form.nom
    assert form.save_bar.errors_text() == "2\u00a0champs à corriger"
    assert form._band.isVisible()
    assert form._band.text() == "Cette personne existe déjà."
    assert form.nom.text() == "x"  # what was typed is never erased
    store.refusal = None
    save_bar_click(form, qtbot)
    assert not form.nom.refusal()
    assert not form._band.isVisible()
    assert len(store.written) == 1


def test_a_corrected_field_leaves_the_sum_of_refusals(
    form: PersonForm, store: Store, qtbot: QtBot
) -> None:
    replace_text(form.nom, "x")
    store.refusal = RegleMetier.plusieurs(
        [
            Refus("Indiquez le nom de famille.", "nom"),
            Refus("Choisissez comment écrire.", "canal"),
        ]
    )
    save_bar_click(form, qtbot)
    type_text(form.nom, "yz")
    assert form.save_bar.errors_text() == "1\u00a0champ à corriger"
    qtbot.mouseClick(form.canal.segments()[1], Qt.MouseButton.LeftButton)
    assert form.save_bar.errors_text() == ""


def test_what_cannot_be_read_is_refused_before_writing(
    form: PersonForm, store: Store, qtbot: QtBot
) -> None:
    replace_text(form.montant, "douze")
    save_bar_click(form, qtbot)
    assert "douze" in form.montant.refusal()
    assert store.written == []


def test_other_failures_are_not_swallowed(qtbot: QtBot) -> None:
    def moved(_values: Values) -> object:
        raise Conflit("Cette fiche a changé entre-temps.")

    form = PersonForm(moved)
    qtbot.addWidget(form)
    type_text(form.nom, "x")
    with pytest.raises(Conflit):
        form.save()
    assert form.is_modified()


class Window(QWidget):
    """The part of a window that shows bands."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.notices: list[Notice] = []
        QVBoxLayout(self).addWidget(form)

    def show_notice(self, notice: Notice) -> None:
        self.notices.append(notice)


def test_a_conflict_is_told_in_the_window_with_both_ways_out(qtbot: QtBot) -> None:
    def moved(_values: Values) -> object:
        raise Conflit("Cette fiche a changé entre-temps.")

    form = PersonForm(moved)
    window = Window(form)
    qtbot.addWidget(window)
    type_text(form.nom, "x")
    assert not form.save()
    assert window.notices[0].sentence == "Cette fiche a changé entre-temps."
    reload, replace = window.notices[0].remedies
    with qtbot.waitSignal(form.reload_asked):
        reload.do()
    with qtbot.waitSignal(form.replace_asked):
        replace.do()
    assert form.nom.text() == "x"


def test_a_write_that_waits_ends_once(qtbot: QtBot) -> None:
    asked: list[Values] = []

    def later(values: Values) -> object:
        asked.append(values)
        return LATER

    form = PersonForm(later)
    qtbot.addWidget(form)
    form.show()
    type_text(form.nom, "x")
    form.save()
    form.save()
    assert len(asked) == 1
    assert form.save_bar.save_button.toolTip() == WAITING
    assert form.is_modified()
    form.fail(RegleMetier("Indiquez le nom de famille.", "nom"))
    assert form.nom.refusal() == "Indiquez le nom de famille."
    form.save()
    with qtbot.waitSignal(form.saved) as told:
        form.complete(7)
    assert told.args == [7]
    assert not form.is_modified()


def test_what_is_typed_during_a_write_stays_modified(qtbot: QtBot) -> None:
    form = PersonForm(lambda _values: LATER)
    qtbot.addWidget(form)
    type_text(form.nom, "Zo")
    form.save()
    type_text(form.nom, "é")
    form.complete(7)
    assert form.changes() == 1
    assert form.save_bar.save_button.isEnabled()


def test_discarding_gives_back_what_was_loaded(
    form: PersonForm, store: Store, qtbot: QtBot
) -> None:
    replace_text(form.nom, "Autre")
    form.canal.set_value("courrier")
    with qtbot.waitSignal(form.discarded):
        qtbot.mouseClick(form.save_bar.discard_button, Qt.MouseButton.LeftButton)
    assert form.nom.value() == "Belkacem"
    assert form.canal.value() == "sms"
    assert not form.save_bar.isVisible()


def test_the_draft_is_kept_while_typing_and_dropped_once_saved(
    qtbot: QtBot, store: Store, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert theme.tokens.time["draftSaveMs"] == 2000
    monkeypatch.setitem(theme.tokens.time, "draftSaveMs", 20)
    form = PersonForm(store.write, store.drafts.append)
    qtbot.addWidget(form)
    form.load({"nom": "Belkacem"})
    assert store.drafts == []
    replace_text(form.nom, "Zoé")
    form.montant.setText("12,")
    qtbot.waitUntil(lambda: len(store.drafts) == 1)
    assert store.drafts == [{"nom": "Zoé", "montant": "12,", "accord": False, "canal": ""}]
    form.montant.setText("12,5")
    assert form.save()
    assert store.drafts[1:] == [None]


def test_a_draft_comes_back_and_counts_as_modified(qtbot: QtBot, store: Store) -> None:
    form = PersonForm(store.write, store.drafts.append)
    qtbot.addWidget(form)
    form.load({"nom": "Belkacem", "canal": "sms"})
    form.restore({"nom": "Zoé", "montant": "12,", "canal": "Courrier", "gone": "x"})
    assert form.nom.value() == "Zoé"
    assert form.montant.text() == "12,"
    assert form.canal.value() == "courrier"
    assert form.changes() == 3
    form.discard()
    assert store.drafts == [None]
    assert form.canal.value() == "sms"


def test_loading_another_row_forgets_the_changes(form: PersonForm, qtbot: QtBot) -> None:
    replace_text(form.nom, "Autre")
    form.nom.refuse("Non.")
    form.load({"nom": "Marchand"})
    assert form.changes() == 0
    assert form.montant.value() is None
    assert form.accord.value() is False
    assert form.canal.value() is None


def test_the_note_of_the_bar(form: PersonForm) -> None:
    type_text(form.nom, "i")
    assert KEPT in form.save_bar._note.text()
    form.set_note("brouillon gardé 09:52")
    assert form.save_bar._note.text() == "· brouillon gardé 09:52"
