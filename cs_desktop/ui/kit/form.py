"""Forms: what changed, the draft kept meanwhile, and the refusals beside the fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import ErreurAttendue, Refus, RegleMetier
from cs_desktop.ui.kit.cards import Band
from cs_desktop.ui.kit.errors import show
from cs_desktop.ui.kit.labelled import Raw
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.save_bar import KEPT, SaveBar
from cs_desktop.ui.kit.theme import theme

Values = dict[str, Any]
Draft = dict[str, Raw]
LATER = object()  # answered by a `write` whose work went to the writer pool
WAITING = "En attente d’enregistrement."


class Field(Protocol):
    """What a form needs of its fields; those of `kit.fields` have it."""

    @property
    def changed(self) -> SignalInstance: ...

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...

    def raw(self) -> Raw: ...

    def set_raw(self, raw: Raw) -> None: ...

    def refuse(self, message: str | None) -> None: ...

    def refusal(self) -> str: ...

    def setFocus(self) -> None: ...  # noqa: N802 - Qt's name


class Form(QWidget):
    """Fields under names, in `body`; the save bar stands at the bottom while something changed.

    `write` receives the values and may raise RegleMetier: its refusals go under the fields they
    name. It may answer LATER, then call `complete` or `fail`.

    `keep_draft` receives what is typed, every two seconds, and None once it is of no use.
    """

    saved = Signal(object)  # what `write` returned
    discarded = Signal()
    reload_asked = Signal()  # after a Conflit: show what is written now
    replace_asked = Signal()  # after a Conflit: write over it
    modified = Signal(int)  # how many fields differ from what was loaded

    def __init__(
        self,
        write: Callable[[Values], object],
        keep_draft: Callable[[Draft | None], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._write, self._keep_draft = write, keep_draft
        self._fields: dict[str, Field] = {}
        self._loaded: Draft = {}
        self._sent: Draft = {}
        self._refused: set[str] = set()
        self._loading = False
        self._has_draft = False
        self._changes = 0
        self.body = column(12)
        self.save_bar = SaveBar()
        self._band = Band("bad", "")
        self._band.hide()
        whole = column(12)
        whole.addWidget(self._band)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.save_bar)
        self.setLayout(whole)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(theme().tokens.time["draftSaveMs"])
        self._rest.timeout.connect(self._send_draft)
        self.save_bar.saved.connect(self.save)
        self.save_bar.discarded.connect(self.discard)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    def add_field(self, name: str, field: Field) -> None:
        """Follow `field`; the order of the calls is that of the screen."""
        self._fields[name] = field
        self._loaded[name] = field.raw()
        field.changed.connect(self._on_change)

    def field(self, name: str) -> Field:
        return self._fields[name]

    def load(self, values: Mapping[str, Any]) -> None:
        """Show `values`; fields they leave out are emptied. Nothing is modified any more."""
        self._loading = True
        for name, field in self._fields.items():
            field.set_value(values.get(name))
        self._loading = False
        self.settle_saved()

    def restore(self, draft: Mapping[str, Raw]) -> None:
        """Show a draft over what was loaded; what it changes counts as modified."""
        self._has_draft = True
        self._show(draft)

    def _show(self, draft: Mapping[str, Raw]) -> None:
        for name, raw in draft.items():
            if name in self._fields:  # a field may have gone since the draft was kept
                self._fields[name].set_raw(raw)

    def draft(self) -> Draft:
        """What is typed, as a draft keeps it."""
        return {name: field.raw() for name, field in self._fields.items()}

    def changes(self) -> int:
        """How many fields differ from what was loaded."""
        return sum(field.raw() != self._loaded[name] for name, field in self._fields.items())

    def keep_typed(self) -> None:
        """Keep what is typed now: the window closes or locks."""
        if self._rest.isActive():
            self._rest.stop()
            self._send_draft()

    def is_modified(self) -> bool:
        return self._changes > 0

    def save(self) -> bool:
        """Hand the values to `write`; False when they are not written, or not yet."""
        if not self.save_bar.save_button.isEnabled():
            return False  # a first try is still on its way
        self._sent = self.draft()
        try:
            result = self._write(self.values())
        except ErreurAttendue as error:
            self.fail(error)
            return False
        if result is LATER:
            self.save_bar.save_button.explain_refusal(WAITING)
            return False
        self.complete(result)
        return True

    def complete(self, result: object) -> None:
        """What was handed over is written; `write` calls it later when it answered LATER."""
        self.save_bar.save_button.explain_refusal("")
        self._settle(self._sent)  # what was typed meanwhile stays modified
        self.saved.emit(result)

    def fail(self, error: ErreurAttendue) -> None:
        """Nothing was written: say why beside the fields, or in the window. What is typed stays."""
        self.save_bar.save_button.explain_refusal("")
        if isinstance(error, RegleMetier):
            self.show_refusals(error)
        else:
            show(
                error,
                self,
                retry=self._retry,
                reload=self.reload_asked.emit,
                replace=self.replace_asked.emit,
            )

    def values(self) -> Values:
        """The value of each field. Raises RegleMetier naming those that cannot be read."""
        values, refusals = Values(), list[Refus]()
        for name, field in self._fields.items():
            try:
                values[name] = field.value()
            except RegleMetier as error:
                refusals.append(Refus(str(error), name))
        if refusals:
            raise RegleMetier.plusieurs(refusals)
        return values

    def discard(self) -> None:
        """Give back what was loaded and drop the draft."""
        self._show(self._loaded)
        self._forget_draft()
        self.clear_refusals()
        self.discarded.emit()

    def settle_saved(self) -> None:
        """What is shown is now what is written."""
        self._settle(self.draft())

    def _settle(self, written: Draft) -> None:
        self._loaded = written
        self.clear_refusals()
        self._count_changes()
        if not self._changes:
            self._forget_draft()

    def show_refusals(self, error: RegleMetier) -> None:
        """Put each sentence under its field, or above the form; focus the first refused field."""
        self.clear_refusals()
        above: list[str] = []
        messages: dict[str, str] = {}
        for refus in error.refus:
            if refus.champ in self._fields:
                messages.setdefault(str(refus.champ), refus.message)
            else:
                above.append(refus.message)
        for name, message in messages.items():
            self._fields[name].refuse(message)
        self._refused = set(messages)
        self.save_bar.set_errors(len(messages))
        if above:
            self._band.set_message("bad", " ".join(above))
        self._band.setVisible(bool(above))
        first = next((name for name in self._fields if name in messages), None)
        if first is not None:
            self._fields[first].setFocus()

    def clear_refusals(self) -> None:
        for name in self._refused:
            self._fields[name].refuse(None)
        self._refused = set()
        self._band.hide()
        self.save_bar.set_errors(0)

    def set_note(self, note: str = KEPT) -> None:
        """What the save bar says after the number of changes."""
        self.save_bar.set_changes(self._changes, note)

    def _retry(self) -> None:
        self.save()

    def _on_change(self) -> None:
        if self._loading:
            return
        self._count_refusals()
        self._count_changes()
        if self._keep_draft is not None and not self._rest.isActive():
            self._rest.start()

    def _count_changes(self) -> None:
        count = self.changes()
        if count != self._changes:
            self._changes = count
            self.save_bar.set_changes(count)
            self.modified.emit(count)

    def _count_refusals(self) -> None:
        """A field accepts again as soon as it is typed in: it leaves the sum at once."""
        left = {name for name in self._refused if self._fields[name].refusal()}
        if left != self._refused:
            self._refused = left
            self.save_bar.set_errors(len(left))

    def _send_draft(self) -> None:
        if self._keep_draft is not None and self.is_modified():
            self._has_draft = True
            self._keep_draft(self.draft())
        else:
            self._forget_draft()

    def _forget_draft(self) -> None:
        self._rest.stop()
        if self._keep_draft is not None and self._has_draft:
            self._has_draft = False
            self._keep_draft(None)
