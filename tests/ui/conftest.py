"""Every test of a window runs under the real theme, light and at 100 %."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from cs_desktop.ui.kit.theme import Theme, install_theme
from tests.support.ui import RESOURCES


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> Theme:
    return install_theme(qapp, RESOURCES, "light", 1.0)


@pytest.fixture(autouse=True)
def theme(_dressed: Theme) -> Iterator[Theme]:
    """The theme of the application, back to light and 100 % after each test."""
    yield _dressed
    _dressed.set("light", 1.0)


@pytest.fixture(autouse=True)
def _delete_closed_widgets(qapp: QApplication) -> Iterator[None]:
    """Objects given to `deleteLater` go before the next test: none listens any more."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
