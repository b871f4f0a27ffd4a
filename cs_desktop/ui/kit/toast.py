"""One message at a time, bottom right, with « Annuler » for ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.focus import ring
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import blank, row, sized
from cs_desktop.ui.kit.theme import theme

MARGIN, ABOVE_STATUS = 16, 44


class _Action(Link):
    """The link of a toast, coloured for its inverse fill."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "bold")
        ring(self, "accent")

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        color = current.inverse("primary") if current.dark else current.color("accent")
        painter.setFont(current.font("bold"))
        painter.setPen(color)
        metrics = painter.fontMetrics()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(0, baseline, self.text())
        painter.fillRect(0, baseline + current.px(3), metrics.horizontalAdvance(self.text()),
                         current.line, color)  # fmt: skip


class Toast(QFrame):
    """The message; it waits while the mouse or the keyboard is on it."""

    acted = Signal()
    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self._glyph = Glyph("check", "surface", 18)
        self._text = Label("", "body", "inverse")
        self.action = _Action("Annuler")
        line = row(10, (14, 0, 16, 0))
        line.addWidget(self._glyph)
        line.addWidget(self._text, 1)
        line.addWidget(blank(12))
        line.addWidget(self.action)
        self.setLayout(line)
        sized(self, height=44)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.over)
        self._left = 0
        self.action.clicked.connect(self.acted)
        self.action.installEventFilter(self)

    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, action: str, icon: str, milliseconds: int) -> None:
        self._text.setText(text)
        self._glyph.set_icon(icon, "surface")
        self.action.setText(action)
        self.action.setAccessibleName(f"{action} : {text}")
        self.action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._left = milliseconds
        self._timer.start(milliseconds)
        self.adjustSize()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def is_paused(self) -> bool:
        return not self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._pause()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._resume()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._pause()
        elif event.type() == QEvent.Type.FocusOut:
            self._resume()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.over.emit()
        else:
            super().keyPressEvent(event)

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left = self._timer.remainingTime()
            self._timer.stop()

    def _resume(self) -> None:
        if self.isVisible() and not self.underMouse() and not self.action.hasFocus():
            self._timer.start(max(1, self._left))


class Toasts(QObject):
    """Shows toasts over `window`, above the status bar and never over a primary button."""

    shown = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._undo: Callable[[], object] | None = None
        self._focus_before: QWidget | None = None
        self.toast = Toast(window)
        self.toast.hide()
        self.toast.over.connect(self.dismiss)
        self.toast.acted.connect(self._act)
        window.installEventFilter(self)

    def show(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        action: str = "Annuler",
        icon: str = "check",
    ) -> None:
        """Say `text`; `undo` runs when « Annuler » is chosen. The previous toast goes away."""
        self._undo = undo
        milliseconds = theme().tokens.time["toastMs"]
        self.toast.say(text, action if undo is not None else "", icon, milliseconds)
        self._place()
        self.toast.show()
        self.toast.raise_()
        self.shown.emit(text)

    def dismiss(self) -> None:
        """Take the toast away; the keyboard goes back to where it was."""
        had_focus = self.toast.action.hasFocus()
        self._undo = None
        self.toast.hide()
        if had_focus and self._focus_before is not None:
            self._focus_before.setFocus()
        self._focus_before = None

    def focus_action(self) -> bool:
        """Bring the keyboard to « Annuler »; False when there is nothing to undo."""
        if self.toast.isHidden() or self.toast.action.isHidden():
            return False
        self._focus_before = QApplication.focusWidget()
        self.toast.action.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.toast.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()

    def _place(self) -> None:
        current, window, toast = theme(), self._window, self.toast
        toast.adjustSize()
        area = QRect(0, 0, min(toast.width(), window.width() - 2 * current.px(MARGIN)),
                     toast.height())  # fmt: skip
        area.moveBottomRight(window.rect().bottomRight())
        area.translate(-current.px(MARGIN), -current.px(ABOVE_STATUS))
        for button in window.findChildren(Button):
            if button.role == "primary" and button.isVisible():
                corner = button.mapTo(window, button.rect().topLeft())
                taken = QRect(corner, button.size())
                if taken.intersects(area):
                    area.moveBottom(taken.top() - current.px(12))
        toast.setGeometry(area)
