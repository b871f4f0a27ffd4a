"""What the row under the keyboard becomes, and the question when somebody looks alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from cs_desktop.domain.imports_bilan import Doublon, LigneApercu
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.text import nombre, plural
from cs_desktop.ui.imports.rows import CheckedRow
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.labels import Link, Paragraph
from cs_desktop.ui.kit.layouts import column

SAME, OTHER = "C’est elle", "C’est une autre personne"


class RowCard(Card):
    """Persons and foyer made of one row, before anything is written."""

    decided = Signal(str, object)  # cle, id of the base or None for somebody else
    reopened = Signal(str)  # cle: ask again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cette ligne", parent=parent)
        self.text = Paragraph("")
        self.question = Paragraph("")
        self.same = Button(SAME, icon="user-check", height="controlSmall")
        self.other = Button(OTHER, icon="user-plus", height="controlSmall")
        self.again = Link("Changer de réponse", "help")
        self.everyone = Link("", "help")
        self._asked: Doublon | None = None
        self._count = 0  # look-alikes nobody answered about
        lines = column(8, (12, 8, 12, 8))
        for widget in (
            self.question,
            self.same,
            self.other,
            self.everyone,
            self.again,
            self.text,
        ):
            lines.addWidget(widget)
        lines.addStretch(1)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Ce que la ligne devient")
        area.setWidget(inside)
        self.add_full(area, 1)
        self.same.clicked.connect(self._on_same)
        self.other.clicked.connect(self._on_other)
        self.again.clicked.connect(self._on_again)
        self.show_row(None, (), {}, {})

    def set_asked(self, count: int) -> None:
        """How many look-alikes wait for an answer."""
        self._count = count
        said = f"Les {nombre(count)} sont d’autres personnes"
        self.everyone.setText(said)
        self.everyone.setAccessibleName(said)
        self.everyone.updateGeometry()

    def show_row(
        self,
        shown: CheckedRow | None,
        together: Sequence[LigneApercu],
        asked: Mapping[str, Doublon],
        decisions: Mapping[str, int | None],
    ) -> None:
        """`together` are the people of the same row of the file."""
        self.set_title(shown.place if shown is not None else "Cette ligne")
        self.text.set_text(_told(shown, together))
        cle = shown.personne.cle if shown is not None and shown.personne is not None else ""
        open_question = shown is not None and shown.doublon is not None
        self._asked = asked.get(cle)
        answered = cle in decisions
        self.question.setVisible(open_question)
        if shown is not None and open_question:
            self.question.set_text(f"**{shown.nom}**\u00a0: {_lower(shown.raison)}")
        self.same.setVisible(
            open_question and self._asked is not None and self._asked.personne_id is not None
        )
        self.other.setVisible(open_question)
        self.everyone.setVisible(open_question and self._count > 1)
        self.again.setVisible(answered and not open_question)

    @Slot()
    def _on_same(self) -> None:
        if self._asked is not None and self._asked.personne_id is not None:
            self.decided.emit(self._asked.cle, self._asked.personne_id)

    @Slot()
    def _on_other(self) -> None:
        if self._asked is not None:
            self.decided.emit(self._asked.cle, None)

    @Slot()
    def _on_again(self) -> None:
        if self._asked is not None:
            self.reopened.emit(self._asked.cle)


def _told(shown: CheckedRow | None, together: Sequence[LigneApercu]) -> str:
    if shown is None:
        return "Choisissez une ligne pour voir ce qu’elle devient."
    if shown.personne is None:
        return shown.raison
    foyers = dict.fromkeys(one.foyer for one in together if one.foyer)
    head = plural(len(together), "personne")
    lines = [f"Devient {head}" + (f", foyer {', '.join(foyers)}." if foyers else ", sans foyer.")]
    for one in together:
        draft = one.draft
        born = f", {draft.naissance.texte()}" if draft.naissance else ""
        role = f" ({one.role.libelle.lower()})" if one.foyer else ""
        lines.append(f"**{one.nom}**{role}{born}")
        details = (telephone_fr(draft.telephone), draft.courriel, _address(one))
        lines += [detail for detail in details if detail]
    return "\n".join(lines)


def _address(one: LigneApercu) -> str:
    draft = one.draft
    town = f"{draft.code_postal} {draft.commune}".strip()
    return ", ".join(part for part in (draft.adresse, town) if part)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
