"""A process that starts the program on a base and says when its parts are painted."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from cs_desktop import app
from tests.bench.clock import say

PATIENCE_MS = 15_000  # a list that is not there by then is not there


class Watch(QObject):
    """Says when the window has been painted for the first time, then when the list has rows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted)
        return False

    def painted(self) -> None:
        say("peinte")
        QTimer.singleShot(PATIENCE_MS, self, give_up)
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


class Watched(app.Application):
    """The program, watched from its first window on; it opens on the list."""

    def start(self) -> None:
        Watch(self.window)
        super().start()
        self.window.entered.connect(self.open_list)

    def open_list(self) -> None:
        self.window.contexte.navigation.open("adherents")


app.Application = Watched
sys.exit(app.main(sys.argv[1:]))
