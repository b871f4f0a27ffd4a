"""The style sheet of the application, written from the tokens alone.

Widgets are styled by the dynamic properties `role`, `tone` and `refused`, never by object name.
Heights are not written here: `min-height` in a style sheet leaves out borders and padding, so each
control sets its own height (`layouts.sized`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cs_desktop.ui.kit.tokens import Scale, Tokens

TONES = {"ok": "success", "warn": "warning", "bad": "danger", "info": "info", "neutral": "neutral"}


class Sheet:
    """Colours and pixels under short names, for the templates below."""

    def __init__(self, tokens: Tokens, colors: Mapping[str, str], scale: Scale) -> None:
        self.c = colors
        self.tokens, self.scale, self.px = tokens, scale, scale.px
        self.line, self.ring = scale.line, scale.ring
        self.radius = scale.px(tokens.radius["control"])
        self.radius_small = scale.px(tokens.radius["small"])
        self.radius_card = scale.px(tokens.radius["card"])

    def font(self, style: str, weight: int | None = None, *, figures: bool = False) -> str:
        value = self.tokens.style[style]
        family = self.tokens.family_figures if figures else self.tokens.family
        names = ", ".join(f'"{name}"' for name in (family, *self.tokens.fallback))
        return (
            f"font-family: {names}; font-size: {self.px(value.size)}px; "
            f"font-weight: {weight or value.weight};"
        )


def style_sheet(tokens: Tokens, colors: Mapping[str, str], scale: Scale) -> str:
    """The whole style sheet for the colours of one mode and one zoom."""
    sheet = Sheet(tokens, colors, scale)
    parts: tuple[Callable[[Sheet], str], ...] = (
        _labels, _surfaces, _fields, _buttons, _lists, _popups, _scrollers,
    )  # fmt: skip
    return "\n".join(part(sheet) for part in parts)


def _labels(s: Sheet) -> str:
    fonts = {
        "body": s.font("body"), "strong": s.font("bodyStrong"), "bold": s.font("body", 700),
        "label": s.font("label"), "help": s.font("help"), "help-bold": s.font("help", 700),
        "header": s.font("tableHeader"), "badge": s.font("badge"), "key": s.font("badge", 600),
        "small": s.font("badge", 400),
        "card": s.font("cardTitle"), "title": s.font("screenTitle"),
        "figure": s.font("figure"), "kpi": s.font("kpi"),
        "chiffres": s.font("body", figures=True),
        "chiffres-strong": s.font("bodyStrong", figures=True),
        "chiffres-bold": s.font("body", 700, figures=True),
    }  # fmt: skip
    rules = [f'QLabel[role="text-{role}"] {{ {font} }}' for role, font in fonts.items()]
    rules += [f'QLabel[tone="{tone}"] {{ color: {s.c[token]}; }}' for tone, token in TONES.items()]
    rules += [
        f'QLabel[tone="muted"] {{ color: {s.c["textSecondary"]}; }}',
        f'QLabel[tone="inverse"] {{ color: {s.c["surface"]}; }}',
        f'QLabel[tone="primary"] {{ color: {s.c["primary"]}; }}',
        f'QLabel[tone="sidebar"] {{ color: {s.c["sidebarText"]}; }}',
        f'QLabel[tone="sidebar-muted"] {{ color: {s.c["sidebarMuted"]}; }}',
    ]
    return "\n".join(rules)


def _surfaces(s: Sheet) -> str:
    tones = "\n".join(
        f'QFrame[role="band"][tone="{tone}"] {{ background: {s.c[token + "Bg"]}; '
        f"border-radius: {s.radius}px; }}"
        for tone, token in TONES.items()
    )
    return f"""
QFrame[role="card"] {{ background: {s.c["surface"]}; border: {s.line}px solid {s.c["border"]};
    border-radius: {s.radius_card}px; }}
QFrame[role="card"][outlined="true"] {{ border-color: {s.c["borderStrong"]}; }}
QFrame[role="card-header"] {{ border: none; border-bottom: {s.line}px solid {s.c["border"]};
    border-top-left-radius: {s.radius_card}px; border-top-right-radius: {s.radius_card}px; }}
QFrame[role="card-footer"] {{ border: none; border-top: {s.line}px solid {s.c["border"]};
    border-bottom-left-radius: {s.radius_card}px; border-bottom-right-radius: {s.radius_card}px; }}
