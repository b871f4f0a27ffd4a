"""Who may be put in which foyer: each refusal, and what holds whatever the foyers are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import (
    FoyerDraft,
    RattachementDraft,
    RoleFoyer,
    check_foyer,
)
from cs_desktop.domain.rattachements import (
    Lien,
    Situation,
    check_departure,
    check_rattachement,
    largest_share,
    leaves_children_alone,
)

TODAY = date(2026, 9, 15)
AMINA, SAMI, INES = 1, 2, 3
MOTHER = Lien(
    11, AMINA, 100, RoleFoyer.RESPONSABLE, None, None, None, "Amina", Naissance(date(1988, 1, 19))
)
CHILD = Lien(12, SAMI, 100, RoleFoyer.ENFANT, None, None, None, "Sami", Naissance(date(2014, 6, 3)))


ELDER = replace(CHILD, naissance=Naissance(date(2008, 1, 1)))


def around(**changes) -> Situation:
    base = Situation(
        "Inès",
        Naissance(date(2018, 2, 27)),
        archivee=False,
        foyer=(MOTHER, CHILD),
        ailleurs=(),
        repondants={},
    )
    return replace(base, **changes)


def link(**changes) -> RattachementDraft:
    return replace(RattachementDraft(INES, 100, RoleFoyer.ENFANT), **changes)


def refused(draft: RattachementDraft, situation: Situation) -> dict[str | None, str]:
    try:
        check_rattachement(draft, situation, TODAY)
    except RegleMetier as error:
        return {one.champ: one.message for one in error.refus}
    return {}


def test_a_child_joins_her_mother() -> None:
    assert refused(link(part_garde=50, garde="alternée"), around()) == {}


@pytest.mark.parametrize(
    ("draft", "situation", "champ", "said"),
    [
        (link(), around(foyer=()), "role", "pas encore d’adulte"),
        (link(), around(foyer=(CHILD,)), "role", "pas encore d’adulte"),
        (link(role=RoleFoyer.RESPONSABLE), around(), "role", "a 8\u00a0ans et ne peut"),
        (link(role=RoleFoyer.ACCUEILLANT), around(), "role", "Choisissez «\u00a0Enfant\u00a0»"),
        (
            link(role=RoleFoyer.RESPONSABLE),
            around(naissance=Naissance(date(2010, 1, 1)), foyer=(ELDER,)),
            "role",
            "Sami (enfant) a plus d’âge",
        ),
        (
            link(),
            around(naissance=Naissance(date(1970, 1, 1))),
            "role",
            "Inès (enfant) a plus d’âge que Amina",
        ),
        (link(), around(archivee=True), "personne_id", "dans la corbeille"),
        (
            link(),
            around(foyer=(MOTHER, replace(CHILD, personne_id=INES))),
            "personne_id",
            "déjà dans ce foyer",
        ),
        (
            link(depuis=date(2026, 9, 1), jusqu_au=date(2026, 8, 31)),
            around(),
            "jusqu_au",
            "La fin précède le début",
        ),
        (link(part_garde=101), around(), "part_garde", "de 0 à 100"),
        (
            link(part_garde=51),
            around(ailleurs=(replace(CHILD, personne_id=INES, foyer_id=200, part_garde=50),)),
            "part_garde",
            "101",
        ),
        (link(garde="x" * 121), around(), "garde", "120 caractères"),
    ],
)  # fmt: skip
def test_each_refusal_stands_beside_its_field(draft, situation, champ, said) -> None:
    assert said in refused(draft, situation)[champ]


def test_nobody_answers_for_somebody_who_answers_for_her() -> None:
    grown = around(naissance=Naissance(date(1990, 1, 1)))
    child = replace(CHILD, naissance=None)
    circle = replace(grown, foyer=(MOTHER, child), repondants={INES: {SAMI}})
    message = refused(link(role=RoleFoyer.RESPONSABLE), circle)["role"]
    assert message == "Inès et Sami répondraient l’un de l’autre. Vérifiez les deux foyers."
    below = around(naissance=None, repondants={AMINA: {INES}})
    assert "répondraient l’un de l’autre" in refused(link(), below)["role"]


def test_a_link_that_ended_does_not_count() -> None:
    past = replace(CHILD, personne_id=INES, jusqu_au=date(2026, 8, 31), part_garde=100)
    assert refused(link(depuis=date(2026, 9, 1)), around(foyer=(MOTHER, past))) == {}
    elsewhere = around(ailleurs=(replace(past, foyer_id=200),))
    assert refused(link(depuis=date(2026, 9, 1), part_garde=50), elsewhere) == {}


def test_a_young_mother_answers_for_her_child_and_an_unknown_birth_refuses_nothing() -> None:
    baby = replace(CHILD, naissance=Naissance(date(2026, 3, 1)))
    young = around(naissance=Naissance(date(2010, 1, 1)), foyer=(baby,))
    assert refused(link(role=RoleFoyer.RESPONSABLE), young) == {}
    assert refused(link(role=RoleFoyer.RESPONSABLE), around(naissance=None)) == {}
    year = replace(MOTHER, naissance=Naissance(date(2018, 1, 1), Precision.ANNEE))
    assert refused(link(), around(foyer=(year,))) == {}  # she may be the elder of the two


def test_the_last_adult_does_not_leave_children_alone() -> None:
    with pytest.raises(RegleMetier, match=r"n’aurait plus d’adulte sans Amina"):
        check_departure(MOTHER, [CHILD], TODAY)
    check_departure(CHILD, [MOTHER], TODAY)
    check_departure(MOTHER, [], TODAY)
    check_departure(MOTHER, [CHILD, replace(MOTHER, role=RoleFoyer.AUTRE_ADULTE)], TODAY)
    check_departure(MOTHER, [replace(CHILD, jusqu_au=TODAY - timedelta(1))], TODAY)
    with pytest.raises(RegleMetier, match="depuis le 01/10/2026"):
        check_departure(replace(MOTHER, depuis=date(2026, 10, 1)), [], TODAY)


days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
links = st.builds(
    Lien,
    id=st.integers(1, 99),
    personne_id=st.integers(1, 5),
    foyer_id=st.just(100),
    role=st.sampled_from(RoleFoyer),
    depuis=days,
    jusqu_au=days,
    part_garde=st.none() | st.integers(0, 100),
    nom=st.just("Sami"),
    naissance=st.none() | st.builds(Naissance, st.dates(date(1940, 1, 1), TODAY)),
)
drafts = st.builds(
    RattachementDraft,
    personne_id=st.just(INES),
    foyer_id=st.just(100),
    role=st.sampled_from(RoleFoyer),
    depuis=days,
    jusqu_au=days,
    part_garde=st.none() | st.integers(-10, 120),
)


@given(drafts, st.lists(links, max_size=5), st.lists(links, max_size=3), links)
def test_what_is_accepted_keeps_every_rule(draft, foyer, elsewhere, me) -> None:
    others = [replace(one, foyer_id=200, personne_id=INES) for one in elsewhere]
    situation = Situation(
        "Inès", me.naissance, archivee=False, foyer=foyer, ailleurs=others, repondants={}
    )
    said = refused(draft, situation)
    if said:
        assert all(champ and message for champ, message in said.items())
        return
    assert (draft.depuis or date.min) <= (draft.jusqu_au or date.max)
    own = Lien(0, INES, 100, draft.role, draft.depuis, draft.jusqu_au, draft.part_garde)
    beside = [one for one in foyer if one.crosses(draft.depuis, draft.jusqu_au)]
    assert INES not in {one.personne_id for one in beside}
    if draft.role is RoleFoyer.ENFANT:
        assert not leaves_children_alone([own, *beside])
    assert draft.part_garde is None or 0 <= draft.part_garde <= 100
    if draft.part_garde is not None:
        sharing = [one for one in others if one.crosses(draft.depuis, draft.jusqu_au)]
        if largest_share(sharing) <= 100:
            assert largest_share(sharing) + draft.part_garde <= 100
    if draft.role.repond and me.naissance:
        for one in beside:
            if one.role is RoleFoyer.ENFANT and one.naissance:
                assert me.naissance.le < one.naissance.le


@given(links, days, days)
def test_crossing_is_the_same_seen_from_both_sides(lien, depuis, jusqu_au) -> None:
    other = replace(lien, depuis=depuis, jusqu_au=jusqu_au)
    assert lien.crosses(depuis, jusqu_au) == other.crosses(lien.depuis, lien.jusqu_au)


@pytest.mark.parametrize(
    ("changes", "champ", "said"),
    [
        ({"nom": "  "}, "nom", "Indiquez le nom"),
        ({"code_postal": "5999"}, "code_postal", "cinq chiffres"),
        ({"numero_allocataire": "2 88 01 59 350 123 45"}, "numero_allocataire", "sécurité sociale"),
        ({"numero_allocataire": "n° 12"}, "numero_allocataire", "Vérifiez-le"),
        ({"payeur_id": 1, "payeur_organisme_id": 2}, "payeur_organisme_id", "Un seul"),
        ({"adresse": "x" * 121}, "adresse", "120 caractères"),
    ],
)
def test_the_form_of_a_foyer_refuses(changes, champ, said) -> None:
    with pytest.raises(RegleMetier) as refusal:
        check_foyer(replace(FoyerDraft(nom="Belkacem"), **changes))
    assert {one.champ: one.message for one in refusal.value.refus}.keys() == {champ}
    assert said in str(refusal.value)


def test_the_form_of_a_foyer_is_tidied() -> None:
    kept = check_foyer(FoyerDraft(nom=" Da  Silva ", numero_allocataire="123 4567 b"))
    assert (kept.nom, kept.numero_allocataire) == ("Da Silva", "1234567B")
