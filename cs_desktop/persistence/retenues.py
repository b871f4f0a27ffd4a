"""What a paper must not carry: the contact details that adults asked to keep here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.securite_enfant import AdresseRetenue, Retenues, adresse_retenue
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.autorisations import CoordonneesRetenues
from cs_desktop.persistence.foyers import Foyer, Rattachement, in_force
from cs_desktop.persistence.personnes import Personne, read_draft
from cs_desktop.persistence.rows import chunks


def retenues(
    session: Session, personne_ids: Collection[int], jour: date, pour_foyer: int | None = None
) -> Retenues:
    """What papers about these people must not carry when `pour_foyer` receives them.

    An adult keeps nothing from her own foyer. A paper that nobody in particular receives carries
    nothing of anybody who asked.
    """
    around = _around(session, personne_ids)
    if pour_foyer is not None:
        mine = select(Rattachement.personne_id).where(
            Rattachement.foyer_id == pour_foyer, in_force(jour)
        )
        own = set(session.scalars(mine))
        around = {adult: shared for adult, shared in around.items() if adult not in own}
    if not around:
        return Retenues()
    adults = session.scalars(select(Personne).where(Personne.id.in_(around))).all()
    places = {
        place
        for one in adults
        if (place := adresse_retenue(one.adresse, one.code_postal, one.commune)) is not None
    } | _homes(session, around, jour)
    numbers = {telephone_fr(n) for one in adults for n in (one.telephone, one.telephone_2) if n}
    shared = {personne_id for ids in around.values() for personne_id in ids}
    return Retenues(
        personnes=frozenset(around),
        telephones=frozenset(numbers),
        courriels=frozenset(search_key(one.courriel) for one in adults if one.courriel),
        adresses=frozenset(places),
        habitants=_living_at(session, shared | set(around), places),
    )


def _around(session: Session, personne_ids: Collection[int]) -> dict[int, set[int]]:
    """Adults who asked, among these people or in a foyer with them; and with whom of them."""
    hers, theirs = aliased(Rattachement), aliased(Rattachement)
    asked = CoordonneesRetenues.personne_id
    found: dict[int, set[int]] = {}
    for ids in chunks(personne_ids):
        for adult in session.scalars(select(asked).where(asked.in_(ids))):
            found.setdefault(adult, set())
        query = (
            select(asked, theirs.personne_id)
            .join(hers, hers.personne_id == asked)
            .join(theirs, theirs.foyer_id == hers.foyer_id)
            .where(theirs.personne_id.in_(ids))
        )
        for adult, other in session.execute(query):
            found.setdefault(adult, set()).add(other)
    return found


def _homes(session: Session, adults: Collection[int], jour: date) -> set[AdresseRetenue]:
    query = (
        select(Foyer.adresse, Foyer.code_postal, Foyer.commune)
        .join(Rattachement, Rattachement.foyer_id == Foyer.id)
        .where(Rattachement.personne_id.in_(adults), in_force(jour))
    )
    places = (adresse_retenue(*row) for row in session.execute(query))
    return {place for place in places if place is not None}


def _living_at(
    session: Session, personne_ids: Collection[int], places: Collection[AdresseRetenue]
) -> frozenset[int]:
    people = session.scalars(select(Personne).where(Personne.id.in_(personne_ids)))
    return frozenset(one.id for one in people if any(p.is_that_of(read_draft(one)) for p in places))
