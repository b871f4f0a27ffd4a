"""Ten minutes without a key or a click lock the window; what was typed stays as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

IDLE_MINUTES = 10
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Listens to the window that has the keyboard, dialogs included.

    A filter on the application would call Python at every paint and timer.
    """

    idle = Signal()

    def __init__(
        self, app: QGuiApplication, parent: QObject, milliseconds: int = IDLE_MINUTES * 60_000
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._watched: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.idle)
        app.focusWindowChanged.connect(self._follow)

    def start(self) -> None:
        """Begin to count."""
        self._follow(self._app.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Stop counting: nothing is open, or it is locked already."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._timer.isActive() and event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _follow(self, window: QWindow | None) -> None:
        if window is not None and window is not self._watched:
            window.installEventFilter(self)
            self._watched = window
