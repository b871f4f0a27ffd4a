"""The quotient of a person for the figures, as the catalogue defines it, and its bands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.quotients import SANS_FOYER, SANS_JUSTIFICATIF
from cs_desktop.persistence.adhesions import Adhesion, AdhesionCouverture, covering
from cs_desktop.persistence.foyers import Rattachement, in_force
from cs_desktop.persistence.personnes import Personne
from cs_desktop.persistence.quotients import en_vigueur, tranches


def home(jour: Any) -> ScalarSelect[int]:
    """Where a person lives on `jour`: the greatest share of custody, else the oldest home."""
    part, since = Rattachement.part_garde, Rattachement.depuis
    query = select(Rattachement.foyer_id).where(
        Rattachement.personne_id == Personne.id, in_force(jour)
    )
    ordered = query.order_by(
        part.is_(None), part.desc(), since.is_not(None), since, Rattachement.id
    )
    return ordered.limit(1).correlate(Personne).scalar_subquery()


def home_of(periode: Periode) -> ColumnElement[int]:
    """The foyer of her familiale of the period, else where she lives on its last day."""
    family = (
        select(Adhesion.foyer_id)
        .join(AdhesionCouverture, AdhesionCouverture.adhesion_id == Adhesion.id)
        .where(
            AdhesionCouverture.personne_id == Personne.id,
            Adhesion.foyer_id.is_not(None),
            covering(periode),
        )
        .order_by(AdhesionCouverture.fin.desc(), AdhesionCouverture.id.desc())
        .limit(1)
        .correlate(Personne)
        .scalar_subquery()
    )
    return func.coalesce(family, home(periode.fin))


def in_bands(session: Session, filtre: Filtre, foyer_id: Any, jour: Any) -> ColumnElement[bool]:
    """Rows whose foyer is in one of the bands asked on `jour`; every row when none is asked."""
    wanted = filtre.valeurs("tranche_qf")
    if not wanted:
        return true()
    value = en_vigueur(jour, foyer_id)
    bands = {band.code: band for band in tranches(session)}
    parts: list[ColumnElement[bool]] = [false()]
    for code in wanted:
        if code == SANS_FOYER:
            parts.append(foyer_id.is_(None))
        elif code == SANS_JUSTIFICATIF:
            parts.append(and_(foyer_id.is_not(None), value.is_(None)))
        elif code in bands:
            band = bands[code]
            below = true() if band.fin is None else value <= band.fin
            parts.append(and_(value >= band.debut, below))
    return or_(*parts)
