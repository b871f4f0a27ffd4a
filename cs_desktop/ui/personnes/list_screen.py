"""« Adhérents »: the list that filters while one types, and the panel of the current row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.domain.personnes import (
    Colonne,
    Etat,
    FiltrePersonnes,
    PersonneRow,
    ResumePersonnes,
)
from cs_desktop.domain.saisons import saison_texte
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.table.columns import TableLayout
from cs_desktop.ui.kit.table.fetch import RunInPool
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.kit.tasks import Latest, Task
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.columns import BY_NAME, COLUMNS, PERSONNES
from cs_desktop.ui.personnes.filters import FiltersPanel
from cs_desktop.ui.personnes.gestures import Gestures
from cs_desktop.ui.personnes.handover import Handover
from cs_desktop.ui.personnes.list_actions import ListActions
from cs_desktop.ui.personnes.list_files import ListFiles, Shown
from cs_desktop.ui.personnes.list_panel import ListPanel
from cs_desktop.ui.personnes.list_states import empty_state, no_result
from cs_desktop.ui.personnes.source import PersonneSource, words_of
from cs_desktop.ui.personnes.toolbar import ListToolbar
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.screen import Screen, ScreenKey

PROOF = "D’où vient ce chiffre\u202f?"


@dataclass(frozen=True)
class Counts:
    """What stands on the buttons and under the title."""

    resume: ResumePersonnes
    total: int
    foyers: int
    saison: str


class PersonneListScreen(Screen):
    """Everything is read off the GUI thread but the panel, which is one fiche."""

    concerned_by: ClassVar = codes.TABLES
    keys: ClassVar = (
        ScreenKey("Ctrl+F", "Filtrer la liste", "filter_list"),
        ScreenKey("Ctrl+E", "Exporter ce qui est affiché", "export_shown"),
        ScreenKey("Ctrl+P", "Imprimer la liste", "print_shown"),
    )

    def __init__(
        self, contexte: Contexte, handover: Handover, parent: QWidget | None = None
    ) -> None:
        super().__init__(contexte, parent)
        self._handover = handover
        self.gestures, self.files = Gestures(contexte, self), ListFiles(contexte, self)
        self.bar = ListToolbar(may_export=self.gestures.may_export)
        self.table: Table[PersonneRow] = Table(
            COLUMNS, PERSONNES, "Adhérents", sort=BY_NAME, run=RunInPool(contexte.pools)
        )
        self.side = ListPanel(contexte, self.table, may_edit=self.gestures.may_edit)
        self._total: int | None = None
        self._whole: tuple[int, int] | None = None  # people and foyers: no filter changes them
        self._wanted: int | None = None
        self._enter_pressed, self._loading, self._count_due = False, False, False
        self._counts = Latest(contexte.pools, self)
        self._build()
        self._connect()

    # What the window asks

    def reload(self) -> None:
        if self.table.model.source is None:
            self._read_preferences()
            self._show_rows()
        else:
            self.table.reload()
        self._count_due, self._whole = True, None
        self.side.follow(self.side.current)

    def open_row(self, id: int | None) -> None:  # noqa: A002 - the window's name
        self._wanted = id

    def focus_first(self) -> None:
        self.table.setFocus()

    def zones(self) -> list[QWidget]:
        return [self.bar, self.table, *([self.side.person] if self.side.is_open() else [])]

    def narrow(self, effective_width: int) -> None:
        self.bar.narrow(effective_width)
        self.side.narrow(effective_width)

    # Keys

    def filter_list(self) -> None:
        self.bar.field.setFocus()
        self.bar.field.selectAll()

    def export_shown(self) -> None:
        """Ctrl+E: the rows, order and columns on the screen, or the ticked rows."""
        if self.gestures.may_export:
            self.files.export(self.shown())

    def print_shown(self) -> None:
        """Ctrl+P: the same, on paper."""
        if self.gestures.may_export:
            self.files.print_list(self.shown())

    def shown(self) -> Shown:
        """What an export or a print takes."""
        layout = self.table.table_layout()
        columns = tuple(Colonne(key) for key in layout.columns)
        source = self._source().sort(layout.sort)
        return Shown(source, columns, frozenset(self.table.selection.ids))

    # Building

    def _build(self) -> None:
        whole = column(12)
        whole.addWidget(self.bar)
        whole.addWidget(self.side, 1)
        self.setLayout(whole)
        if self.gestures.may_export:
            self.table.footer.add_action("Exporter", self.export_shown)
            self.table.footer.add_action("Imprimer", self.print_shown)
        self.row_actions = ListActions(
            self.contexte, self._handover, self.table, self.bar, self.gestures, self.files
        )
        self.table.footer.add_link(PROOF, self.row_actions.open_proof)
        self._set_states()

    def _connect(self) -> None:
        bar, table, side, actions = self.bar, self.table, self.side, self.row_actions
        bar.filtered.connect(self._filter)
        bar.filters_asked.connect(self._open_filters)
        bar.export.clicked.connect(self.export_shown)
        bar.panel.clicked.connect(side.reopen)
        bar.field.left_downwards.connect(table.setFocus)
        bar.field.escaped.connect(table.setFocus)
        bar.field.submitted.connect(self._enter)
        table.current_changed.connect(side.follow)
        table.layout_changed.connect(self._keep_layout)
        table.failed.connect(self._fail)
        table.model.shown.connect(self._rows_here)
        table.model.loading.connect(self._note_loading)
        side.closed.connect(table.setFocus)
        side.opening_changed.connect(self._offer_panel)
        side.person.open_asked.connect(actions.open_current)
        side.person.history_asked.connect(actions.open_history)
        side.person.restore_asked.connect(actions.restore_current)
        side.person.person_asked.connect(actions.open_sheet)
        self._counts.answered.connect(self._show_counts)
        self._counts.failed.connect(self._fail)

    # Reading

    def _source(self) -> PersonneSource:
        contexte = self.contexte
        return PersonneSource(contexte.services.personnes, contexte.acteur, self.bar.filtre)

    def _show_rows(self) -> None:
        filtre = self.bar.filtre
        active = filtre.etat is Etat.ACTIVES
        self.table.show_rows(
            self._source(),
            words_of(filtre.texte),
            total=self._total if active else None,
            filtered=filtre != FiltrePersonnes(),
        )

    def _count(self) -> None:
        self._count_due = False
        contexte, filtre = self.contexte, self.bar.filtre
        service, acteur, whole = contexte.services.personnes, contexte.acteur, self._whole

        def read(_task: Task) -> Counts:
            resume = service.resume(acteur, filtre)
            rule = contexte.services.adhesions.validite(acteur)
            season = saison_texte(contexte.today(), rule.mois, rule.jour)
            people = whole or (service.count(acteur), service.count_foyers(acteur))
            return Counts(resume, *people, season)

        self._counts.ask(read)

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        self.bar.set_counts(counts.resume)
        self._whole = counts.total, counts.foyers
        people, foyers = plural(counts.total, "personne"), plural(counts.foyers, "foyer")
        self.set_heading(self.heading[0], f"{people} · {foyers} · {counts.saison}")
        if counts.total != self._total:
            self._total = counts.total
            active = self.bar.filtre.etat is Etat.ACTIVES
            self.table.set_total(counts.total if active else None)

    @Slot(object)
    def _filter(self, _filtre: FiltrePersonnes) -> None:
        self._show_rows()
        self._count_due = True
        self.row_actions.offer()

    @Slot(object)
    def _rows_here(self, _places: object) -> None:
        if not self.table.model.count:
            self._set_states()
        if self._count_due:
            QTimer.singleShot(0, self, self._count)  # the rows are painted first
        wanted, self._wanted = self._wanted, None
        if wanted is not None and (place := self._source().position(wanted)) is not None:
            self.table.view.go_to(place)
        elif self.table.view.current_row < 0:
            self.table.view.go_to(0)
        if self._enter_pressed:
            self._enter()

    def _set_states(self) -> None:
        may_edit = self.gestures.may_edit
        nobody = empty_state(may_edit=may_edit)
        unknown = no_result(self.bar.filtre, may_edit=may_edit)
        nobody.started.connect(self.row_actions.inscrire)
        nobody.followed.connect(self._import)
        unknown.started.connect(self.row_actions.inscrire)
        unknown.followed.connect(self.bar.clear_all)
        self.table.set_states(empty=nobody, no_result=unknown)

    @Slot()
    def _import(self) -> None:
        self.contexte.navigation.open(codes.IMPORT)

    def _read_preferences(self) -> None:
        contexte = self.contexte
        kept = contexte.services.preferences.read(contexte.acteur, codes.PREFERENCE_TABLEAU)
        self.table.set_layout(TableLayout.from_json(kept) if kept else None)
        self.side.read_preference()
        self._offer_panel()

    @Slot(object)
    def _keep_layout(self, layout: TableLayout) -> None:
        contexte, value = self.contexte, layout.to_json()

        def write(_task: Task) -> None:
            contexte.services.preferences.write(contexte.acteur, codes.PREFERENCE_TABLEAU, value)

        contexte.pools.write(write).start()

    # Gestures

    @Slot()
    def _enter(self) -> None:
        """Entrée in the field: open the only answer, else go to the list."""
        self._enter_pressed = self._loading
        if self._loading:
            return
        if self.table.model.count == 1:
            self.row_actions.open_current()
        else:
            self.table.setFocus()

    @Slot(bool)
    def _note_loading(self, loading: bool) -> None:
        self._loading = loading

    @Slot()
    def _open_filters(self) -> None:
        contexte = self.contexte
        try:
            zones = contexte.services.personnes.zones(contexte.acteur)
        except ErreurAttendue as error:
            self._fail(error)
            return
        panel = FiltersPanel(self.bar.filtre, zones, self)
        panel.chosen.connect(self.bar.set_filter)
        panel.open_under(self.bar.filters)

    @Slot()
    def _offer_panel(self) -> None:
        self.bar.panel.setVisible(not self.side.wanted_open)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self, retry=self.reload)
