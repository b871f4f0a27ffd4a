"""What the team does with people: save, corbeille, merge, search, history, and what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cs_desktop.domain.changes import Change
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import Conflit, Introuvable, RegleMetier
from cs_desktop.domain.personnes import (
    Canal,
    Colonne,
    Etat,
    FiltrePersonnes,
    PersonneDraft,
    Sexe,
    Tri,
)
from tests.support.bases import NOW, TODAY
from tests.support.personnes import AMINA, a_foyer

CORBEILLE = FiltrePersonnes(etat=Etat.ARCHIVEES)


@pytest.fixture
def amina(services, acteur) -> int:
    """Amina, as the form saved her."""
    return services.personnes.save(acteur, AMINA)


def edit(services, acteur, personne_id, **changes) -> None:
    draft = replace(services.personnes.draft(acteur, personne_id), **changes)
    services.personnes.save(acteur, draft, personne_id)


def titles(services, acteur, personne_id) -> list[str]:
    return [line.titre for line in services.personnes.history(acteur, personne_id)]


def changes_of(services, acteur, personne_id) -> list[str]:
    latest = services.personnes.history(acteur, personne_id)[0]
    return [change.texte for change in latest.modifications]


def test_a_person_is_saved_and_read_back(services, acteur, amina, published):
    fiche = services.personnes.fiche(acteur, amina)
    assert fiche.draft == replace(AMINA, telephone="0639984207", version=1)
    assert (fiche.row.nom_complet, fiche.row.age, fiche.row.numero) == ("Amina Belkacem", 38, 1)
    assert fiche.row.cree_le == fiche.modifie_le == NOW
    assert [commit.usage for commit in published] == ["personne.creer"]
    assert published[0].changes == {Change("personne", frozenset({amina}))}


def test_a_draft_that_breaks_a_rule_writes_nothing(services, acteur, published):
    with pytest.raises(RegleMetier) as refusal:
        services.personnes.save(acteur, PersonneDraft(courriel="?"))
    assert [one.champ for one in refusal.value.refus] == ["nom", "courriel"]
    assert services.personnes.count(acteur) == 0
    assert published == []


def test_a_person_changed_meanwhile_is_not_overwritten(services, acteur, amina):
    mine = services.personnes.draft(acteur, amina)
    edit(services, acteur, amina, commune="Bergues")
    with pytest.raises(Conflit, match="Amina Belkacem"):
        services.personnes.save(acteur, replace(mine, nom="Haddad"), amina)
    assert services.personnes.draft(acteur, amina).nom == "Belkacem"
    with pytest.raises(Conflit):
        services.personnes.save(acteur, replace(mine, version=None), amina)


def test_saving_what_did_not_change_is_not_history(services, acteur, amina, published):
    edit(services, acteur, amina)
    assert len(published) == 1
    assert services.personnes.draft(acteur, amina).version == 1


def test_a_person_who_is_gone_is_told(services, acteur):
    for ask in (
        lambda: services.personnes.fiche(acteur, 42),
        lambda: services.personnes.draft(acteur, 42),
        lambda: services.personnes.history(acteur, 42),
        lambda: services.personnes.save(acteur, AMINA, 42),
    ):
        with pytest.raises(Introuvable):
            ask()


def test_a_zone_just_chosen_holds_from_today(services, acteur):
    someone = services.personnes.save(acteur, replace(AMINA, zone_le=None))
    assert services.personnes.draft(acteur, someone).zone_le == TODAY
    edit(services, acteur, someone, zone_le=date(2020, 1, 1))
    assert services.personnes.draft(acteur, someone).zone_le == date(2020, 1, 1)
    edit(services, acteur, someone, zone_id=4)
    assert services.personnes.draft(acteur, someone).zone_le == TODAY
    edit(services, acteur, someone, zone_id=None)
    assert services.personnes.draft(acteur, someone).zone_le is None


def test_the_corbeille_takes_and_gives_back(services, acteur, amina, published):
    other = services.personnes.save(acteur, PersonneDraft(nom="Martel"))
    services.personnes.archive(acteur, [amina, other])
    assert services.personnes.count(acteur) == 0
    assert services.personnes.ids(acteur, CORBEILLE) == [amina, other]
    assert services.personnes.fiche(acteur, amina).row.archive_le == NOW
    services.personnes.archive(acteur, [amina])  # already there: nothing to tell
    services.personnes.restore(acteur, [amina])
    assert services.personnes.ids(acteur) == [amina]
    assert [commit.usage for commit in published[2:]] == ["personne.archiver", "personne.restaurer"]
    resume = services.personnes.resume(acteur)
    assert (resume.toutes, resume.archivees) == (1, 1)


def test_pages_positions_and_rows_are_those_of_the_list(services, acteur):
    saved = [services.personnes.save(acteur, PersonneDraft(nom=nom)) for nom in "CAB"]
    tri = Tri(Colonne.NOM, descendant=True)
    page = services.personnes.page(acteur, tri=tri, offset=1, limit=1)
    assert [row.nom for row in page] == ["B"]
    assert services.personnes.position(acteur, FiltrePersonnes(), tri, saved[2]) == 1
    assert [row.nom for row in services.personnes.rows(acteur, [saved[0], 42, saved[1]])] == [
        "C",
        "A",
    ]


def test_search_and_zones_go_through(services, acteur, amina):
    (result,) = services.personnes.search(acteur, "06 39 98 42")
    assert (result.id, result.nom_liste) == (amina, "Belkacem, Amina")
    assert {zone.genre for zone in services.personnes.zones(acteur)} >= {"QPV", "inconnu"}


def test_history_is_read_in_french(services, acteur, amina):
    edit(
        services,
        acteur,
        amina,
        telephone="0639984208",
        sexe=Sexe.NON_RENSEIGNE,
        canal=Canal.SMS,
        courriel="",
        zone_id=4,
        naissance=Naissance(date(1988, 1, 1), Precision.ANNEE),
    )
    latest, first = services.personnes.history(acteur, amina)
    assert (latest.titre, latest.le) == ("Fiche enregistrée", NOW)
    assert [change.texte for change in latest.modifications] == [
        "Sexe\u00a0: Femme → Non renseigné",
        "Naissance\u00a0: 19/01/1988 → 1988",
        "Téléphone\u00a0: 06 39 98 42 07 → 06 39 98 42 08",
        "Courriel\u00a0: a.belkacem@exemple.fr → —",
        "Moyen préféré\u00a0: — → SMS",
        "Zone\u00a0: Quartier prioritaire (QPV) → Hors commune",
        "Zone depuis le\u00a0: 01/01/2024 → 15/09/2026",
    ]
    assert "Nom\u00a0: — → Belkacem" in [change.texte for change in first.modifications]
    assert not any("cle_tri" in change.champ for change in first.modifications)


def test_a_birth_that_only_loses_its_precision_is_still_told(services, acteur):
    birth = date(1951, 1, 1)
    draft = PersonneDraft(nom="Martel", naissance=Naissance(birth, Precision.ANNEE))
    someone = services.personnes.save(acteur, draft)
    edit(services, acteur, someone, naissance=Naissance(birth, Precision.PRESUMEE))
    assert changes_of(services, acteur, someone) == ["Naissance\u00a0: 1951 → vers 1951"]
    edit(services, acteur, someone, naissance=Naissance(date(1952, 1, 1), Precision.PRESUMEE))
    assert changes_of(services, acteur, someone) == ["Naissance\u00a0: vers 1951 → vers 1952"]


def test_history_tells_the_corbeille_the_merge_and_the_foyers(services, acteur, database, amina):
    other = services.personnes.save(acteur, PersonneDraft(nom="Belkacemm"))
    a_foyer(database, other, nom="Zerrouki")
    services.personnes.archive(acteur, [amina])
    assert changes_of(services, acteur, amina) == [
        "Dans la corbeille depuis le\u00a0: — → 15/09/2026"
    ]
    services.personnes.restore(acteur, [amina])
    services.personnes.merge(acteur, amina, other)
    assert titles(services, acteur, amina)[:3] == [
        "Fusion de deux fiches",
        "Sortie de la corbeille",
        "Mise à la corbeille",
    ]
    assert "Fusionnée avec\u00a0: — → Amina Belkacem" in changes_of(services, acteur, other)
    assert any("Zerrouki" in one for one in foyer_lines(services, acteur, other))


def foyer_lines(services, acteur, personne_id):
    return [
        change.texte
        for line in services.personnes.history(acteur, personne_id)
        for change in line.modifications
    ]


def test_merged_people_leave_the_list(services, acteur, amina):
    other = services.personnes.save(acteur, PersonneDraft(nom="Belkacemm"))
    services.personnes.merge(acteur, amina, other)
    assert services.personnes.ids(acteur) == [amina]
    with pytest.raises(Introuvable):
        services.personnes.draft(acteur, other)


def test_look_alikes_said_to_be_two_are_remembered_once(services, acteur, amina, published):
    other = services.personnes.save(acteur, PersonneDraft(nom="Belkacemm"))
    services.personnes.distinguish(acteur, other, amina)
    services.personnes.distinguish(acteur, amina, other)
    assert [commit.usage for commit in published].count("personne.distinguer") == 1


def test_a_list_costs_the_same_for_three_people_and_three_hundred(services, acteur, statements):
    costs = []
    for total in (3, 300):
        while services.personnes.count(acteur) < total:
            services.personnes.save(acteur, PersonneDraft(nom="Martel"))
        with statements.count() as cost:
            services.personnes.page(acteur)
            services.personnes.resume(acteur)
            services.personnes.fiche(acteur, services.personnes.ids(acteur)[0])
        costs.append(len(cost))
    assert costs[0] == costs[1]


def test_the_history_says_what_was_undone_and_done_again(services, acteur, amina, published):
    service, operations = services.personnes, services.operations
    draft = service.draft(acteur, amina)
    service.save(acteur, replace(draft, telephone="0639982472"), amina)
    undone = operations.undo(acteur, published[-1].operation)
    operations.redo(acteur, undone)
    titles = [line.titre for line in service.history(acteur, amina)]
    assert titles == [
        "Rétablissement\u00a0: fiche enregistrée",
        "Annulation\u00a0: fiche enregistrée",
        "Fiche enregistrée",
        "Fiche créée",
    ]
    created = service.history(acteur, amina)[-1].modifications
    assert "Numéro\u00a0: — → n°\u00a00001" in [one.texte for one in created]


def test_a_merge_that_brings_nothing_is_in_the_history_of_the_kept(services, acteur, amina):
    other = services.personnes.save(acteur, PersonneDraft(nom="Belkacem", prenom="Amina"))
    services.personnes.merge(acteur, amina, other)
    latest = services.personnes.history(acteur, amina)[0]
    assert latest.titre == "Fusion de deux fiches"
    assert latest.modifications == ()
