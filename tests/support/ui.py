"""Hands and eyes for the tests of windows: typing, grabbing, scripted dialogs, accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from cs_desktop.ui.kit.dialogs import Question, dialogs

RESOURCES = Path(__file__).parents[2] / "resources"
_NAMED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)


def type_text(widget: QWidget, text: str) -> None:
    """Type `text` as a keyboard would, accents included (qtbot.keyClicks aborts on them)."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, event)


def replace_text(field: QLineEdit, text: str) -> None:
    """Select what the field holds and type `text` over it."""
    field.selectAll()
    type_text(field, text)


def grab(widget: QWidget, path: Path) -> None:
    """Save a picture of `widget` as it is now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    QApplication.processEvents()
    if not widget.grab().save(str(path)):
        raise OSError(path)


def nameless(root: QWidget) -> list[str]:
    """Visible controls of `root` that a screen reader could not name."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if not isinstance(widget, _NAMED) or isinstance(widget, QScrollBar):
            continue
        if not widget.isVisibleTo(root) or _inside_another_control(widget):
            continue
        if not _name(widget):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def assert_accessible(root: QWidget) -> None:
    """Fail when a visible control of `root` has no accessible name."""
    assert not nameless(root), f"controls without an accessible name: {nameless(root)}"


def _name(widget: QWidget) -> str:
    if widget.accessibleName().strip():
        return widget.accessibleName()
    return widget.text().strip() if isinstance(widget, QAbstractButton) else ""


def _inside_another_control(widget: QWidget) -> bool:
    """Parts that Qt puts inside its own controls: headers of a table, editor of a combo box."""
    parent = widget.parentWidget()
    return isinstance(parent, (QAbstractItemView, QComboBox, QAbstractSpinBox))


def cut_texts(root: QWidget) -> list[str]:
    """Visible labels and buttons of `root` that have less room than their words need."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, (QLabel, QAbstractButton)) or not widget.isVisibleTo(root):
            continue
        needed = widget.minimumSizeHint()
        height = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else -1
        room = max(needed.height(), height)
        if widget.width() < needed.width() or widget.height() < room:
            said = widget.text() or widget.accessibleName()
            found.append(f"{type(widget).__name__} « {said} » {widget.size()} < {needed}, {room}")
    return found


class ScriptedDialogs:
    """Answers the questions of the program from a list, and keeps what was asked."""

    def __init__(self, *answers: str | Path | None) -> None:
        self._answers = list(answers)
        self.questions: list[Question] = []

    def choose(self, parent: QWidget | None, question: Question) -> str:
        self.questions.append(question)
        answer = self._next()
        codes = {option.code for option in question.options} | (
            {"link"} if question.link else set()
        )
        assert answer in codes, f"« {question.title} » has no answer {answer}"
        return str(answer)

    def open_file(
        self, parent: QWidget | None, title: str, folder: Path, filters: str
    ) -> Path | None:
        return self._path()

    def save_file(
        self, parent: QWidget | None, title: str, proposed: Path, filters: str
    ) -> Path | None:
        return self._path()

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return self._path()

    def _path(self) -> Path | None:
        answer = self._next()
        return None if answer is None else Path(answer)

    def _next(self) -> str | Path | None:
        assert self._answers, "the program asked more than the script answers"
        return self._answers.pop(0)


@contextmanager
def answering(*answers: str | Path | None) -> Iterator[ScriptedDialogs]:
    """Let a script answer the questions asked inside the block; each answer must be used."""
    script = ScriptedDialogs(*answers)
    before = dialogs.use(script)
    try:
        yield script
    finally:
        dialogs.use(before)
    assert not script._answers, f"never asked: {script._answers}"
