"""Foyers over a real base: who joins, who leaves, what moves with an address, what is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.errors import AnnulationRefusee, Conflit, Introuvable, RegleMetier
from cs_desktop.domain.foyers import Caisse, RattachementDraft, RoleFoyer
from cs_desktop.domain.organismes import GenreOrganisme, OrganismeDraft
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.search import check
from cs_desktop.services.services import Services
from tests.support.personnes import AMINA, TODAY, a_draft, a_personne, stored

SAMI = PersonneDraft(nom="Belkacem", prenom="Sami", naissance=Naissance(date(2014, 6, 3)))
ENFANT = RoleFoyer.ENFANT


@pytest.fixture
def amina(services: Services) -> int:
    return services.personnes.save(SANS_COMPTE, AMINA)


@pytest.fixture
def foyer(services: Services, amina: int) -> int:
    return services.foyers.create_for(SANS_COMPTE, amina)


@pytest.fixture
def sami(services: Services, foyer: int) -> int:
    return services.foyers.add_new(SANS_COMPTE, SAMI, RattachementDraft(0, foyer, ENFANT))


def the_foyer(services: Services, personne_id: int):
    return services.foyers.of_person(SANS_COMPTE, personne_id)[0]


def links(services: Services, personne_id: int) -> dict[str, int]:
    found = the_foyer(services, personne_id).fiche.membres
    return {membre.prenom: membre.rattachement_id for membre in found}


def test_a_family_begins_with_one_person(services: Services, amina: int, sami: int) -> None:
    complet = the_foyer(services, amina)
    assert (complet.fiche.nom, complet.fiche.adresse) == ("Belkacem", "7 allée du Lin")
    assert [(m.prenom, m.lien) for m in complet.fiche.membres] == [
        ("Amina", "Responsable"),
        ("Sami", "Enfant"),
    ]
    assert services.foyers.count_members(SANS_COMPTE, sami) == 2
    housed = services.personnes.draft(SANS_COMPTE, sami)
    assert (housed.adresse, housed.commune, housed.zone_id, housed.zone_le) == (
        *("7 allée du Lin", "Valmont-sur-Lys"),
        *(1, TODAY),
    )


def test_a_child_alone_has_no_foyer(services: Services, database: Database) -> None:
    child = a_personne(database, prenom="Sami", naissance=SAMI.naissance)
    with pytest.raises(RegleMetier, match="ne peut pas répondre"):
        services.foyers.create_for(SANS_COMPTE, child)
    assert services.foyers.of_person(SANS_COMPTE, child) == ()
    with pytest.raises(RegleMetier, match="Indiquez un nom"):
        services.foyers.add_new(SANS_COMPTE, PersonneDraft(), RattachementDraft(0, 1, ENFANT))


def test_a_refused_link_leaves_no_person_behind(services: Services, foyer: int) -> None:
    before = services.personnes.count(SANS_COMPTE)
    elder = replace(SAMI, naissance=Naissance(date(1950, 1, 1)))
    with pytest.raises(RegleMetier, match="a plus d’âge"):
        services.foyers.add_new(SANS_COMPTE, elder, RattachementDraft(0, foyer, ENFANT))
    assert services.personnes.count(SANS_COMPTE) == before


def test_a_child_has_two_homes_and_each_says_the_other(
    services: Services, amina: int, sami: int
) -> None:
    mehdi = services.personnes.save(SANS_COMPTE, a_draft(nom="Zerrouki", prenom="Mehdi"))
    other = services.foyers.create_for(SANS_COMPTE, mehdi)
    half = RattachementDraft(
        sami, other, ENFANT, part_garde=50, garde=" alternée,  une semaine sur deux "
    )
    link_id = services.foyers.attach(SANS_COMPTE, half)
    ailleurs = the_foyer(services, amina).ailleurs
    assert [(one.enfant, one.nom, one.responsables) for one in ailleurs] == [
        ("Sami", "Zerrouki", "Mehdi Zerrouki")
    ]
    assert ailleurs[0].responsable_id == mehdi
    shown = the_foyer(services, mehdi).fiche.membres[1]
    assert shown.lien == "Enfant, alternée, une semaine sur deux"
    mine = RattachementDraft(sami, the_foyer(services, amina).fiche.id, ENFANT, part_garde=60)
    sami_here = links(services, amina)["Sami"]
    with pytest.raises(RegleMetier, match="feraient"):
        services.foyers.change_link(SANS_COMPTE, mine, sami_here)
    services.foyers.change_link(SANS_COMPTE, replace(half, part_garde=None, garde=""), link_id)
    assert the_foyer(services, mehdi).fiche.membres[1].lien == "Enfant"


def test_nobody_answers_for_a_person_who_answers_for_her(
    services: Services, database: Database, foyer: int, amina: int
) -> None:
    yasmine = a_personne(database, prenom="Yasmine")
    mother = services.foyers.create_for(SANS_COMPTE, yasmine)
    services.foyers.attach(SANS_COMPTE, RattachementDraft(amina, mother, ENFANT))
    with pytest.raises(RegleMetier, match="répondraient l’un de l’autre"):
        services.foyers.attach(SANS_COMPTE, RattachementDraft(yasmine, foyer, ENFANT))


def test_the_circle_is_seen_through_a_third_person(services: Services, database: Database) -> None:
    people = [a_personne(database, prenom=name) for name in ("Una", "Due", "Tre")]
    homes = [services.foyers.create_for(SANS_COMPTE, one) for one in people]
    services.foyers.attach(SANS_COMPTE, RattachementDraft(people[1], homes[0], ENFANT))
    services.foyers.attach(SANS_COMPTE, RattachementDraft(people[2], homes[1], ENFANT))
    with pytest.raises(RegleMetier, match="répondraient l’un de l’autre"):
        services.foyers.attach(SANS_COMPTE, RattachementDraft(people[0], homes[2], ENFANT))


def test_the_last_adult_stays_while_children_do(services: Services, amina: int, sami: int) -> None:
    ids = links(services, amina)
    with pytest.raises(RegleMetier, match="n’aurait plus d’adulte"):
        services.foyers.detach(SANS_COMPTE, ids["Amina"])
    draft = RattachementDraft(amina, the_foyer(services, amina).fiche.id, jusqu_au=TODAY)
    with pytest.raises(RegleMetier, match="n’aurait plus d’adulte"):
        services.foyers.change_link(SANS_COMPTE, draft, ids["Amina"])
    services.foyers.detach(SANS_COMPTE, ids["Sami"])
    assert services.foyers.of_person(SANS_COMPTE, sami) == ()
    services.foyers.detach(SANS_COMPTE, ids["Amina"])
    assert services.foyers.of_person(SANS_COMPTE, amina) == ()


def test_who_is_in_the_corbeille_joins_nothing(services: Services, database, foyer: int) -> None:
    gone = a_personne(database)
    services.personnes.archive(SANS_COMPTE, [gone])
    with pytest.raises(RegleMetier, match="dans la corbeille"):
        services.foyers.attach(SANS_COMPTE, RattachementDraft(gone, foyer))
    with pytest.raises(Introuvable):
        services.foyers.attach(SANS_COMPTE, RattachementDraft(gone, 404))


def test_the_address_moves_those_who_live_there_and_the_search_follows(
    services: Services, database: Database, amina: int, sami: int, foyer: int
) -> None:
    elsewhere = a_personne(database, prenom="Fatima", commune="Éclusier")
    services.foyers.attach(SANS_COMPTE, RattachementDraft(elsewhere, foyer))
    draft = the_foyer(services, amina).draft
    moved = replace(draft, adresse="3 rue Neuve", commune="Brémont", zone_id=2)
    services.foyers.save(SANS_COMPTE, moved, foyer)
    for one in (amina, sami):
        row = stored(database, one)
        assert (row.adresse, row.commune, row.zone_id, row.zone_le) == (
            *("3 rue Neuve", "Brémont"),
            *(2, TODAY),
        )
    assert stored(database, elsewhere).commune == "Éclusier"
    found = {one.id for one in services.personnes.search(SANS_COMPTE, "bremont")}
    assert found == {amina, sami, elsewhere}
    with database.reading() as session:
        assert check(session) == []
    with pytest.raises(Conflit, match="entre-temps"):
        services.foyers.save(SANS_COMPTE, draft, foyer)


def test_an_adult_of_the_foyer_or_an_organisme_pays_first(
    services: Services, database: Database, amina: int, sami: int, foyer: int
) -> None:
    def saved(**changes) -> str:
        draft = replace(the_foyer(services, amina).draft, caisse=Caisse.CAF, **changes)
        services.foyers.save(SANS_COMPTE, draft, foyer)
        return the_foyer(services, amina).fiche.payeur

    assert saved(payeur_id=amina) == "Amina Belkacem"
    for stranger in (sami, a_personne(database)):
        with pytest.raises(RegleMetier, match="adulte du foyer"):
            saved(payeur_id=stranger)
    ccas = OrganismeDraft("CCAS de Valmont", GenreOrganisme.CCAS)
    ccas_id = services.organismes.save(SANS_COMPTE, ccas)
    assert saved(payeur_id=None, payeur_organisme_id=ccas_id) == "CCAS de Valmont"


@pytest.mark.parametrize("gesture", ["save", "detach", "add_new", "create_for"])
def test_each_gesture_is_undone_and_redone(
    services: Services, published, amina: int, sami: int, foyer: int, gesture: str
) -> None:
    before = the_foyer(services, amina)
    match gesture:
        case "save":
            draft = replace(before.draft, adresse="3 rue Neuve", nom="Belkacem-Diop")
            services.foyers.save(SANS_COMPTE, draft, foyer)
        case "detach":
            services.foyers.detach(SANS_COMPTE, links(services, amina)["Sami"])
        case "add_new":
            lina = replace(SAMI, prenom="Lina")
            services.foyers.add_new(SANS_COMPTE, lina, RattachementDraft(0, foyer, ENFANT))
        case _:
            services.foyers.create_for(SANS_COMPTE, amina)
    done = services.foyers.of_person(SANS_COMPTE, amina)
    undone = services.operations.undo(SANS_COMPTE, published[-1].operation)
    assert same(the_foyer(services, amina)) == same(before)
    services.operations.redo(SANS_COMPTE, undone)
    assert [same(one) for one in services.foyers.of_person(SANS_COMPTE, amina)] == [
        same(one) for one in done
    ]
    with pytest.raises(AnnulationRefusee):
        services.operations.undo(SANS_COMPTE, undone)


def same(complet):
    """All but the versions, which only go forward."""
    return replace(complet, draft=replace(complet.draft, version=None))


def test_a_foyer_costs_the_same_for_two_members_and_for_twenty(
    services: Services, statements, amina: int, sami: int, foyer: int
) -> None:
    with statements.count() as few:
        services.foyers.of_person(SANS_COMPTE, amina)
    for rank in range(18):
        child = replace(SAMI, prenom=f"Enfant{rank}")
        services.foyers.add_new(SANS_COMPTE, child, RattachementDraft(0, foyer, ENFANT))
    with statements.count() as many:
        services.foyers.of_person(SANS_COMPTE, amina)
    assert len(the_foyer(services, amina).fiche.membres) == 20
    assert len(many) == len(few) <= 9
