"""Pages one after the other, « 2 sur 5 »; going back loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.labels import Label, Paragraph, rule
from cs_desktop.ui.kit.layouts import column, row, sized


class WizardPage(QWidget):
    """One step. Its widgets live as long as the wizard, so that what they hold is kept."""

    title = ""
    lead = ""  # one sentence under the title
    forward = "Continuer"  # verb of the button that leaves the page

    completed = Signal()  # the page asks to go on by itself, after a work it started

    def entered(self) -> None:
        """Called each time the page is shown."""

    def leave(self) -> bool:
        """Called by « Continuer »: False keeps the page, which then says why beside its fields."""
        return True


class Wizard(QFrame):
    """Title, step, page, then « Plus tard », « Précédent » and « Continuer »."""

    finished = Signal()
    postponed = Signal()
    moved = Signal(int)  # the number of the step shown

    def __init__(
        self,
        pages: Sequence[WizardPage],
        *,
        later: str = "Plus tard",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._pages = list(pages)
        self._step, self._title = Label("", "help", "muted"), Label("", "title")
        self._lead = Paragraph("", "body", "muted")
        self.stack = QStackedWidget()
        for page in self._pages:
            self.stack.addWidget(page)
            page.completed.connect(self._advance)
        self.later_button = Button(later, "text")
        self.back_button = Button("Précédent")
        self.next_button = Button("Continuer", "primary")
        if not later:
            self.later_button.hide()
        self._build()
        self.later_button.clicked.connect(self.postponed)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self._show(0)

    def index(self) -> int:
        return self.stack.currentIndex()

    def page(self) -> WizardPage:
        return self._pages[self.index()]

    def step_text(self) -> str:
        return self._step.text()

    def go_on(self) -> None:
        """Leave the page if it allows it."""
        if self.page().leave():
            self._advance()

    def go_back(self) -> None:
        if self.index() > 0:
            self._show(self.index() - 1)

    def restart(self) -> None:
        """Back to the first page, for another work of the same kind."""
        self._show(0)

    def set_busy(self, reason: str) -> None:
        """While a page works, its buttons wait; an empty reason gives them back."""
        for button in (self.next_button, self.back_button, self.later_button):
            button.explain_refusal(reason)

    def refresh_button(self) -> None:
        """Read again the verb of the page, when it depends on what was typed."""
        self.next_button.set_text(self.page().forward)

    def _build(self) -> None:
        head = column(4, (24, 24, 24, 12))
        for part in (self._step, self._title, self._lead):
            head.addWidget(part)
        feet = row(12, (24, 12, 24, 12))
        feet.addWidget(self.later_button)
        feet.addStretch(1)
        feet.addWidget(self.back_button)
        feet.addWidget(self.next_button)
        body = column(0, (24, 4, 24, 12))
        body.addWidget(self.stack)
        whole = column(0)
        whole.addLayout(head)
        whole.addLayout(body, 1)
        whole.addWidget(rule())
        whole.addLayout(feet)
        self.setLayout(whole)
        sized(self, min_width=480)

    def _advance(self) -> None:
        if self.index() + 1 < len(self._pages):
            self._show(self.index() + 1)
        else:
            self.finished.emit()

    def _show(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        page = self._pages[index]
        self._step.setText(f"{index + 1} sur {len(self._pages)}")
        self._title.setText(page.title)
        self._lead.set_text(page.lead)
        self._lead.setVisible(bool(page.lead))
        self.back_button.setVisible(index > 0)
        self.refresh_button()
        self.setAccessibleName(f"{page.title}, étape {self._step.text()}")
        page.entered()
        page.setFocus()
        self.moved.emit(index)
