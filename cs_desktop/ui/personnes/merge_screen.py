"""« Fusionner deux fiches »: side by side, choose which one stays; Ctrl+Z brings both back."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import PersonneFiche, ResultatRecherche
from cs_desktop.domain.text import NBSP, plural
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.checks import Radio
from cs_desktop.ui.kit.labelled import Glyph, LabelledField
from cs_desktop.ui.kit.labels import Label, Paragraph, rule
from cs_desktop.ui.kit.layouts import column, grid, row, sized
from cs_desktop.ui.parts.person_picker import PersonPicker
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.comparison import DIFFERENT, SIGN, Comparison
from cs_desktop.ui.personnes.facts import LABELS
from cs_desktop.ui.personnes.gestures import Gestures
from cs_desktop.ui.personnes.handover import Handover
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.screen import Screen, ScreenKey

PICKER = 420
RULE = (
    "La fiche gardée reçoit ce qui lui manque, ses foyers et tout ce qui se rapporte à l’autre. "
    "Là où les deux disent autre chose, c’est elle qui reste."
)


class MergeScreen(Screen):
    """Opens on one fiche; the other comes from the list or is looked for here."""

    concerned_by: ClassVar = codes.TABLES
    keys: ClassVar = (ScreenKey("Esc", "Revenir à l’écran précédent", "go_back"),)

    def __init__(
        self, contexte: Contexte, handover: Handover, parent: QWidget | None = None
    ) -> None:
        super().__init__(contexte, parent)
        self._handover = handover
        self._ids: tuple[int | None, int | None] = (None, None)
        self._fiches: tuple[PersonneFiche, ...] = ()
        self._after: tuple[str, int | None] | None = None
        self.gestures = Gestures(contexte, self)
        self.picker = PersonPicker(contexte, "Fusionner avec")
        self.keep = (Radio("Garder cette fiche"), Radio("Garder cette fiche"))
        self.names = (Label("", "card"), Label("", "card"))
        self.comparison = Comparison()
        self.merge_button = Button("Fusionner", "primary", "merge")
        self.distinct = Button("Ce n’est pas la même personne")
        self.card = Card()
        self._summary = Label("", "strong")
        self._build()
        self.picker.picked.connect(self._picked)
        self.merge_button.clicked.connect(self._merge)
        self.distinct.clicked.connect(self._distinguish)
        self.gestures.done.connect(self._leave)
        for radio in self.keep:
            radio.toggled.connect(self._name_merge)

    # What the window asks

    def open_row(self, id: int | None) -> None:  # noqa: A002 - the window's name
        self._ids = (id, self._handover.take_other())
        self.picker.clear()
        self.keep[0].setChecked(True)

    def reload(self) -> None:
        contexte = self.contexte
        service = contexte.services.personnes
        try:
            self._fiches = tuple(
                service.fiche(contexte.acteur, i) for i in self._ids if i is not None
            )
        except ErreurAttendue as error:
            errors.show(error, self)
            return
        self._show()

    def focus_first(self) -> None:
        if len(self._fiches) < 2:
            self.picker.setFocus()
        else:
            self.keep[0 if self.keep[0].isChecked() else 1].setFocus()

    def zones(self) -> list[QWidget]:
        return [self.picker_row, self.card]

    def go_back(self) -> None:
        """Échap: nothing was done."""
        self.contexte.navigation.back()

    # Building

    def _build(self) -> None:
        self.picker_row = QWidget()
        line = row(12)
        self._lead = Paragraph("", "body", "muted")
        line.addWidget(sized(LabelledField("Fusionner avec", self.picker), width=PICKER))
        line.addWidget(self._lead, 1, Qt.AlignmentFlag.AlignBottom)
        self.picker_row.setLayout(line)
        self._kept_group = QButtonGroup(self)
        for radio in self.keep:
            self._kept_group.addButton(radio)
        self.card.add_full(self._heads())
        self.card.add_full(rule())
        self.card.add_full(self._scrolled(), 1)
        foot = self.card.footer
        foot.addWidget(Glyph("triangle-alert", "warning", 16))
        foot.addWidget(self._summary)
        foot.addStretch(1)
        actions = row(8)
        actions.addWidget(Paragraph(RULE, "help", "muted"), 1)
        actions.addWidget(self.distinct)
        actions.addWidget(self.merge_button)
        self._actions = QWidget()
        self._actions.setLayout(actions)
        whole = column(12)
        whole.addWidget(self.picker_row)
        whole.addWidget(self.card, 1)
        whole.addWidget(self._actions)
        self._filler = QWidget()
        whole.addWidget(self._filler, 1)
        self.setLayout(whole)

    def _heads(self) -> QWidget:
        """The two names, over the columns of the comparison."""
        holder, head = QWidget(), grid(12, 0, (12, 8, 12, 8))
        for place, stretch in ((1, 1), (3, 1)):
            head.setColumnStretch(place, stretch)
        head.addWidget(sized(QWidget(), width=LABELS), 0, 0)
        head.addWidget(sized(QWidget(), width=SIGN), 0, 2)
        for place, (name, radio) in enumerate(zip(self.names, self.keep, strict=True)):
            head.addWidget(name, 0, 1 + 2 * place)
            head.addWidget(radio, 1, 1 + 2 * place, Qt.AlignmentFlag.AlignLeft)
        holder.setLayout(head)
        return holder

    def _scrolled(self) -> QScrollArea:
        inside, lines = QWidget(), column(0, (12, 12, 12, 12))
        inside.setProperty("role", "scrolled")
        lines.addWidget(self.comparison)
        lines.addStretch(1)
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Comparaison des deux fiches")
        area.setWidget(inside)
        return area

    # Showing

    def _show(self) -> None:
        both = len(self._fiches) == 2
        self.picker.exclude([i for i in self._ids if i is not None])
        self.picker_row.setVisible(not both)
        self._filler.setVisible(not both)
        for widget in (self.card, self._actions):
            widget.setVisible(both)
        name = self._fiches[0].row.nom_complet if self._fiches else ""
        self.set_heading("Fusionner deux fiches", f"Adhérents › {name}")
        self._lead.set_text(f"Cherchez l’autre fiche de la même personne que {name}.")
        if not both:
            return
        for fiche, label, radio in zip(self._fiches, self.names, self.keep, strict=True):
            number = f"n°{NBSP}{numero_texte(fiche.row.numero)}"
            label.setText(f"{fiche.row.nom_complet} · {number}")
            radio.setAccessibleName(f"Garder la fiche {number}")
        self.comparison.show_fiches(*self._fiches)
        different = sum(ligne.verdict == DIFFERENT for ligne in self.comparison.lignes)
        self._summary.setText(plural(different, "différence"))
        self._name_merge()

    def _name_merge(self) -> None:
        if len(self._fiches) == 2:
            number = numero_texte(self._fiches[self._kept()].row.numero)
            self.merge_button.set_text(f"Fusionner et garder le n°{NBSP}{number}")

    def _kept(self) -> int:
        return 1 if self.keep[1].isChecked() else 0

    @Slot(object)
    def _picked(self, one: ResultatRecherche) -> None:
        self._ids = (self._ids[0], one.id)
        self.reload()
        self.focus_first()

    # Gestures

    def _merge(self) -> None:
        kept = self._fiches[self._kept()].row.id
        lost = self._fiches[1 - self._kept()].row.id
        contexte = self.contexte
        service = contexte.services.personnes
        self._after = (codes.FICHE, kept)
        self.gestures.write(lambda: service.merge(contexte.acteur, kept, lost))

    def _distinguish(self) -> None:
        one, other = (fiche.row.id for fiche in self._fiches)
        contexte = self.contexte
        service = contexte.services.personnes
        self._after = (codes.LISTE, None)
        self.gestures.write(lambda: service.distinguish(contexte.acteur, one, other))

    @Slot()
    def _leave(self) -> None:
        after, self._after = self._after, None
        if after is not None:
            self.contexte.navigation.back()  # Échap never comes back to a merge that is done
            self.contexte.navigation.open(*after)
