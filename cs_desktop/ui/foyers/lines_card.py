"""A side card of short lines: who may come, who must not, who is called, who answers in law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Link, Paragraph
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.parts.inline_form import InlineForm, Named


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `id` 0 is changed elsewhere, so it cannot be taken away here."""

    id: int
    name: str
    detail: str = ""
    right: str = ""


class LinesCard(Card):
    """Lines, « Ajouter » in the header, and the fields it opens. `alert` paints it red."""

    removed = Signal(object)  # id
    asked = Signal()  # « Ajouter » was chosen

    def __init__(
        self,
        title: str,
        empty: str,
        fields: Sequence[Sequence[Named]] = (),
        *,
        alert: bool = False,
        remove: str = "Retirer",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._empty, self._alert, self._remove = empty, alert, remove
        if alert:
            self._title.set_tone("bad")
        self.header.addStretch(1)
        self.form: InlineForm | None = None
        self.add_link: Link | None = None
        if fields:
            self.form = InlineForm(fields, "Ajouter")
            self.add_link = Link("Ajouter", "help")
            self.add_link.setAccessibleName(f"Ajouter : {title}")
            self.header.addWidget(self.add_link)
            self.add_link.clicked.connect(self._open)
            self.form.closed.connect(self._closed)
        self._lines = column(8, (12, 10, 12, 10))
        self.add_full(self._lines)
        if self.form is not None:
            self.add_full(self.form)

    def show_lines(self, lines: Sequence[Line], *, editable: bool) -> None:
        """Replace the lines."""
        _emptied(self._lines)
        if self.add_link is not None:
            self.add_link.setVisible(editable)
        for line in lines:
            self._lines.addWidget(self._line(line, editable=editable))
        if not lines:
            self._lines.addWidget(Paragraph(self._empty, "help", "muted"))

    def _line(self, line: Line, *, editable: bool) -> QFrame:
        frame, across = QFrame(), row(8)
        tone = "bad" if self._alert else ""
        if self._alert:
            across.addWidget(Glyph("user-x", "danger", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = column(0)
        name = Paragraph(line.name, "strong", tone)
        words.addWidget(name)
        if line.detail:
            words.addWidget(Paragraph(line.detail, "help", tone or "muted"))
        across.addLayout(words, 1)
        if line.right:
            across.addWidget(Label(line.right, "help"), 0, Qt.AlignmentFlag.AlignTop)
        if editable and line.id:
            link = Link(self._remove, "help")
            link.setAccessibleName(f"{self._remove} : {line.name}")
            link.clicked.connect(partial(self.removed.emit, line.id))
            across.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        frame.setLayout(across)
        return frame

    def _open(self) -> None:
        if self.form is not None:
            self.asked.emit()
            self.form.open_form()

    def _closed(self) -> None:
        if self.add_link is not None:
            self.add_link.setFocus()


def _emptied(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
