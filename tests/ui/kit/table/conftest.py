from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from cs_desktop.ui.kit.table.table import Table
from tests.ui.kit.table.fakes import COLUMNS, PERSONNES, FakeSource, Ligne

MakeTable = Callable[..., Table[Ligne]]


@pytest.fixture
def make_table(qtbot: QtBot) -> MakeTable:
    """A shown table of 800 × 500, with the keyboard in it and the rows of a fake source."""

    def make(source: FakeSource | None = None, width: int = 800, **options: object) -> Table[Ligne]:
        table = Table(COLUMNS, PERSONNES, "Liste des personnes", **options)
        qtbot.addWidget(table)
        table.resize(width, 500)
        if source is not None:
            table.show_rows(source)
        with qtbot.waitExposed(table):
            table.show()
        table.view.setFocus()
        return table

    return make
