"""A process that starts the program on a base and says when its parts are painted."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent

from cs_desktop import app
from tests.bench.clock import say

PATIENCE_MS = 15_000  # a list that is not there by then is not there


class Watch(QObject):
    """Says when the window has been painted for the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.told)
        return False

    def told(self) -> None:
        say("peinte")


def give_up() -> None:
    """Without the questions of a window that closes."""
    os._exit(1)


class Watched(app.Application):
    """The program, watched from its first window on."""

    def start(self) -> None:
        self.watch = Watch(self)
        self.window.installEventFilter(self.watch)
        self.window.entered.connect(self.watch_list)
        QTimer.singleShot(PATIENCE_MS, self, give_up)
        super().start()

    def watch_list(self) -> None:
        from cs_desktop.ui.kit.table.view import RowsView

        painted = RowsView.paintEvent
        said = False

        def paint(view: RowsView, event: QPaintEvent) -> None:
            nonlocal said
            painted(view, event)
            if not said and view.model().rowCount():
                said = True
                say("liste")
                QTimer.singleShot(0, self.window, self.window.close)

        RowsView.paintEvent = paint
        self.window.contexte.navigation.open("adherents")


app.Application = Watched
sys.exit(app.main(sys.argv[1:]))
