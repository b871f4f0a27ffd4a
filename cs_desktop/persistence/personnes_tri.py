"""The order of the list of people, as SQL expressions: unknown values last (A10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from cs_desktop.domain.personnes import Colonne, Sexe, Tri
from cs_desktop.persistence.adhesions import etat
from cs_desktop.persistence.foyers import Foyer, Rattachement, Zone, in_force
from cs_desktop.persistence.personnes import Personne

BY_NAME = Tri()


def order(tri: Tri, jour: date, delai: int) -> list[Any]:
    """The ORDER BY of the list."""
    return [
        term.desc() if descending else term.asc()
        for term, descending in sort_terms(tri, jour, delai)
    ]


def sort_terms(tri: Tri, jour: date, delai: int) -> list[tuple[Any, bool]]:
    """What the list is ordered by: unknown values last in both directions, the name at the end."""
    if tri.colonne is Colonne.NOM:
        rest = [] if tri.puis is None else sort_terms(tri.puis, jour, delai)[:-1]
        return [(Personne.cle_tri, tri.descendant), *rest, (Personne.id, tri.descendant)]
    value = _value(tri.colonne, jour, delai)
    # The youngest first is the latest birth first.
    descending = tri.descendant is not (tri.colonne is Colonne.AGE)
    rest = sort_terms(tri.puis or BY_NAME, jour, delai)
    return [(case((value.is_(None), 1), else_=0), False), (value, descending), *rest]


def _value(colonne: Colonne, jour: date, delai: int) -> ColumnElement[Any]:
    # The codes of the states are in the order of the buttons.
    return etat(jour, delai) if colonne is Colonne.ADHESION else _SORTED[colonne](jour)


def _foyer_key(jour: date) -> ColumnElement[Any]:
    return (
        select(func.min(Foyer.cle_tri))
        .join(Rattachement, Rattachement.foyer_id == Foyer.id)
        .where(Rattachement.personne_id == Personne.id, in_force(jour))
        .correlate(Personne)
        .scalar_subquery()
    )


def _zone_key(_jour: date) -> ColumnElement[Any]:
    query = select(Zone.cle_tri).where(Zone.id == Personne.zone_id)
    return query.correlate(Personne).scalar_subquery()


def _known(column: Any) -> Callable[[date], ColumnElement[Any]]:
    """An empty text is an unknown value."""
    return lambda _jour: func.nullif(column, "")


def _plain(column: Any) -> Callable[[date], ColumnElement[Any]]:
    return lambda _jour: column


_SORTED: dict[Colonne, Callable[[date], ColumnElement[Any]]] = {
    Colonne.NUMERO: _plain(Personne.numero),
    Colonne.NAISSANCE: _plain(Personne.naissance_le),
    Colonne.AGE: _plain(Personne.naissance_le),
    Colonne.SEXE: _plain(func.nullif(Personne.sexe, Sexe.NON_RENSEIGNE.value)),
    Colonne.TELEPHONE: _known(Personne.telephone),
    Colonne.COURRIEL: _known(Personne.courriel),
    Colonne.COMMUNE: _known(Personne.commune_tri),
    Colonne.ZONE: _zone_key,
    Colonne.FOYER: _foyer_key,
    Colonne.CREE_LE: _plain(Personne.cree_le),
}
