"""Sizes, colours and paragraph styles of printed pages: `resources/tokens.json`, key « print »."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from cs_desktop.reports import fonts

TEXT = HexColor("#14232A")
TITLE = HexColor("#0F5A70")
NOTE = HexColor("#43545A")
DANGER = HexColor("#A11D15")  # who must not collect a child; a sign and a word say it too
DANGER_FILL = HexColor("#FBE1DE")
RULE = HexColor("#14232A")
RULE_LIGHT = HexColor("#B5C0BF")
TABLE_HEADER = HexColor("#E6EBEA")

MARGIN_SIDE = 18 * mm
MARGIN_TOP = 25 * mm
MARGIN_BOTTOM = 19 * mm
HEADER_TOP = 9.5 * mm
FOOTER_BOTTOM = 8.5 * mm
RULE_WIDTH = 0.75
LINE_FACTOR = 1.38
LARGE_PRINT = 1.3


@dataclass(frozen=True, slots=True)
class Sizes:
    """Points."""

    title: float = 19
    section: float = 12
    lead: float = 10.5
    body: float = 10
    table: float = 9
    note: float = 9
    header: float = 9
    table_row: float = 17.25
    table_header: float = 19.5

    def scaled(self, factor: float) -> Sizes:
        """The sizes of « Gros caractères »; head and foot keep theirs."""
        return replace(
            self,
            title=self.title * factor,
            section=self.section * factor,
            lead=self.lead * factor,
            body=self.body * factor,
            table=self.table * factor,
            note=self.note * factor,
            table_row=self.table_row * factor,
            table_header=self.table_header * factor,
        )


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document."""

    sizes: Sizes
    title: ParagraphStyle
    section: ParagraphStyle
    lead: ParagraphStyle
    body: ParagraphStyle
    note: ParagraphStyle
    cell: ParagraphStyle
    cell_strong: ParagraphStyle
    cell_right: ParagraphStyle
    cell_right_strong: ParagraphStyle
    word: ParagraphStyle  # of a fiche de secours
    alert: ParagraphStyle
    cell_alert: ParagraphStyle


def page_size(*, paysage: bool = False) -> tuple[float, float]:
    """Width and height; landscape is for budgets and attendance sheets."""
    return landscape(A4) if paysage else A4


def make_styles(*, large: bool = False) -> Styles:
    """The styles of a document, in normal or large print."""
    sizes = Sizes().scaled(LARGE_PRINT) if large else Sizes()
    cell = _style("cell", fonts.FIGURES, sizes.table)
    strong = _style("cell_strong", fonts.FIGURES_STRONG, sizes.table)
    right = _style("cell_right", fonts.FIGURES, sizes.table)
    right_strong = _style("cell_right_strong", fonts.FIGURES_STRONG, sizes.table)
    right.alignment = right_strong.alignment = TA_RIGHT
    title = _style("title", fonts.BOLD, sizes.title, TITLE)
    title.leading = sizes.title * 1.2
    title.spaceAfter = 8
    section = _style("section", fonts.BOLD, sizes.section)
    section.spaceBefore, section.spaceAfter = 14, 5
    body = _style("body", fonts.TEXT, sizes.body)
    body.spaceAfter = 4
    alert = _style("alert", fonts.BOLD, sizes.lead, DANGER)
    alert.backColor, alert.borderColor, alert.borderWidth = DANGER_FILL, DANGER, RULE_WIDTH
    alert.borderPadding, alert.spaceBefore, alert.spaceAfter = 5, 8, 10
    return Styles(
        sizes=sizes,
        title=title,
        section=section,
        lead=_style("lead", fonts.TEXT, sizes.lead),
        body=body,
        note=_style("note", fonts.TEXT, sizes.note, NOTE),
        cell=cell,
        cell_strong=strong,
        cell_right=right,
        cell_right_strong=right_strong,
        word=_style("word", fonts.STRONG, sizes.section * 1.1),
        alert=alert,
        cell_alert=_style("cell_alert", fonts.FIGURES_STRONG, sizes.table, DANGER),
    )


def _style(name: str, font: str, size: float, colour: Color = TEXT) -> ParagraphStyle:
    """No widow, no orphan, and a word longer than its column is cut rather than spilt."""
    return ParagraphStyle(
        name,
        fontName=font,
        bulletFontName=font,
        fontSize=size,
        leading=size * LINE_FACTOR,
        textColor=colour,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
