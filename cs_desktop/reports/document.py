"""Turn a story into a PDF file.

The same data gives the same bytes: no clock, no machine, no name of a person in the properties.
"""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false
# pyright: reportMissingParameterType=false, reportMissingTypeArgument=false
from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from cs_desktop.domain.errors import Annule
from cs_desktop.reports import fonts, styles
from cs_desktop.reports.page import Furniture, Page
from cs_desktop.reports.story import Story


def silent(*_done_and_total: int) -> None:
    """A `progress` that nobody hears."""


def never() -> bool:
    """A `cancelled` that lets the work end."""
    return False


def render(
    story: Story,
    page: Page,
    target: BinaryIO,
    *,
    progress: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Write the PDF to `target` and return its number of pages.

    `progress` hears (pages begun, 0): the total is unknown until the end. Raises Annule when
    `cancelled` says so; the caller then throws away what was written.
    """
    document = _Document(target, page, progress, cancelled)
    document.build(story.finished(), canvasmaker=_Canvas)
    return document.page


class _Canvas(Canvas):
    """Draws « 5 / 24 » on every page once the last one is known."""

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self.doForm(_number_form(self.getPageNumber()))
        super().showPage()

    def save(self) -> None:
        width, height = self._pagesize  # pyright: ignore[reportAttributeAccessIssue]
        last = self.getPageNumber() - 1
        for number in range(1, last + 1):
            self.beginForm(_number_form(number), 0, 0, width, height)
            self.setFillColor(styles.TEXT)
            self.setFont(fonts.FIGURES_BOLD, styles.Sizes().note)
            right = width - styles.MARGIN_SIDE
            self.drawRightString(right, styles.FOOTER_BOTTOM, f"{number} / {last}")
            self.endForm()
        super().save()


def _number_form(page: int) -> str:
    return f"numero-{page}"


class _Document(BaseDocTemplate):
    """A4 with the margins of the house."""

    def __init__(
        self,
        target: BinaryIO,
        page: Page,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._furniture = Furniture(page)
        self._progress, self._cancelled = progress, cancelled
        width, height = styles.page_size(paysage=page.paysage)
        super().__init__(
            target,
            pagesize=(width, height),
            title=page.titre,
            author="",
            subject="",
            creator="CS Desktop",
            lang="fr-FR",
            invariant=1,
            initialFontName=fonts.TEXT,
        )
        frame = Frame(
            styles.MARGIN_SIDE,
            styles.MARGIN_BOTTOM,
            width - 2 * styles.MARGIN_SIDE,
            height - styles.MARGIN_TOP - styles.MARGIN_BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._furnish)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: ARG002, N802 - ReportLab's names
        self._stop_if_asked()

    def _furnish(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        self._stop_if_asked()
        self._progress(self.page, 0)
        self._furniture.draw(canvas)

    def _stop_if_asked(self) -> None:
        if self._cancelled():
            raise Annule("L’impression a été arrêtée. Aucun fichier n’a été créé.")
