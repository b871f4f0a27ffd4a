"""What the centre chose about adhésions: rule, prices, delay before « expirée »."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cs_desktop.domain.adhesions import DELAI_RENOUVELLEMENT, GenreAdhesion, ReglagesAdhesion
from cs_desktop.domain.saisons import RegleAdhesion, Validite
from cs_desktop.persistence.centre import Centre, Reglage, find_centre, set_reglage

REGLE, MONTANTS = "adhesion.regle", "adhesion.montants"
DELAI = "parametre.delai_renouvellement"  # the code of the catalogue of figures


def validite(session: Session) -> Validite:
    """The rule of the centre and its first day of season."""
    kept = _kept(session)
    regle = RegleAdhesion(kept.get(REGLE, RegleAdhesion.SAISON.value))
    centre = find_centre(session)
    if centre is None:
        return Validite(regle)
    return Validite(regle, centre.saison_mois, centre.saison_jour)


def set_validite(session: Session, wanted: Validite) -> None:
    """Keep the rule and the season; adhésions already taken stay as they are."""
    set_reglage(session, REGLE, wanted.regle.value)
    centre = find_centre(session)
    if centre is None:
        session.add(Centre(nom="", saison_mois=wanted.mois, saison_jour=wanted.jour))
    else:
        centre.saison_mois, centre.saison_jour = wanted.mois, wanted.jour


def reglages(session: Session) -> ReglagesAdhesion:
    """Prices of the day, and the delay."""
    kept = _kept(session)
    prices = {GenreAdhesion(code): cents for code, cents in kept.get(MONTANTS, {}).items()}
    return ReglagesAdhesion(tuple(prices.items()), kept.get(DELAI, DELAI_RENOUVELLEMENT))


def set_reglages(session: Session, wanted: ReglagesAdhesion) -> None:
    """Keep prices and delay."""
    set_reglage(session, MONTANTS, {genre.value: cents for genre, cents in wanted.montants})
    set_reglage(session, DELAI, wanted.delai)


def delai(session: Session) -> int:
    """Months during which an adhésion that ended is « à renouveler »."""
    kept = session.scalar(select(Reglage.valeur).where(Reglage.cle == DELAI))
    return DELAI_RENOUVELLEMENT if kept is None else kept


def _kept(session: Session) -> dict[str, Any]:
    query = select(Reglage.cle, Reglage.valeur).where(Reglage.cle.in_((REGLE, MONTANTS, DELAI)))
    return {row.cle: row.valeur for row in session.execute(query)}
