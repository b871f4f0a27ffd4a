"""Menus of a row and of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from cs_desktop.ui.kit.theme import theme

Entry = tuple[str, str, Callable[[], object]]  # icon, words, what it does
LINE: Entry = ("", "", lambda: None)


def menu_of(entries: Sequence[Entry], parent: QWidget) -> QMenu:
    """A menu that deletes itself once closed."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for icon, words, do in entries:
        if words:
            menu.addAction(theme().icon(icon, "text", 18), words.replace("&", "&&"), do)
        else:
            menu.addSeparator()
    return menu
