"""The wizard and the side panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.fields import LabelledField, TextField
from cs_desktop.ui.kit.side_panel import SidePanel
from cs_desktop.ui.kit.theme import Theme
from cs_desktop.ui.kit.wizard import Wizard, WizardPage
from tests.support.ui import assert_accessible, type_text


class Step(WizardPage):
    """One mandatory field."""

    def __init__(self, title: str, forward: str = "Continuer") -> None:
        super().__init__()
        self.title, self.lead, self.forward = title, f"À propos de {title}.", forward
        self.field, self.shown = TextField(), 0
        layout = QVBoxLayout(self)
        layout.addWidget(LabelledField("Nom", self.field))

    def entered(self) -> None:
        self.shown += 1

    def leave(self) -> bool:
        self.field.refuse(None if self.field.value() else "Indiquez le nom.")
        return bool(self.field.value())


def a_wizard(qtbot: QtBot) -> tuple[Wizard, list[Step]]:
    steps = [Step("Centre"), Step("Saison"), Step("Compte", "Créer le centre")]
    wizard = Wizard(steps)
    qtbot.addWidget(wizard)
    wizard.show()
    return wizard, steps


def test_a_page_is_left_only_when_it_allows_it(qtbot: QtBot) -> None:
    wizard, steps = a_wizard(qtbot)
    assert wizard.step_text() == "1 sur 3"
    assert not wizard.back_button.isVisible()
    qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
    assert wizard.index() == 0
    assert steps[0].field.refusal() == "Indiquez le nom."
    type_text(steps[0].field, "Mosaïque")
    with qtbot.waitSignal(wizard.moved):
        qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
    assert wizard.step_text() == "2 sur 3"
    assert_accessible(wizard)


def test_going_back_loses_nothing(qtbot: QtBot) -> None:
    wizard, steps = a_wizard(qtbot)
    for step in steps[:2]:
        type_text(step.field, step.title)
        wizard.go_on()
    qtbot.mouseClick(wizard.back_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(wizard.back_button, Qt.MouseButton.LeftButton)
    assert wizard.index() == 0
    assert [step.field.value() for step in steps] == ["Centre", "Saison", ""]
    wizard.go_on()
    assert wizard.page() is steps[1]
    assert [step.shown for step in steps] == [2, 3, 1]


def test_the_last_page_names_what_it_does_and_finishes(qtbot: QtBot) -> None:
    wizard, steps = a_wizard(qtbot)
    for step in steps:
        type_text(step.field, step.title)
    wizard.go_on()
    wizard.go_on()
    assert wizard.next_button.label == "Créer le centre"
    with qtbot.waitSignal(wizard.finished):
        qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)


def test_later_and_a_work_in_progress(qtbot: QtBot) -> None:
    wizard, steps = a_wizard(qtbot)
    with qtbot.waitSignal(wizard.postponed):
        qtbot.mouseClick(wizard.later_button, Qt.MouseButton.LeftButton)
    wizard.set_busy("La base se crée.")
    assert not wizard.next_button.isEnabled()
    assert wizard.next_button.toolTip() == "La base se crée."
    wizard.set_busy("")
    with qtbot.waitSignal(wizard.moved):
        steps[0].completed.emit()
    assert wizard.index() == 1


def a_panel(qtbot: QtBot, width: int = 1366) -> tuple[SidePanel, QWidget, TextField]:
    rows, inside = QTableWidget(3, 1), TextField()
    rows.setAccessibleName("Adhérents")
    panel = SidePanel(rows, inside)
    qtbot.addWidget(panel)
    panel.resize(width, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel, rows, inside


def test_the_panel_opens_at_352_and_escape_closes_it(qtbot: QtBot) -> None:
    panel, _, inside = a_panel(qtbot)
    assert not panel.is_open()
    panel.open_panel()
    qtbot.waitUntil(lambda: panel.sizes()[1] == 352)
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(inside, Qt.Key.Key_Escape)
    assert not panel.is_open()
    with qtbot.assertNotEmitted(panel.closed):
        panel.close_panel()


def test_the_width_is_remembered_within_bounds(qtbot: QtBot, theme: Theme) -> None:
    panel, _, _ = a_panel(qtbot)
    panel.open_panel()
    panel.set_panel_width(420)
    qtbot.waitUntil(lambda: panel.sizes()[1] == 420)
    with qtbot.waitSignal(panel.width_changed) as told:
        panel.moveSplitter(panel.width() - 380, 1)
    assert told.args == [panel.panel_width()]
    assert 360 <= panel.panel_width() <= 380
    panel.set_panel_width(900)
    assert panel.panel_width() == 480
    panel.set_panel_width(10)
    assert panel.panel_width() == 300


def test_a_medium_window_gives_the_panel_its_least_width(qtbot: QtBot) -> None:
    panel, _, _ = a_panel(qtbot, 1200)
    panel.open_panel()
    qtbot.waitUntil(lambda: panel.sizes()[1] == 300)
    assert panel.panel_width() == 352


def test_in_a_narrow_window_the_panel_is_a_page_with_a_way_back(qtbot: QtBot, theme: Theme) -> None:
    panel, rows, inside = a_panel(qtbot)
    panel.open_panel()
    assert not panel.is_page()
    theme.set(zoom=2.0)  # 1366 pixels at 200 % are 683
    assert panel.is_page()
    assert not rows.isVisible()
    assert inside.isVisible()
    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    assert rows.isVisible()
    assert not panel.is_open()
