"""How a counted figure is printed; a taux is never shown without its two numbers (ui.md §8)."""

from __future__ import annotations

from cs_desktop.domain.chiffres_modele import Catalogue, Chiffre, Nature, ValeurChiffre
from cs_desktop.domain.durations import duree
from cs_desktop.domain.money import euros
from cs_desktop.domain.text import DASH, MINUS, NBSP, NNBSP, nombre

MEAN_NEEDS = 5  # people: under it a mean says too much about each of them
CENTIEMES = frozenset({"ETP"})  # units counted in hundredths


def texte(catalogue: Catalogue, valeur: ValeurChiffre) -> str:
    """The figure as it is printed, without its unit when that is a word."""
    chiffre = catalogue.chiffre(valeur.code)
    if chiffre.nature is Nature.TAUX:
        return _taux(catalogue, chiffre, valeur)
    return DASH if valeur.valeur is None else _quantite(chiffre, valeur.valeur)


def detail(catalogue: Catalogue, valeur: ValeurChiffre) -> str:
    """« 6 sur 31 » for a taux, empty for the others."""
    chiffre = catalogue.chiffre(valeur.code)
    if valeur.numerateur is None or valeur.denominateur is None:
        return ""
    above, below = (catalogue.chiffre(code) for code in chiffre.operandes)
    return f"{_quantite(above, valeur.numerateur)} sur {_quantite(below, valeur.denominateur)}"


def _taux(catalogue: Catalogue, chiffre: Chiffre, valeur: ValeurChiffre) -> str:
    if valeur.numerateur is None or not valeur.denominateur:
        return DASH
    if chiffre.unite == "%":
        return _pourcentage(valeur.numerateur, valeur.denominateur)
    counted = catalogue.chiffre(chiffre.operandes[-1]).nature
    if counted is Nature.PERSONNES and valeur.denominateur < MEAN_NEEDS:
        return DASH
    # Cents over a count are cents again; other means are printed with two decimals.
    if chiffre.unite.startswith("€"):
        return euros(_arrondi(valeur.numerateur, valeur.denominateur))
    return _centiemes(_arrondi(valeur.numerateur * 100, valeur.denominateur))


def _quantite(chiffre: Chiffre, valeur: int) -> str:
    match chiffre.nature:
        case Nature.EUROS:
            return euros(valeur)
        case Nature.HEURES:
            return duree(valeur)
        case _:
            return _centiemes(valeur) if chiffre.unite in CENTIEMES else nombre(valeur)


def _arrondi(numerateur: int, denominateur: int) -> int:
    """The nearest integer, halves away from zero."""
    rounded = (2 * abs(numerateur) + abs(denominateur)) // (2 * abs(denominateur))
    return rounded if (numerateur < 0) == (denominateur < 0) else -rounded


def _pourcentage(numerateur: int, denominateur: int) -> str:
    """19 %, and one decimal under 10 (3,5 %) unless it is zero."""
    tenths = _arrondi(numerateur * 1000, denominateur)
    if abs(tenths) < 100 and tenths % 10:
        whole, rest = divmod(abs(tenths), 10)
        return f"{MINUS if tenths < 0 else ''}{whole},{rest}{NNBSP}%"
    return f"{nombre(_arrondi(numerateur * 100, denominateur))}{NNBSP}%"


def _centiemes(valeur: int) -> str:
    """Hundredths as a decimal number: 2,40."""
    return euros(valeur).removesuffix(f"{NBSP}€")
