"""« Nouvelle personne »: the form, empty, with the keyboard on the name."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.domain.personnes import PersonneDraft, ResultatRecherche
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button
from cs_desktop.ui.kit.cards import Band
from cs_desktop.ui.kit.form import LATER, Draft, Values
from cs_desktop.ui.kit.labels import ElidedLabel
from cs_desktop.ui.kit.layouts import column, row
from cs_desktop.ui.kit.tasks import Latest, Task
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.form import PersonneForm, draft_of
from cs_desktop.ui.personnes.handover import Handover
from cs_desktop.ui.personnes.keeper import DraftKeeper
from cs_desktop.ui.personnes.look_alikes import LookAlikes, band_text
from cs_desktop.ui.personnes.words import instant_text
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.screen import Screen, ScreenKey

REST_MS, LEAST, PROPOSED = 200, 3, 5
LEAD = "Le nom suffit pour commencer\u202f; le reste peut attendre."


class NewPersonScreen(Screen):
    """Ctrl+S saves and opens the fiche, Ctrl+Entrée saves and begins the next one."""

    keys: ClassVar = (
        ScreenKey("Ctrl+Return", "Enregistrer et suivante", "save_and_next"),
        ScreenKey("Ctrl+Enter", "Enregistrer et suivante", "save_and_next"),
        ScreenKey("Esc", "Revenir à l’écran précédent", "go_back"),
    )

    def __init__(
        self, contexte: Contexte, handover: Handover, parent: QWidget | None = None
    ) -> None:
        super().__init__(contexte, parent)
        self._handover = handover
        self._next, self._quiet, self._read = False, False, False
        self._keeper = DraftKeeper(contexte, self)
        self.band = Band("info", "", "Ouvrir sa fiche")
        self.band.hide()
        self.look_alikes = LookAlikes()
        zones = contexte.services.personnes.zones(contexte.acteur)
        self.form = PersonneForm(contexte.today, zones, self._write, self._keep)
        self.form.side.insertWidget(0, self.look_alikes)
        self.next_button = Button(
            "Enregistrer et suivante", key="Ctrl+Entrée", height="controlSmall"
        )
        self._found: list[ResultatRecherche] = []
        self._search = Latest(contexte.pools, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._build()
        self._connect()

    # What the window asks

    def reload(self) -> None:
        typed = self._handover.take_typed()
        if not self._read:
            self._read = True
            self._restore()
        if typed and not self.form.is_modified():
            self.form.fields.nom.setText(typed)

    def focus_first(self) -> None:
        self.form.fields.nom.setFocus()

    def zones(self) -> list[QWidget]:
        return [self.form, self.next_button]

    def unsaved(self) -> str:
        count = self.form.changes()
        return plural(count, "modification") if count else ""

    def keep_typed(self) -> None:
        self.form.keep_typed()

    def narrow(self, effective_width: int) -> None:
        self.form.narrow(effective_width)

    # Keys

    def save_and_next(self) -> None:
        """Ctrl+Entrée: save, then an empty form."""
        self._next = True
        self.form.save()

    def go_back(self) -> None:
        """Échap: what is typed stays, as a draft too."""
        self.contexte.navigation.back()

    # Building

    def _build(self) -> None:
        line = row(8)
        line.addWidget(ElidedLabel(LEAD, "body", "muted"), 1)
        line.addWidget(self.next_button)
        whole = column(12)
        whole.addLayout(line)
        whole.addWidget(self.band)
        whole.addWidget(self.form, 1)
        self.setLayout(whole)
        self.form.save_bar.discard_words = "Abandonner"

    def _connect(self) -> None:
        self.form.saved.connect(self._saved)
        self.form.modified.connect(self._note_modified)
        self.next_button.clicked.connect(self.save_and_next)
        self.form.save_bar.save_button.clicked.connect(self._one_only)
        self.band.followed.connect(self._open_first)
        self.look_alikes.chosen.connect(self._open)
        for field in (self.form.fields.nom, self.form.fields.prenom):
            field.changed.connect(self._rest.start)
        self._rest.timeout.connect(self._look)
        self._search.answered.connect(self._show_found)
        self._search.failed.connect(self._fail)
        self._keeper.failed.connect(self._fail)

    # Saving

    def _write(self, values: Values) -> object:
        contexte, draft = self.contexte, draft_of(values, None)
        service = contexte.services.personnes

        def save(_task: Task) -> int:
            return service.save(contexte.acteur, draft)

        task = contexte.pools.write(save)
        task.succeeded.connect(self.form.complete)
        task.failed.connect(self._refused)
        task.start()
        return LATER

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._next = False
        if not isinstance(error, ErreurAttendue):
            raise error
        self.form.fail(error)

    @Slot(object)
    def _saved(self, personne_id: int) -> None:
        following, self._next = self._next, False
        self._empty()
        if following:
            self.focus_first()
        else:
            self.contexte.navigation.back()  # Échap on the fiche goes where « Inscrire » was asked
            self.contexte.navigation.open(codes.FICHE, personne_id)

    def _empty(self) -> None:
        self.form.load_draft(PersonneDraft())
        self._show_found([])

    def _one_only(self) -> None:
        self._next = False

    # The draft

    def _restore(self) -> None:
        kept = self._keeper.read(None)
        if kept is None:
            return
        self._quiet = True
        self.form.restore(kept.champs)
        self._quiet = False
        when = instant_text(kept.le, self.contexte.today())
        self.form.set_note(f"repris du brouillon tapé {when}")

    def _keep(self, champs: Draft | None) -> None:
        if champs is not None:
            self._keeper.write(None, None, champs)
        elif not self._quiet:
            self._keeper.drop(None)

    # Look-alikes

    @Slot()
    def _look(self) -> None:
        fields = self.form.fields
        text = f"{fields.nom.value()} {fields.prenom.value()}".strip()
        if len(text) < LEAST:
            self._search.drop()
            self._show_found([])
            return
        contexte = self.contexte
        service = contexte.services.personnes

        def find(_task: Task) -> list[ResultatRecherche]:
            return service.search(contexte.acteur, text, PROPOSED)

        self._search.ask(find)

    @Slot(object)
    def _show_found(self, found: list[ResultatRecherche]) -> None:
        self._found = found
        if found:
            self.band.set_message("info", band_text(found), "Ouvrir sa fiche")
        self.band.setVisible(bool(found))
        self.look_alikes.show_people(found if len(found) > 1 else [])

    def _open_first(self) -> None:
        if self._found:
            self._open(self._found[0].id)

    @Slot(object)
    def _open(self, personne_id: int) -> None:
        self.contexte.navigation.open(codes.FICHE, personne_id)

    @Slot(int)
    def _note_modified(self, _count: int) -> None:
        self.unsaved_changed.emit()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self)
