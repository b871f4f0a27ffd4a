"""System high contrast: the colours that the person chose in her system replace ours."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QStyleHints

_INKS = (
    "text", "textSecondary", "textDisabled", "border", "borderStrong", "sidebarText",
    "sidebarMuted", "success", "warning", "danger", "info", "neutral",
)  # fmt: skip
_GROUNDS = (
    "window", "surface", "surfaceAlt", "hover", "selected", "sidebar", "sidebarHover",
    "sidebarSelected", "successBg", "warningBg", "dangerBg", "infoBg", "neutralBg", "barTrack",
)  # fmt: skip
_MARKS = ("primary", "primaryHover", "primaryPressed", "focus", "sidebarFocus")


def wants_contrast(hints: QStyleHints) -> bool:
    """Whether the system asks for high contrast; Qt tells it since 6.10."""
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def system_colors(values: Mapping[str, str], system: QPalette) -> dict[str, str]:
    """The tokens with the colours of the system: one ground, one ink, borders everywhere.

    States stay told by icons, words, bars and borders, as everywhere else.
    """
    roles = QPalette.ColorRole
    ground, ink = system.color(roles.Base).name(), system.color(roles.Text).name()
    mark, on_mark = system.color(roles.Highlight).name(), system.color(roles.HighlightedText).name()
    return {
        **values,
        **dict.fromkeys(_INKS, ink),
        **dict.fromkeys(_GROUNDS, ground),
        **dict.fromkeys(_MARKS, mark),
        "onPrimary": on_mark,
    }
