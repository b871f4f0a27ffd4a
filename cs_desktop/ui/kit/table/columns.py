"""What a table shows: declared columns, and the choice and order that each account keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from PySide6.QtCore import Qt

from cs_desktop.ui.kit.table.highlight import Span, match_spans
from cs_desktop.ui.kit.table.source import SortKey

R = TypeVar("R")
Kind = Literal["text", "strong", "number", "chip"]
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
EMPTY = "—"  # no data; a real zero is « 0 »


class Chip(NamedTuple):
    """Icon, word and colour of a state; `tone` is ok, warn, bad, info or neutral."""

    text: str
    tone: str
    icon: str | None = None


class Cell(NamedTuple):
    """What one cell paints, prepared once when its row arrives."""

    text: str
    tone: str
    chip: Chip | None
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column. Every function of a row is called once per row read, never while painting.

    `number` is right aligned in figures of equal width, `strong` is the name of the row.
    """

    key: str
    title: str
    text: Callable[[R], str | None]
    kind: Kind = "text"
    width: int = 120  # pixels of the drawings; the least width of a column that stretches
    sort: str | None = None  # name of the key in the query; None: the header does not sort
    stretch: bool = False
    highlight: bool = False  # show where the words of the search are
    shown: bool = True  # at first; the person may choose otherwise
    secondary: bool = False  # left out when the window is narrow
    chip: Callable[[R], Chip | None] | None = None
    tone: Callable[[R], str] | None = None  # a token; « textSecondary » for a zero amount

    @property
    def align(self) -> Qt.AlignmentFlag:
        return RIGHT if self.kind == "number" else LEFT

    def cell(self, row: R, words: Sequence[str]) -> Cell:
        """The cell of a row, with the places of `words` if this column shows them."""
        chip = self.chip(row) if self.chip else None
        text = chip.text if chip else self.text(row) or ""
        spans = match_spans(text, words) if self.highlight and words and text else ()
        return Cell(text, self.tone(row) if self.tone else "text", chip, spans)

    def spoken(self, cell: Cell) -> str:
        """« Adhésion : à renouveler », for screen readers."""
        text = cell.text or "vide"
        if cell.chip:
            text = text[:1].lower() + text[1:]
        return f"{self.title}\u00a0: {text}"


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What the person chose: columns in order, widths in pixels of the drawings, order of rows."""

    columns: tuple[str, ...]
    widths: dict[str, int] = field(default_factory=dict[str, int])
    sort: tuple[SortKey, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For a preference."""
        return {
            "columns": list(self.columns),
            "widths": dict(self.widths),
            "sort": [[key.column, key.descending] for key in self.sort],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> TableLayout:
        """From a preference. Columns that no longer exist are left out by the table."""
        return cls(
            columns=tuple(str(key) for key in kept.get("columns", ())),
            widths={str(key): int(width) for key, width in kept.get("widths", {}).items()},
            sort=tuple(SortKey(str(name), bool(down)) for name, down in kept.get("sort", ())),
        )
