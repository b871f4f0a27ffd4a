"""The fiche of one person: who she is, her tabs, what can be done with her."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from cs_desktop.domain.errors import ErreurAttendue, Introuvable
from cs_desktop.domain.personnes import PersonneFiche
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.cards import Card
from cs_desktop.ui.kit.layouts import column
from cs_desktop.ui.kit.person import PersonHeader, initials
from cs_desktop.ui.kit.tabs import Tabs
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.facts import header_chips, header_contacts, header_text
from cs_desktop.ui.personnes.gestures import Gestures
from cs_desktop.ui.personnes.handover import Handover
from cs_desktop.ui.personnes.history_tab import HistoryTab
from cs_desktop.ui.personnes.identity_tab import IdentityTab
from cs_desktop.ui.personnes.list_files import ListFiles
from cs_desktop.ui.personnes.menus import Entry, menu_of
from cs_desktop.ui.personnes.reading_tab import ReadingTab
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.registre import HoldsTyped, PersonTab
from cs_desktop.ui.shell.screen import Screen, ScreenKey


class PersonneSheetScreen(Screen):
    """One screen for every person; tabs of other features come from the registre."""

    concerned_by: ClassVar = codes.TABLES
    keys: ClassVar = (
        ScreenKey("Ctrl+P", "Imprimer la fiche", "print_fiche"),
        ScreenKey("Ctrl+Tab", "Onglet suivant", "next_tab"),
        ScreenKey("Ctrl+Shift+Tab", "Onglet précédent", "previous_tab"),
        ScreenKey("Esc", "Revenir à la liste", "go_back"),
    )

    def __init__(
        self, contexte: Contexte, handover: Handover, parent: QWidget | None = None
    ) -> None:
        super().__init__(contexte, parent)
        self._handover = handover
        self._id: int | None = None
        self.fiche: PersonneFiche | None = None
        self.gestures, self.files = Gestures(contexte, self), ListFiles(contexte, self)
        self.header, self.tabs = PersonHeader(), Tabs("Onglets de la fiche")
        self.pages = QStackedWidget()
        self._codes: list[str] = []
        self._others: list[tuple[PersonTab, Any]] = []
        self.identity = IdentityTab(contexte) if self.gestures.may_edit else ReadingTab()
        self.history = HistoryTab(contexte)
        self._build()
        self._connect()

    # What the window asks

    def open_row(self, id: int | None) -> None:  # noqa: A002 - the window's name
        if id is not None and id != self._id:
            if isinstance(self.identity, IdentityTab):
                self.identity.leave()
            self._tell_lost()
            self._id = id
            self.tabs.setCurrentIndex(0)
        tab = self._handover.take_tab()
        if tab:
            self.tabs.setCurrentIndex(self._codes.index(tab))

    def reload(self) -> None:
        contexte = self.contexte
        if self._id is None:
            return
        try:
            self.fiche = contexte.services.personnes.fiche(contexte.acteur, self._id)
            history = contexte.services.personnes.history(contexte.acteur, self._id)
        except Introuvable:
            self._leave_for_list()
            return
        except ErreurAttendue as error:
            errors.show(error, self, retry=self.reload)
            return
        self._show_header(self.fiche)
        self.identity.show_fiche(self.fiche)
        self.history.show_lines(history)
        self.tabs.set_count(self._codes.index(codes.HISTORIQUE), str(len(history)))
        self._show_others(self._id)

    def focus_first(self) -> None:
        if isinstance(self.identity, IdentityTab) and self.tabs.currentIndex() == 0:
            self.identity.focus_first()
        else:
            self.tabs.setFocus()

    def zones(self) -> list[QWidget]:
        return [self.top, self.pages]

    def unsaved(self) -> str:
        return self._counted(lambda page: page.unsaved())

    def losing(self) -> str:
        return self._counted(lambda page: page.losing())

    def keep_typed(self) -> None:
        for _title, page in self._holders():
            page.keep_typed()

    def _counted(self, count: Callable[[HoldsTyped], int]) -> str:
        """« 3 modifications (Identité, Foyer) »; the first tab alone goes without saying."""
        found = [(title, n) for title, page in self._holders() if (n := count(page))]
        if not found:
            return ""
        said = plural(sum(n for _, n in found), "modification")
        titles = ", ".join(title for title, _ in found)
        return said if titles == self.tabs.tabText(0) else f"{said} ({titles})"

    def _holders(self) -> list[tuple[str, HoldsTyped]]:
        pages = [(self.tabs.tabText(at), self.pages.widget(at)) for at in range(self.tabs.count())]
        return [(title, page) for title, page in pages if isinstance(page, HoldsTyped)]

    def narrow(self, effective_width: int) -> None:
        if isinstance(self.identity, IdentityTab):
            self.identity.narrow(effective_width)

    # Keys

    def print_fiche(self) -> None:
        """Ctrl+P: the preview of the fiche personne."""
        if self._id is not None:
            self.files.print_fiche(self._id)

    def next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def previous_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())

    def go_back(self) -> None:
        """Échap: the screen before, on the row that was left."""
        self.contexte.navigation.back()

    # Building

    def _build(self) -> None:
        self.restore = Button("Restaurer", icon="archive-restore", height="controlSmall")
        self.print_button = Button("Imprimer", icon="printer", arrow=True, height="controlSmall")
        self.more = IconButton("ellipsis", "Autres actions", "normal", height="controlSmall")
        for button in (self.restore, self.print_button, self.more):
            self.header.actions.addWidget(button)
        self.more.setVisible(self.gestures.may_edit or self.gestures.may_merge)
        self.top = Card()
        self.top.add_full(self.header)
        self.top.add_full(self.tabs)
        self._add_tab(codes.IDENTITE, "Identité", self.identity)
        contexte = self.contexte
        for tab in contexte.registre.tabs(contexte.acteur):
            page = tab.factory(contexte)
            self._others.append((tab, page))
            self._add_tab(tab.code, tab.title, page)
        self._add_tab(codes.HISTORIQUE, "Historique", self.history)
        whole = column(12)
        whole.addWidget(self.top)
        whole.addWidget(self.pages, 1)
        self.setLayout(whole)

    def _add_tab(self, code: str, title: str, page: QWidget) -> None:
        self._codes.append(code)
        self.tabs.add(title)
        self.pages.addWidget(page)

    def _connect(self) -> None:
        for _title, holder in self._holders():
            holder.modified.connect(self.unsaved_changed)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.restore.clicked.connect(self._restore)
        self.print_button.clicked.connect(self._open_print_menu)
        self.more.clicked.connect(self._open_more_menu)
        self.history.undo_asked.connect(self.gestures.undo)
        self.history.redo_asked.connect(self.gestures.redo)
        if isinstance(self.identity, IdentityTab):
            self.identity.saved.connect(self.reload)
            self.identity.reload_asked.connect(self.reload)
            self.identity.person_asked.connect(self._open_person)

    # Showing

    def _show_header(self, fiche: PersonneFiche) -> None:
        row = fiche.row
        self.header.show_person(
            initials(row.prenom, row.nom),
            header_text(fiche),
            header_chips(fiche, long=True),
            header_contacts(fiche),
        )
        foyers = [f"Foyer {foyer.nom}" for foyer in fiche.foyers[:1]]
        self.set_heading(row.nom_complet, " › ".join(["Adhérents", *foyers]))
        self.restore.setVisible(self.gestures.may_edit and row.archive_le is not None)

    def _show_others(self, personne_id: int) -> None:
        for tab, page in self._others:
            page.open_row(personne_id)
            page.reload()
            if tab.count is not None:
                count = tab.count(self.contexte, personne_id)
                self.tabs.set_count(self._codes.index(tab.code), str(count or ""))

    def _tell_lost(self) -> None:
        lost = self.losing()
        if lost:
            text = f"Abandonné sans enregistrer : {lost}"
            self.contexte.toasts.show(text, icon="triangle-alert")

    def _leave_for_list(self) -> None:
        """The creation of this person was undone."""
        self._id = None
        if isinstance(self.identity, IdentityTab):
            self.identity.forget()
        self.contexte.navigation.open(codes.LISTE)

    # Gestures

    @Slot(object)
    def _open_person(self, personne_id: int) -> None:
        self.contexte.navigation.open(codes.FICHE, personne_id)

    @Slot()
    def _restore(self) -> None:
        if self._id is not None:
            self.gestures.restore([self._id])

    def more_entries(self) -> list[Entry]:
        """The menu « … »."""
        entries: list[Entry] = []
        if self.fiche is None or self.fiche.row.archive_le is not None:
            return entries
        personne_id = self.fiche.row.id
        if self.gestures.may_edit:
            entries.append(("archive", "Archiver", partial(self.gestures.archive, [personne_id])))
        if self.gestures.may_merge:
            merge = partial(self.contexte.navigation.open, codes.FUSION, personne_id)
            entries.append(("merge", "Fusionner avec…", merge))
        return entries

    def print_entries(self) -> list[Entry]:
        """The menu « Imprimer »."""
        if self._id is None:
            return []
        save = partial(self.files.save_fiche, self._id)
        return [
            ("printer", "Fiche personne (Ctrl+P)", self.print_fiche),
            ("download", "Enregistrer la fiche en PDF", save),
        ]

    def _open_print_menu(self) -> None:
        self._popup(self.print_entries(), self.print_button)

    def _open_more_menu(self) -> None:
        self._popup(self.more_entries(), self.more)

    def _popup(self, entries: list[Entry], button: QWidget) -> None:
        if entries:
            corner = button.mapToGlobal(QPoint(0, button.height() + theme().px(4)))
            menu_of(entries, button).popup(corner)