QFrame[role="surface"] {{ background: {s.c["surface"]}; border: none; }}
QFrame[role="toolbar"] {{ background: transparent; border: none; }}
QFrame[role="topbar"] {{ background: {s.c["surface"]}; border: none;
    border-bottom: {s.line}px solid {s.c["border"]}; }}
QFrame[role="statusbar"] {{ background: {s.c["surfaceAlt"]}; border: none;
    border-top: {s.line}px solid {s.c["border"]}; }}
QFrame[role="sidebar"] {{ background: {s.c["sidebar"]}; border: none; }}
QFrame[role="rule"] {{ background: {s.c["border"]}; border: none; }}
QFrame[role="box"] {{ border: {s.line}px solid {s.c["border"]}; border-radius: {s.radius}px; }}
QFrame[role="toast"] {{ background: {s.c["text"]}; border-radius: {s.radius}px; }}
QFrame[role="popover"] {{ background: {s.c["surface"]};
    border: {s.line}px solid {s.c["borderStrong"]}; }}
QListView[role="choices"] {{ background: {s.c["surface"]}; color: {s.c["text"]};
    border: {s.line}px solid {s.c["borderStrong"]}; {s.font("body")} }}
QListView[role="choices"]::item {{ min-height: {s.px(40)}px; padding: 0 {s.px(12)}px; }}
QListView[role="choices"]::item:selected {{ background: {s.c["selected"]};
    color: {s.c["text"]}; border-left: {s.px(3)}px solid {s.c["primary"]}; }}
QDialog {{ background: {s.c["surface"]}; }}
{tones}"""


def _fields(s: Sheet) -> str:
    # QLineEdit adds 2 px of its own: the text stands 9 px from the edge, focused or not.
    pad, pad_focus = s.px(9) - s.line - 2, s.px(9) - s.ring - 2
    boxes = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox"
    focus = ", ".join(f"{name}:focus" for name in boxes.split(", "))
    refused = ", ".join(f'{name}[refused="true"]' for name in boxes.split(", "))
    read_only = 'QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"]'
    disabled = ", ".join(f"{name}:disabled" for name in boxes.split(", "))
    return f"""
{boxes} {{ background: {s.c["surface"]}; color: {s.c["text"]};
    placeholder-text-color: {s.c["textSecondary"]};
    border: {s.line}px solid {s.c["borderStrong"]}; border-radius: {s.radius}px;
    padding: 0 {pad}px; selection-background-color: {s.c["primary"]};
    selection-color: {s.c["onPrimary"]}; {s.font("body")} }}
QPlainTextEdit, QTextEdit {{ padding: {s.px(4)}px {s.px(4)}px; }}
{read_only} {{ background: {s.c["surfaceAlt"]}; border-color: {s.c["border"]}; }}
{disabled} {{ background: {s.c["surfaceAlt"]}; border-color: {s.c["border"]};
    color: {s.c["textDisabled"]}; }}
{refused} {{ border: {s.ring}px solid {s.c["danger"]}; padding: 0 {pad_focus}px; }}
{focus} {{ border: {s.ring}px solid {s.c["focus"]}; padding: 0 {pad_focus}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {s.px(4) - 1}px {s.px(4) - 1}px; }}
QLineEdit[role="figures"] {{ {s.font("body", figures=True)} }}
QLineEdit[role="bare"] {{ border: none; background: transparent; padding: 0;
    font-size: {s.px(16)}px; }}
