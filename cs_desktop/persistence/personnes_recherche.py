"""The palette: the first answers for what is typed, a wrong letter forgiven (A11)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, text
from sqlalchemy.orm import Session

from cs_desktop.domain.personnes import ResultatRecherche
from cs_desktop.persistence.personnes import naissance_of
from cs_desktop.persistence.search import ENOUGH, forgiving
from cs_desktop.persistence.search_words import fts_query, parse_query

# Each branch stops at `n` answers: sorting all who begin by « m » would outlast a keystroke.
_FIRST = """
    SELECT id, rang FROM (
        SELECT r.rowid AS id, {rang} AS rang
        FROM recherche_fts AS r JOIN personne AS p ON p.id = r.rowid
        WHERE recherche_fts MATCH :{query} AND p.archive_le IS NULL LIMIT :n)"""
_SEARCH = text(f"""
    WITH trouvees AS ({_FIRST.format(rang=0, query="whole")}
    UNION ALL {_FIRST.format(rang=1, query="prefix")})
    SELECT p.id, p.numero, p.nom, p.prenom, p.naissance_le, p.naissance_precision, p.telephone,
        p.commune, (
            SELECT group_concat(f.nom, ', ')
            FROM rattachement AS r JOIN foyer AS f ON f.id = r.foyer_id
            WHERE r.personne_id = p.id AND (r.depuis IS NULL OR r.depuis <= :jour)
                AND (r.jusqu_au IS NULL OR r.jusqu_au >= :jour)
        ) AS foyer
    FROM trouvees AS t JOIN personne AS p ON p.id = t.id
    GROUP BY p.id ORDER BY min(t.rang), p.cle_tri, p.id LIMIT :n
""").columns(naissance_le=Date())  # noqa: S608 - made of the constant above


def search(session: Session, texte: str, limit: int, jour: date) -> list[ResultatRecherche]:
    """At most `limit` people in use: whole words first, then beginnings, then look-alikes."""
    termes = parse_query(texte)
    if not termes:
        return []
    values = {
        "whole": fts_query(termes, whole_words=True),
        "prefix": fts_query(termes),
        "n": limit,
        "jour": jour.isoformat(),
    }
    found = [_result(row, approche=False) for row in session.execute(_SEARCH, values)]
    if len(found) >= min(ENOUGH, limit):
        return found
    query = forgiving(session, termes)
    if query is None:
        return found
    known = {result.id for result in found}
    again = session.execute(_SEARCH, values | {"whole": query, "prefix": query, "n": limit})
    near = [_result(row, approche=True) for row in again if row.id not in known]
    return [*found, *near][:limit]


def _result(row: Any, *, approche: bool) -> ResultatRecherche:
    return ResultatRecherche(
        id=row.id,
        numero=row.numero,
        nom=row.nom,
        prenom=row.prenom,
        naissance=naissance_of(row.naissance_le, row.naissance_precision),
        telephone=row.telephone,
        commune=row.commune,
        foyer=row.foyer or "",
        approche=approche,
    )
