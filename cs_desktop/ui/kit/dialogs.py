"""Questions, for what cannot be undone, and the choice of files. No message box anywhere else.

Screens call `dialogs`; tests give it an asker that answers from a script.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cs_desktop.ui.kit.buttons import Button, Role
from cs_desktop.ui.kit.labelled import Glyph
from cs_desktop.ui.kit.labels import Link, Paragraph
from cs_desktop.ui.kit.layouts import column, row, sized

WIDEST = 560
NARROWEST = 440


@dataclass(frozen=True, slots=True)
class Option:
    """A button of a question: a verb, never « OK »."""

    code: str
    label: str
    role: Role = "normal"


@dataclass(frozen=True, slots=True)
class Question:
    """`title` is a question with the number of things touched; `safe` answers Échap."""

    title: str
    text: str
    options: tuple[Option, ...]
    safe: str
    link: str = ""  # answers « link »: shows the rows concerned
    icon: str = "triangle-alert"


class Asker(Protocol):
    """Who answers: a window, or a script in tests."""

    def choose(self, parent: QWidget | None, question: Question) -> str: ...

    def open_file(
        self, parent: QWidget | None, title: str, folder: Path, filters: str
    ) -> Path | None: ...

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, filters: str
    ) -> Path | None: ...

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None: ...


class QuestionDialog(QDialog):
    """One question: the focus is on the safe answer, which is also that of Échap."""

    answered = Signal(str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.answer = question.safe
        self.buttons: dict[str, Button] = {}
        self.link: Link | None = None
        self.setWindowTitle(question.title)
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.text.replace("**", ""))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._texts())
        whole.addLayout(self._answers())
        self.buttons[question.safe].setFocus()  # now that the buttons belong to the dialog
        sized(self, min_width=NARROWEST, max_width=WIDEST)
        width = max(self.minimumWidth(), whole.minimumSize().width())
        self.resize(width, whole.heightForWidth(width))

    def reject(self) -> None:
        self._give(self._question.safe)

    def _texts(self) -> QHBoxLayout:
        line, words = row(12, (16, 14, 16, 4)), column(6)
        token = "warning" if self._question.icon == "triangle-alert" else "info"
        line.addWidget(Glyph(self._question.icon, token, 20), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(Paragraph(self._question.title, "card"))
        if self._question.text:
            words.addWidget(Paragraph(self._question.text))
        words.addStretch(1)
        line.addLayout(words, 1)
        return line

    def _answers(self) -> QHBoxLayout:
        line = row(12, (16, 10, 16, 14))
        if self._question.link:
            self.link = Link(self._question.link)
            self.link.clicked.connect(self._on_link)
            line.addWidget(self.link)
        line.addStretch(1)
        for option in self._question.options:
            button = Button(option.label, option.role)
            button.setProperty("answer", option.code)
            button.clicked.connect(self._on_button)
            self.buttons[option.code] = button
            line.addWidget(button)
        return line

    def _on_button(self) -> None:
        self._give(str(self.sender().property("answer")))

    def _on_link(self) -> None:
        self._give("link")

    def _give(self, answer: str) -> None:
        self.answer = answer
        self.answered.emit(answer)
        self.done(QDialog.DialogCode.Accepted)


class WindowAsker:
    """Asks the person at the screen."""

    def choose(self, parent: QWidget | None, question: Question) -> str:
        dialog = QuestionDialog(question, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.answer

    def open_file(
        self, parent: QWidget | None, title: str, folder: Path, filters: str
    ) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), filters)
        return Path(name) if name else None

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, filters: str
    ) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
        return Path(name) if name else None

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(name) if name else None


class Dialogs:
    """The only way to ask; `use` replaces who answers."""

    def __init__(self) -> None:
        self._asker: Asker = WindowAsker()

    def use(self, asker: Asker) -> Asker:
        """Let `asker` answer from now on; gives back who did before."""
        before, self._asker = self._asker, asker
        return before

    def choose(self, parent: QWidget | None, question: Question) -> str:
        """Code of the option chosen, that of the safe one on Échap."""
        return self._asker.choose(parent, question)

    def confirm(
        self, parent: QWidget | None, title: str, text: str, verb: str, *, safe: str = "Garder"
    ) -> bool:
        """Ask before what cannot be undone; `verb` says it on its button."""
        options = (Option("safe", safe), Option("act", verb, "danger"))
        return self.choose(parent, Question(title, text, options, "safe")) == "act"

    def open_file(
        self, parent: QWidget | None, title: str, folder: Path, filters: str = ""
    ) -> Path | None:
        return self._asker.open_file(parent, title, folder, filters)

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, filters: str = ""
    ) -> Path | None:
        return self._asker.save_file(parent, title, proposed, filters)

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return self._asker.choose_folder(parent, title, folder)


dialogs = Dialogs()
