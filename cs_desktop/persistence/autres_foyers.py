"""The other homes of the children of a foyer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cs_desktop.domain.foyers import AutreFoyer, RoleFoyer
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.text import join_et
from cs_desktop.persistence.foyers import Foyer, Rattachement, in_force
from cs_desktop.persistence.personnes import Personne
from cs_desktop.persistence.rattachements import ANSWERING


def other_homes(session: Session, foyer_id: int, jour: date) -> tuple[AutreFoyer, ...]:
    """Where else the children of a foyer live, and who answers for them there."""
    mine = select(Rattachement.personne_id).where(
        Rattachement.foyer_id == foyer_id,
        Rattachement.role == RoleFoyer.ENFANT.value,
        in_force(jour),
    )
    query = (
        select(Rattachement.foyer_id, Foyer.nom, Personne.id, Personne.nom, Personne.prenom)
        .join(Foyer, Foyer.id == Rattachement.foyer_id)
        .join(Personne, Personne.id == Rattachement.personne_id)
        .where(
            Rattachement.personne_id.in_(mine), Rattachement.foyer_id != foyer_id, in_force(jour)
        )
        .order_by(Personne.naissance_le, Personne.cle_tri, Foyer.cle_tri)
    )
    homes = session.execute(query).all()
    adults: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    answering = (
        select(Rattachement.foyer_id, Personne.id, Personne.nom, Personne.prenom)
        .join(Personne, Personne.id == Rattachement.personne_id)
        .where(
            Rattachement.foyer_id.in_({row[0] for row in homes}),
            Rattachement.role.in_(ANSWERING),
            in_force(jour),
        )
        .order_by(Personne.cle_tri)
    )
    for other_id, personne_id, nom, prenom in session.execute(answering):
        adults[other_id].append((personne_id, nom_complet(nom, prenom)))
    return tuple(
        AutreFoyer(
            foyer_id=other_id,
            nom=foyer,
            enfant_id=enfant_id,
            enfant=prenom or nom,
            responsables=join_et([name for _id, name in adults[other_id]]),
            responsable_id=next((i for i, _name in adults[other_id]), None),
        )
        for other_id, foyer, enfant_id, nom, prenom in homes
    )
