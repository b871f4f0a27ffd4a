"""Builders of adhésions for tests."""

from __future__ import annotations

from datetime import date

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import GenreAdhesion
from cs_desktop.domain.periods import Periode, saison
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.adhesions import NouvelleAdhesion, insert
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.organismes import Organisme

THIS_SEASON, LAST_SEASON, OLD_SEASON = saison(2026), saison(2025), saison(2024)


def covers(
    database: Database,
    *personne_ids: int,
    periode: Periode = THIS_SEASON,
    foyer_id: int | None = None,
    montant: int = 1200,
    prise_le: date | None = None,
) -> int:
    """Write one adhésion, familiale when a foyer is named; its id."""
    genre = GenreAdhesion.INDIVIDUELLE if foyer_id is None else GenreAdhesion.FAMILIALE
    taken = NouvelleAdhesion(
        genre,
        prise_le or periode.debut,
        periode,
        montant,
        personne_ids,
        personne_id=personne_ids[0] if foyer_id is None else None,
        foyer_id=foyer_id,
    )
    with database.transaction(SANS_COMPTE, "adhesion.prendre") as session:
        return insert(session, [taken])[0]


def an_association(database: Database, nom: str = "Les Amis du jardin") -> int:
    """Write one association; its id."""
    with database.transaction(SANS_COMPTE, "essai") as session:
        row = Organisme(nom=nom, cle_tri=search_key(nom), genre="association")
        session.add(row)
        session.flush()
        return row.id
