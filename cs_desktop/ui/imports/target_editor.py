"""Where the column under the keyboard goes: what it says, and about whom."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.imports import Champ, Cible, ColonneLue, Qui
from cs_desktop.ui.imports.words import CHAMPS, qui
from cs_desktop.ui.kit.inputs import ComboBox
from cs_desktop.ui.kit.labelled import LabelledField
from cs_desktop.ui.kit.labels import Paragraph
from cs_desktop.ui.kit.layouts import row, sized

CHILDREN = 8
PEOPLE = (
    *(Cible(Champ.NOM, one) for one in Qui if one is not Qui.ENFANT),
    *(Cible(Champ.NOM, Qui.ENFANT, rang) for rang in range(1, CHILDREN + 1)),
)


class TargetEditor(QWidget):
    """Two lists; a choice is applied at once."""

    chosen = Signal(str, object)  # title of the column, code or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: ColonneLue | None = None
        self._loading = False
        self.champ: ComboBox[Champ] = ComboBox()
        self.champ.add(None, "Ne pas reprendre")
        for champ, label in CHAMPS.items():
            self.champ.add(champ, label)
        self.who: ComboBox[tuple[Qui, int]] = ComboBox()
        for one in PEOPLE:
            self.who.add((one.qui, one.rang), qui(one))
        self._said = Paragraph("", "help", "muted")
        fields = row(12)
        for label, field, width in (
            ("Cette colonne contient", self.champ, 240),
            ("À propos de", self.who, 220),
        ):
            fields.addWidget(sized(LabelledField(label, field), min_width=120, max_width=width), 1)
        fields.addWidget(self._said, 2)
        self.setLayout(fields)
        self.setFocusProxy(self.champ)
        self.champ.changed.connect(self._on_choice)
        self.who.changed.connect(self._on_choice)

    def show_column(self, column: ColonneLue | None, cible: Cible | None) -> None:
        """The column under the keyboard, and where it was sent."""
        self._column, self._loading = column, True
        self.champ.set_value(cible.champ if cible is not None else None)
        person = (Qui.PRINCIPAL, 0) if cible is None else (cible.qui, cible.rang)
        self.who.set_value(person)
        self._loading = False
        free = column is not None and not column.interdite and bool(column.titre.strip())
        self.champ.setEnabled(free)
        self.who.setEnabled(free and cible is not None)
        self._said.set_text(_said(column))

    @Slot()
    def _on_choice(self) -> None:
        if self._loading or self._column is None:
            return
        champ, who = self.champ.value(), self.who.value() or (Qui.PRINCIPAL, 0)
        code = None if champ is None else Cible(champ, *who).code
        self.chosen.emit(self._column.titre, code)


def _said(shown: ColonneLue | None) -> str:
    if shown is None:
        return ""
    name = f"«\u00a0{shown.titre}\u00a0»" if shown.titre.strip() else "Colonne sans titre"
    if shown.raison:
        return f"{name}\u00a0: {shown.raison}"
    if not shown.titre.strip():
        return f"{name}\u00a0: donnez-lui un titre dans le tableur pour choisir où elle va."
    return f"{name}\u00a0: {', '.join(shown.exemples) or 'aucune valeur'}"
