"""Tab Foyer of the fiche personne (mockup 03)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import ErreurAttendue, Refus, RegleMetier
from cs_desktop.domain.foyers import AutreFoyer, RoleFoyer
from cs_desktop.domain.organismes import Organisme
from cs_desktop.services.foyers import FoyerComplet
from cs_desktop.ui.foyers import codes
from cs_desktop.ui.foyers.drafts import FoyerDrafts
from cs_desktop.ui.foyers.foyer_form import FoyerForm
from cs_desktop.ui.foyers.member_gestures import MemberGestures
from cs_desktop.ui.foyers.members_card import MembersCard, names_of
from cs_desktop.ui.foyers.side_cards import Around, SideCards
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.cards import EmptyState
from cs_desktop.ui.kit.filters import FilterButtons
from cs_desktop.ui.kit.form import LATER, Draft, Values
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.parts.inline_form import follow_forms, typed_in
from cs_desktop.ui.parts.writer import Writer
from cs_desktop.ui.shell.contexte import Contexte

ONE_COLUMN_UNDER = 860  # pixels of the drawings, for the tab alone


class FoyerTab(QWidget):
    """One foyer at a time; a child with two homes has a button for each."""

    modified = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._id: int | None = None
        self._foyer_id: int | None = None
        self._version: int | None = None
        self._saving = self._quiet = False
        self.foyers: tuple[FoyerComplet, ...] = ()
        self.editable = contexte.acteur.peut(Droit.MODIFIER_PERSONNES)
        self._writer = Writer(contexte.pools, self)
        self._drafts = FoyerDrafts(contexte, self)
        zones = contexte.services.personnes.zones(contexte.acteur)
        self.form = FoyerForm(contexte, zones, self._write, self._keep)
        self.members = MembersCard(contexte)
        self.gestures = MemberGestures(contexte, self._writer, self.members)
        self.form.main.addWidget(self.members)
        self.side = SideCards(contexte, self._writer, self.form.side, self)
        self.empty = EmptyState(
            "house",
            "Cette personne n’est dans aucun foyer.",
            "Un foyer réunit une adresse, ses habitants et qui paie.",
            "Créer son foyer" if self.editable else "",
        )
        self._homes: FilterButtons | None = None
        self._homes_place = column(0)
        whole = column(8)
        whole.addLayout(self._homes_place)
        whole.addWidget(self.form, 1)
        whole.addWidget(self.empty, 1)
        self.setLayout(whole)
        self._connect()

    # What the sheet asks

    def open_row(self, personne_id: int | None) -> None:
        """Another person comes: what is typed about the foyer on show is kept first."""
        if personne_id == self._id:
            return
        if self.form.is_modified() and self._foyer_id is not None:
            self._drafts.write(self._foyer_id, self._version, self.form.draft())
        self._id, self._foyer_id = personne_id, None

    def reload(self) -> None:
        """Read the foyers of the person and what stands beside them."""
        contexte, personne_id = self._contexte, self._id
        if personne_id is None:
            return
        services, acteur = contexte.services, contexte.acteur
        try:
            self.foyers = services.foyers.of_person(acteur, personne_id)
            entourage = services.securite.entourage(acteur, personne_id)
            organismes = services.organismes.rows(acteur)
        except ErreurAttendue as error:
            errors.show(error, self, retry=self.reload)
            return
        self.form.setVisible(bool(self.foyers))
        self.empty.setVisible(not self.foyers)
        self._show_homes()
        if not self.foyers:
            return
        complet = self._chosen()
        self._show_foyer(complet, organismes)
        adults = dict(name for one in self.foyers for name in names_of(one.fiche))
        for other in complet.ailleurs:
            if other.responsable_id is not None:
                adults.setdefault(other.responsable_id, other.responsables)
        me = next(m for m in complet.fiche.membres if m.personne_id == personne_id)
        self.side.show_around(
            Around(
                personne_id,
                me.role is RoleFoyer.ENFANT,
                entourage,
                list(adults.items()),
                organismes,
                self.editable,
            )
        )
        follow_forms(self, self.modified)

    def focus_first(self) -> None:
        """The members are what one looks for here."""
        self.members.table.setFocus()

    def unsaved(self) -> int:
        """How many fields are typed and not saved, in the foyer and in the forms open beside."""
        return self.form.changes() + typed_in(self)

    def losing(self) -> int:
        """Those that no draft keeps."""
        return typed_in(self)

    def keep_typed(self) -> None:
        """Write the draft now, not in two seconds."""
        self.form.keep_typed()

    # Showing

    def _chosen(self) -> FoyerComplet:
        known = {one.fiche.id: one for one in self.foyers}
        return known.get(self._foyer_id or 0, self.foyers[0])

    def _show_homes(self) -> None:
        if self._homes is not None:
            self._homes_place.removeWidget(self._homes)
            self._homes.hide()
            self._homes.deleteLater()
            self._homes = None
        if len(self.foyers) > 1:
            names = [(str(one.fiche.id), f"Foyer {one.fiche.nom}") for one in self.foyers]
            self._homes = FilterButtons(names, "Quel foyer montrer")
            self._homes.set_value(str(self._chosen().fiche.id))
            self._homes.chosen.connect(self._change_home)
            self._homes_place.addWidget(self._homes)

    def _show_foyer(self, complet: FoyerComplet, organismes: Sequence[Organisme]) -> None:
        other = complet.fiche.id != self._foyer_id
        self._foyer_id = complet.fiche.id
        self.members.show_members(complet.fiche, complet.ailleurs, editable=self.editable)
        if not other and (self._saving or self.form.is_modified()):
            return
        self._quiet = True
        self._version = complet.draft.version
        self.form.show_foyer(complet.fiche, complet.draft, organismes)
        self.form.set_editable(self.editable)
        kept = self._drafts.read(complet.fiche.id) if other else None
        if kept is not None:
            self.form.restore(kept.champs)
            self._version = kept.version
        self._quiet = False

    # Gestures

    def _connect(self) -> None:
        self.empty.started.connect(self._create)
        self.form.modified.connect(self.modified)
        self.form.reload_asked.connect(self._start_again)
        self.form.replace_asked.connect(self._replace)
        self.members.opened.connect(self._open_person)
        self.members.foyer_asked.connect(self._open_other)

    @Slot(str)
    def _change_home(self, foyer_id: str) -> None:
        if self.form.is_modified() and self._foyer_id is not None:
            self._drafts.write(self._foyer_id, self._version, self.form.draft())
            self.form.discard()
        self._foyer_id = None
        wanted = int(foyer_id)
        self.foyers = tuple(sorted(self.foyers, key=lambda one: one.fiche.id != wanted))
        organismes = self._contexte.services.organismes.rows(self._contexte.acteur)
        self._show_foyer(self._chosen(), organismes)

    @Slot()
    def _create(self) -> None:
        acteur, service = self._contexte.acteur, self._contexte.services.foyers
        personne_id = self._id
        if personne_id is not None:
            self._writer.do(lambda: service.create_for(acteur, personne_id))

    @Slot(object)
    def _open_person(self, personne_id: int) -> None:
        self._contexte.navigation.open(codes.PERSONNE, personne_id)

    @Slot(object)
    def _open_other(self, other: AutreFoyer) -> None:
        if other.responsable_id is not None:
            self._contexte.navigation.open(codes.PERSONNE, other.responsable_id)

    # Saving

    def _write(self, values: Values) -> object:
        contexte, foyer_id = self._contexte, self._foyer_id
        if foyer_id is None:
            return None
        draft, service = self.form.draft_of(values, self._version), contexte.services.foyers

        def save(_task: Task) -> int:
            service.save(contexte.acteur, draft, foyer_id)
            return foyer_id

        self._saving = True
        task = contexte.pools.write(save)
        task.succeeded.connect(self._written)
        task.failed.connect(self._refused)
        task.start()
        return LATER

    @Slot(object)
    def _written(self, foyer_id: int) -> None:
        self._saving = False
        if foyer_id == self._foyer_id:
            self.form.complete(foyer_id)
            self.reload()
            self._version = self._chosen().draft.version  # typing went on over what was written
        else:
            self._drafts.drop(foyer_id)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, ErreurAttendue):
            raise error
        if isinstance(error, RegleMetier):  # one box stands for the two kinds of payer
            error = RegleMetier.plusieurs([_beside(one) for one in error.refus])
        self.form.fail(error)

    @Slot()
    def _start_again(self) -> None:
        """After a Conflit: what is written now, without what was typed."""
        self.form.discard()
        self._foyer_id = None
        self.reload()

    @Slot()
    def _replace(self) -> None:
        """After a Conflit: what is typed, over what was written meanwhile."""
        self.reload()
        self._version = self._chosen().draft.version
        self.form.save()

    def _keep(self, champs: Draft | None) -> None:
        if self._quiet or self._foyer_id is None:
            return
        if champs is None:
            self._drafts.drop(self._foyer_id)
        else:
            self._drafts.write(self._foyer_id, self._version, champs)

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._narrow()

    def _narrow(self) -> None:
        self.form.narrow(one_column=self.width() < theme().px(ONE_COLUMN_UNDER))


def _beside(refus: Refus) -> Refus:
    champ = "payeur" if refus.champ in {"payeur_id", "payeur_organisme_id"} else refus.champ
    return Refus(refus.message, champ)
