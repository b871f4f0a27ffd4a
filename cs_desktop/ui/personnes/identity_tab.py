"""Tab Identité: the form itself, or the same facts to be read when the rôle may not edit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.domain.foyers import FoyerFiche
from cs_desktop.domain.personnes import PersonneFiche
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.cards import Band, Card
from cs_desktop.ui.kit.form import LATER, Draft, Values
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.tasks import Task
from cs_desktop.ui.personnes.columns import age_text
from cs_desktop.ui.personnes.facts import emptied, membre_text
from cs_desktop.ui.personnes.form import PersonneForm, draft_of
from cs_desktop.ui.personnes.keeper import DraftKeeper
from cs_desktop.ui.personnes.words import instant_text
from cs_desktop.ui.shell.contexte import Contexte


class IdentityTab(QWidget):
    """Holds the form of one person at a time; what is typed for another one is kept first."""

    saved = Signal()
    modified = Signal()
    reload_asked = Signal()
    person_asked = Signal(object)  # id

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._id: int | None = None
        self._version: int | None = None
        self._quiet = False  # the form is being filled by the program
        self._saving = False
        self._keeper = DraftKeeper(contexte, self)
        self._keeper.failed.connect(self._fail)
        self.band = Band("info", "", "Repartir de la fiche")
        self.band.hide()
        zones = contexte.services.personnes.zones(contexte.acteur)
        self.form = PersonneForm(contexte.today, zones, self._write, self._keep)
        self._foyers = column(12)
        self.form.side.insertLayout(0, self._foyers)
        whole = column(12)
        whole.addWidget(self.band)
        whole.addWidget(self.form, 1)
        self.setLayout(whole)
        self.band.followed.connect(self.form.discard)
        self.form.discarded.connect(self.band.hide)
        self.form.modified.connect(self.modified)
        self.form.reload_asked.connect(self._reload)
        self.form.replace_asked.connect(self._replace)

    def leave(self) -> None:
        """Another person comes: keep what is typed for this one."""
        if self._id is not None and self.form.is_modified():
            self._keeper.write(self._id, self._version, self.form.draft())

    def show_fiche(self, fiche: PersonneFiche) -> None:
        """Show a person; what is typed over the one on show stays until it is saved."""
        other = fiche.row.id != self._id
        self._show_foyers(fiche)
        if self._saving and not other:
            return  # our own commit, told before the form knows that it is saved
        if not other and self.form.is_modified():
            return
        self._id, self._version = fiche.row.id, fiche.draft.version
        self._quiet = True
        self.form.load_draft(fiche.draft)
        self._quiet = False
        if other:
            self.band.hide()
            self._restore()

    def forget(self) -> None:
        """Nobody is on show any more."""
        self._id = None

    def unsaved(self) -> int:
        """How many fields are typed and not saved."""
        return self.form.changes()

    def losing(self) -> int:
        """None: a draft keeps them all."""
        return 0

    def keep_typed(self) -> None:
        """Write the draft now, not in two seconds."""
        self.form.keep_typed()

    def narrow(self, effective_width: int) -> None:
        """Adapt to the window."""
        self.form.narrow(effective_width)

    def focus_first(self) -> None:
        """The field that one corrects most often is the first one."""
        self.form.fields.nom.setFocus()

    def _restore(self) -> None:
        kept = self._keeper.read(self._id)
        if kept is None:
            return
        self._quiet = True
        self.form.restore(kept.champs)
        self._quiet = False
        if not self.form.is_modified():
            self._keeper.drop(self._id)
            return
        self._version = kept.version  # another change meanwhile is then a Conflit
        when = instant_text(kept.le, self._contexte.today())
        text = f"Voici ce que vous aviez tapé {when} sans l’enregistrer."
        self.band.set_message("info", text, "Repartir de la fiche")
        self.band.show()

    def _write(self, values: Values) -> object:
        contexte, personne_id = self._contexte, self._id
        draft, service = draft_of(values, self._version), contexte.services.personnes

        def save(_task: Task) -> int:
            return service.save(contexte.acteur, draft, personne_id)

        self._saving = True
        task = contexte.pools.write(save)
        task.succeeded.connect(self._written)
        task.failed.connect(self._refused)
        task.start()
        return LATER

    @Slot(object)
    def _written(self, personne_id: int) -> None:
        self._saving = False
        if personne_id == self._id:
            self.band.hide()
            contexte = self._contexte
            fiche = contexte.services.personnes.fiche(contexte.acteur, personne_id)
            self._version = fiche.draft.version  # typing went on: over what was just written
            self.form.complete(personne_id)
            self.saved.emit()
        else:  # the person went elsewhere meanwhile
            self._keeper.drop(personne_id)
            self.form.save_bar.save_button.explain_refusal("")

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, ErreurAttendue):
            raise error
        self.form.fail(error)

    @Slot()
    def _reload(self) -> None:
        """After a Conflit: what is written now, without what was typed."""
        self._keeper.drop(self._id)
        self.form.discard()
        self.reload_asked.emit()

    @Slot()
    def _replace(self) -> None:
        """After a Conflit: what is typed, over what was written meanwhile."""
        contexte = self._contexte
        if self._id is not None:
            fiche = contexte.services.personnes.fiche(contexte.acteur, self._id)
            self._version = fiche.draft.version
            self.form.save()

    def _keep(self, champs: Draft | None) -> None:
        if self._quiet or self._id is None:
            return
        if champs is None:
            self._keeper.drop(self._id)
        else:
            self._keeper.write(self._id, self._version, champs)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self)

    def _show_foyers(self, fiche: PersonneFiche) -> None:
        emptied(self._foyers)
        for foyer in fiche.foyers:
            self._foyers.addWidget(self._foyer_card(foyer, fiche.row.id))

    def _foyer_card(self, foyer: FoyerFiche, personne_id: int) -> Card:
        card = Card(f"Foyer {foyer.nom}")
        for membre in foyer.membres:
            line = row(8)
            if membre.personne_id == personne_id:
                line.addWidget(Label(membre_text(membre), "strong"))
            else:
                link = Link(membre_text(membre))
                link.clicked.connect(partial(self.person_asked.emit, membre.personne_id))
                line.addWidget(link)
            line.addStretch(1)
            age = age_text(membre.age, membre.naissance)
            said = " · ".join(part for part in (membre.role.libelle, age) if part)
            line.addWidget(Label(said, "help", "muted"))
            card.body.addLayout(line)
        return card
