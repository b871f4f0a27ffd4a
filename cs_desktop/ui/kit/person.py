"""The head of a person's sheet: initials, age and number, states, how to reach her, actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from cs_desktop.ui.kit.cards import Avatar
from cs_desktop.ui.kit.chips import ChipLabel
from cs_desktop.ui.kit.flow import flow
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import ElidedLabel, Label
from cs_desktop.ui.kit.layouts import column, row

Chip = tuple[str, str, str | None]  # text, tone, icon
Contact = tuple[str, str]  # icon, text


def initials(prenom: str, nom: str) -> str:
    """« AB » for Amina Belkacem."""
    return "".join(word[0] for word in (prenom.strip(), nom.strip()) if word).upper()


class PersonHeader(QWidget):
    """Shown at the top of a sheet and of a side panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar()
        self._facts = Label("", "strong")
        self._chips, self._contacts = flow(8), flow(16)
        self.actions: QHBoxLayout = row(8)
        top = row(8)
        top.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._chips, 1)
        lines = column(3)
        lines.addLayout(top)
        lines.addLayout(self._contacts)
        whole = row(12, (12, 8, 12, 4))
        whole.addWidget(self._avatar, alignment=Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(lines, 1)
        whole.addLayout(self.actions)
        self.setLayout(whole)

    def show_person(
        self, letters: str, facts: str, chips: Sequence[Chip] = (), contacts: Sequence[Contact] = ()
    ) -> None:
        """`facts` is « 38 ans · n° 0231 »."""
        self._avatar.set_initials(letters)
        self._facts.setText(facts)
        _empty(self._chips)
        for text, tone, icon in chips:
            self._chips.addWidget(ChipLabel(text, tone, icon))
        _empty(self._contacts)
        for icon, text in contacts:
            pair = row(6)
            pair.addWidget(Glyph(icon, "textSecondary", 14))
            pair.addWidget(ElidedLabel(text, "help", "muted"))
            holder = QWidget()
            holder.setLayout(pair)
            self._contacts.addWidget(holder)


def _empty(line: QLayout) -> None:
    while (item := line.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
