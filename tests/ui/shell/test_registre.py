"""Features register once; the rôle decides what is asked back."""

from functools import partial

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Change, Commit
from cs_desktop.domain.droits import Droit, Role
from cs_desktop.ui.shell.navigation import Navigation, Place
from cs_desktop.ui.shell.registre import (
    Action,
    PersonTab,
    Registre,
    ScreenEntry,
    SearchProvider,
    Usage,
)
from tests.ui.shell.conftest import AScreen

DIRECTION = Acteur(1, "Nadia", Role.DIRECTION)
ADMINISTRATION = Acteur(2, "Hugo", Role.ADMINISTRATION)
PEOPLE = Droit.CONSULTER_PERSONNES


def nothing(*_args):
    """What a feature would do."""


@pytest.fixture
def registre():
    registre = Registre()
    registre.add(
        ScreenEntry("personnes", "Adhérents", "users", AScreen, letter="A", droit=PEOPLE),
        ScreenEntry("aide", "Aide", "info", AScreen),
        PersonTab("presences", "Présences", nothing, order=50, droit=PEOPLE),
        PersonTab("identite", "Identité", nothing, order=10, droit=PEOPLE),
        Action("inscrire", "Inscrire", "user-plus", nothing, key="Ctrl+N", droit=PEOPLE),
        SearchProvider("Personnes", "user", nothing, droit=PEOPLE),
        Usage("personne.archiver", "Fiche archivée."),
    )
    return registre


def test_a_role_gets_what_it_may_use(registre):
    assert [s.code for s in registre.screens(DIRECTION)] == ["personnes", "aide"]
    assert registre.screen(DIRECTION, "personnes").title == "Adhérents"
    assert [t.code for t in registre.tabs(DIRECTION)] == ["identite", "presences"]
    assert [a.code for a in registre.actions(DIRECTION)] == ["inscrire"]
    assert registre.action(DIRECTION, "inscrire") is not None
    assert len(registre.providers(DIRECTION)) == 1


def test_what_a_role_may_not_use_is_absent(registre):
    assert [s.code for s in registre.screens(ADMINISTRATION)] == ["aide"]
    assert registre.screen(ADMINISTRATION, "personnes") is None
    assert registre.tabs(ADMINISTRATION) == []
    assert registre.actions(ADMINISTRATION) == []
    assert registre.action(ADMINISTRATION, "inscrire") is None
    assert registre.providers(ADMINISTRATION) == []


@pytest.mark.parametrize(
    "double",
    [
        ScreenEntry("aide", "Autre", "info", AScreen),
        ScreenEntry("autre", "Autre", "info", AScreen, letter="A"),
        PersonTab("identite", "Autre", nothing),
        Action("inscrire", "Autre", "info", nothing),
        Action("autre", "Autre", "info", nothing, key="Ctrl+N"),
        Usage("personne.archiver", "Autre."),
    ],
)
def test_a_code_a_letter_or_a_key_taken_twice_is_our_bug(registre, double):
    with pytest.raises(ValueError, match=r"twice|already taken"):
        registre.add(double)


def test_the_sentence_of_a_use_case_may_count(registre):
    registre.add(Usage("compter", lambda commit: f"{len(commit.changes)} table"))
    commit = Commit(1, "compter", 1, frozenset({Change("personne", frozenset({1}))}))
    assert registre.usage("compter").told(commit) == "1 table"
    assert registre.usage("personne.archiver").told(commit) == "Fiche archivée."
    assert registre.usage("inconnu") is None


def test_the_keys_of_a_screen_are_those_its_class_declares():
    assert [key.shown for key in ScreenEntry("a", "A", "info", AScreen).keys] == ["Ctrl+F"]
    given = partial(AScreen, parent=None)
    assert [key.shown for key in ScreenEntry("c", "C", "info", given).keys] == ["Ctrl+F"]
    assert ScreenEntry("b", "B", "info", nothing).keys == ()


def test_navigation_remembers_the_way_back(qapp):
    navigation, asked = Navigation(), []
    navigation.requested.connect(asked.append)
    navigation.requested.connect(navigation.arrive)
    navigation.back()
    assert navigation.here is None
    navigation.open("personnes")
    navigation.open("personne", 5_000_000_000)
    navigation.open("personne", 5_000_000_000)
    navigation.back()
    assert navigation.here == Place("personnes")
    navigation.back()
    assert asked[-1] == Place("personnes")
    assert len(asked) == 4, "there was nowhere further back to go"


def test_the_trail_does_not_grow_for_ever(qapp):
    navigation = Navigation()
    for n in range(200):
        navigation.arrive(Place("personne", n))
    assert len(navigation._trail) == 50
    navigation.forget()
    assert navigation.here is None
