"""Children leave with whom they may: who comes, who must not, who answers, which class."""

from __future__ import annotations

from datetime import date

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import RattachementDraft
from cs_desktop.domain.organismes import (
    ContactDraft,
    GenreOrganisme,
    OrganismeDraft,
    ResponsabiliteDraft,
)
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.domain.scolarite import Niveau, ScolariteDraft
from cs_desktop.domain.securite_enfant import InterditeDraft, ProcheDraft
from cs_desktop.services.services import Services
from tests.support.familles import ENFANT, STEVEN, Family, a_family


@pytest.fixture
def family(services: Services) -> Family:
    return a_family(services)


def around(services: Services, personne_id: int):
    return services.securite.entourage(SANS_COMPTE, personne_id)


def test_who_may_come_is_a_known_person_or_a_name(services: Services, family: Family) -> None:
    known = ProcheDraft(proche_id=family.father, lien="père")
    first = services.securite.authorise(SANS_COMPTE, family.lola, known)
    named = ProcheDraft(nom="Ginette Leclercq", lien="grand-mère", telephone="03 53 01 55 90")
    services.securite.authorise(SANS_COMPTE, family.lola, named)
    lola = around(services, family.lola).securites[0]
    assert [(one.nom, one.lien, one.telephone) for one in lola.autorisees] == [
        ("Ludovic Delmas", "père", ""),
        ("Ginette Leclercq", "grand-mère", "0353015590"),
    ]
    services.securite.withdraw(SANS_COMPTE, first)
    assert len(around(services, family.lola).securites[0].autorisees) == 1
    assert [one.nom for one in around(services, family.father).securites] == [
        "Ludovic Delmas",
        "Lola Delmas",
    ]


def test_nobody_may_and_must_not_come_at_once(services: Services, family: Family) -> None:
    known = ProcheDraft(proche_id=family.father)
    services.securite.authorise(SANS_COMPTE, family.lola, known)
    refused = InterditeDraft(proche_id=family.father, motif="Décision de justice")
    line = services.securite.forbid(SANS_COMPTE, family.lola, refused)
    lola = around(services, family.lola).securites[0]
    assert (lola.autorisees, lola.interdites[0].nom) == ((), "Ludovic Delmas")
    with pytest.raises(RegleMetier, match="Retirez d’abord la ligne rouge"):
        services.securite.authorise(SANS_COMPTE, family.lola, known)
    services.securite.lift(SANS_COMPTE, line)
    services.securite.authorise(SANS_COMPTE, family.lola, known)
    assert services.personnes.rows(SANS_COMPTE, [family.lola])[0].alerte == ""


@pytest.mark.parametrize(
    ("draft", "champ"),
    [
        (InterditeDraft(motif="Décision de justice"), "nom"),
        (InterditeDraft(nom="X"), "motif"),
        (InterditeDraft(nom="X", motif="m" * 61), "motif"),
        (InterditeDraft(nom="X", motif="m", vu_le=date(2026, 9, 16)), "vu_le"),
    ],
)
def test_what_is_refused_writes_nothing(services: Services, family: Family, draft, champ) -> None:
    with pytest.raises(RegleMetier) as refusal:
        services.securite.forbid(SANS_COMPTE, family.lola, draft)
    assert refusal.value.refus[0].champ == champ
    assert around(services, family.lola).securites[0].interdites == ()


def test_the_child_herself_and_the_corbeille_are_refused(
    services: Services, family: Family
) -> None:
    with pytest.raises(RegleMetier, match="l’enfant lui-même"):
        services.securite.authorise(SANS_COMPTE, family.lola, ProcheDraft(family.lola))
    with pytest.raises(RegleMetier, match="téléphone à appeler"):
        services.securite.add_emergency(SANS_COMPTE, family.lola, ProcheDraft(nom="Zoé"))
    services.personnes.archive(SANS_COMPTE, [family.lola])
    with pytest.raises(RegleMetier, match="dans la corbeille"):
        services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)


