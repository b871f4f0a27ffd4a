"""« Personnes du foyer »: who lives there, who joins, who leaves, and the other homes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from cs_desktop.domain.dates import Precision
from cs_desktop.domain.foyers import AutreFoyer, FoyerFiche, Membre, RoleFoyer
from cs_desktop.domain.noms import nom_complet, nom_liste
from cs_desktop.domain.personnes import LONGUEUR_MAX, ResultatRecherche
from cs_desktop.domain.text import DASH, NBSP, plural
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.fields import ComboBox, LabelledField, NaissanceEdit, TextField
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.table.columns import Chip, Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.parts.inline_form import InlineForm
from cs_desktop.ui.parts.person_picker import PersonPicker
from cs_desktop.ui.shell.contexte import Contexte

HEADER, ROW = 34, 36  # pixels of the drawings


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A line of the table; its id is that of the person, whom Entrée opens."""

    membre: Membre

    @property
    def id(self) -> int:
        return self.membre.personne_id


def birth_text(membre: Membre) -> str:
    """« 03/06/2014 · 12 ans », « 1951 · 75 ans env. »."""
    if membre.naissance is None or membre.age is None:
        return ""
    sure = membre.naissance.precision in {Precision.JOUR, Precision.MOIS}
    about = "" if sure else f"{NBSP}env."
    return f"{membre.naissance.texte()} · {plural(membre.age, 'an')}{about}"


def _to_know(row_: MemberRow) -> Chip | None:
    membre = row_.membre
    if membre.alerte:
        return Chip(membre.alerte, "bad", "user-x")
    return Chip("À ne pas communiquer", "warn", "eye-off") if membre.retenue else None


COLUMNS: tuple[Column[MemberRow], ...] = (
    Column("nom", "Nom, prénom", lambda r: nom_liste(r.membre.nom, r.membre.prenom), kind="strong",
           width=150, stretch=True),
    Column("lien", "Lien", lambda r: r.membre.lien, width=140),
    Column("naissance", "Naissance", lambda r: birth_text(r.membre) or DASH, width=150),
    Column("savoir", "À savoir", lambda _r: "", kind="chip", width=345, chip=_to_know),
)  # fmt: skip


class AddForm(InlineForm):
    """Somebody of the file, or somebody new in one line."""

    def __init__(self, contexte: Contexte) -> None:
        self.nom, self.prenom = TextField(max_length=LONGUEUR_MAX), TextField(max_length=120)
        self.naissance = NaissanceEdit(contexte.today)
        self.role = ComboBox[RoleFoyer]()
        for role in (RoleFoyer.ENFANT, *(r for r in RoleFoyer if r is not RoleFoyer.ENFANT)):
            self.role.add(role, role.libelle)
        self.part_garde, self.garde = TextField(max_length=4), TextField(max_length=LONGUEUR_MAX)
        self.garde.setPlaceholderText("alternée, une semaine sur deux")
        super().__init__(
            (
                (("nom", "Nom", self.nom, 3), ("prenom", "Prénom", self.prenom, 3),
                 ("naissance", "Date de naissance", self.naissance, 3)),
                (("role", "Place", self.role, 2), ("garde", "Garde (facultatif)", self.garde, 4),
                 ("part_garde", "Part en %", self.part_garde, 1)),
            ),
            "Ajouter au foyer",
        )  # fmt: skip
        self.picker = PersonPicker(contexte, "Personne déjà connue")
        self.known: ResultatRecherche | None = None
        first = row(8)
        self._picked = LabelledField("Personne déjà connue, sinon remplissez son nom", self.picker)
        first.addWidget(self._picked, 1)
        self.whole.insertLayout(0, first)
        self.picker.picked.connect(self._pick)

    def open_for(self, fiche: FoyerFiche) -> None:
        """Begin, with the name of the foyer already written: most often it is a child."""
        self.picker.exclude([membre.personne_id for membre in fiche.membres])
        self.picker.empty()
        self.known = None
        self._name_open(opened=True)
        self.open_form()
        self.role.set_value(RoleFoyer.ENFANT)
        self.nom.setText(fiche.nom)
        self.settle_opened()
        self._set_order()
        self.picker.setFocus()

    def _set_order(self) -> None:
        """Tab follows the eye; Qt knows the order only once the card is in its window."""
        order = (
            *(self.picker, self.nom, self.prenom, self.naissance, self.role, self.garde),
            *(self.part_garde, self.send_button, self.close_button),
        )
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    @Slot(object)
    def _pick(self, found: ResultatRecherche) -> None:
        self.known = found
        self.picker.setText(found.nom_liste)
        self.nom.setText(found.nom)
        self.prenom.setText(found.prenom)
        self.naissance.set_value(found.naissance)
        self._name_open(opened=False)
        self.role.setFocus()

    def _name_open(self, *, opened: bool) -> None:
        for field in (self.nom, self.prenom, self.naissance):
            field.setEnabled(opened)


