"""An unfinished form comes back, to its own account and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.brouillons import (
    Brouillon,
    BrouillonRow,
    drop_brouillon,
    list_brouillons,
    read_brouillon,
    write_brouillon,
)
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.database import Database
from tests.support.bases import NOW, write

FORM = "personne/nouvelle"


@pytest.fixture
def compte_id(database: Database, acteur: Acteur) -> int:
    compte = CompteUtilisateur(identifiant="claire", nom="Claire Aubry", role="accueil")
    write(database, acteur, lambda session: session.add(compte))
    return compte.id


def keep(database: Database, acteur: Acteur, compte_id: int | None, nom: str) -> None:
    write(database, acteur, lambda s: write_brouillon(s, compte_id, FORM, {"nom": nom}))


@pytest.mark.parametrize("with_account", [True, False])
def test_a_draft_is_written_over_found_and_dropped(
    database: Database, acteur: Acteur, compte_id: int, with_account: bool
) -> None:
    owner = compte_id if with_account else None
    for nom in ("Lef", "Lefèvre"):
        keep(database, acteur, owner, nom)
    with database.reading() as session:
        assert list_brouillons(session, owner) == [BrouillonRow(FORM, {"nom": "Lefèvre"}, NOW)]
        assert read_brouillon(session, owner, FORM) == BrouillonRow(FORM, {"nom": "Lefèvre"}, NOW)
        assert read_brouillon(session, owner, "personne/1") is None
    for _ in range(2):
        write(database, acteur, lambda session: drop_brouillon(session, owner, FORM))
    with database.reading() as session:
        assert read_brouillon(session, owner, FORM) is None


def test_each_account_has_its_own(database: Database, acteur: Acteur, compte_id: int) -> None:
    keep(database, acteur, compte_id, "A")
    keep(database, acteur, None, "B")
    with database.reading() as session:
        found = [read_brouillon(session, owner, FORM) for owner in (compte_id, None)]
    assert [row.contenu for row in found if row] == [{"nom": "A"}, {"nom": "B"}]


def test_the_latest_comes_first(database: Database, acteur: Acteur) -> None:
    keep(database, acteur, None, "A")
    later = Database(database.path, now=lambda: NOW + timedelta(minutes=5))
    write(later, acteur, lambda s: write_brouillon(s, None, "foyer/nouveau", {}))
    later.close()
    with database.reading() as session:
        assert [row.formulaire for row in list_brouillons(session, None)] == ["foyer/nouveau", FORM]


def test_the_base_refuses_two_drafts_of_one_form(database: Database, acteur: Acteur) -> None:
    with pytest.raises(IntegrityError):
        write(
            database,
            acteur,
            lambda session: session.add_all(
                [Brouillon(compte_id=None, formulaire=FORM, contenu={}) for _ in range(2)]
            ),
        )
