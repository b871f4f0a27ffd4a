"""What stands round the text of every page: head and foot."""

# The stubs of ReportLab are partial.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false
# pyright: reportMissingParameterType=false, reportMissingTypeArgument=false
from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.reports import fonts, styles
from cs_desktop.reports.writing import runs

INTERNE = "Document interne, à détruire après usage"
LOGO_HEIGHT = 9 * mm  # between the top of the head and its line
LOGO_WIDTH = 40 * mm
NUMBER_ROOM = 60  # points kept at the right of the foot for « 5 / 24 »


@dataclass(frozen=True, slots=True)
class CentreImprime:
    """Who prints: the left of the head. `logo` is a PNG or a JPEG."""

    nom: str
    gestionnaire: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What stands round the text of every page. `titre` is the title of the file as well:
    it names the kind of document, never a person."""

    centre: CentreImprime
    titre: str
    periode: str
    pied: str
    provisoire: bool = False
    paysage: bool = False


def pied_chiffres(arrete_le: str, source: str) -> str:
    """The foot of a document that holds figures."""
    return f"Chiffres arrêtés le {arrete_le} · source : {source}"


class Furniture:
    """Draws the head and the foot of one document; the logo is read once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._logo = _read_logo(page.centre.logo)
        self.width, self.height = styles.page_size(paysage=page.paysage)
        self.right = self.width - styles.MARGIN_SIDE

    def draw(self, canvas: Canvas) -> None:
        """Head and foot, but for the page number, which is known at the end only."""
        canvas.saveState()
        self._head(canvas)
        self._foot(canvas)
        canvas.restoreState()

    def _head(self, canvas: Canvas) -> None:
        page, left, top = self._page, styles.MARGIN_SIDE, self.height - styles.HEADER_TOP
        if self._logo is not None:
            width, height = _fit(self._logo)
            canvas.drawImage(self._logo, left, top - height, width, height, mask="auto")
            left += width + 3 * mm
        document = f"{page.titre} · Provisoire" if page.provisoire else page.titre
        size = styles.Sizes().header
        canvas.setFillColor(styles.TEXT)
        y = top - size
        for at_left, at_right, font in (
            (page.centre.nom, document, fonts.BOLD),
            (page.centre.gestionnaire, page.periode, fonts.TEXT),
        ):
            taken = _draw_right(canvas, at_right, font, size, self.right, y)
            room = self.right - left - taken - 12
            _draw_left(canvas, at_left, font, size, left, y, room)
            y -= size * styles.LINE_FACTOR
        line = self.height - styles.MARGIN_TOP + 5 * mm
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(styles.RULE_WIDTH)
        canvas.line(styles.MARGIN_SIDE, line, self.right, line)

    def _foot(self, canvas: Canvas) -> None:
        size, left = styles.Sizes().note, styles.MARGIN_SIDE
        line = styles.FOOTER_BOTTOM + size + 1.5 * mm
        canvas.setStrokeColor(styles.NOTE)
        canvas.setLineWidth(0.5)
        canvas.line(left, line, self.right, line)
        canvas.setFillColor(styles.NOTE)
        room = self.right - left - NUMBER_ROOM
        _draw_left(canvas, self._page.pied, fonts.TEXT, size, left, styles.FOOTER_BOTTOM, room)


def _read_logo(logo: bytes | None) -> ImageReader | None:
    if logo is None:
        return None
    try:
        return ImageReader(BytesIO(logo))
    except (OSError, UnidentifiedImageError) as error:
        raise RegleMetier(
            "Le logo du centre ne peut pas être lu. Choisissez une image PNG ou JPEG.", "logo"
        ) from error


def _fit(logo: ImageReader) -> tuple[float, float]:
    """The logo as large as the head allows, undistorted."""
    width, height = logo.getSize()
    scale = min(LOGO_HEIGHT / height, LOGO_WIDTH / width)
    return width * scale, height * scale


def _draw_right(canvas: Canvas, text: str, font: str, size: float, right: float, y: float) -> float:
    """Draw one line that ends at `right`; return its width."""
    pieces = runs(text, font)
    width = sum(stringWidth(piece.text, piece.font, size) for piece in pieces)
    _draw_left(canvas, text, font, size, right - width, y, width + 1)
    return width


def _draw_left(
    canvas: Canvas, text: str, font: str, size: float, left: float, y: float, room: float
) -> None:
    """Draw one line from `left`, ended by « … » where it would leave its `room`."""
    while sum(stringWidth(run.text, run.font, size) for run in runs(text, font)) > room and text:
        text = f"{text.rstrip('…')[:-1].rstrip()}…" if len(text) > 2 else ""
    x = left
    for run in runs(text, font):
        canvas.setFont(run.font, size)
        canvas.drawString(x, y, run.text)
        x += stringWidth(run.text, run.font, size)
