"""A closed screen leaves nothing behind: no lambda, no signal and no cycle that Qt keeps."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.fields import DateEdit, SearchField, TextField
from cs_desktop.ui.kit.form import Form
from cs_desktop.ui.kit.side_panel import SidePanel
from cs_desktop.ui.kit.theme import Theme
from cs_desktop.ui.kit.toast import Toasts
from cs_desktop.ui.kit.wizard import Wizard, WizardPage
from tests.captures.board import board, today
from tests.captures.board_parts import second_board


def a_form() -> QWidget:
    form = Form(lambda values: values)
    field = TextField()
    form.body.addWidget(field)
    form.add_field("nom", field)
    field.setText("x")
    return form


def a_window_with_toasts() -> QWidget:
    window = QWidget()
    Toasts(window).show("Fiche archivée", lambda: None)
    return window


def a_calendar() -> QWidget:
    field = DateEdit(today)
    field.open_calendar()
    return field


BUILDERS: list[Callable[[], QWidget]] = [
    a_form,
    a_window_with_toasts,
    a_calendar,
    board,
    second_board,
    lambda: SearchField("Filtrer"),
    lambda: SidePanel(QWidget(), QWidget()),
    lambda: Wizard([WizardPage(), WizardPage()]),
]


@pytest.mark.parametrize("build", BUILDERS)
def test_a_deleted_widget_is_forgotten(
    qtbot: QtBot, theme: Theme, build: Callable[[], QWidget]
) -> None:
    widget = build()
    widget.show()
    QCoreApplication.processEvents()
    alive = weakref.ref(widget)
    widget.close()
    widget.deleteLater()
    del widget
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert alive() is None
    theme.set("dark", 1.25)  # nothing deleted listens any more
