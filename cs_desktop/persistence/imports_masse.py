"""One batch of an import, written in one use-case: people, foyers, links, and what to remember."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.persistence.imports import LigneEcrite, complete_people, remember_lines
from cs_desktop.persistence.personnes_masse import (
    NouveauFoyer,
    NouveauRattachement,
    NouvellePersonne,
    insert_foyers,
    insert_links,
    insert_people,
    reserve_numeros,
)


@dataclass(slots=True)
class FoyerEcrit:
    """A foyer to create, or the one of the base, and who joins it, by rank in the file."""

    foyer: NouveauFoyer
    foyer_id: int | None
    membres: Mapping[int, RoleFoyer]


@dataclass(slots=True)
class TrancheImport:
    """What one transaction writes. People are named by their rank in the file."""

    nouvelles: Mapping[int, PersonneDraft]
    complements: Mapping[int, PersonneDraft]  # by id
    foyers: Sequence[FoyerEcrit]
    lignes: Sequence[tuple[int, str, int, str, bytes]] = field(default=())


def write_batch(
    session: Session, import_id: int, tranche: TrancheImport, ids: dict[int, int]
) -> None:
    """Write a batch; `ids` learns the people created, by rank."""
    numbers = reserve_numeros(session, len(tranche.nouvelles))
    people = [
        NouvellePersonne(draft, session.info["now"], numero=numero)
        for draft, numero in zip(tranche.nouvelles.values(), numbers, strict=True)
    ]
    ids.update(zip(tranche.nouvelles, insert_people(session, people), strict=True))
    complete_people(session, tranche.complements)
    _write_foyers(session, tranche.foyers, ids)
    remember_lines(
        session,
        import_id,
        [
            LigneEcrite(feuille, ligne, sort, ids[rank], empreinte)
            for rank, feuille, ligne, sort, empreinte in tranche.lignes
        ],
    )


def _write_foyers(session: Session, foyers: Sequence[FoyerEcrit], ids: Mapping[int, int]) -> None:
    new = [one for one in foyers if one.foyer_id is None]
    made = iter(insert_foyers(session, [one.foyer for one in new]))
    insert_links(
        session,
        [
            NouveauRattachement(ids[rank], foyer_id, role)
            for one in foyers
            for foyer_id in [next(made) if one.foyer_id is None else one.foyer_id]
            for rank, role in one.membres.items()
        ],
    )
