"""A list and, at its right, the panel of the row chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.layouts import column, sized
from cs_desktop.ui.kit.theme import theme

WIDEST = 480
NARROW_WINDOW = 900  # effective width under which the panel takes the whole place
MEDIUM_WINDOW = 1280  # under it the panel keeps to its smallest width


class SidePanel(QSplitter):
    """Échap closes the panel; in a narrow window it becomes a page with « Retour »."""

    closed = Signal()
    width_changed = Signal(int)  # pixels at 100 %, to be remembered

    def __init__(self, main: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        tokens = theme().tokens
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._wanted = tokens.size["sidePanel"]
        self._narrow = False
        self._main = main
        self._side = QWidget()
        self.back = Button("Retour", "text", "arrow-left", height="controlSmall")
        self.back.clicked.connect(self.close_panel)
        self.back.hide()
        whole = column(4)
        whole.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(panel, 1)
        self._side.setLayout(whole)
        sized(self._side, min_width=tokens.size["sidePanelMin"], max_width=WIDEST)
        self.addWidget(main)
        self.addWidget(self._side)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme().size("gap"))
        self._side.hide()
        self.splitterMoved.connect(self._on_moved)

    def is_open(self) -> bool:
        return not self._side.isHidden()

    def open_panel(self) -> None:
        self._side.show()
        self._arrange()

    def close_panel(self) -> None:
        if self.is_open():
            self._side.hide()
            self._main.show()
            self.closed.emit()

    def panel_width(self) -> int:
        """Width asked by the person, in pixels at 100 %."""
        return self._wanted

    def set_panel_width(self, width: int) -> None:
        """Give back a remembered width; it is kept within bounds."""
        self._wanted = min(max(width, theme().tokens.size["sidePanelMin"]), WIDEST)
        self._arrange()

    def is_page(self) -> bool:
        """Whether the panel has taken the place of the list."""
        return self._narrow and self.is_open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open():
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another zoom, another effective width
            self._arrange()

    def _arrange(self) -> None:
        current = theme()
        effective = self.window().width() / current.zoom
        self._narrow = effective < NARROW_WINDOW
        page = self.is_page()
        self._main.setHidden(page)
        self.back.setVisible(page)
        self.setHandleWidth(current.size("gap"))
        if not self.is_open():
            return
        self._side.setMaximumWidth(self.width() if page else current.px(WIDEST))
        smallest = current.tokens.size["sidePanelMin"]
        side = current.px(self._wanted if effective >= MEDIUM_WINDOW else smallest)
        self.setSizes([max(0, self.width() - side - self.handleWidth()), side])

    def _on_moved(self) -> None:
        if not self._narrow:
            self._wanted = round(self.sizes()[1] / theme().zoom)
            self.width_changed.emit(self._wanted)
