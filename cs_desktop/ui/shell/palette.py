"""Ctrl+K: one field over people, screens and actions; results while typing, grouped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Label
from cs_desktop.ui.kit.layouts import column, row, sized
from cs_desktop.ui.kit.tasks import Latest, Pools
from cs_desktop.ui.kit.theme import theme
from cs_desktop.ui.shell.palette_list import PROPOSAL, Index, KeyCap, ResultList
from cs_desktop.ui.shell.palette_search import (
    PER_GROUP,
    PER_GROUP_EMPTY,
    Proposal,
    grouped,
    matching,
)

Find = Callable[[str], Sequence[Proposal]]

_WIDTH, _TOP, _MOST = 560, 8, 440
_FOOT = "↑ ↓ choisir · Entrée ouvrir"


class Palette(QWidget):
    """Covers the frame while it is open; a click beside the card closes it.

    `local` proposes screens and actions on the GUI thread, `remote` people in the reader pool.
    Both are shown together, so that no line moves under the hand that presses Entrée.
    """

    closed = Signal()
    failed = Signal(object)

    def __init__(self, pools: Pools, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = parent
        self.hide()
        self._local: Callable[[], Sequence[Proposal]] = tuple
        self._remote: Find | None = None
        self._enter_pressed = False
        self._latest = Latest(pools, self)
        self._latest.answered.connect(self._receive)
        self._latest.failed.connect(self._fail)
        self.card, self.field = QFrame(self), QLineEdit()
        self.foot = Label(_FOOT, "help", "muted")
        self._model = QStandardItemModel(self)
        self.list = ResultList(self._model)
        self._build()
        self.field.textChanged.connect(self.search)
        self.list.clicked.connect(self._run)
        theme().changed.connect(self.place)

    def set_sources(self, local: Callable[[], Sequence[Proposal]], remote: Find | None) -> None:
        """Say where proposals come from: they change with the account."""
        self._local, self._remote = local, remote

    def open(self, text: str = "") -> None:
        """Show the palette with `text` typed already."""
        self._enter_pressed = False
        self.show()
        self.raise_()
        self.field.setText(text)
        self.search()
        self.field.setFocus(
            Qt.FocusReason.OtherFocusReason
        )  # others select: the next letter erases

    def close_palette(self) -> None:
        """Hide it and let the frame give the keyboard back."""
        if self.isVisible():
            self._latest.drop()
            self.hide()
            self.field.clear()
            self.closed.emit()

    def search(self) -> None:
        """Ask again for what is in the field; answers to older questions are dropped."""
        if not self.isVisible():
            return
        text, remote = self.field.text(), self._remote
        if remote is None or not text.strip():
            self._latest.drop()
            self._receive((text, ()))
        else:
            self._latest.ask(lambda _task: (text, remote(text)))

    def proposals(self) -> list[Proposal]:
        """The lines on show, from top to bottom."""
        rows = (self._model.item(n).data(PROPOSAL) for n in range(self._model.rowCount()))
        return [proposal for proposal in rows if proposal is not None]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Escape | Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self.close_palette()
            case _:
                return super().eventFilter(watched, event)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def _build(self) -> None:
        self.card.setProperty("role", "card")
        self.card.setProperty("outlined", "true")
        self.field.setProperty("role", "bare")
        self.field.setPlaceholderText("Une personne, un écran, une action")
        self.field.setAccessibleName("Aller à")
        self.field.setMaxLength(120)
        self.field.installEventFilter(self)
        top = row(10, (12, 0, 12, 0))
        top.addWidget(Glyph("search"))
        top.addWidget(sized(self.field, height=46), 1)
        top.addWidget(KeyCap("Échap"))
        head, foot = QFrame(), QFrame()
        head.setProperty("role", "card-header")
        foot.setProperty("role", "card-footer")
        head.setLayout(top)
        bottom = row(8, (12, 0, 12, 0))
        bottom.addWidget(sized(self.foot, height=34))
        foot.setLayout(bottom)
        layout = column(0, (1, 1, 1, 1))
        for part in (head, self.list, foot):
            layout.addWidget(part)
        self.card.setLayout(layout)

    def _receive(self, answer: tuple[str, Sequence[Proposal]]) -> None:
        text, people = answer
        if text != self.field.text():
            return
        near = matching(self._local(), text)
        groups = grouped([*people, *near], limit=PER_GROUP if text.strip() else PER_GROUP_EMPTY)
        self._fill(groups, text)
        if self._enter_pressed:
            self._run(self.list.currentIndex())

    def _fail(self, error: Exception) -> None:
        self.close_palette()
        self.failed.emit(error)

    def _fill(self, groups: Sequence[tuple[str, Sequence[Proposal]]], text: str) -> None:
        self._model.clear()
        for name, lines in groups:
            header = QStandardItem(name)
            header.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(header)
            for proposal in lines:
                item = QStandardItem(proposal.title)
                item.setData(proposal, PROPOSAL)
                item.setEditable(False)
                item.setData(
                    f"{proposal.title} {proposal.detail}".strip(),
                    Qt.ItemDataRole.AccessibleTextRole,
                )
                self._model.appendRow(item)
        self.list.typed = text
        count = len(groups)
        self.foot.setText(
            _no_result(text) if not count else f"{_FOOT} · {count} groupe{'s' * (count > 1)}"
        )
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(1, 0))
        self.place()

    def _step(self, by: int) -> None:
        rows = self._model.rowCount()
        at = self.list.currentIndex().row()
        for _ in range(rows):
            at = (at + by) % rows
            if self._model.item(at).data(PROPOSAL) is not None:
                self.list.setCurrentIndex(self._model.index(at, 0))
                return

    def _enter(self) -> None:
        if self._latest.busy():
            self._enter_pressed = True  # typed faster than found: it opens with the answer
        else:
            self._run(self.list.currentIndex())

    def _run(self, index: Index) -> None:
        self._enter_pressed = False
        proposal = index.data(PROPOSAL) if index.isValid() else None
        if proposal is not None:
            self.close_palette()
            proposal.run()

    def place(self) -> None:
        px = theme().px
        self.setGeometry(self._frame.rect())
        width = min(px(_WIDTH), self.width() - px(32))
        wanted = self.list.content_height()
        room = self.height() - px(_TOP + 46 + 34 + 16)
        self.list.setFixedHeight(min(wanted, px(_MOST), room))
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        self.card.move(self.width() - width - px(16), px(_TOP))


def _no_result(text: str) -> str:
    return f"Rien ne correspond à « {text.strip()} »."
