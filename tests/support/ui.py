"""Hands and eyes for the tests of windows: typing, grabbing, scripted dialogs, accessible names."""

from __future__ import annotations

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
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

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
