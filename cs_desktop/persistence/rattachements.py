"""Foyers written: their form, who joins, who leaves. The rules are `domain.rattachements`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cs_desktop.domain.errors import Conflit, Introuvable, RegleMetier
from cs_desktop.domain.foyers import Caisse, FoyerDraft, RattachementDraft, RoleFoyer
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.personnes import GenreAdresse, PersonneDraft
from cs_desktop.domain.rattachements import Lien, Situation, check_rattachement
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.bulk import update_each
from cs_desktop.persistence.foyers import Foyer, Rattachement, in_force
from cs_desktop.persistence.personnes import Personne, load, naissance_of

_ADDRESS = ("adresse", "complement", "code_postal", "commune")
ANSWERING = tuple(role.value for role in RoleFoyer if role.repond)


def load_foyer(session: Session, foyer_id: int) -> Foyer:
    """The row to change. Raises Introuvable."""
    foyer = session.get(Foyer, foyer_id)
    if foyer is None:
        raise Introuvable("Ce foyer n’existe plus. Rechargez la fiche.")
    return foyer


def load_link(session: Session, rattachement_id: int) -> Rattachement:
    """The row to change. Raises Introuvable."""
    row = session.get(Rattachement, rattachement_id)
    if row is None:
        raise Introuvable("Cette personne n’est plus dans ce foyer. Rechargez la fiche.")
    return row


def read_draft(session: Session, foyer_id: int, jour: date) -> FoyerDraft:
    """What the form opens with. Raises Introuvable."""
    foyer = load_foyer(session, foyer_id)
    zones = {one.zone_id for one in living_there(session, foyer, jour)}
    return FoyerDraft(
        nom=foyer.nom,
        **{name: getattr(foyer, name) for name in _ADDRESS},
        zone_id=zones.pop() if len(zones) == 1 else None,
        caisse=Caisse(foyer.caisse),
        numero_allocataire=foyer.numero_allocataire,
        payeur_id=foyer.payeur_id,
        payeur_organisme_id=foyer.payeur_organisme_id,
        version=foyer.version,
    )


def create(session: Session, draft: FoyerDraft) -> Foyer:
    """A new foyer, empty."""
    foyer = Foyer()
    _write(foyer, draft)
    session.add(foyer)
    session.flush()
    return foyer


def update(session: Session, foyer_id: int, draft: FoyerDraft, jour: date) -> None:
    """Change a foyer; who lived at its address moves with it.

    Raises Introuvable, Conflit when the row moved since the draft was read, RegleMetier for a
    payer who is not of the foyer.
    """
    foyer = load_foyer(session, foyer_id)
    if draft.version != foyer.version:
        raise Conflit(
            f"Le foyer {foyer.nom} a été modifié entre-temps. Rechargez-le, ou remplacez-le."
        )
    _check_payer(session, foyer, draft, jour)
    before = read_draft(session, foyer_id, jour)
    followers = living_there(session, foyer, jour)
    _write(foyer, draft)
    moved: dict[str, Any] = {
        name: getattr(draft, name)
        for name in _ADDRESS
        if getattr(draft, name) != getattr(before, name)
    }
    if "commune" in moved:
        moved["commune_tri"] = search_key(draft.commune)
    if draft.zone_id != before.zone_id:
        moved |= {"zone_id": draft.zone_id, "zone_le": jour if draft.zone_id else None}
    if moved:
        update_each(session, Personne, {one.id: moved for one in followers})


def _write(foyer: Foyer, draft: FoyerDraft) -> None:
    values: dict[str, Any] = {
        "nom": draft.nom,
        "cle_tri": search_key(draft.nom),
        **{name: getattr(draft, name) for name in _ADDRESS},
        "caisse": draft.caisse.value,
        "numero_allocataire": draft.numero_allocataire,
        "payeur_id": draft.payeur_id,
        "payeur_organisme_id": draft.payeur_organisme_id,
    }
    for name, value in values.items():
        setattr(foyer, name, value)


def _check_payer(session: Session, foyer: Foyer, draft: FoyerDraft, jour: date) -> None:
    if draft.payeur_id is None or draft.payeur_id == foyer.payeur_id:
        return
    members = select(Rattachement.role).where(
        Rattachement.foyer_id == foyer.id,
        Rattachement.personne_id == draft.payeur_id,
        in_force(jour),
    )
    roles = set(session.scalars(members))
    if not roles or roles == {RoleFoyer.ENFANT.value}:
        message = "Le premier payeur est un adulte du foyer, ou un organisme. Choisissez-le."
        raise RegleMetier(message, "payeur_id")


def living_there(session: Session, foyer: Foyer, jour: date) -> list[Personne]:
    """Members whose own address is that of the foyer: they move with it."""
    query = (
        select(Personne)
        .join(Rattachement, Rattachement.personne_id == Personne.id)
        .where(Rattachement.foyer_id == foyer.id, in_force(jour))
    )
    place = [search_key(getattr(foyer, name)) for name in _ADDRESS]
    kinds = {GenreAdresse.SANS.value, GenreAdresse.CHEZ.value}
    return [
        one
        for one in session.scalars(query)
        if one.genre_adresse not in kinds
        and [search_key(getattr(one, name)) for name in _ADDRESS] == place
    ]


def housed(session: Session, foyer_id: int, draft: PersonneDraft, jour: date) -> PersonneDraft:
    """A new person at the address of her foyer, in its zone."""
    foyer = read_draft(session, foyer_id, jour)
    address = {name: getattr(foyer, name) for name in _ADDRESS}
    zone_le = None if foyer.zone_id is None else jour
    return replace(draft, **address, zone_id=foyer.zone_id, zone_le=zone_le)


def situation(session: Session, draft: RattachementDraft, own_id: int | None) -> Situation:
    """What the rules ask about a rattachement, its own row left out. Raises Introuvable."""
    personne = load(session, draft.personne_id)
    load_foyer(session, draft.foyer_id)
    foyer = _liens(session, Rattachement.foyer_id == draft.foyer_id)
    elsewhere = _liens(session, Rattachement.personne_id == draft.personne_id)
    starts = {draft.personne_id, *(one.personne_id for one in foyer)}
    return Situation(
        nom=nom_complet(personne.nom, personne.prenom),
        naissance=naissance_of(personne.naissance_le, personne.naissance_precision),
        archivee=personne.archive_le is not None,
        foyer=[one for one in foyer if one.id != own_id],
        ailleurs=[one for one in elsewhere if one.foyer_id != draft.foyer_id],
        repondants=_answering_for(session, starts, own_id),
    )


def _liens(session: Session, where: Any) -> list[Lien]:
    query = (
        select(Rattachement, Personne)
        .join(Personne, Personne.id == Rattachement.personne_id)
        .where(where, Personne.archive_le.is_(None))
        .order_by(Rattachement.id)
    )
    return [
        Lien(
            id=row.id,
            personne_id=row.personne_id,
            foyer_id=row.foyer_id,
            role=RoleFoyer(row.role),
            depuis=row.depuis,
            jusqu_au=row.jusqu_au,
            part_garde=row.part_garde,
            nom=nom_complet(personne.nom, personne.prenom),
            naissance=naissance_of(personne.naissance_le, personne.naissance_precision),
        )
        for row, personne in session.execute(query)
    ]


def _answering_for(
    session: Session, starts: Collection[int], own_id: int | None
) -> dict[int, frozenset[int]]:
    """For each person, everybody who answers for her, parents of parents included."""
    direct: defaultdict[int, set[int]] = defaultdict(set)
    new = set(starts)
    while new:
        child, adult = aliased(Rattachement), aliased(Rattachement)
        query = (
            select(child.personne_id, adult.personne_id)
            .join(adult, adult.foyer_id == child.foyer_id)
            .where(
                child.personne_id.in_(new),
                child.role == RoleFoyer.ENFANT.value,
                adult.role.in_(ANSWERING),
                child.id.is_distinct_from(own_id),
                adult.id.is_distinct_from(own_id),
            )
        )
        found = [(row[0], row[1]) for row in session.execute(query)]
        for child_id, adult_id in found:
            direct[child_id].add(adult_id)
        new = {adult_id for _child, adult_id in found} - direct.keys() - set(starts)
    return {one: frozenset(_above(one, direct)) for one in starts}


def _above(one: int, direct: dict[int, set[int]]) -> set[int]:
    above: set[int] = set()
    waiting = [one]
    while waiting:
        for adult in direct.get(waiting.pop(), set()) - above:
            above.add(adult)
            waiting.append(adult)
    return above


def others_beside(session: Session, row: Rattachement) -> tuple[Lien, list[Lien]]:
    """A rattachement and the others of its foyer, for the rule of who may leave."""
    liens = _liens(session, Rattachement.foyer_id == row.foyer_id)
    own = next((one for one in liens if one.id == row.id), None)
    if own is None:  # she is in the corbeille: her leaving leaves nobody alone
        own = Lien(row.id, row.personne_id, row.foyer_id, RoleFoyer(row.role), row.depuis, None, 0)
        return own, []
    return own, [one for one in liens if one.id != row.id]


def attach(session: Session, draft: RattachementDraft, today: date) -> int:
    """Put a person in a foyer; the id of the link. Raises RegleMetier, Introuvable."""
    check_rattachement(draft, situation(session, draft, None), today)
    row = Rattachement(personne_id=draft.personne_id, foyer_id=draft.foyer_id)
    write_link(row, draft)
    session.add(row)
    session.flush()
    return row.id


def write_link(row: Rattachement, draft: RattachementDraft) -> None:
    """Copy a checked draft into the row."""
    row.role, row.garde = draft.role.value, draft.garde
    row.depuis, row.jusqu_au, row.part_garde = draft.depuis, draft.jusqu_au, draft.part_garde


def leave(session: Session, row: Rattachement, le: date) -> None:
    """`le` is her first day away; a link that began that very day was a mistake and goes."""
    last = le - timedelta(days=1)
    if row.depuis is not None and row.depuis > last:
        session.delete(row)
    else:
        row.jusqu_au = last
    foyer = load_foyer(session, row.foyer_id)
    if foyer.payeur_id == row.personne_id:
        foyer.payeur_id = None
