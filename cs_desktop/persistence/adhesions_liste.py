"""Adhésions read for screens: those of one person, and those to take again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from cs_desktop.domain import adhesions as domain
from cs_desktop.domain.adhesions import (
    ARenouveler,
    Couverture,
    EtatAdhesion,
    GenreAdhesion,
    ReglagesAdhesion,
)
from cs_desktop.domain.noms import nom_complet
from cs_desktop.persistence import saisons
from cs_desktop.persistence.adhesions import Adhesion, AdhesionCouverture, derniere_fin, etat
from cs_desktop.persistence.foyers import Foyer, Rattachement, in_force
from cs_desktop.persistence.organismes import Organisme
from cs_desktop.persistence.personnes import Personne
from cs_desktop.persistence.rows import chunks


def of_person(session: Session, personne_id: int) -> tuple[domain.Adhesion, ...]:
    """What she took or was covered by, latest first, cancelled ones included."""
    mine = select(AdhesionCouverture.adhesion_id).where(
        AdhesionCouverture.personne_id == personne_id
    )
    query = _ADHESIONS.where(or_(Adhesion.personne_id == personne_id, Adhesion.id.in_(mine)))
    return _read(session, query.order_by(Adhesion.debut.desc(), Adhesion.id.desc()))


def latest(session: Session, personne_id: int, jour: date) -> domain.Adhesion | None:
    """What covers her on `jour`, or covered her last."""
    ends = select(AdhesionCouverture.adhesion_id).where(
        AdhesionCouverture.personne_id == personne_id,
        AdhesionCouverture.annulee_le.is_(None),
        AdhesionCouverture.debut <= jour,
    )
    last = ends.order_by(AdhesionCouverture.fin.desc(), AdhesionCouverture.id.desc()).limit(1)
    return next(iter(_read(session, _ADHESIONS.where(Adhesion.id.in_(last)))), None)


def rows(session: Session, adhesion_ids: Collection[int]) -> tuple[domain.Adhesion, ...]:
    """These adhésions, by number."""
    found: tuple[domain.Adhesion, ...] = ()
    for some in chunks(adhesion_ids):
        query = _ADHESIONS.where(Adhesion.id.in_(some))
        found += _read(session, query.order_by(Adhesion.site, Adhesion.numero))
    return found


_ADHESIONS = (
    select(Adhesion, Personne.nom, Personne.prenom, Foyer.nom, Organisme.nom)
    .outerjoin(Personne, Personne.id == Adhesion.personne_id)
    .outerjoin(Foyer, Foyer.id == Adhesion.foyer_id)
    .outerjoin(Organisme, Organisme.id == Adhesion.organisme_id)
)


def _read(
    session: Session, query: Select[Adhesion, str, str, str, str]
) -> tuple[domain.Adhesion, ...]:
    found = session.execute(query).all()
    covered = _coverages(session, [row[0].id for row in found])
    return tuple(
        domain.Adhesion(
            id=row.id,
            version=row.version,
            site=row.site,
            numero=row.numero,
            genre=GenreAdhesion(row.genre),
            titulaire=_titulaire(nom, prenom, foyer, organisme),
            prise_le=row.prise_le,
            debut=row.debut,
            fin=row.fin,
            montant=row.montant,
            annulee_le=row.annulee_le,
            motif=row.motif,
            couvertures=tuple(covered[row.id]),
        )
        for row, nom, prenom, foyer, organisme in found
    )


def _titulaire(
    nom: str | None, prenom: str | None, foyer: str | None, organisme: str | None
) -> str:
    """Outer joins: the names of one titulaire, none of the two others."""
    if foyer is not None:
        return f"Foyer {foyer}"
    return organisme if organisme is not None else nom_complet(nom or "", prenom or "")


def _coverages(session: Session, adhesion_ids: Collection[int]) -> Mapping[int, list[Couverture]]:
    query = (
        select(
            AdhesionCouverture.adhesion_id,
            AdhesionCouverture.personne_id,
            Personne.nom,
            Personne.prenom,
            AdhesionCouverture.debut,
            AdhesionCouverture.fin,
        )
        .join(Personne, Personne.id == AdhesionCouverture.personne_id)
        .where(AdhesionCouverture.adhesion_id.in_(adhesion_ids))
        .order_by(Personne.naissance_le, Personne.cle_tri)
    )
    found: defaultdict[int, list[Couverture]] = defaultdict(list)
    for adhesion_id, personne_id, nom, prenom, debut, fin in session.execute(query):
        named = Couverture(personne_id, nom_complet(nom, prenom), debut, fin)
        found[adhesion_id].append(named)
    return found


def to_renew(
    session: Session, jour: date, personne_ids: Collection[int] | None = None
) -> list[ARenouveler]:
    """The last adhésion of each person à renouveler, once for all those it covered, by name.

    Someone who is in the corbeille, or who left the foyer, is not covered again.
    """
    prices = saisons.reglages(session)
    delai = prices.delai
    ids: set[int] = set()
    if personne_ids is None:
        ids.update(session.scalars(_last_ones(jour, delai)))
    else:
        for some in chunks(personne_ids):
            ids.update(session.scalars(_last_ones(jour, delai).where(Personne.id.in_(some))))
    found: list[ARenouveler] = []
    for some in chunks(ids):
        found += _lines(session, some, jour, prices)
    return sorted(found, key=lambda one: (one.titulaire.casefold(), one.adhesion_id))


def _last_ones(jour: date, delai: int) -> Select[int]:
    """The adhésion whose end is the last one of a person who is à renouveler."""
    return (
        select(func.max(AdhesionCouverture.adhesion_id))
        .join(Personne, Personne.id == AdhesionCouverture.personne_id)
        .where(
            etat(jour, delai) == EtatAdhesion.A_RENOUVELER.value,
            Personne.archive_le.is_(None),
            Personne.fusionnee_dans.is_(None),
            AdhesionCouverture.annulee_le.is_(None),
            AdhesionCouverture.fin == derniere_fin(jour),
        )
        .group_by(Personne.id)
    )


def _lines(
    session: Session, adhesion_ids: Collection[int], jour: date, prices: ReglagesAdhesion
) -> list[ARenouveler]:
    present = _present(session, adhesion_ids, jour)
    titulaires = {
        row.id: (row.personne_id, row.foyer_id)
        for row in session.execute(
            select(Adhesion.id, Adhesion.personne_id, Adhesion.foyer_id).where(
                Adhesion.id.in_(adhesion_ids)
            )
        )
    }
    lines: list[ARenouveler] = []
    for one in rows(session, adhesion_ids):
        kept = tuple(
            (covered.personne_id, covered.nom)
            for covered in one.couvertures
            if covered.personne_id in present[one.id]
        )
        personne_id, foyer_id = titulaires[one.id]
        if kept:
            line = ARenouveler(
                one.id, one.genre, one.titulaire, kept, one.fin, prices.montant(one.genre)
            )
            lines.append(replace(line, personne_id=personne_id, foyer_id=foyer_id))
    return lines


def _present(session: Session, adhesion_ids: Collection[int], jour: date) -> Mapping[int, set[int]]:
    """Those whom each covered and who are still there: in use, and in its foyer."""
    in_foyer = (
        select(Rattachement.id)
        .where(
            Rattachement.personne_id == Personne.id,
            Rattachement.foyer_id == Adhesion.foyer_id,
            in_force(jour),
        )
        .exists()
    )
    # Who is in use is told apart: as a condition, SQLite would begin with the 10,000 people.
    there = and_(Personne.archive_le.is_(None), Personne.fusionnee_dans.is_(None))
    query = (
        select(Adhesion.id, Personne.id, there)
        .join(AdhesionCouverture, AdhesionCouverture.adhesion_id == Adhesion.id)
        .join(Personne, Personne.id == AdhesionCouverture.personne_id)
        .where(Adhesion.id.in_(adhesion_ids), or_(Adhesion.foyer_id.is_(None), in_foyer))
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for adhesion_id, personne_id, in_use in session.execute(query):
        if in_use:
            found[adhesion_id].add(personne_id)
    return found
