"""A few fields that open inside a card, and close once what they hold is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.form import Field, Values
from cs_desktop.ui.kit.labelled import LabelledField, Message, Raw
from cs_desktop.ui.kit.layouts import column, row

Named = tuple[str, str, QWidget, int]  # name, label, field, stretch


class InlineForm(QFrame):
    """Entrée in a field or the button sends; Échap closes. Fields keep what is refused."""

    sent = Signal(object)  # Values
    closed = Signal()
    typed = Signal()  # `changes` may have another answer

    def __init__(
        self, lines: Sequence[Sequence[Named]], verb: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._opened: dict[str, Raw] = {}
        self.followed = False  # by the page that counts what is typed
        self._message = Message("bad")
        self._message.hide()
        self.whole = whole = column(8, (12, 8, 12, 12))
        for named in lines:
            across = row(8)
            for name, label, field, stretch in named:
                self._fields[name] = cast("Field", field)
                self._fields[name].changed.connect(self.typed)
                across.addWidget(LabelledField(label, field), stretch)
            whole.addLayout(across)
        whole.addWidget(self._message)
        self.send_button = Button(verb, "primary", "plus", height="controlSmall")
        self.close_button = Button("Abandonner", "text", height="controlSmall")
        buttons = row(8)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.send_button)
        whole.addLayout(buttons)
        self.setLayout(whole)
        self.send_button.clicked.connect(self.send)
        self.close_button.clicked.connect(self.close_form)
        self.hide()

    def field(self, name: str) -> Field:
        return self._fields[name]

    def open_form(self) -> None:
        """Empty fields, the keyboard in the first one."""
        for field in self._fields.values():
            field.set_value(None)
        self._message.hide()
        self.settle_opened()
        self.show()
        next(iter(self._fields.values())).setFocus()

    def close_form(self) -> None:
        """Written, or given up."""
        if self.isVisible():
            self.hide()
            self.closed.emit()
            self.typed.emit()

    def settle_opened(self) -> None:
        """What the program has filled in is not typed."""
        self._opened = {name: field.raw() for name, field in self._fields.items()}

    def changes(self) -> int:
        """How many fields are typed and not sent; none once the form is closed."""
        if self.isHidden():
            return 0
        return sum(field.raw() != self._opened.get(n) for n, field in self._fields.items())

    def send(self) -> None:
        """Hand over the values, or say which field cannot be read."""
        values, refused = Values(), list[Refus]()
        for name, field in self._fields.items():
            try:
                values[name] = field.value()
            except RegleMetier as error:
                refused.append(Refus(str(error), name))
        if refused:
            self.refuse(RegleMetier.plusieurs(refused))
        else:
            self.sent.emit(values)

    def refuse(self, error: RegleMetier) -> None:
        """Each sentence beside its field, the others under them."""
        above = [one.message for one in error.refus if one.champ not in self._fields]
        self._message.set_text(" ".join(above))
        self._message.setVisible(bool(above))
        first: Field | None = None
        for one in error.refus:
            if one.champ in self._fields:
                field = self._fields[str(one.champ)]
                field.refuse(one.message)
                first = first or field
        if first is not None:
            first.setFocus()

    def refusal(self) -> str:
        """The sentence under the fields, empty when there is none."""
        return self._message.text() if self._message.isVisibleTo(self) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send()
        else:
            super().keyPressEvent(event)


def typed_in(page: QWidget) -> int:
    """How many fields are typed and not sent in the forms open on `page`."""
    forms = page.findChildren(InlineForm)
    return sum(form.changes() for form in forms if form.isVisibleTo(page))


def follow_forms(page: QWidget, told: SignalInstance) -> None:
    """Tell `told` when something is typed in a form of `page`, those made since included."""
    for form in page.findChildren(InlineForm):
        if not form.followed:
            form.followed = True
            form.typed.connect(told)
