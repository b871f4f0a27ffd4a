"""Search fields: the one that goes anywhere (Ctrl+K) and the one that filters a list (Ctrl+F)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cs_desktop.ui.kit.buttons import IconButton
from cs_desktop.ui.kit.layouts import sized
from cs_desktop.ui.kit.painting import icon_pixmap_at, key_cap_size, paint_key_cap
from cs_desktop.ui.kit.theme import theme


class SearchField(QLineEdit):
    """A loupe at left; at right the key that comes here, or a cross once something is typed.

    `searched` follows the typing after a short rest, and at once on Entrée or when emptied.
    """

    searched = Signal(str)
    left_downwards = Signal()  # ↓ pressed: the list takes the keyboard
    submitted = Signal()  # Entrée
    escaped = Signal()  # Échap pressed while already empty

    def __init__(
        self,
        placeholder: str,
        *,
        key: str = "",
        height: int = 36,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._sent = key, ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        if key:
            self.setAccessibleDescription(key)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(theme().tokens.time["searchDelayMs"])
        self._rest.timeout.connect(self.search_now)
        self.clear_button = IconButton(
            "x", "Effacer", height="controlSmall", icon_size=16, parent=self
        )
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Échap does the same
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.hide()
        self.clear_button.clicked.connect(self.empty)
        self.textChanged.connect(self._on_text)
        sized(self, height=height)

    def search_now(self) -> None:
        """Tell what is typed without waiting, if it was not told yet."""
        self._rest.stop()
        text = self.text().strip()
        if text != self._sent:
            self._sent = text
            self.searched.emit(text)

    def empty(self) -> None:
        self.clear()
        self.search_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.empty()
            else:
                self.escaped.emit()
        elif key == Qt.Key.Key_Down:
            self.search_now()
            self.left_downwards.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.search_now()
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current, button = theme(), self.clear_button
        button.resize(button.sizeHint())
        button.move(self.width() - button.width() - current.px(2),
                    (self.height() - button.height()) // 2)  # fmt: skip
        cap = key_cap_size(self._key).width() + current.px(8) if self._key else 0
        right = max(button.width() - current.px(6), cap)
        self.setTextMargins(current.px(26), 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current, painter = theme(), QPainter(self)
        corner = QPointF(current.px(9), (self.height() - current.px(18)) // 2)
        icon_pixmap_at(painter, "search", "textSecondary", corner, 18)
        if self._key and not self.text():
            left = self.width() - current.px(9) - key_cap_size(self._key).width()
            paint_key_cap(painter, QPoint(left, self.height() // 2), self._key)

    def _on_text(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self._rest.start()
