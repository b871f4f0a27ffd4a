"""The palette: the first answers for what is typed, a wrong letter forgiven (A11)."""

from __future__ import annotations

from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.personnes import ResultatRecherche
from cs_desktop.persistence.search import ENOUGH, fetch, forgiving
from cs_desktop.persistence.search_words import fts_query, parse_query

Row = tuple[Any, ...]
_BY_NAME = itemgetter(0, 1)

# It stops at `n` answers: sorting all who begin by « m » would outlast a keystroke.
_FIRST = """
    SELECT p.cle_tri, p.id, p.numero, p.nom, p.prenom, p.naissance_le, p.naissance_precision,
        p.telephone, p.commune, (
            SELECT group_concat(f.nom, ', ')
            FROM rattachement AS r JOIN foyer AS f ON f.id = r.foyer_id
            WHERE r.personne_id = p.id AND (r.depuis IS NULL OR r.depuis <= :jour)
                AND (r.jusqu_au IS NULL OR r.jusqu_au >= :jour)
        ) AS foyer
    FROM recherche_fts AS i JOIN personne AS p ON p.id = i.rowid
    WHERE recherche_fts MATCH :query AND p.archive_le IS NULL LIMIT :n"""


def search(session: Session, texte: str, limit: int, jour: date) -> list[ResultatRecherche]:
    """At most `limit` people in use: whole words first, then beginnings, then look-alikes."""
    termes = parse_query(texte)
    if not termes:
        return []
    ask = partial(_ask, session.connection(), limit, jour)
    found = ask(fts_query(termes))
    if len(found) == limit:  # there are more, and those whose whole words match may be among them
        whole = ask(fts_query(termes, whole_words=True))
        return [_result(row, approche=False) for row in {**whole, **found}.values()][:limit]
    words = {terme.mot for terme in termes if terme.mot is not None}
    rows = sorted(found.values(), key=lambda row: not words <= set(row[0].split()))
    results = [_result(row, approche=False) for row in rows]
    if len(results) >= ENOUGH:
        return results
    query = forgiving(session, termes)
    near = ask(query) if query is not None else {}
    return [
        *results,
        *(_result(row, approche=True) for i, row in near.items() if i not in found),
    ][:limit]


def _ask(connection: Connection, limit: int, jour: date, query: str) -> dict[int, Row]:
    """Rows by id, in name order."""
    values = {"query": query, "n": limit, "jour": jour.isoformat()}
    return {row[1]: row for row in sorted(fetch(connection, _FIRST, values), key=_BY_NAME)}


def _result(row: Row, *, approche: bool) -> ResultatRecherche:
    _, personne_id, numero, nom, prenom, le, precision, telephone, commune, foyer = row
    birth = None if le is None else Naissance(date.fromisoformat(le), Precision(precision))
    return ResultatRecherche(
        personne_id, numero, nom, prenom, birth, telephone, commune, foyer or "", approche
    )
