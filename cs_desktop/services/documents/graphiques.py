"""Charts for the screen, drawn by the code that draws them on paper (A15)."""

from __future__ import annotations

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.graphiques import Graphique, Palette
from cs_desktop.reports import charts, fonts
from cs_desktop.reports.svg import to_svg
from cs_desktop.services.registre import droit
from cs_desktop.system.folders import resource


class GraphiqueService:
    """SVG bytes of a chart in the colours of the theme."""

    def __init__(self) -> None:
        fonts.register(resource("fonts"))

    @droit(Droit.CONSULTER_CHIFFRES)
    def barres(
        self,
        acteur: Acteur,  # noqa: ARG002
        graphique: Graphique,
        palette: Palette,
        largeur: int,
    ) -> bytes:
        """Horizontal bars, `largeur` points wide."""
        return to_svg(charts.bars(graphique, palette, largeur), graphique.titre)

    @droit(Droit.CONSULTER_CHIFFRES)
    def lignes(
        self,
        acteur: Acteur,  # noqa: ARG002
        graphique: Graphique,
        palette: Palette,
        largeur: int,
    ) -> bytes:
        """Lines, for five categories or more."""
        return to_svg(charts.lines(graphique, palette, largeur), graphique.titre)
