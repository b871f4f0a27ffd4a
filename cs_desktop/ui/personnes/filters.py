"""« Filtres »: what narrows the list beside its text and its buttons; each gesture applies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.foyers import Zone
from cs_desktop.domain.personnes import Etat, FiltrePersonnes, GroupeAge, ResumePersonnes, Sexe
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.checks import CheckBox
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import column, row, sized, spaced
from cs_desktop.ui.kit.theme import theme

TOUS = "tous"
BUTTONS = (
    (TOUS, "Tous"),
    (EtatAdhesion.A_JOUR.value, "À jour"),
    (EtatAdhesion.A_RENOUVELER.value, "À renouveler"),
    (EtatAdhesion.EXPIREE.value, "Expirés"),
    (EtatAdhesion.SANS.value, "Sans adhésion"),
)
_SANS = (
    ("sans_telephone", "Sans téléphone"),
    ("sans_courriel", "Sans courriel"),
    ("sans_foyer", "Sans foyer"),
)
_MOST = 8  # zones on the screen before they scroll


def with_button(filtre: FiltrePersonnes, code: str) -> FiltrePersonnes:
    """The filter once this button is pressed."""
    return replace(filtre, adhesion=None if code == TOUS else EtatAdhesion(code))


def counts(resume: ResumePersonnes) -> dict[str, int]:
    """What each button leaves."""
    return {TOUS: resume.toutes, **{etat.value: n for etat, n in resume.adhesions}}


def secondary_count(filtre: FiltrePersonnes) -> int:
    """How many filters of the panel are on."""
    lists = bool(filtre.sexes) + bool(filtre.zone_ids)
    single = (filtre.groupe_age is not None) + (filtre.etat is Etat.ARCHIVEES)
    return lists + single + sum(bool(getattr(filtre, name)) for name, _ in _SANS)


def without_secondary(filtre: FiltrePersonnes) -> FiltrePersonnes:
    """The same text and button, without the filters of the panel."""
    return FiltrePersonnes(texte=filtre.texte, adhesion=filtre.adhesion)


class FiltersPanel(QFrame):
    """A small window under its button; Échap closes it."""

    chosen = Signal(object)  # FiltrePersonnes

    def __init__(self, filtre: FiltrePersonnes, zones: Sequence[Zone], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._filtre = filtre
        self.ages = {groupe: CheckBox(groupe.libelle) for groupe in GroupeAge}
        self.archived = CheckBox("Archivées")
        self.sexes = {sexe: CheckBox(sexe.libelle) for sexe in Sexe}
        self.zones = {zone.id: CheckBox(zone.libelle) for zone in zones}
        self.sans = {name: CheckBox(label) for name, label in _SANS}
        self.clear = Link("Effacer les filtres", "help")
        self.clear.clicked.connect(self._clear)
        self._show_filter()
        self._lay_out()
        for box in self._boxes():
            box.toggled.connect(self._choose)

    def open_under(self, button: QWidget) -> None:
        """Show the panel under its button, right edges aligned."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        self.move(corner - QPoint(self.width(), -theme().px(4)))
        self.show()
        self._boxes()[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _boxes(self) -> list[CheckBox]:
        boxes = [*self.ages.values(), *self.sexes.values(), *self.zones.values()]
        return [*boxes, *self.sans.values(), self.archived]

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        spaced(whole, 4, (12, 12, 12, 12))
        for title, boxes in (
            ("Âge", [*self.ages.values()]),
            ("Sexe", [*self.sexes.values()]),
            ("Zone", [*self.zones.values()]),
            ("Ce qui manque", [*self.sans.values()]),
            ("Corbeille", [self.archived]),
        ):
            if boxes:
                whole.addWidget(Label(title, "label"))
                whole.addWidget(_scrolled(boxes) if len(boxes) > _MOST else _stacked(boxes))
        line = row(8)
        close = Button("Fermer", height="controlSmall")
        close.clicked.connect(self.close)
        line.addWidget(self.clear)
        line.addStretch(1)
        line.addWidget(close)
        whole.addLayout(line)
        sized(self, min_width=264)

    def _show_filter(self) -> None:
        for groupe, box in self.ages.items():
            box.setChecked(groupe is self._filtre.groupe_age)
        self.archived.setChecked(self._filtre.etat is Etat.ARCHIVEES)
        for sexe, box in self.sexes.items():
            box.setChecked(sexe in self._filtre.sexes)
        for zone_id, box in self.zones.items():
            box.setChecked(zone_id in self._filtre.zone_ids)
        for name, box in self.sans.items():
            box.setChecked(getattr(self._filtre, name))
        self.clear.setEnabled(secondary_count(self._filtre) > 0)

    def _choose(self) -> None:
        self._filtre = replace(
            self._filtre,
            etat=Etat.ARCHIVEES if self.archived.isChecked() else Etat.ACTIVES,
            groupe_age=self._age(),
            sexes=frozenset(sexe for sexe, box in self.sexes.items() if box.isChecked()),
            zone_ids=frozenset(i for i, box in self.zones.items() if box.isChecked()),
            **{name: box.isChecked() for name, box in self.sans.items()},
        )
        self.clear.setEnabled(secondary_count(self._filtre) > 0)
        self.chosen.emit(self._filtre)

    def _age(self) -> GroupeAge | None:
        """One group at most: ticking another one takes the first off."""
        ticked = [groupe for groupe, box in self.ages.items() if box.isChecked()]
        chosen = next((one for one in ticked if one is not self._filtre.groupe_age), None)
        if len(ticked) > 1 and self._filtre.groupe_age is not None:
            before = self.ages[self._filtre.groupe_age]
            before.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
            before.setChecked(False)
            before.blockSignals(False)  # noqa: FBT003
        return chosen or next(iter(ticked), None)

    def _clear(self) -> None:
        for box in self._boxes():
            box.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
            box.setChecked(False)
            box.blockSignals(False)  # noqa: FBT003
            box.update()
        self._choose()


def _stacked(boxes: Sequence[CheckBox]) -> QWidget:
    holder, lines = QWidget(), column(0)
    for box in boxes:
        lines.addWidget(box)
    holder.setLayout(lines)
    return holder


def _scrolled(boxes: Sequence[CheckBox]) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(_stacked(boxes))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    height = theme().size("minTarget") * _MOST
    area.setFixedHeight(height)
    return area
