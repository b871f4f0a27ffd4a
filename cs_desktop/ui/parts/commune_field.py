"""A field that finds a commune or a postcode while one types; what is typed is never refused."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QStringListModel, Signal, Slot
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QWidget

from cs_desktop.domain.communes import LIMIT, Commune
from cs_desktop.ui.kit import errors
from cs_desktop.ui.kit.inputs import TextField
from cs_desktop.ui.kit.tasks import Latest, Task
from cs_desktop.ui.shell.contexte import Contexte

LEAST = 2  # signs: one letter proposes the same great cities to everybody


class CommuneField(TextField):
    """A name, a postcode, or the beginning of either; ↓ and Entrée choose."""

    picked = Signal(object)  # Commune

    def __init__(
        self, contexte: Contexte, *, max_length: int = 120, parent: QWidget | None = None
    ) -> None:
        super().__init__(max_length=max_length, parent=parent)
        self._contexte = contexte
        self.results: list[Commune] = []
        self._lines = QStringListModel(self)
        self._completion = QCompleter(self._lines, self)
        self._completion.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completion.setMaxVisibleItems(LIMIT)
        self._completion.setWidget(self)  # setCompleter would write the whole line into the field
        self.popup = QListView()
        self.popup.setAccessibleName("Communes trouvées")
        self._completion.setPopup(self.popup)
        self.popup.setItemDelegate(QStyledItemDelegate(self.popup))  # the completer's has no style
        self.popup.setProperty("role", "choices")
        self._latest = Latest(contexte.pools, self)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self._fail)
        self._completion.activated[QModelIndex].connect(self._pick)  # pyright: ignore[reportIndexIssue]
        self.textEdited.connect(self._search)

    @Slot(str)
    def _search(self, text: str) -> None:
        service, acteur = self._contexte.services.communes, self._contexte.acteur
        if len(text.strip()) < LEAST:
            self._latest.drop()
            self.results = []
            self.popup.hide()
            return

        def find(_task: Task) -> list[Commune]:
            return service.complete(acteur, text)

        self._latest.ask(find)

    @Slot(object)
    def _show(self, found: list[Commune]) -> None:
        self.results = found
        self._lines.setStringList([one.texte for one in found])
        if found and self.hasFocus():
            self._completion.complete()
        else:
            self.popup.hide()

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        self.popup.hide()
        self.picked.emit(self.results[index.row()])

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        errors.show(error, self)


class CommunePair:
    """A postcode and a commune that fill each other in."""

    def __init__(self, contexte: Contexte) -> None:
        self.code_postal = CommuneField(contexte, max_length=5)
        self.commune = CommuneField(contexte)
        self.code_postal.picked.connect(self._fill)
        self.commune.picked.connect(self._fill)

    def _fill(self, found: Commune) -> None:
        self.code_postal.setText(found.code_postal)
        self.commune.setText(found.nom)