class MembersCard(Card):
    """The table has the keyboard: Entrée opens a person, Maj+F10 what can be done with her."""

    opened = Signal(object)  # person
    left = Signal(object)  # rattachement
    role_asked = Signal(object, object)  # Membre, RoleFoyer
    foyer_asked = Signal(object)  # AutreFoyer

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__("Personnes du foyer", parent=parent)
        self.add_button = Button("Ajouter une personne", icon="plus", height="controlSmall")
        self.header.addStretch(1)
        self.header.addWidget(self.add_button)
        self.table: Table[MemberRow] = Table(
            COLUMNS, Noun("personne", "personnes", feminine=True), "Personnes du foyer", ticks=False
        )
        self.table.footer.hide()
        self.table.setProperty("role", "")  # the card around it has the border
        self.form = AddForm(contexte)
        self._notes = column(4, (12, 8, 12, 8))
        self.add_full(self.table)
        self.add_full(self._notes)
        self.add_full(self.form)
        self.fiche: FoyerFiche | None = None
        self._editable = False
        self.add_button.clicked.connect(self._add)
        self.form.closed.connect(self.add_button.setFocus)
        self.table.opened.connect(self.opened)
        self.table.menu_asked.connect(self._open_menu)

    def show_members(
        self, fiche: FoyerFiche, elsewhere: tuple[AutreFoyer, ...], *, editable: bool
    ) -> None:
        """Fill the table and say the other homes under it."""
        self.fiche, self._editable = fiche, editable
        self.add_button.setVisible(editable)
        self.table.show_rows(MemorySource([MemberRow(m) for m in fiche.membres], {}))
        sized(self.table, height=HEADER + ROW * max(len(fiche.membres), 1))
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for other in elsewhere:
            self._notes.addWidget(self._note(other))

    def entries(self, personne_id: int) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with a member."""
        membre = next((m for m in self._members() if m.personne_id == personne_id), None)
        if membre is None:
            return []
        opening = partial(self.opened.emit, personne_id)
        found: list[tuple[str, Callable[[], object]]] = [("Ouvrir la fiche", opening)]
        if self._editable:
            found += [
                (
                    f"Place : {role.libelle.lower()}",
                    partial(self.role_asked.emit, membre, role),
                )
                for role in RoleFoyer
                if role is not membre.role
            ]
            leaving = partial(self.left.emit, membre.rattachement_id)
            found.append(("Retirer du foyer", leaving))
        return found

    def _members(self) -> tuple[Membre, ...]:
        return () if self.fiche is None else self.fiche.membres

    def _add(self) -> None:
        if self.fiche is not None:
            self.form.open_for(self.fiche)

    def _note(self, other: AutreFoyer) -> QFrame:
        frame, line = QFrame(), row(6)
        line.addWidget(Glyph("split", "info", 16))
        line.addWidget(Label(f"{other.enfant} appartient aussi au", "help"))
        link = Link(f"foyer {other.nom}", "help")
        link.setEnabled(other.responsable_id is not None)
        link.clicked.connect(partial(self.foyer_asked.emit, other))
        line.addWidget(link)
        if other.responsables:
            line.addWidget(Label(f"({other.responsables})", "help"))
        line.addStretch(1)
        frame.setLayout(line)
        return frame

    @Slot(object, object)
    def _open_menu(self, personne_id: int, place: QPoint) -> None:
        menu = QMenu(self)
        for text, run in self.entries(personne_id):
            menu.addAction(text).triggered.connect(partial(_ignoring, run))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _ignoring(run: Callable[[], object], _checked: bool = False) -> None:
    run()


def names_of(fiche: FoyerFiche) -> list[tuple[int, str]]:
    """The adults of a foyer, for the lists of known people."""
    return [
        (m.personne_id, nom_complet(m.nom, m.prenom))
        for m in fiche.membres
        if m.role is not RoleFoyer.ENFANT
    ]
