"""A field that finds a person while one types; ↓ and Entrée choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Signal, Slot
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QWidget

from cs_desktop.domain.noms import numero_texte
from cs_desktop.domain.personnes import ResultatRecherche
from cs_desktop.domain.text import NBSP
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.search_field import SearchField
from cs_desktop.ui.kit.tasks import Latest, Task
from cs_desktop.ui.shell.contexte import Contexte

LIMIT = 8


class PersonPicker(SearchField):
    """Words in any order, a telephone, a date of birth, one wrong letter: the search of Ctrl+K."""

    picked = Signal(object)  # ResultatRecherche

    def __init__(self, contexte: Contexte, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Nom, téléphone ou date de naissance", parent=parent)
        self.setAccessibleName(name)
        self._contexte = contexte
        self._excluded: frozenset[int] = frozenset()
        self.results: list[ResultatRecherche] = []
        self._lines = QStringListModel(self)
        self._completion = QCompleter(self._lines, self)
        self._completion.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completion.setMaxVisibleItems(LIMIT)
        self._completion.setWidget(self)  # setCompleter would write the line into the field
        self.popup = QListView()
        self.popup.setAccessibleName("Personnes trouvées")
        self._completion.setPopup(self.popup)
        self.popup.setItemDelegate(QStyledItemDelegate(self.popup))  # the completer's has no style
        self.popup.setProperty("role", "choices")
        self._latest = Latest(contexte.pools, self)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self._fail)
        self._completion.activated[QModelIndex].connect(self._pick)  # pyright: ignore[reportIndexIssue]
        self.searched.connect(self._search)
        self.left_downwards.connect(self._open)
        self.submitted.connect(self._submit)

    def exclude(self, ids: Sequence[int]) -> None:
        """People who are not proposed."""
        self._excluded = frozenset(ids)

    @Slot(str)
    def _search(self, text: str) -> None:
        if not text:
            self._latest.drop()
            self.results = []
            self.popup.hide()
            return
        service, acteur = self._contexte.services.personnes, self._contexte.acteur
        limit = LIMIT + len(self._excluded)

        def find(_task: Task) -> list[ResultatRecherche]:
            return service.search(acteur, text, limit)

        self._latest.ask(find)

    @Slot(object)
    def _show(self, found: list[ResultatRecherche]) -> None:
        self.results = [one for one in found if one.id not in self._excluded][:LIMIT]
        self._lines.setStringList([line_of(one) for one in self.results])
        self._open()

    def _open(self) -> None:
        if self.results and self.hasFocus():
            self._completion.complete()
        else:
            self.popup.hide()

    def _submit(self) -> None:
        if len(self.results) == 1 and not self._latest.busy():
            self._choose(self.results[0])

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        self._choose(self.results[index.row()])

    def _choose(self, one: ResultatRecherche) -> None:
        self.popup.hide()
        self.picked.emit(one)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self)


def line_of(one: ResultatRecherche) -> str:
    """« Marchand, Claudine · 02/05/1959 · Valmont-sur-Lys · n° 0158 »."""
    born = one.naissance.texte() if one.naissance else ""
    number = f"n°{NBSP}{numero_texte(one.numero)}"
    return " · ".join(part for part in (one.nom_liste, born, one.commune, number) if part)
