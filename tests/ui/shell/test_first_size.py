"""The size of the window on a computer that has never opened it."""

import pytest
from PySide6.QtCore import QRect, QSize

from cs_desktop.ui.shell.threshold import first_size


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (QRect(0, 0, 1366, 768), (1366, 740)),  # a small screen: the title bar stays inside
        (QRect(0, 0, 1366, 728), (1366, 700)),  # with a task bar
        (QRect(0, 40, 1920, 1040), (1366, 768)),
        (QRect(0, 0, 800, 600), (1024, 640)),  # never under the smallest window
    ],
)
def test_a_first_window_fits_the_screen_with_its_title_bar(room, expected):
    smallest = QSize(1024, 640)
    size = first_size(room, smallest, title_bar=28)
    assert (size.width(), size.height()) == expected
