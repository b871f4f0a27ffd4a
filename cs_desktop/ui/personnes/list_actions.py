"""What can be done from the list: on the ticked rows, on the current row, on nobody yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot

from cs_desktop.domain.personnes import Etat, PersonneRow
from cs_desktop.ui.kit.labels import Link
from cs_desktop.ui.kit.table.table import Table
from cs_desktop.ui.personnes import codes
from cs_desktop.ui.personnes.gestures import Gestures
from cs_desktop.ui.personnes.handover import Handover
from cs_desktop.ui.personnes.list_files import ListFiles
from cs_desktop.ui.personnes.menus import LINE, Entry, menu_of
from cs_desktop.ui.personnes.toolbar import ListToolbar
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.registre import INSCRIRE


class ListActions(QObject):
    """Links of the footer and menu of the rows; what the rôle may not do is not there."""

    def __init__(
        self,
        contexte: Contexte,
        handover: Handover,
        table: Table[PersonneRow],
        bar: ListToolbar,
        gestures: Gestures,
        files: ListFiles,
    ) -> None:
        super().__init__(table)
        self._contexte, self._handover = contexte, handover
        self._table, self._bar = table, bar
        self._gestures, self._files = gestures, files
        add = table.footer.add_action
        self.archive_link: Link | None = None
        self.restore_link: Link | None = None
        self.merge_link: Link | None = None
        self.renew_link: Link | None = None
        if gestures.may_renew:
            self.renew_link = add("Renouveler", self.renew_ticked)
        if gestures.may_edit:
            self.archive_link = add("Archiver", self.archive_ticked)
            self.restore_link = add("Restaurer", self.restore_ticked)
        if gestures.may_merge:
            self.merge_link = add("Fusionner", self.merge_ticked)
        table.selection.changed.connect(self.offer)
        table.opened.connect(self.open_sheet)
        table.menu_asked.connect(self._open_menu)
        gestures.done.connect(table.selection.clear)
        self.offer()

    @Slot()
    def offer(self) -> None:
        """Show the actions that fit the list on show and the number of ticked rows."""
        archived = self._bar.filtre.etat is Etat.ARCHIVEES
        for link, fits in (
            (self.renew_link, not archived),
            (self.archive_link, not archived),
            (self.restore_link, archived),
            (self.merge_link, not archived and len(self._table.selection) == 2),
        ):
            if link is not None:
                link.setEnabled(fits)
        self._table.footer.set_ticked(len(self._table.selection))

    # The ticked rows

    def renew_ticked(self) -> None:
        """Renew the adhésions of the ticked people; the toast undoes them all."""
        self._gestures.renew(self._table.selection.ids)

    def archive_ticked(self) -> None:
        """Send the ticked people to the corbeille."""
        self._gestures.archive(self._table.selection.ids)

    def restore_ticked(self) -> None:
        """Bring the ticked people back."""
        self._gestures.restore(self._table.selection.ids)

    def merge_ticked(self) -> None:
        """Put the two ticked fiches side by side."""
        ids = self._table.selection.ids
        if len(ids) == 2:
            self._handover.other_id = ids[1]
            self._contexte.navigation.open(codes.FUSION, ids[0])

    # One row

    @Slot(object)
    def open_sheet(self, personne_id: int) -> None:
        """Entrée, a double click, a link of the panel."""
        self._contexte.navigation.open(codes.FICHE, personne_id)

    def open_current(self) -> None:
        """« Ouvrir » of the panel."""
        current = self._table.view.current_id()
        if current is not None:
            self.open_sheet(current)

    def open_history(self) -> None:
        """« Historique » of the panel."""
        self._handover.tab = codes.HISTORIQUE
        self.open_current()

    def restore_current(self) -> None:
        """« Restaurer » of the panel."""
        current = self._table.view.current_id()
        if current is not None:
            self._gestures.restore([current])

    def entries(self, personne_id: int) -> list[Entry]:
        """The menu of one row."""
        gestures = self._gestures
        entries: list[Entry] = [
            ("user", "Ouvrir", partial(self.open_sheet, personne_id)),
            ("history", "Historique", self.open_history),
            ("printer", "Imprimer la fiche", partial(self._files.print_fiche, personne_id)),
        ]
        if gestures.may_merge and self._bar.filtre.etat is Etat.ACTIVES:
            merge = partial(self._contexte.navigation.open, codes.FUSION, personne_id)
            entries += [LINE, ("merge", "Fusionner avec…", merge)]
        if gestures.may_edit and self._bar.filtre.etat is Etat.ARCHIVEES:
            entries += [
                LINE,
                ("archive-restore", "Restaurer", partial(gestures.restore, [personne_id])),
            ]
        elif gestures.may_edit:
            entries += [("archive", "Archiver", partial(gestures.archive, [personne_id]))]
        return entries

    @Slot(object, object)
    def _open_menu(self, personne_id: int, place: QPoint) -> None:
        menu_of(self.entries(personne_id), self._table).popup(place)

    # Nobody yet

    def inscrire(self) -> None:
        """Begin a fiche, with the name that was looked for in vain."""
        contexte = self._contexte
        action = contexte.registre.action(contexte.acteur, INSCRIRE)
        if action is not None:
            self._handover.typed = self._bar.filtre.texte
            action.run(contexte)

    def open_proof(self) -> None:
        """Where the number of people comes from."""
        self._contexte.navigation.open(codes.chiffre_screen(codes.CHIFFRES[0]))
