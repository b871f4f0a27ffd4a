"""A process that shows the least that PySide6 can show: the floor of the first paint."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.clock import say


class Watch(QObject):
    """Says when the window has been painted, then ends the process."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self.told)
        return False

    def told(self) -> None:
        say("peinte")
        QApplication.quit()


application = QApplication([sys.argv[0]])
window, watch = QWidget(), Watch()
window.resize(1366, 768)
window.installEventFilter(watch)
window.show()
sys.exit(application.exec())
