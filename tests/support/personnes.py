"""Builders of people and foyers for tests; every name is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft, Sexe, check_draft
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.foyers import Foyer, Rattachement
from cs_desktop.persistence.personnes import Personne, create
from cs_desktop.persistence.personnes_masse import (
    NouvellePersonne,
    insert_people,
    reserve_numeros,
)

TODAY = date(2026, 9, 15)
AMINA = PersonneDraft(
    nom="Belkacem",
    prenom="Amina",
    sexe=Sexe.F,
    naissance=Naissance(date(1988, 1, 19)),
    telephone="06 39 98 42 07",
    courriel="a.belkacem@exemple.fr",
    adresse="7 allée du Lin",
    code_postal="59999",
    commune="Valmont-sur-Lys",
    zone_id=1,
    zone_le=date(2024, 1, 1),
)


def a_draft(**changes: Any) -> PersonneDraft:
    """A person with her name alone, and what the test says."""
    return check_draft(replace(PersonneDraft(nom="Marchand", prenom="Claudine"), **changes), TODAY)


def a_personne(database: Database, **changes: Any) -> int:
    """Write one person; her id."""
    with database.transaction(SANS_COMPTE, "essai") as session:
        return create(session, a_draft(**changes)).id


def many_personnes(database: Database, drafts: list[PersonneDraft]) -> list[int]:
    """Write many people at once; their ids."""
    with database.transaction(SANS_COMPTE, "essai") as session:
        numeros = reserve_numeros(session, len(drafts))
        people = [
            NouvellePersonne(draft, session.info["now"], numero=numero)
            for draft, numero in zip(drafts, numeros, strict=True)
        ]
        return insert_people(session, people)


def numbered_people(count: int) -> list[PersonneDraft]:
    """`count` people whose names and births differ."""
    return [
        a_draft(
            nom=f"Nom{rank:04}",
            prenom=f"Prénom{rank % 7}",
            sexe=list(Sexe)[rank % 4],
            naissance=Naissance(date(1940 + rank % 80, 1 + rank % 12, 1 + rank % 28)),
            telephone=f"06399{rank:05}",
            commune=("Valmont-sur-Lys", "Éclusier", "")[rank % 3],
            zone_id=(None, 1, 4)[rank % 3],
        )
        for rank in range(count)
    ]


def a_foyer(
    database: Database, *members: int, nom: str = "Belkacem", commune: str = "Valmont-sur-Lys"
) -> int:
    """Write one foyer and its members, the first one responsable; its id."""
    with database.transaction(SANS_COMPTE, "essai") as session:
        foyer = Foyer(nom=nom, cle_tri=search_key(nom), commune=commune)
        session.add(foyer)
        session.flush()
        for rank, personne_id in enumerate(members):
            role = RoleFoyer.ENFANT if rank else RoleFoyer.RESPONSABLE
            link(session, personne_id, foyer.id, role)
        return foyer.id


def link(
    session: Session,
    personne_id: int,
    foyer_id: int,
    role: RoleFoyer = RoleFoyer.RESPONSABLE,
    **values: Any,
) -> Rattachement:
    """Add a person to a foyer."""
    row = Rattachement(personne_id=personne_id, foyer_id=foyer_id, role=role.value, **values)
    session.add(row)
    return row


def stored(database: Database, personne_id: int) -> Personne:
    """The row as it is on disk."""
    with database.reading() as session:
        found = session.get(Personne, personne_id)
        assert found is not None
        return found
