"""The figures of the file of people: who was in it on the last day of the period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from cs_desktop.domain.ages import AGE_INCONNU, tranches
from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.personnes import Sexe
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.foyers import Zone
from cs_desktop.persistence.personnes import Personne

INCONNU = "inconnu"
SEXES = {"non renseigné": Sexe.NON_RENSEIGNE.value}


def rows_of_the_file(
    _session: Session, periode: Periode, filtre: Filtre
) -> Select[*tuple[Any, ...]]:
    """People created on or before the last day and not archived at its end; merged rows apart."""
    genre = zone_genre(periode.fin)
    conditions = [
        _known(periode.fin),
        any_of(filtre, "sexe", lambda sexe: Personne.sexe == SEXES.get(sexe, sexe)),
        any_of(filtre, "tranche_age", lambda code: aged(code, periode.fin)),
        any_of(filtre, "zone", lambda zone: genre == zone),
        any_of(filtre, "site", lambda site: Personne.site.in_(_numbers_of(site))),
    ]
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
            Personne.site,
        )
        .outerjoin(Zone, Zone.id == Personne.zone_id)
        .where(*conditions)
        .order_by(Personne.cle_tri, Personne.id)
    )


def any_of(
    filtre: Filtre, ventilation: str, holds: Callable[[str], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Rows for which one of the values asked holds; every row when none is asked."""
    values = filtre.valeurs(ventilation)
    return or_(false(), *map(holds, values)) if values else true()


def _known(jour: date) -> ColumnElement[bool]:
    """In the file at the end of `jour`, local time."""
    midnight = datetime.combine(jour + timedelta(days=1), time()).astimezone(UTC)
    archived_later = or_(Personne.archive_le.is_(None), Personne.archive_le >= midnight)
    return and_(Personne.cree_le < midnight, archived_later, Personne.fusionnee_dans.is_(None))


def zone_genre(jour: date) -> ColumnElement[str]:
    """The zone of the address on `jour`; a zone that began later says nothing of that day."""
    began_later = Personne.zone_le > jour
    return case((began_later, INCONNU), else_=func.coalesce(Zone.genre, INCONNU))


def aged(code: str, jour: date) -> ColumnElement[bool]:
    """People of these bands on 31 December: the year of birth decides, whatever its precision."""
    year = jour.year
    parts: list[ColumnElement[bool]] = []
    for band in tranches(code):
        if band is AGE_INCONNU or band.debut is None:
            parts += [Personne.naissance_le.is_(None), Personne.naissance_le > date(year, 12, 31)]
        else:
            youngest = Personne.naissance_le <= date(year - band.debut, 12, 31)
            eldest = (
                true()
                if band.fin is None
                else (Personne.naissance_le >= date(year - band.fin, 1, 1))
            )
            parts.append(and_(youngest, eldest))
    return or_(*parts)


def _numbers_of(site: str) -> Select[int]:
    return select(Site.numero).where(Site.nom == site)