QComboBox {{ padding: 0 {pad + 2}px; }}
QComboBox:focus {{ padding: 0 {pad_focus + 2}px; }}
QComboBox[refused="true"] {{ padding: 0 {pad_focus + 2}px; }}
QComboBox::drop-down {{ border: none; width: {s.px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {s.c["surface"]}; color: {s.c["text"]};
    border: {s.line}px solid {s.c["borderStrong"]}; outline: none;
    selection-background-color: {s.c["selected"]}; selection-color: {s.c["text"]}; }}
QComboBox QAbstractItemView::item {{ min-height: {s.px(32)}px; padding: 0 {s.px(8)}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {s.c["selected"]};
    color: {s.c["text"]}; }}"""


def _buttons(s: Sheet) -> str:
    def rule(role: str, state: str, fill: str, border: str, ink: str) -> str:
        border = s.c.get(border, border)
        return (
            f'QPushButton[role="{role}"]{state} {{ background: {s.c.get(fill, fill)}; '
            f"border-color: {border}; color: {s.c[ink]}; }}"
        )

    rows = [
        rule("normal", ":hover", "hover", "borderStrong", "text"),
        rule("normal", ":pressed", "selected", "borderStrong", "text"),
        rule("primary", "", "primary", "primary", "onPrimary"),
        rule("primary", ":hover", "primaryHover", "primaryHover", "onPrimary"),
        rule("primary", ":pressed", "primaryPressed", "primaryPressed", "onPrimary"),
        rule("text", "", "transparent", "transparent", "primary"),
        rule("text", ":hover", "hover", "transparent", "primary"),
        rule("text", ":pressed", "selected", "transparent", "primary"),
        rule("danger", "", "surface", "danger", "danger"),
        rule("danger", ":hover", "dangerBg", "danger", "danger"),
        rule("danger", ":pressed", "dangerBg", "danger", "danger"),
        rule("accent", "", "accent", "accent", "onAccent"),
        rule("plain", "", "transparent", "transparent", "text"),
        rule("plain", ":hover", "hover", "transparent", "text"),
        rule("plain", ":pressed", "selected", "transparent", "text"),
        rule("filter", ":hover", "hover", "borderStrong", "text"),
        rule("filter", ":checked", "selected", "primary", "text"),
    ]
    faces = "\n".join(rows)
    disabled = "\n".join(
        f'QPushButton[role="{role}"]:disabled {{ background: {s.c["surfaceAlt"]}; '
        f"border-color: {s.c['border']}; color: {s.c['textDisabled']}; }}"
        for role in ("normal", "primary", "danger", "accent", "filter")
    )
    return f"""
QPushButton {{ background: {s.c["surface"]}; color: {s.c["text"]};
    border: {s.line}px solid {s.c["borderStrong"]}; border-radius: {s.radius}px;
    padding: 0 {s.px(12) - s.line}px; {s.font("bodyStrong")} }}
{faces}
{disabled}
QPushButton[role="text"]:disabled {{ color: {s.c["textDisabled"]}; }}"""


def _lists(s: Sheet) -> str:
    return f"""
QAbstractItemView {{ background: {s.c["surface"]}; color: {s.c["text"]};
    border: none; outline: none;
    selection-background-color: {s.c["selected"]}; selection-color: {s.c["text"]}; }}
QTableView, QTreeView {{ gridline-color: {s.c["border"]}; }}
QHeaderView {{ background: {s.c["surfaceAlt"]}; border: none; }}
QHeaderView::section {{ background: {s.c["surfaceAlt"]}; color: {s.c["textSecondary"]};
    border: none; border-bottom: {s.line}px solid {s.c["border"]};
    padding: 0 {s.px(8)}px; {s.font("tableHeader")} }}
QTableCornerButton::section {{ background: {s.c["surfaceAlt"]}; border: none; }}
QProgressBar {{ background: {s.c["barTrack"]}; border: none; border-radius: {s.px(5)}px; }}
QProgressBar::chunk {{ background: {s.c["data1"]}; }}
QTabBar, QTabWidget::pane {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {s.c["border"]}; }}"""


def _popups(s: Sheet) -> str:
    return f"""
QToolTip {{ background: {s.c["text"]}; color: {s.c["surface"]}; border: none;
    padding: {s.px(4)}px {s.px(8)}px; {s.font("help")} }}
QMenu {{ background: {s.c["surface"]}; border: {s.line}px solid {s.c["borderStrong"]};
    padding: {s.px(4)}px; {s.font("body")} }}
QMenu::item {{ padding: {s.px(8)}px {s.px(16)}px {s.px(8)}px {s.px(12)}px;
    border-radius: {s.radius_small}px; color: {s.c["text"]}; }}
QMenu::item:selected {{ background: {s.c["selected"]}; }}
QMenu::item:disabled {{ color: {s.c["textDisabled"]}; }}
QMenu::icon {{ padding-left: {s.px(8)}px; }}
QMenu::separator {{ height: {s.line}px; background: {s.c["border"]}; margin: {s.px(4)}px 0; }}"""


def _scrollers(s: Sheet) -> str:
    handle, wide, gap = s.c["borderStrong"], s.px(12), s.px(3)
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {{ background: transparent;
    border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {wide}px; }}
QScrollBar:horizontal {{ height: {wide}px; }}
QScrollBar::handle {{ background: {handle}; border-radius: {s.px(3)}px; margin: {gap}px; }}
QScrollBar::handle:vertical {{ min-height: {s.px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {s.px(32)}px; }}
QScrollBar::handle:hover {{ background: {s.c["textSecondary"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""
