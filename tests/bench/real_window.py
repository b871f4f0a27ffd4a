"""A process that starts the program on a base and says when its parts are painted."""

import inspect
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent

from cs_desktop import app
from tests.bench.clock import say

PATIENCE_MS = 2_000  # a list that is not there by then is not there


class Watch(QObject):
    """Says when the window has been painted for the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.told)
        return False

    def told(self) -> None:
        say("peinte")


class Watched(app.Application):
    """The program, watched from its first window on."""

    def start(self) -> None:
        self.watch = Watch(self)
        self.window.installEventFilter(self.watch)
        self.window.entered.connect(self.watch_list)
        QTimer.singleShot(PATIENCE_MS, self.window, self.window.close)
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


if "personnes" not in inspect.getsource(app.register_features):
    from cs_desktop.ui.personnes import registration

    own = app.register_features
    app.register_features = lambda registre: (own(registre), registration.register(registre))
app.Application = Watched
sys.exit(app.main(sys.argv[1:]))
