"""Undo, redo and the list of what was done, for those who may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import AnnulationRefusee, DroitManquant, Introuvable
from cs_desktop.domain.personnes import PersonneDraft
from tests.support.personnes import AMINA


@pytest.fixture
def amina(services, acteur) -> int:
    """Amina, as the form saved her."""
    return services.personnes.save(acteur, AMINA)


def rename(services, acteur, personne_id, nom) -> None:
    draft = replace(services.personnes.draft(acteur, personne_id), nom=nom)
    services.personnes.save(acteur, draft, personne_id)


def test_a_correction_is_undone_then_done_again(services, acteur, amina, published):
    rename(services, acteur, amina, "Haddad")
    undone = services.operations.undo(acteur, published[-1].operation)
    assert services.personnes.draft(acteur, amina).nom == "Belkacem"
    assert [one.id for one in services.personnes.search(acteur, "belkacem")] == [amina]
    assert undone == published[-1].operation
    redone = services.operations.redo(acteur, undone)
    assert services.personnes.draft(acteur, amina).nom == "Haddad"
    services.operations.undo(acteur, redone)
    assert services.personnes.draft(acteur, amina).nom == "Belkacem"
    assert [commit.usage for commit in published[-3:]] == [
        "operation.annuler",
        "operation.retablir",
        "operation.annuler",
    ]


def test_a_creation_is_undone_and_comes_back_with_its_number(services, acteur, published):
    first = services.personnes.save(acteur, PersonneDraft(nom="Martel"))
    undone = services.operations.undo(acteur, published[-1].operation)
    assert services.personnes.count(acteur) == 0
    services.operations.redo(acteur, undone)
    assert [(row.id, row.numero) for row in services.personnes.page(acteur)] == [(first, 1)]


def test_what_was_changed_later_is_not_undone(services, acteur, amina, published):
    rename(services, acteur, amina, "Haddad")
    rename(services, acteur, amina, "Zerrouki")
    with pytest.raises(AnnulationRefusee):
        services.operations.undo(acteur, published[-2].operation)
    assert services.personnes.draft(acteur, amina).nom == "Zerrouki"


def test_the_right_of_the_gesture_is_needed(services, acteur, acteurs, amina, published):
    rename(services, acteur, amina, "Haddad")
    renamed = published[-1].operation
    for role in (Role.COMPTABILITE, Role.ADMINISTRATION):
        with pytest.raises(DroitManquant):
            services.operations.undo(acteurs[role], renamed)
    other = services.personnes.save(acteur, PersonneDraft(nom="Martel"))
    services.personnes.merge(acteur, amina, other)
    merged = published[-1].operation
    with pytest.raises(DroitManquant):
        services.operations.undo(acteurs[Role.ANIMATION], merged)
    undone = services.operations.undo(acteurs[Role.ACCUEIL], merged)
    with pytest.raises(DroitManquant):  # redoing a merge is merging
        services.operations.redo(acteurs[Role.ANIMATION], undone)


def test_what_is_not_a_gesture_of_a_screen_is_not_undone(services, acteur, published):
    services.preferences.write(SANS_COMPTE, "colonnes", ["nom"])
    with pytest.raises(AnnulationRefusee, match="ne s’annule pas"):
        services.operations.undo(acteur, published[-1].operation)


def test_an_operation_that_never_was_is_told(services, acteur):
    with pytest.raises(Introuvable):
        services.operations.undo(acteur, 42)


def test_the_history_tells_who_what_and_how_much_without_contents(services, acteur, amina):
    other = services.personnes.save(acteur, PersonneDraft(nom="Martel"))
    services.personnes.archive(acteur, [amina, other])
    latest, *earlier = services.operations.history(acteur)
    assert latest.titre == "Mise à la corbeille (2\u00a0lignes)"
    assert (latest.qui, latest.modifications) == ("compte retiré", ())
    assert [line.usage for line in earlier] == ["personne.creer"] * 2
    assert services.operations.history(acteur, offset=1, limit=1) == earlier[:1]
