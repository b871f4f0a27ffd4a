"""What « D’où vient ce chiffre ? » reads, and how a figure is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from cs_desktop.domain.ages import AGE_INCONNU, TRANCHES_FINES
from cs_desktop.domain.chiffres import Catalogue, Chiffre, Filtre, Nature, ValeurChiffre
from cs_desktop.domain.graphiques import Graphique, Serie
from cs_desktop.domain.preuves import Preuve
from cs_desktop.domain.text import DASH, NNBSP, nombre
from cs_desktop.ui.kit.chart import Draw
from cs_desktop.ui.shell.contexte import Contexte

AGES = "tranche_age"


@dataclass(frozen=True)
class Proof:
    """Everything the screen shows, read in one go."""

    chiffre: Chiffre
    valeur: ValeurChiffre
    preuves: tuple[Preuve, ...]
    filtres: str
    ages: Graphique | None
    draw: Draw


def read_proof(contexte: Contexte, code: str, annee: int) -> Proof:
    """Off the GUI thread: it loads ReportLab for the chart."""
    service, acteur = contexte.services.chiffres, contexte.acteur
    catalogue = service.catalogue(acteur)
    chiffre = catalogue.chiffre(code)
    ages = _ages(contexte, chiffre, annee) if AGES in chiffre.ventilations else None
    return Proof(
        chiffre,
        service.values(acteur, annee, [code])[0],
        tuple(service.rows(acteur, code, annee)),
        _filters(catalogue, chiffre),
        ages,
        partial(contexte.documents().graphiques.barres, acteur),
    )


def value_text(chiffre: Chiffre, valeur: ValeurChiffre) -> str:
    """« 386 », « 3,1 % »: one decimal under 10, none above; « — » when nothing can be said."""
    if chiffre.nature is not Nature.TAUX:
        return DASH if valeur.valeur is None else nombre(valeur.valeur)
    above, below = valeur.numerateur, valeur.denominateur
    if above is None or not below:
        return DASH
    tenths = (2000 * above + below) // (2 * below)
    if tenths < 100 and tenths % 10:
        return f"{tenths // 10},{tenths % 10}{NNBSP}%"
    return f"{(200 * above + below) // (2 * below)}{NNBSP}%"


def ratio_text(valeur: ValeurChiffre) -> str:
    """« 12 sur 386 », the numbers of a ratio; empty for other figures."""
    if valeur.numerateur is None or valeur.denominateur is None:
        return ""
    return f"{nombre(valeur.numerateur)} sur {nombre(valeur.denominateur)}"


def _filters(catalogue: Catalogue, chiffre: Chiffre) -> str:
    """The filters that the figure itself applies."""
    return " · ".join(
        f"{catalogue.ventilations[code].libelle} : {', '.join(values)}"
        for code, values in chiffre.numerateur_filtre
    )


def _ages(contexte: Contexte, chiffre: Chiffre, annee: int) -> Graphique:
    service, acteur = contexte.services.chiffres, contexte.acteur
    bands = (*TRANCHES_FINES, AGE_INCONNU)
    counted = tuple(
        service.values(acteur, annee, [chiffre.code], Filtre.de({AGES: band.code}))[0].valeur
        for band in bands
    )
    names = tuple(band.libelle.capitalize() for band in bands)
    return Graphique("Par tranche d’âge", names, (Serie(str(annee), counted),), "personnes")
