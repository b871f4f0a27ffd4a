"""The figures of adhésions: the same state as the list, the same rows as the proof (A9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from cs_desktop.domain.adhesions import EtatAdhesion, GenreAdhesion
from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.saisons import jour_reference_age, precedente
from cs_desktop.persistence.adhesions import (
    Adhesion,
    AdhesionCouverture,
    covering,
    derniere_fin,
    etat,
)
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.chiffres import quotients
from cs_desktop.persistence.chiffres.personnes import SEXES, aged, any_of, zone_genre
from cs_desktop.persistence.foyers import Foyer, Rattachement, Zone
from cs_desktop.persistence.organismes import Organisme
from cs_desktop.persistence.personnes import Personne
from cs_desktop.persistence.saisons import delai

Rows = Select[*tuple[Any, ...]]


def adherents(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """People covered at least one day of the period."""
    return _people(session, periode, filtre).where(_covered(periode, filtre))


def a_jour(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """People covered on the last day of the period."""
    state = etat(periode.fin, delai(session)) == EtatAdhesion.A_JOUR.value
    day = Periode(periode.fin, periode.fin)
    return _people(session, periode, filtre).where(state, _covered(day, filtre))


def a_renouveler(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """People whose last coverage ended lately; those in the corbeille that day are gone."""
    state = etat(periode.fin, delai(session)) == EtatAdhesion.A_RENOUVELER.value
    midnight = datetime.combine(periode.fin + timedelta(days=1), time()).astimezone(UTC)
    there = or_(Personne.archive_le.is_(None), Personne.archive_le >= midnight)
    last = and_(
        AdhesionCouverture.annulee_le.is_(None),
        AdhesionCouverture.fin == derniere_fin(periode.fin),
    )
    return _people(session, periode, filtre).where(state, there, _of_kind(last, filtre))


def nouveaux(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """Adhérents of the period whom nothing covered before its first day."""
    before = and_(
        AdhesionCouverture.personne_id == Personne.id,
        AdhesionCouverture.annulee_le.is_(None),
        AdhesionCouverture.debut < periode.debut,
    )
    return adherents(session, periode, filtre).where(~exists().where(before))


def fideles(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """Adhérents of the period who were so in the period of the same length before."""
    return adherents(session, periode, filtre).where(_covered(precedente(periode), Filtre()))


def renouvelables(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """Adhérents of the period of the same length before."""
    return adherents(session, precedente(periode), filtre)


def has_a_past(session: Session, periode: Periode) -> bool:
    """Whether any adhésion of before the period is known: without one, nobody is new."""
    query = select(AdhesionCouverture.id).where(AdhesionCouverture.debut < periode.debut)
    return session.scalar(query.limit(1)) is not None


def souscrites(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """Adhésions taken in the period, cancelled ones left out."""
    eldest = (
        select(AdhesionCouverture.personne_id)
        .join(Personne, Personne.id == AdhesionCouverture.personne_id)
        .where(AdhesionCouverture.adhesion_id == Adhesion.id)
        .order_by(Personne.naissance_le.is_(None), Personne.naissance_le, Personne.id)
        .limit(1)
        .scalar_subquery()
    )
    foyer_id = func.coalesce(Adhesion.foyer_id, quotients.home(periode.fin))
    genre = zone_genre(periode.fin)
    return (
        select(
            Adhesion.numero,
            Adhesion.genre,
            func.coalesce(Foyer.nom, Organisme.nom, Personne.nom).label("titulaire"),
            Personne.prenom,
            Adhesion.prise_le,
            Adhesion.debut,
            Adhesion.fin,
            Adhesion.montant,
            genre.label("zone"),
        )
        .outerjoin(Foyer, Foyer.id == Adhesion.foyer_id)
        .outerjoin(Organisme, Organisme.id == Adhesion.organisme_id)
        .outerjoin(Personne, Personne.id == func.coalesce(Adhesion.personne_id, eldest))
        .outerjoin(Zone, Zone.id == Personne.zone_id)
        .where(
            Adhesion.annulee_le.is_(None),
            Adhesion.prise_le.between(periode.debut, periode.fin),
            any_of(filtre, "type_adhesion", lambda kind: Adhesion.genre == kind),
            any_of(filtre, "mois", _in_month),
            any_of(filtre, "site", _taken_at),
            any_of(filtre, "zone", lambda zone: genre == zone),
            quotients.in_bands(session, filtre, foyer_id, periode.fin),
        )
        .order_by(Adhesion.site, Adhesion.numero)
    )


def foyers_adherents(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """Foyers with a familiale, or with a member covered by an individuelle the same day."""
    wanted = filtre.valeurs("type_adhesion") or tuple(GenreAdhesion)
    ways = [way(periode) for kind, way in _WAYS.items() if kind in wanted]
    first = (
        select(Rattachement.personne_id)
        .where(Rattachement.foyer_id == Foyer.id)
        .order_by((Rattachement.role == "enfant"), Rattachement.id)
        .limit(1)
        .scalar_subquery()
    )
    genre = zone_genre(periode.fin)
    return (
        select(
            Foyer.id.label("foyer_id"), Foyer.nom, Foyer.commune, Foyer.caisse, genre.label("zone")
        )
        .outerjoin(Personne, Personne.id == first)
        .outerjoin(Zone, Zone.id == Personne.zone_id)
        .where(
            or_(*ways) if ways else Foyer.id.is_(None),
            any_of(filtre, "caisse", lambda caisse: Foyer.caisse == caisse),
            any_of(filtre, "zone", lambda zone: genre == zone),
            quotients.in_bands(session, filtre, Foyer.id, periode.fin),
        )
        .order_by(Foyer.cle_tri, Foyer.id)
    )


def _familiale(periode: Periode) -> ColumnElement[bool]:
    return exists().where(
        Adhesion.foyer_id == Foyer.id,
        Adhesion.annulee_le.is_(None),
        Adhesion.debut <= periode.fin,
        Adhesion.fin >= periode.debut,
    )


def _individuelle(periode: Periode) -> ColumnElement[bool]:
    """Three intervals that meet two by two share a day."""
    since, until = Rattachement.depuis, Rattachement.jusqu_au
    return exists().where(
        Rattachement.foyer_id == Foyer.id,
        AdhesionCouverture.personne_id == Rattachement.personne_id,
        Adhesion.id == AdhesionCouverture.adhesion_id,
        Adhesion.personne_id.is_not(None),
        covering(periode),
        or_(since.is_(None), and_(since <= periode.fin, since <= AdhesionCouverture.fin)),
        or_(until.is_(None), and_(until >= periode.debut, until >= AdhesionCouverture.debut)),
    )


_WAYS = {
    GenreAdhesion.FAMILIALE.value: _familiale,
    GenreAdhesion.INDIVIDUELLE.value: _individuelle,
}


def _people(session: Session, periode: Periode, filtre: Filtre) -> Rows:
    """Everybody known, archived or not, under the filters of a person."""
    genre, reference = zone_genre(periode.fin), jour_reference_age(periode)
    return (
        select(
            Personne.id.label("personne_id"),
            Personne.numero,
            Personne.nom,
            Personne.prenom,
            Personne.sexe,
            Personne.naissance_le,
            Personne.naissance_precision,
            genre.label("zone"),
        )
        .outerjoin(Zone, Zone.id == Personne.zone_id)
        .where(
            Personne.fusionnee_dans.is_(None),
            any_of(filtre, "sexe", lambda sexe: Personne.sexe == SEXES.get(sexe, sexe)),
            any_of(filtre, "tranche_age", lambda code: aged(code, reference)),
            any_of(filtre, "zone", lambda zone: genre == zone),
            quotients.in_bands(session, filtre, quotients.home_of(periode), periode.fin),
        )
        .order_by(Personne.cle_tri, Personne.id)
    )


def _covered(periode: Periode, filtre: Filtre) -> ColumnElement[bool]:
    return _of_kind(covering(periode), filtre, always=True)


def _of_kind(
    held: ColumnElement[bool], filtre: Filtre, *, always: bool = False
) -> ColumnElement[bool]:
    """Whether an adhésion of the kinds asked holds so for the person."""
    kinds = filtre.valeurs("type_adhesion")
    if not kinds and not always:
        return true()
    mine = and_(AdhesionCouverture.personne_id == Personne.id, held)
    if not kinds:
        return exists().where(mine)
    same = Adhesion.id == AdhesionCouverture.adhesion_id
    return exists().where(mine, same, Adhesion.genre.in_(kinds))


def _in_month(mois: str) -> ColumnElement[bool]:
    """« 2026-09 »; what is no month holds nothing."""
    try:
        first = date.fromisoformat(f"{mois}-01")
    except ValueError:
        return Adhesion.id.is_(None)
    following = (first + timedelta(days=31)).replace(day=1)
    return and_(Adhesion.prise_le >= first, Adhesion.prise_le < following)


def _taken_at(site: str) -> ColumnElement[bool]:
    return Adhesion.site.in_(select(Site.numero).where(Site.nom == site))
