"""The foot of a table: how many rows, how many ticked, what can be done with them, totals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from cs_desktop.domain.text import nombre, plural
from cs_desktop.ui.kit.buttons import Button, IconButton
from cs_desktop.ui.kit.chips import ChipLabel
from cs_desktop.ui.kit.labels import Label, Link
from cs_desktop.ui.kit.layouts import row, sized
from cs_desktop.ui.kit.theme import theme

LOADING_AFTER = 400  # ms; nothing moves for a list that is there in time


@dataclass(frozen=True, slots=True)
class Noun:
    """What the rows are, to count them: « personne », « personnes », and the ticks agree."""

    singular: str
    several: str
    feminine: bool = False

    def count(self, n: int) -> str:
        """« 14 personnes »."""
        return plural(n, self.singular, self.several)

    def selected(self, n: int) -> str:
        """« 1 sélectionnée »."""
        word = "sélectionnée" if self.feminine else "sélectionné"
        return plural(n, word)


class Footer(QFrame):
    """Counts at left, then the actions on the ticked rows as links, totals and « Colonnes »."""

    columns_asked = Signal()
    cleared = Signal()  # the person gives up the ticks

    def __init__(self, noun: Noun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noun, self._ticked = noun, 0
        self.setProperty("role", "card-footer")
        self._count, self._among = Label("", "help-bold"), Label("", "help", "muted")
        self._chip, self._totals = ChipLabel(""), Label("", "help")
        self._clear = IconButton("x", "Tout décocher", height="controlSmall")
        self._clear.clicked.connect(self.cleared)
        self.columns = Button("Colonnes", icon="columns-3", height="controlSmall")
        self.columns.clicked.connect(self.columns_asked)
        self._actions: list[Link] = []
        self._links: list[Link] = []
        self._line = row(12, (12, 0, 12, 0))
        for widget in (self._count, self._among, self._chip, self._clear):
            self._line.addWidget(widget)
        self._line.addStretch(1)
        for widget in (self._totals, self.columns):
            self._line.addWidget(widget)
        self.setLayout(self._line)
        sized(self, height=40)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(LOADING_AFTER)
        self._slow.timeout.connect(self._say_loading)
        self._counted, self._whole = "", ""
        self.set_ticked(0)

    def add_link(self, text: str, callback: Callable[[], object]) -> Link:
        """A link at right that is always there, room permitting."""
        link = Link(text, "help")
        link.clicked.connect(callback)
        self._links.append(link)
        self._line.insertWidget(self._line.indexOf(self.columns), link)
        self._fit()
        return link

    def add_action(self, text: str, callback: Callable[[], object]) -> Link:
        """A link that acts on the ticked rows; shown when there are some and it is enabled."""
        link = Link(text, "help")
        link.clicked.connect(callback)
        self._actions.append(link)
        self._line.insertWidget(self._line.indexOf(self._clear) + len(self._actions), link)
        self.set_ticked(self._ticked)
        return link

    def set_count(self, shown: int, total: int | None = None) -> None:
        """« 14 personnes », and « sur 386 » when the list is filtered."""
        self._slow.stop()
        self._counted = self._noun.count(shown)
        self._whole = f"sur {nombre(total)}" if total is not None and total != shown else ""
        self._count.setText(self._counted)
        self._among.setText(self._whole)
        self._fit()

    def set_loading(self, *, loading: bool) -> None:
        """« Chargement… » once the wait has lasted 400 ms; the old rows stay."""
        if loading:
            self._slow.start()
        else:
            self._slow.stop()
            self._count.setText(self._counted)

    def set_ticked(self, ticked: int) -> None:
        """« 1 sélectionnée », and the actions that it allows."""
        self._ticked = ticked
        self._chip.set_state(self._noun.selected(ticked))
        self._fit()

    def set_totals(self, text: str) -> None:
        """« Solde dû : 43,00 € », already written in French."""
        self._totals.setText(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out, from the least needed, what the width cannot hold; counts always stay."""
        ticked = self._ticked > 0
        wanted: list[QWidget] = [self._count, self.columns]
        enabled = [action for action in self._actions if action.isEnabled()]
        optional: list[QWidget] = [self._chip, *enabled] if ticked else []
        optional += [label for label in (self._totals, self._among) if label.text()]
        optional += [self._clear] if ticked else []
        optional += self._links
        margins, gap = self._line.contentsMargins(), self._line.spacing()
        room = self.width() - margins.left() - margins.right()
        room -= sum(widget.sizeHint().width() + gap for widget in wanted)
        for widget in optional:
            room -= widget.sizeHint().width() + gap
            widget.setVisible(room >= 0)
        for widget in {self._chip, *self._actions, self._clear, self._among, self._totals}:
            if widget not in optional:
                widget.hide()

    @Slot()
    def _say_loading(self) -> None:
        self._count.setText("Chargement…")
        self._among.hide()
