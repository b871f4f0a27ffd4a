"""The list of people: filter, sort, counts and pages in SQL; columns, never entities (A10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    TextClause,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import Session

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.ages import age
from cs_desktop.domain.personnes import (
    Colonne,
    Etat,
    FiltrePersonnes,
    GroupeAge,
    PersonneRow,
    ResumePersonnes,
    Sexe,
    Tri,
)
from cs_desktop.persistence import search
from cs_desktop.persistence.adhesions import etat
from cs_desktop.persistence.autorisations import alertes
from cs_desktop.persistence.foyers import Rattachement, Zone, foyer_names, in_force
from cs_desktop.persistence.personnes import Personne, naissance_of
from cs_desktop.persistence.personnes_tri import BY_NAME, order, sort_terms
from cs_desktop.persistence.saisons import delai

MAJORITE = 18
# The same people, three ways. In the order of the list, walk the index and keep those found; to
# count, start from those found (measured: 3 times faster); for one person, ask about her alone.
_MATCH = text("personne.id IN (SELECT rowid FROM recherche_fts WHERE recherche_fts MATCH :q)")
_FOUND = text("SELECT rowid AS id FROM recherche_fts WHERE recherche_fts MATCH :q")
_MATCHES = text(
    "EXISTS (SELECT 1 FROM recherche_fts WHERE recherche_fts MATCH :q AND rowid = personne.id)"
)


def born_before(jour: date, years: int) -> date:
    """The last day of birth of those who are at least `years` old on `jour`."""
    try:
        return jour.replace(year=jour.year - years)
    except ValueError:  # 29 February, in a common year
        return jour.replace(year=jour.year - years, day=28)


def count(session: Session, filtre: FiltrePersonnes, jour: date) -> int:
    """How many people the list holds."""
    asked, months = _asked(session, filtre), _months(session, filtre)
    query = select(func.count()).select_from(_found(asked))
    return session.scalar(query.where(_condition(asked, filtre, jour, months, None))) or 0


def ids(session: Session, filtre: FiltrePersonnes, jour: date, tri: Tri = BY_NAME) -> list[int]:
    """Everybody of the sorted list: what « tout » selects."""
    months = _months(session, filtre, tri)
    query = select(Personne.id).where(_condition(_asked(session, filtre), filtre, jour, months))
    return list(session.scalars(query.order_by(*order(tri, jour, months))))


def page(
    session: Session, filtre: FiltrePersonnes, tri: Tri, offset: int, limit: int, jour: date
) -> list[PersonneRow]:
    """`limit` rows of the sorted list from `offset` on."""
    months = delai(session)
    condition = _condition(_asked(session, filtre), filtre, jour, months)
    query = select(Personne.id).where(condition).order_by(*order(tri, jour, months))
    return _rows(session, session.scalars(query.offset(offset).limit(limit)).all(), jour, months)


def rows(session: Session, personne_ids: Sequence[int], jour: date) -> list[PersonneRow]:
    """The rows of `personne_ids`, in that order; those gone are left out."""
    return _rows(session, personne_ids, jour, delai(session))


def _rows(
    session: Session, personne_ids: Sequence[int], jour: date, months: int
) -> list[PersonneRow]:
    foyers = foyer_names(session, personne_ids, jour)
    red = alertes(session, personne_ids)
    columns = _COLUMNS.add_columns(etat(jour, months).label("adhesion"))
    found = {
        row.id: _row(row, foyers.get(row.id, ""), red.get(row.id, ""), jour)
        for row in session.execute(columns.where(Personne.id.in_(personne_ids)))
    }
    return [found[i] for i in personne_ids if i in found]


_COLUMNS = select(
    Personne.id,
    Personne.version,
    Personne.numero,
    Personne.nom,
    Personne.prenom,
    Personne.naissance_le,
    Personne.naissance_precision,
    Personne.sexe,
    Personne.telephone,
    Personne.courriel,
    Personne.commune,
    Zone.libelle.label("zone"),
    Personne.archive_le,
    Personne.cree_le,
).outerjoin(Zone, Zone.id == Personne.zone_id)


def _row(row: Any, foyer: str, alerte: str, jour: date) -> PersonneRow:
    naissance = naissance_of(row.naissance_le, row.naissance_precision)
    return PersonneRow(
        id=row.id,
        version=row.version,
        numero=row.numero,
        nom=row.nom,
        prenom=row.prenom,
        naissance=naissance,
        age=None if naissance is None else age(naissance.le, jour),
        sexe=Sexe(row.sexe),
        telephone=row.telephone,
        courriel=row.courriel,
        commune=row.commune,
        zone=row.zone or "",
        foyer=foyer,
        archive_le=row.archive_le,
        cree_le=row.cree_le,
        alerte=alerte,
        adhesion=EtatAdhesion(row.adhesion),
    )


def position(
    session: Session, filtre: FiltrePersonnes, tri: Tri, personne_id: int, jour: date
) -> int | None:
    """The rank of a person in the sorted list, None when the filter leaves her out."""
    asked, months = _asked(session, filtre), _months(session, filtre, tri)
    condition = _condition(asked, filtre, jour, months)
    terms = sort_terms(tri, jour, months)
    columns = [term.label(f"t{i}") for i, (term, _) in enumerate(terms)]
    alone = _condition(asked, filtre, jour, months, _MATCHES)
    mine = session.execute(select(*columns).where(alone, Personne.id == personne_id)).first()
    if mine is None:
        return None
    before: ColumnElement[bool] = false()
    for (term, descending), value in zip(reversed(terms), reversed(mine), strict=True):
        first = false() if value is None else term > value if descending else term < value
        before = or_(first, and_(term.is_not_distinct_from(value), before))
    return session.scalar(select(func.count()).select_from(Personne).where(condition, before))


def resume(session: Session, filtre: FiltrePersonnes, jour: date) -> ResumePersonnes:
    """The counts on the filter buttons: same text, same other filters."""
    asked = _asked(session, filtre)
    common = and_(_kept(), _common(asked, filtre, jour, None))
    state = case(
        (Personne.archive_le.is_not(None), Etat.ARCHIVEES.value), else_=etat(jour, delai(session))
    )
    people = select(state.label("etat")).select_from(_found(asked)).where(common).subquery()
    counted = session.execute(select(people.c.etat, func.count()).group_by(people.c.etat))
    found = {row[0]: row[1] for row in counted}
    in_corbeille = found.pop(Etat.ARCHIVEES.value, 0)
    states = tuple((one, found.get(one.value, 0)) for one in EtatAdhesion)
    return ResumePersonnes(sum(found.values()), states, in_corbeille)


def _months(session: Session, filtre: FiltrePersonnes, tri: Tri | None = None) -> int:
    """The delay of the states, read only for a query that names them."""
    while tri is not None and tri.colonne is not Colonne.ADHESION:
        tri = tri.puis
    return 0 if tri is None and filtre.adhesion is None else delai(session)


def _asked(session: Session, filtre: FiltrePersonnes) -> str | None:
    """The FTS5 expression of the filter; empty without a text, None for one that finds nobody."""
    return search.match(session, filtre.texte) if filtre.texte.strip() else ""


def _found(asked: str | None) -> FromClause:
    """Where to count: among those found, when something is looked for."""
    people = Personne.__table__
    if not asked:
        return people
    found = _FOUND.bindparams(q=asked).columns(id=Personne.__table__.c.id.type).cte("trouvees")
    return found.join(people, people.c.id == found.c.id)


def _condition(
    asked: str | None,
    filtre: FiltrePersonnes,
    jour: date,
    months: int,
    match: TextClause | None = _MATCH,
) -> ColumnElement[bool]:
    archived = filtre.etat is Etat.ARCHIVEES
    kept = Personne.archive_le.is_not(None) if archived else Personne.archive_le.is_(None)
    state = true()
    if filtre.adhesion is not None:
        state = etat(jour, months) == filtre.adhesion.value
    return and_(_kept(), kept, _common(asked, filtre, jour, match), state)


def _kept() -> ColumnElement[bool]:
    return Personne.fusionnee_dans.is_(None)


def _group(groupe: GroupeAge, jour: date) -> ColumnElement[bool]:
    eldest = born_before(jour, MAJORITE)
    match groupe:
        case GroupeAge.ADULTES:
            return Personne.naissance_le <= eldest
        case GroupeAge.MINEURS:
            return Personne.naissance_le > eldest
        case GroupeAge.INCONNU:
            return Personne.naissance_le.is_(None)


def _common(
    asked: str | None, filtre: FiltrePersonnes, jour: date, match: TextClause | None
) -> ColumnElement[bool]:
    """Text and secondary filters, which every button shares; without `match`, see `_found`."""
    conditions: list[ColumnElement[bool]] = [true()]
    if asked is None:
        conditions.append(false())
    elif asked and match is not None:
        conditions.append(and_(match.bindparams(q=asked), true()))
    if filtre.groupe_age is not None:
        conditions.append(_group(filtre.groupe_age, jour))
    if filtre.sexes:
        conditions.append(Personne.sexe.in_(sorted(filtre.sexes)))
    if filtre.zone_ids:
        conditions.append(Personne.zone_id.in_(sorted(filtre.zone_ids)))
    if filtre.sans_telephone:
        conditions.append(and_(Personne.telephone == "", Personne.telephone_2 == ""))
    if filtre.sans_courriel:
        conditions.append(Personne.courriel == "")
    if filtre.sans_foyer:
        mine = and_(Rattachement.personne_id == Personne.id, in_force(jour))
        conditions.append(~exists().where(mine))
    return and_(*conditions)
