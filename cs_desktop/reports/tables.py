"""Tables between two black lines: header repeated on each page, no row cut, no vertical line."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from reportlab.platypus import LongTable, Paragraph, Table

from cs_desktop.reports import fonts, styles
from cs_desktop.reports.story import ALERT_SIGN, Story

PADDING = 4.5  # points at each side of a cell
LABEL_SHARE = 0.18
LEVELLING = 1.2  # lifts the text to the optical middle of its row


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the share of the width that it takes."""

    title: str
    share: float
    right: bool = False
    strong: bool = False


def data_table(
    story: Story,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    total: Sequence[str] | None = None,
    width: float | None = None,
    row_height: float | None = None,
    alerts: Sequence[str] = (),
) -> Table:
    """A table of `rows` under a grey header; `total` is the last line, between black lines.

    `alerts` has a sentence for each row, or nothing: the name of such a row is red, and its
    sentence stands under it.
    """
    widths = _widths(columns, width or story.width)
    header = [story.paragraph(c.title, _style(story, c, strong=True)) for c in columns]
    body = [
        [
            _cell(story, c, text, alert if c.strong else "")
            for c, text in zip(columns, row, strict=True)
        ]
        for row, alert in zip_longest(rows, alerts, fillvalue="")
    ]
    if total is not None:
        body.append(
            [
                story.paragraph(text, _style(story, c, strong=True))
                for c, text in zip(columns, total, strict=True)
            ]
        )
    at_least = row_height or story.styles.sizes.table_row
    heights = [story.styles.sizes.table_header, *(_height(row, widths, at_least) for row in body)]
    # Heights are given: ReportLab would measure every cell again after each page.
    table = LongTable([header, *body], colWidths=widths, rowHeights=heights, repeatRows=1)
    table.setStyle(_rules(total=total is not None))
    return table


def _cell(story: Story, column: Column, text: str, alert: str) -> Paragraph:
    if alert:
        return story.paragraph(f"{text}\n{ALERT_SIGN} {alert}", story.styles.cell_alert)
    return story.paragraph(text, _style(story, column, strong=column.strong))


def facts_table(
    story: Story,
    facts: Sequence[tuple[str, str]],
    *,
    columns: int = 2,
    width: float | None = None,
    row_height: float | None = None,
) -> Table:
    """Labels in bold and their values, `columns` pairs on a line. An empty value leaves room to
    write by hand."""
    width = width or story.width
    label = width * LABEL_SHARE
    widths = [label, width / columns - label] * columns
    padded = [*facts, *([("", "")] * (-len(facts) % columns))]
    rows: list[list[Paragraph]] = []
    for start in range(0, len(padded), columns):
        row: list[Paragraph] = []
        for name, value in padded[start : start + columns]:
            row.append(story.paragraph(name, story.styles.cell_strong))
            row.append(story.paragraph(value, story.styles.cell))
        rows.append(row)
    at_least = row_height or story.styles.sizes.table_row
    heights = [_height(row, widths, at_least) for row in rows]
    table = Table(rows, colWidths=widths, rowHeights=heights)
    table.setStyle(
        [
            *_common(),
            # A label stands beside the first line of a long value.
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), (at_least - story.styles.cell.leading) / 2),
            ("LINEBELOW", (0, 0), (-1, -2), 0.5, styles.RULE_LIGHT),
            ("LINEABOVE", (0, 0), (-1, 0), styles.RULE_WIDTH, styles.RULE),
            ("LINEBELOW", (0, -1), (-1, -1), styles.RULE_WIDTH, styles.RULE),
        ]
    )
    return table


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    whole = sum(column.share for column in columns)
    return [width * column.share / whole for column in columns]


def _style(story: Story, column: Column, *, strong: bool) -> Any:
    if column.right:
        return story.styles.cell_right_strong if strong else story.styles.cell_right
    return story.styles.cell_strong if strong else story.styles.cell


def _height(row: Sequence[Paragraph], widths: Sequence[float], at_least: float) -> float:
    text = max(
        cell.wrap(width - 2 * PADDING, 10_000)[1] for cell, width in zip(row, widths, strict=True)
    )
    return max(at_least, text + at_least - styles.LINE_FACTOR * row[0].style.fontSize)


def _common() -> list[tuple[Any, ...]]:
    return [
        # Cells are paragraphs; ReportLab would still name its own Helvetica in the file.
        ("FONTNAME", (0, 0), (-1, -1), fonts.FIGURES),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), LEVELLING),
    ]


def _rules(*, total: bool) -> list[tuple[Any, ...]]:
    rules = [
        *_common(),
        ("BACKGROUND", (0, 0), (-1, 0), styles.TABLE_HEADER),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, styles.RULE_LIGHT),
        ("LINEABOVE", (0, 0), (-1, 0), styles.RULE_WIDTH, styles.RULE),
        ("LINEBELOW", (0, 0), (-1, 0), styles.RULE_WIDTH, styles.RULE),
        ("LINEBELOW", (0, -1), (-1, -1), styles.RULE_WIDTH, styles.RULE),
    ]
    if total:
        rules.append(("LINEABOVE", (0, -1), (-1, -1), styles.RULE_WIDTH, styles.RULE))
    return rules
