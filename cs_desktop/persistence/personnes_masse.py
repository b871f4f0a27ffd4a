"""Many people at once: numbered in blocks, journalled and indexed like one person at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from cs_desktop.domain.foyers import Caisse, RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.bulk import insert_rows, update_each
from cs_desktop.persistence.compteur import next_numeros
from cs_desktop.persistence.foyers import Foyer, Rattachement, Zone
from cs_desktop.persistence.personnes import SERIE, Personne, values_of


@dataclass(frozen=True, slots=True)
class NouvellePersonne:
    """A checked draft and what a form would not say: her number, the day of her card."""

    draft: PersonneDraft
    cree_le: datetime
    archive_le: datetime | None = None
    numero: int | None = None


@dataclass(frozen=True, slots=True)
class NouveauFoyer:
    """A foyer and its address."""

    nom: str
    adresse: str
    complement: str
    code_postal: str
    commune: str
    caisse: Caisse


@dataclass(frozen=True, slots=True)
class NouveauRattachement:
    """A person in a foyer, by ids. `part_garde` is a percent."""

    personne_id: int
    foyer_id: int
    role: RoleFoyer
    depuis: date | None = None
    part_garde: int | None = None
    garde: str = ""


def reserve_numeros(session: Session, n: int) -> range:
    """Draw `n` printed numbers of this site for people about to be inserted."""
    return next_numeros(session, SERIE, n)


def insert_people(session: Session, people: Sequence[NouvellePersonne]) -> list[int]:
    """Their ids, in order. Every `numero` must come from `reserve_numeros`."""
    rows = [
        {
            **values_of(one.draft),
            "site": session.info["site"],
            "numero": one.numero,
            "cree_le": one.cree_le,
            "archive_le": one.archive_le,
        }
        for one in people
    ]
    return insert_rows(session, Personne, rows)


def insert_foyers(session: Session, foyers: Sequence[NouveauFoyer]) -> list[int]:
    """Their ids, in order."""
    rows = [
        {
            "nom": one.nom,
            "cle_tri": search_key(one.nom),
            "adresse": one.adresse,
            "complement": one.complement,
            "code_postal": one.code_postal,
            "commune": one.commune,
            "caisse": one.caisse.value,
        }
        for one in foyers
    ]
    return insert_rows(session, Foyer, rows)


def insert_links(session: Session, links: Collection[NouveauRattachement]) -> None:
    """Put people in their foyers."""
    rows = [
        {
            "personne_id": one.personne_id,
            "foyer_id": one.foyer_id,
            "role": one.role.value,
            "depuis": one.depuis,
            "part_garde": one.part_garde,
            "garde": one.garde,
        }
        for one in links
    ]
    insert_rows(session, Rattachement, rows)


def name_zones(session: Session, libelles: dict[int, str]) -> None:
    """Give the shipped zones the centre’s own words, by id."""
    update_each(
        session,
        Zone,
        {i: {"libelle": text, "cle_tri": search_key(text)} for i, text in libelles.items()},
    )
