"""A process that starts the program on a base and says when its parts are painted."""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from cs_desktop.__main__ import main
from cs_desktop.ui.shell import threshold
from tests.bench.clock import say

PATIENCE_MS = 15_000  # a list that is not there by then is not there


class Seen(threshold.Threshold):
    """Says when the window has been painted for the first time."""

    def __init__(self, look: threshold.Look) -> None:
        super().__init__(look)
        self.painted.connect(self.tell)

    def tell(self) -> None:
        say("peinte")
        QTimer.singleShot(PATIENCE_MS, self, give_up)
        watch_program()


def watch_program() -> None:
    """After the first paint, which must not pay for this import."""
    from cs_desktop import app

    class Watched(app.Application):
        """The program opens on the list."""

        def start(self) -> None:
            self.window.entered.connect(self.open_list)
            super().start()

        def open_list(self) -> None:
            self.window.contexte.navigation.open("adherents")

    app.Application = Watched
    watch_rows()


def watch_rows() -> None:
    """Before any list is made, and after the first paint, which must not pay for this import."""
    from cs_desktop.ui.kit.table.view import RowsView

    painted = RowsView.paintEvent
    said = False

    def paint(view: RowsView, event: QPaintEvent) -> None:
        nonlocal said
        painted(view, event)
        if not said and view.model().rowCount():
            said = True
            say("liste")
            os._exit(0)  # a window that closes may ask whether work under way may stop

    RowsView.paintEvent = paint


def give_up() -> None:
    """The list never came."""
    os._exit(1)


threshold.Threshold = Seen
sys.exit(main(sys.argv[1:]))
