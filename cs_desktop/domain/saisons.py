"""How long an adhésion holds: the three rules of centres, and the season they speak of (R4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.periods import Periode, annee_civile, saison_de

MOIS_PAR_AN = 12
_DAY = timedelta(days=1)
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # a day that every year has


class RegleAdhesion(StrEnum):
    """The choice of the centre; it changes nothing to the adhésions already taken."""

    SAISON = "saison"
    ANNEE_CIVILE = "annee_civile"
    DOUZE_MOIS = "douze_mois"

    @property
    def libelle(self) -> str:
        """The words of the settings."""
        return {
            "saison": "La saison du centre",
            "annee_civile": "L’année civile",
            "douze_mois": "Douze mois à partir du jour où elle est prise",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Validite:
    """The rule and the first day of season."""

    regle: RegleAdhesion = RegleAdhesion.SAISON
    mois: int = 9
    jour: int = 1

    def periode(self, prise_le: date, *, couverte_jusqu_au: date | None = None) -> Periode:
        """From when to when an adhésion taken on `prise_le` holds.

        Whoever is covered already takes what follows: nobody pays twice for the same day.
        """
        depart = prise_le
        if couverte_jusqu_au is not None and couverte_jusqu_au >= prise_le:
            depart = couverte_jusqu_au + _DAY
        if self.regle is RegleAdhesion.DOUZE_MOIS:
            return Periode(depart, dans_des_mois(depart, MOIS_PAR_AN) - _DAY)
        return Periode(depart, self.exercice(depart).fin)

    def suivante(self, prise_le: date) -> Periode:
        """The whole season, or year, that follows `prise_le`: taken before it begins.

        With twelve rolling months there is none to come: it is the one that begins that day.
        """
        if self.regle is RegleAdhesion.DOUZE_MOIS:
            return self.periode(prise_le)
        return self.exercice(self.exercice(prise_le).fin + _DAY)

    def exercice(self, jour: date) -> Periode:
        """The season of the centre that holds `jour`, or its civil year."""
        if self.regle is RegleAdhesion.ANNEE_CIVILE:
            return annee_civile(jour.year)
        return saison_de(jour, self.mois, self.jour)


def check_validite(validite: Validite) -> Validite:
    """Raises RegleMetier when the season cannot begin on that day each year."""
    if not 1 <= validite.mois <= MOIS_PAR_AN:
        raise RegleMetier("Choisissez un mois de 1 à 12.", "mois")
    last = _LAST_DAYS[validite.mois - 1]
    if not 1 <= validite.jour <= last:
        message = f"La saison commence un jour que chaque année possède : de 1 à {last} ce mois-là."
        raise RegleMetier(message, "jour")
    return validite


def dans_des_mois(jour: date, mois: int) -> date:
    """The same day `mois` months later; 29 February and the like go to the 1st that follows."""
    years, month = divmod(jour.month - 1 + mois, MOIS_PAR_AN)
    first = date(jour.year + years, month + 1, 1)
    try:
        return first.replace(day=jour.day)
    except ValueError:
        return (first + timedelta(days=31)).replace(day=1)


def il_y_a_des_mois(jour: date, mois: int) -> date:
    """The same day `mois` months before, or the last day of that month when it has none."""
    years, month = divmod(jour.month - 1 - mois, MOIS_PAR_AN)
    first = date(jour.year + years, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=jour.day - 1), following - _DAY)


def precedente(periode: Periode) -> Periode:
    """The period of the same length just before: the season before for a season."""
    following = periode.fin + _DAY
    if (following.month, following.day) == (periode.debut.month, periode.debut.day):
        years = following.year - periode.debut.year
        started = periode.debut
        return Periode(started.replace(year=started.year - years), started - _DAY)
    return Periode(periode.debut - timedelta(days=periode.jours), periode.debut - _DAY)


def jour_reference_age(periode: Periode) -> date:
    """31 December that falls in a season or a year, else that of the year of the last day."""
    following = periode.fin + _DAY
    whole = dans_des_mois(periode.debut, MOIS_PAR_AN) == following
    return date(periode.debut.year if whole else periode.fin.year, 12, 31)


def saison_texte(jour: date, mois: int = 9, jour_debut: int = 1) -> str:
    """« saison 2026-2027 », as the list names the season of the day."""
    return f"saison {saison_de(jour, mois, jour_debut).texte()}"


def jusqu_au(fin: date) -> str:
    """« jusqu’au 31/08/2027 »."""
    return f"jusqu’au {date_fr(fin)}"
