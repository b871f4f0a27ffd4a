"""Drafts and preferences: one account’s own, outside the journal for drafts."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.droits import Role
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur

FORM = "personne/nouvelle"


@pytest.fixture
def accounts(database, acteurs):
    """Rows for the accounts of the tests: drafts refer to them."""
    with database.transaction(SANS_COMPTE, "essai") as session:
        for role, one in acteurs.items():
            session.add(CompteUtilisateur(id=one.id, identifiant=role, nom=one.nom, role=role))
    return acteurs


def test_what_is_typed_comes_back(services, accounts):
    acteur = accounts[Role.ACCUEIL]
    assert services.brouillons.read(acteur, FORM) is None
    services.brouillons.write(acteur, FORM, {"nom": "Belk"})
    services.brouillons.write(acteur, FORM, {"nom": "Belkacem"})
    found = services.brouillons.read(acteur, FORM)
    assert (found.formulaire, found.contenu) == (FORM, {"nom": "Belkacem"})
    services.brouillons.drop(acteur, FORM)
    assert services.brouillons.read(acteur, FORM) is None


def test_each_account_has_its_own(services, accounts):
    services.brouillons.write(accounts[Role.ACCUEIL], FORM, {"nom": "Belkacem"})
    services.brouillons.write(SANS_COMPTE, FORM, {"nom": "Martel"})
    assert services.brouillons.read(accounts[Role.DIRECTION], FORM) is None
    assert services.brouillons.rows(accounts[Role.DIRECTION]) == []
    assert [row.contenu for row in services.brouillons.rows(SANS_COMPTE)] == [{"nom": "Martel"}]


def test_a_draft_is_one_cheap_write_outside_the_journal(services, database, statements):
    services.brouillons.write(SANS_COMPTE, FORM, {"nom": "Belk"})
    with statements.count() as cost:
        services.brouillons.write(SANS_COMPTE, FORM, {"nom": "Belkacem"})
    written = [one for one in cost if not one.lstrip().startswith("SELECT")]
    assert len(cost) <= 3, cost
    assert sum("brouillon" in one for one in written) == 1
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM journal")) == 0


def test_preferences_are_kept_read_and_forgotten(services, accounts):
    acteur = accounts[Role.ACCUEIL]
    assert services.preferences.read(acteur, "colonnes", ["nom"]) == ["nom"]
    services.preferences.write(acteur, "colonnes", ["nom", "age"])
    services.preferences.write(acteur, "tri", "nom")
    assert services.preferences.read(acteur, "colonnes") == ["nom", "age"]
    assert services.preferences.all(acteur) == {"colonnes": ["nom", "age"], "tri": "nom"}
    assert services.preferences.all(accounts[Role.DIRECTION]) == {}
    services.preferences.write(acteur, "tri", None)
    assert services.preferences.all(acteur) == {"colonnes": ["nom", "age"]}
