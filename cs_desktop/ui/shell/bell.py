"""What the bell lists: ended work and the messages of the session, newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from cs_desktop.ui.kit.buttons import IconButton
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labels import Label, Paragraph
from cs_desktop.ui.kit.layouts import row
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.top_bar import BellButton

KEPT = 20
_WIDTH = 380


@dataclass(frozen=True, slots=True)
class Notification:
    """A sentence and when it was said."""

    text: str
    at: datetime


class Bell(QObject):
    """Keeps the notifications of the session; those that count put a number on the button."""

    def __init__(self, button: BellButton, frame: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(frame)
        self._button, self._frame, self._now = button, frame, now
        self._unseen = 0
        self.notifications: list[Notification] = []
        self.popover: NotificationPopover | None = None
        button.clicked.connect(self.open)

    @Slot(str)
    def note(self, text: str) -> None:
        """Keep the message of a toast, which was seen already."""
        self.notifications = [Notification(text, self._now()), *self.notifications[: KEPT - 1]]

    @Slot(str)
    def tell(self, text: str) -> None:
        """Keep something that nobody saw yet: a backup that ended, a work that was refused."""
        self.note(text)
        self._unseen += 1
        self._button.set_count(self._unseen)

    @Slot()
    def open(self) -> None:
        """Show the list; what it holds is seen from now on."""
        self._unseen = 0
        self._button.set_count(0)
        self.popover = NotificationPopover(self.notifications, self._frame)
        self.popover.destroyed.connect(self._forget)
        self.popover.open()

    @Slot()
    def clear(self) -> None:
        """Another account: the messages of the one before are not for it."""
        if self.popover is not None:
            self.popover.close_popover()
        self._unseen, self.notifications = 0, []
        self._button.set_count(0)

    def _forget(self) -> None:
        self.popover = None


class NotificationPopover(QWidget):
    """A card under the bell; Échap or a click beside it puts it away."""

    def __init__(self, notifications: list[Notification], frame: QWidget) -> None:
        super().__init__(frame)
        self._frame = frame
        self.card = Card("Notifications", outlined=True, parent=self)
        close = IconButton("x", "Fermer les notifications", height="controlSmall")
        close.clicked.connect(self.close_popover)
        self.card.header.addStretch(1)
        self.card.header.addWidget(close)
        self._close = close
        for notification in notifications:
            line = row(12)
            time = Label(f"{notification.at.astimezone():%H:%M}", "help", "muted")
            line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Paragraph(notification.text), 1)
            self.card.body.addLayout(line)
        if not notifications:
            self.card.body.addWidget(Paragraph("Rien à signaler pour l’instant.", tone="muted"))

    def open(self) -> None:
        """Show the card at the right of the window."""
        px = theme().px
        self.setGeometry(self._frame.rect())
        self.card.setFixedWidth(min(px(_WIDTH), self.width() - px(32)))
        self.card.setFixedHeight(self.card.heightForWidth(self.card.width()))
        self.card.move(self.width() - self.card.width() - px(16), px(56))
        self.show()
        self.raise_()
        self._close.setFocus()

    def close_popover(self) -> None:
        """Put the card away."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_popover()
