"""Ctrl+K finds screens and actions whatever the accents, the order and one slip."""

import pytest

from cs_desktop.ui.shell.palette_search import Proposal, found_in, grouped, matching, near


def a_proposal(title, group="Écrans", words=""):
    return Proposal(group, "users", title, "", lambda: None, words=words)


SCREENS = [
    a_proposal(title) for title in ("Adhérents", "Sauvegardes", "Mon mot de passe", "Apparence")
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("adherents", ["Adhérents"]),
        ("ADHÉR", ["Adhérents"]),
        ("passe mot", ["Mon mot de passe"]),
        ("adhrents", ["Adhérents"]),  # a letter missing
        ("adhéreents", ["Adhérents"]),  # one too many
        ("adhérnets", ["Adhérents"]),  # two swapped
        ("apparense", ["Apparence"]),  # one wrong
        ("garde", ["Sauvegardes"]),
        ("adh garde", []),
        ("zzz", []),
        ("", ["Adhérents", "Sauvegardes", "Mon mot de passe", "Apparence"]),
    ],
)
def test_screens_are_found(typed, found):
    assert [p.title for p in matching(SCREENS, typed)] == found


def test_the_title_that_begins_so_comes_first():
    proposals = [a_proposal("Mon mot de passe"), a_proposal("Passages")]
    assert [p.title for p in matching(proposals, "pass")] == ["Passages", "Mon mot de passe"]


def test_other_words_find_it_too():
    assert matching([a_proposal("Apparence", words="thème zoom")], "zoom")


def test_short_words_are_not_forgiven():
    assert not near("gym", "gim")
    assert near("gymn", "gimn")


def test_three_lines_per_group_in_the_order_of_the_groups():
    proposals = [a_proposal(f"Écran {n}") for n in range(5)] + [a_proposal("Inscrire", "Actions")]
    groups = grouped(proposals, limit=3)
    assert [(name, len(lines)) for name, lines in groups] == [("Écrans", 3), ("Actions", 1)]


@pytest.mark.parametrize(
    ("typed", "title", "marked"),
    [
        ("gym", "Gym douce", ["Gym"]),
        ("elod", "Élodie Lefèvre", ["Élod"]),
        ("lef elo", "Élodie Lefèvre", ["Élo", "Lef"]),
        ("oe", "Œuvre", ["Œ"]),
        ("zor", "Gym douce", []),
        ("dou uce", "Gym douce", ["douce"]),  # two marks that touch are one
    ],
)
def test_what_was_typed_is_marked(typed, title, marked):
    assert [title[start : start + length] for start, length in found_in(typed, title)] == marked