CALLED = ProcheDraft(nom="Z", telephone="0639980001")


def test_each_gesture_is_undone(services: Services, family: Family, published) -> None:
    ase = services.organismes.save(SANS_COMPTE, OrganismeDraft("ASE", GenreOrganisme.ASE))
    gestures = [
        lambda s: s.forbid(SANS_COMPTE, family.lola, STEVEN),
        lambda s: s.authorise(SANS_COMPTE, family.lola, ProcheDraft(nom="Zoé")),
        lambda s: s.add_emergency(SANS_COMPTE, family.lola, CALLED),
        lambda s: s.withhold(SANS_COMPTE, family.mother, retenue=False),
        lambda s: s.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, ase)),
        lambda s: s.school(SANS_COMPTE, family.lola, ScolariteDraft(2026, Niveau.CE1)),
    ]  # fmt: skip
    before = [around(services, one) for one in (family.lola, family.mother)]
    for gesture in gestures:
        gesture(services.securite)
        assert [around(services, one) for one in (family.lola, family.mother)] != before
        services.operations.undo(SANS_COMPTE, published[-1].operation)
        assert [around(services, one) for one in (family.lola, family.mother)] == before


def test_an_organisme_answers_with_a_named_contact(services: Services, family: Family) -> None:
    ase = services.organismes.save(SANS_COMPTE, OrganismeDraft("ASE", GenreOrganisme.ASE))
    who = ContactDraft(ase, nom="Mortreux", prenom="Valérie", telephone="03 53 01 20 31")
    contact = services.organismes.add_contact(SANS_COMPTE, who)
    line = services.securite.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, ase, contact))
    shown = around(services, family.lola).responsabilites[0]
    assert (shown.organisme, shown.contact, shown.telephone) == (
        *("ASE", "Valérie Mortreux"),
        "0353012031",
    )
    with pytest.raises(RegleMetier, match="est déjà responsable"):
        services.securite.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, ase))
    other = services.organismes.save(SANS_COMPTE, OrganismeDraft("CCAS"))
    with pytest.raises(RegleMetier, match="n’est pas de «\u00a0CCAS"):
        services.securite.entrust(SANS_COMPTE, ResponsabiliteDraft(family.lola, other, contact))
    services.securite.end_trust(SANS_COMPTE, line)
    assert around(services, family.lola).responsabilites == ()


def test_the_class_of_a_year_is_written_over(services: Services, family: Family) -> None:
    services.securite.school(SANS_COMPTE, family.lola, ScolariteDraft(2026, Niveau.CM2))
    services.securite.school(
        SANS_COMPTE, family.lola, ScolariteDraft(2026, Niveau.SIXIEME, "collège du Lin")
    )
    years = around(services, family.lola).scolarites
    assert [one.texte for one in years] == ["2026-2027\u00a0: 6e, collège du Lin"]
    with pytest.raises(RegleMetier, match="classe ou l’école"):
        services.securite.school(SANS_COMPTE, family.lola, ScolariteDraft(2026))


def test_the_history_says_it_in_words(services: Services, family: Family) -> None:
    services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)
    line = services.personnes.history(SANS_COMPTE, family.lola)[0]
    assert line.titre == "Personne interdite de venir chercher"
    assert {change.texte for change in line.modifications} >= {
        "Jugement vu le\u00a0: — → 12/11/2025",
        "Motif\u00a0: — → Décision de justice",
    }


def test_what_stands_beside_a_family_costs_the_same_however_large(
    services: Services, family: Family, statements
) -> None:
    with statements.count() as few:
        around(services, family.lola)
    for rank in range(10):
        child = PersonneDraft(prenom=f"Enfant{rank}")
        services.foyers.add_new(SANS_COMPTE, child, RattachementDraft(0, family.hers, ENFANT))
        services.securite.forbid(SANS_COMPTE, family.lola, STEVEN)
    with statements.count() as many:
        around(services, family.lola)
    assert len(many) == len(few) <= 8
