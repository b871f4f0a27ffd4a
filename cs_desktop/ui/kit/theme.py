"""The theme of the running application: colours, fonts, icons and pixel sizes, at one zoom.

`install_theme` is called once by the composition root; every widget reads `theme()` while it
paints, so that a change of colours or zoom needs no bookkeeping in the screens.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from cs_desktop.ui.kit.contrast import system_colors, wants_contrast
from cs_desktop.ui.kit.fonts import Fonts
from cs_desktop.ui.kit.icons import IconSet, TintedIcon
from cs_desktop.ui.kit.metrics import rescale
from cs_desktop.ui.kit.qss import style_sheet
from cs_desktop.ui.kit.tokens import ZOOMS, Scale, Tokens, read_tokens

Mode = Literal["system", "light", "dark"]
_SCHEMES: dict[Mode, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_PROPERTY = "kit_theme"


class Theme(QObject):
    """Values of the design tokens for the mode and zoom of the moment."""

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, mode: Mode, zoom: float) -> None:
        super().__init__(app)
        self._app = app
        self.tokens: Tokens = read_tokens(resources / "tokens.json")
        self.fonts = Fonts(resources / "fonts", self.tokens)
        self._icons = IconSet(resources / "icons")
        self._mode: Mode = mode
        self.scale = Scale(zoom)
        self.dark = False
        self._colors: dict[str, QColor] = {}
        self._system = QPalette(app.palette())
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._apply)
        self._apply()
        QTimer.singleShot(0, self, self.fonts.load_rest)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def zoom(self) -> float:
        return self.scale.zoom

    @property
    def line(self) -> int:
        """Width of a border, in pixels."""
        return self.scale.line

    def set(self, mode: Mode | None = None, zoom: float | None = None) -> None:
        """Change the colours, the zoom or both; every window follows at once."""
        mode, zoom = mode or self._mode, zoom or self.zoom
        if not ZOOMS[0] <= zoom <= ZOOMS[-1]:
            raise ValueError(zoom)
        if (mode, zoom) != (self._mode, self.zoom):
            self._mode, self.scale = mode, Scale(zoom)
            self._apply()

    def color(self, token: str) -> QColor:
        """The colour of `token` in the current mode."""
        return self._colors[token]

    def inverse(self, token: str) -> QColor:
        """The colour of `token` in the other mode, for what is shown on an inverse fill."""
        return QColor((self.tokens.light if self.dark else self.tokens.dark)[token])

    def px(self, size: float) -> int:
        """Pixels at the current zoom."""
        return self.scale.px(size)

    def size(self, name: str) -> int:
        """A size of the tokens (« control », « row »…), at the current zoom."""
        return self.scale.px(self.tokens.size[name])

    def radius(self, name: str = "control") -> int:
        return self.scale.px(self.tokens.radius[name])

    def font(self, role: str) -> QFont:
        """The font of a role (« body », « strong », « label », « title », « chiffres »…)."""
        return self.fonts.font(role, self.scale)

    def line_height(self, role: str) -> int:
        """Pixels between two lines of text of this role."""
        return self.scale.px(self.fonts.style(role).line)

    def icon(self, name: str, tint: str = "text", size: int = 18) -> QIcon:
        """An icon for buttons and menus of Qt; it takes the colours of the moment when painted."""
        return QIcon(TintedIcon(self._tinted, name, tint, self.px(size)))

    def pixmap(
        self, name: str, tint: str = "text", size: int = 18, ratio: float = 1.0, stroke: float = 2.0
    ) -> QPixmap:
        """The icon `name` at `size` pixels of the drawings, for a device pixel ratio."""
        return self._tinted(name, tint, self.scale.px(size), ratio, stroke)

    def icon_names(self) -> list[str]:
        return self._icons.names()

    def _tinted(
        self, name: str, tint: str, side: int, ratio: float, stroke: float = 2.0
    ) -> QPixmap:
        return self._icons.pixmap(name, self._colors[tint].name(), side, ratio, stroke)

    def _follow_system(self) -> None:
        if self._mode == "system" and self._system_is_dark() != self.dark:
            self._apply()

    def _system_is_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _apply(self) -> None:
        self._app.styleHints().setColorScheme(_SCHEMES[self._mode])
        self.dark = self._mode == "dark" or (self._mode == "system" and self._system_is_dark())
        values = self.tokens.dark if self.dark else self.tokens.light
        if wants_contrast(self._app.styleHints()):
            values = system_colors(values, self._system)
        self._colors = {name: QColor(value) for name, value in values.items()}
        # Each of these goes through every widget: only what changed is set.
        palette, font = self._palette(), self.font("body")
        if palette != self._app.palette():
            self._app.setPalette(palette)
        if font != self._app.font():
            self._app.setFont(font)
        rescale(self._app.allWidgets(), self.scale)
        self._app.setStyleSheet(style_sheet(self.tokens, values, self.scale))
        self.changed.emit()

    def _palette(self) -> QPalette:
        """What the style sheet does not name: file dialogs, selections, placeholders."""
        roles, palette = QPalette.ColorRole, QPalette()
        pairs = {
            roles.Window: "window", roles.WindowText: "text", roles.Base: "surface",
            roles.AlternateBase: "surfaceAlt", roles.Text: "text", roles.Button: "surface",
            roles.ButtonText: "text", roles.PlaceholderText: "textSecondary",
            roles.Highlight: "primary", roles.HighlightedText: "onPrimary",
            roles.Link: "primary", roles.LinkVisited: "primary",
            roles.ToolTipBase: "text", roles.ToolTipText: "surface", roles.Mid: "border",
            roles.Accent: "primary",
        }  # fmt: skip
        for role, token in pairs.items():
            palette.setColor(role, self._colors[token])
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["textDisabled"])
        return palette


def install_theme(
    app: QApplication, resources: Path, mode: Mode = "system", zoom: float = 1.0
) -> Theme:
    """Dress the application; `resources` is the folder of tokens, fonts and icons."""
    installed = Theme(app, resources, mode, zoom)
    app.setProperty(_PROPERTY, installed)
    return installed


def theme() -> Theme:
    """The theme of the running application."""
    app = cast("QApplication", QCoreApplication.instance())
    return cast("Theme", app.property(_PROPERTY))
