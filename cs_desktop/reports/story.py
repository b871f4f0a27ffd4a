"""The story of a document: its texts and flowables, in reading order."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false
# pyright: reportMissingParameterType=false, reportMissingTypeArgument=false
from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from cs_desktop.reports import styles
from cs_desktop.reports.writing import NOTICE, is_altered, markup

ALERT_SIGN = "⚠"  # with its word: colour alone would be lost on a grey printer
SECTION_KEEP = 95  # points: a section title, a table header and two rows


class Story:
    """The flowables of a document in the making. Every text goes through here, so that none
    prints boxes and the page says so when letters had to be replaced."""

    def __init__(self, *, large: bool = False, paysage: bool = False) -> None:
        self.styles = styles.make_styles(large=large)
        self.width = styles.page_size(paysage=paysage)[0] - 2 * styles.MARGIN_SIDE
        self.flowables: list[Flowable] = []
        self._altered = False
        self._bookmarks = 0
        self._titled = False

    def paragraph(self, text: str, style: ParagraphStyle) -> Paragraph:
        """A paragraph for a table cell, or to be added later."""
        self._altered = self._altered or is_altered(text)
        return Paragraph(markup(text, style.fontName), style)

    def add(self, *flowables: Flowable) -> None:
        """Append flowables made elsewhere (tables, drawings)."""
        self.flowables.extend(flowables)

    def title(self, text: str, bookmark: str) -> None:
        """The title of the first page; `bookmark` stands in the outline and names no person."""
        self._heading(text, self.styles.title, bookmark, level=0)
        self._titled = True

    def section(self, text: str, *, keep: float = SECTION_KEEP) -> None:
        """A section title, on a new page unless `keep` points are left for it and what follows."""
        self.add(CondPageBreak(keep))
        # The outline refuses a second level without a first.
        self._heading(text, self.styles.section, text, level=1 if self._titled else 0)

    def alert(self, text: str) -> None:
        """A red sentence in a box, with its sign: it must be seen before anything else."""
        self.add(self.paragraph(f"{ALERT_SIGN} {text}", self.styles.alert))

    def body(self, text: str) -> None:
        """A paragraph of running text."""
        self.add(self.paragraph(text, self.styles.body))

    def note(self, text: str) -> None:
        """A footnote under a table or a chart."""
        self.add(Spacer(1, 4), self.paragraph(text, self.styles.note))

    def space(self, points: float) -> None:
        """Empty height."""
        self.add(Spacer(1, points))

    def finished(self) -> list[Flowable]:
        """The flowables, with the notice about replaced letters if one was."""
        if self._altered:
            self.note(NOTICE)
            self._altered = False
        return self.flowables

    def _heading(self, text: str, style: ParagraphStyle, bookmark: str, *, level: int) -> None:
        heading = self.paragraph(text, style)
        self._bookmarks += 1
        self.add(_Bookmark(bookmark, level, f"titre-{self._bookmarks}"), heading)


class _Bookmark(Flowable):
    """An entry of the outline, at the place of the heading that follows."""

    def __init__(self, text: str, level: int, key: str) -> None:
        super().__init__()
        self._text, self._level, self._key = text, level, key

    def draw(self) -> None:
        self.canv.bookmarkHorizontal(self._key, 0, 0)
        self.canv.addOutlineEntry(self._text, self._key, self._level)
