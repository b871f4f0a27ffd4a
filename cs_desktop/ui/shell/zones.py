"""Ctrl+F6: the keyboard goes from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step(zones: Sequence[QWidget], by: int) -> None:
    """Give the keyboard to the zone after (or before) the one that has it, skipping empty ones."""
    if not zones:
        return
    focused = QApplication.focusWidget()
    at = next((n for n, zone in enumerate(zones) if _holds(zone, focused)), -1 if by > 0 else 0)
    for more in range(1, len(zones) + 1):
        if focus_inside(zones[(at + by * more) % len(zones)]):
            return


def focus_inside(zone: QWidget) -> bool:
    """Focus the zone or its first part that takes the keyboard; False when nothing does."""
    target = next((part for part in _in_tab_order(zone) if _takes_keyboard(part)), None)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason)
    return True


def _holds(zone: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is zone or zone.isAncestorOf(widget))


def _in_tab_order(zone: QWidget) -> list[QWidget]:
    chain, part = [zone], zone.nextInFocusChain()
    while part is not None and part is not zone:
        if zone.isAncestorOf(part):
            chain.append(part)
        part = part.nextInFocusChain()
    return chain


def _takes_keyboard(widget: QWidget) -> bool:
    tab_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab_stop and widget.isVisible() and widget.isEnabled()
