"""The two families of the interface, one face at a time.

Only the faces that the first window needs are loaded before it is painted; the others come when a
font that needs them is asked for, or at the first idle moment.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from cs_desktop.ui.kit.tokens import Scale, Tokens, TypeStyle

FIRST_FACES = ("CSLisible-Regular.ttf", "CSLisible-SemiBold.ttf")
ITALIC_FACE = "CSLisible-Italic.ttf"
_WEIGHT_NAMES = {400: "Regular", 600: "SemiBold", 700: "Bold"}

# role → (style of tokens.json, weight if it differs, figures of equal width)
ROLES: dict[str, tuple[str, int | None, bool]] = {
    "body": ("body", None, False),
    "strong": ("bodyStrong", None, False),
    "bold": ("body", 700, False),
    "label": ("label", None, False),
    "help": ("help", None, False),
    "help-bold": ("help", 700, False),
    "header": ("tableHeader", None, False),
    "badge": ("badge", None, False),
    "key": ("badge", 600, False),
    "small": ("badge", 400, False),
    "card": ("cardTitle", None, False),
    "title": ("screenTitle", None, False),
    "figure": ("figure", None, False),
    "kpi": ("kpi", None, False),
    "chiffres": ("body", None, True),
    "chiffres-strong": ("bodyStrong", None, True),
    "chiffres-bold": ("body", 700, True),
}


class Fonts:
    """Builds the fonts of each role and loads their faces when first asked."""

    def __init__(self, folder: Path, tokens: Tokens) -> None:
        self._folder, self._tokens = folder, tokens
        self._loaded: set[str] = set()
        for face in FIRST_FACES:
            self._load(face)

    @property
    def loaded(self) -> frozenset[str]:
        """File names of the faces loaded so far."""
        return frozenset(self._loaded)

    def style(self, role: str) -> TypeStyle:
        """Size, line and weight of `role` at 100 %."""
        name, weight, _ = ROLES[role]
        style = self._tokens.style[name]
        return style if weight is None else TypeStyle(style.size, style.line, weight)

    def family(self, role: str) -> str:
        return self._tokens.family_figures if ROLES[role][2] else self._tokens.family

    def font(self, role: str, scale: Scale) -> QFont:
        style = self.style(role)
        self._load(self._face(role, style.weight))
        font = QFont([self.family(role), *self._tokens.fallback])
        font.setPixelSize(scale.px(style.size))
        font.setWeight(QFont.Weight(style.weight))
        # Unhinted advances are those of the drawings, and stay in proportion at every zoom.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def load_rest(self) -> None:
        """Load the faces nobody asked for yet."""
        for role in ROLES:
            self._load(self._face(role, self.style(role).weight))
        self._load(ITALIC_FACE)

    def _face(self, role: str, weight: int) -> str:
        stem = "CSLisibleChiffres" if ROLES[role][2] else "CSLisible"
        return f"{stem}-{_WEIGHT_NAMES[weight]}.ttf"

    def _load(self, face: str) -> None:
        if face in self._loaded:
            return
        if QFontDatabase.addApplicationFont(str(self._folder / face)) < 0:
            raise FileNotFoundError(self._folder / face)
        self._loaded.add(face)
