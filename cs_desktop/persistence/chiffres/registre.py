"""For each code of the catalogue, one rows query and one aggregate over it (A9).

What is shown and what opens under « D’où vient ce chiffre ? » cannot disagree: the value is
computed from the very rows that are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.periods import Periode
from cs_desktop.persistence.chiffres import adhesions, personnes

# Families of the catalogue that no feature counts yet; a family leaves as soon as it has a code.
FAMILLES_A_VENIR = frozenset(
    {
        *("publics", "inscriptions", "ouverture", "seances"),
        *("participations", "comptages", "accueil", "droits", "numerique", "alsh", "clas", "laep"),
        *("permanences", "allervers", "sorties", "benevoles", "gouvernance", "emploi"),
        *("partenaires", "budget", "financements", "caisse", "projet", "qualite"),
    }
)

# Figures of families that are counted already, which wait for another feature.
CHIFFRES_A_VENIR = frozenset(
    {
        *("familles.foyers_participants", "familles.foyers_avec_enfants"),
        *("familles.parents_distincts", "familles.part_peres", "familles.foyers_temps_partages"),
    }
)


class Agregat(StrEnum):
    """How the rows make a number."""

    LIGNES = "lignes"
    DISTINCTS = "distincts"
    SOMME = "somme"


def _always(_session: Session, _periode: Periode) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Comptage:
    """A figure: its rows for a period and a filter, and what is counted in them."""

    lignes: Callable[[Session, Periode, Filtre], Select[*tuple[Any, ...]]]
    agregat: Agregat = Agregat.LIGNES
    colonne: str | None = None  # counted apart, or added up
    connu: Callable[[Session, Periode], bool] = _always  # « — » when the base cannot know


COMPTAGES: dict[str, Comptage] = {
    "fichier.personnes": Comptage(personnes.rows_of_the_file),
    "familles.foyers_adherents": Comptage(adhesions.foyers_adherents),
    "adhesions.souscrites": Comptage(adhesions.souscrites),
    "adhesions.adherents": Comptage(adhesions.adherents),
    "adhesions.a_jour": Comptage(adhesions.a_jour),
    "adhesions.a_renouveler": Comptage(adhesions.a_renouveler),
    "adhesions.nouveaux": Comptage(adhesions.nouveaux, connu=adhesions.has_a_past),
    "adhesions.fideles": Comptage(adhesions.fideles),
    "adhesions.renouvelables": Comptage(adhesions.renouvelables),
}


def value(session: Session, code: str, periode: Periode, filtre: Filtre) -> int | None:
    """The number of a code, None when the base cannot know it.

    Raises KeyError for a code that nothing counts.
    """
    comptage = COMPTAGES[code]
    if not comptage.connu(session, periode):
        return None
    lines = comptage.lignes(session, periode, filtre).order_by(None).subquery()
    return session.scalar(select(_aggregate(comptage, lines.c)).select_from(lines)) or 0


def rows(
    session: Session, code: str, periode: Periode, filtre: Filtre
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The names of the columns and the rows that the number is made of."""
    result = session.execute(COMPTAGES[code].lignes(session, periode, filtre))
    return tuple(result.keys()), [tuple(row) for row in result]


def _aggregate(comptage: Comptage, columns: Any) -> ColumnElement[int]:
    match comptage.agregat:
        case Agregat.LIGNES:
            return func.count()
        case Agregat.DISTINCTS:
            return func.count(columns[comptage.colonne].distinct())
        case Agregat.SOMME:
            return func.sum(columns[comptage.colonne])
