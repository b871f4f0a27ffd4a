"""Search: any word order, no accents, telephones and dates as typed, one wrong letter (A11)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.persistence import search
from cs_desktop.persistence.personnes import Personne, write
from cs_desktop.persistence.personnes_recherche import search as ask
from cs_desktop.persistence.search_words import deletions, name_words, one_letter_apart
from tests.support.bases import open_copy
from tests.support.personnes import a_draft, a_personne, many_personnes

TODAY = date(2026, 9, 15)


def found(database, texte: str, limit: int = 20) -> list[int]:
    with database.reading() as session:
        return [result.id for result in ask(session, texte, limit, TODAY)]


@pytest.mark.parametrize(
    ("draft", "typed"),
    [
        ({"prenom": "Élodie"}, "elodie"),
        ({"prenom": "Élodie"}, "ÉLOD"),
        ({"nom": "Le Fèvre"}, "lefevre"),
        ({"nom": "Le Fèvre"}, "fevre le"),
        ({"nom": "O’Brien"}, "o'brien"),
        ({"nom": "O’Brien"}, "obrien"),
        ({"nom": "Lacroix-Dupré"}, "lacroix dupre"),
        ({"nom": "Œuvrard"}, "oeuvr"),
        ({"nom": "Oeuvrard"}, "œuvrard"),
        ({"nom": "𝐀lvès"}, "alves"),
        ({"nom": "Łukasz"}, "lukasz"),
        ({"nom": "Weiß"}, "weiss"),
        ({"nom": "بلقاسم", "prenom": "أمينة"}, "بلقاسم"),
        ({"nom": "بلقاسم", "prenom": "أمينة"}, "امينة"),
        ({"nom": "Иванова", "prenom": "Мария"}, "мария иван"),
        ({"nom_naissance": "Zerrouki"}, "zerrouki"),
        ({"telephone": "06 39 98 24 71"}, "0639982471"),
        ({"telephone": "0639982471"}, "06 39 98 24 71"),
        ({"telephone": "0639982471"}, "06 39 98"),
        ({"telephone": "0639982471"}, "06.39.98.24.71"),
        ({"telephone": "0639982471"}, "+33 6 39 98"),
        ({"telephone": "0639982471"}, "0033639982471"),
        ({"telephone_2": "03 53 01 44 18"}, "0353"),
        ({"commune": "Valmont-sur-Lys"}, "valmont claudine"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "15/09/2014"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "15/9/14"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "15 09 2014"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "15.09"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "150914"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "2014-09-15"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "20140915"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "2014-09"),
        ({"naissance": Naissance(date(2014, 9, 15)), "telephone": "0639982471"}, "2014 0639982471"),
        ({"naissance": Naissance(date(2014, 9, 15))}, "15 septembre 2014"),
        ({"naissance": Naissance(date(2014, 9, 1))}, "1er septembre"),
        ({"naissance": Naissance(date(1951, 3, 1), Precision.MOIS)}, "03/1951"),
        ({"naissance": Naissance(date(1951, 1, 1), Precision.ANNEE)}, "marchand 1951"),
    ],
)
def test_a_person_is_found_as_people_type(database, draft, typed):
    someone = a_personne(database, **draft)
    a_personne(database, nom="Quelconque", prenom="Zoé", telephone="0477999999")
    assert found(database, typed) == [someone]


def test_the_number_of_the_card_is_found_with_or_without_zeros(database):
    people = many_personnes(database, [a_draft(nom="Martel") for _ in range(231)])
    for typed in ("0231", "n° 231", "N°231", "231 martel"):
        assert found(database, typed) == [people[230]], typed


def test_words_add_up_and_nothing_finds_nothing(database):
    someone = a_personne(database, nom="Martel", prenom="Jeanne")
    assert found(database, "jeanne martel") == [someone]
    assert found(database, "jeanne zzz") == []
    for empty in ("", "  ", "%", '"', "*", "()", "AND"):
        assert found(database, empty) == [], empty


def test_operators_of_fts_are_plain_words(database):
    someone = a_personne(database, nom="Near", prenom="Not")
    assert found(database, 'NOT "near" *') == [someone]


def test_whole_words_come_before_beginnings(database):
    alice = a_personne(database, nom="Aaron", prenom="Alice")
    ali = a_personne(database, nom="Zerrouki", prenom="Ali")
    assert found(database, "ali") == [ali, alice]


def test_with_enough_answers_no_letter_is_forgiven(database):
    many_personnes(database, [a_draft(nom="Martel", prenom="") for _ in range(search.ENOUGH)])
    a_personne(database, nom="Martal", prenom="")
    assert len(found(database, "martel")) == search.ENOUGH


def test_a_whole_word_is_not_lost_among_too_many_beginnings(database):
    many_personnes(database, [a_draft(nom="Aaron", prenom=f"Alice{rank}") for rank in range(9)])
    ali = a_personne(database, nom="Zerrouki", prenom="Ali")
    answers = found(database, "ali", limit=5)
    assert (answers[0], len(answers)) == (ali, 5)


def test_people_of_the_corbeille_and_merged_ones_are_not_proposed(database, now):
    kept, archived = a_personne(database), a_personne(database)
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.get_one(Personne, archived).archive_le = now()
    assert found(database, "claudine") == [kept]


NAMES = [
    *("Belkacem", "Marchand", "Zerrouki", "Lefèvre", "Camara", "Dumas", "Hamadi", "Nguyen"),
    *("Mathieu", "Kowalski", "Œuvrard", "Da Silva", "Иванова", "بلقاسم"),
]
LETTERS = "abcdefghijklmnopqrstuvwxyzбда"


@pytest.fixture(scope="module")
def people(template, tmp_path_factory):
    """Every name once: fewer than five answers, so that a wrong letter is forgiven."""
    base = open_copy(template, tmp_path_factory.mktemp("rappel") / "centre.sqlite")
    ids = many_personnes(base, [a_draft(nom=name, prenom="") for name in NAMES])
    yield base, dict(zip(NAMES, ids, strict=True))
    base.close()


@given(st.sampled_from(NAMES), st.data())
def test_one_letter_dropped_inserted_replaced_or_swapped_is_forgiven(people, name, data):
    base, ids = people
    word = data.draw(st.sampled_from(name_words(name).split()))
    assume(len(word) > 3)
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    for wrong in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ):
        assert ids[name] in found(base, wrong), wrong


def test_a_forgiven_letter_is_told(database):
    a_personne(database, nom="Belkacem")
    with database.reading() as session:
        told = [ask(session, typed, 20, TODAY)[0].approche for typed in ("belkacem", "blkacem")]
    assert told == [False, True]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_apart_shares_a_deletion(one, other):
    if one_letter_apart(one, other):
        assert deletions(one) & deletions(other)
    assert one_letter_apart(one, other) == one_letter_apart(other, one)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("martel", "martel", True),
        ("martel", "matel", True),
        ("martel", "martell", True),
        ("martel", "martal", True),
        ("martel", "amrtel", True),
        ("martel", "matrel", True),
        ("martel", "matler", False),
        ("martel", "mrtle", False),
        ("ab", "ba", True),
        ("abc", "cab", False),
        ("a", "abc", False),
    ],
)
def test_what_one_letter_apart_means(one, other, apart):
    assert one_letter_apart(one, other) is apart


def test_a_word_that_somebody_else_bears_stays_forgiven(database):
    one, other = a_personne(database, nom="Martel"), a_personne(database, nom="Martel")
    with database.transaction(SANS_COMPTE, "essai") as session:
        write(session.get_one(Personne, one), a_draft(nom="Haddad"))
    assert found(database, "matel") == [other]


def test_a_fault_on_the_way_of_a_keystroke_comes_through_the_engine(database):
    """The driver is spoken to directly there; the engine alone says what happened in French."""
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.connection().execute(text("DROP TABLE recherche_fts"))
    with pytest.raises(OperationalError, match="recherche_fts"):
        found(database, "martel")
