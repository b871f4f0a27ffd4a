"""Passwords: what is refused and why; how long one waits after wrong ones."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.mots_de_passe import (
    LOCKED_AFTER,
    Essais,
    check_mot_de_passe,
    missing,
    secret_bytes,
)

NOW = datetime(2026, 9, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "good",
    [
        "Tournesol-42",
        "Élan d’été n° 7",
        "sept mots bien choisis suffisent pour toujours",
        "Cheval, pomme, violon, tuile, marteau, nuage, lampe",
    ],
)
def test_strong_passwords_are_accepted(good: str) -> None:
    check_mot_de_passe(good)


@pytest.mark.parametrize(
    ("weak", "told"),
    [
        ("", "12\u00a0caractères"),
        ("Tournesol-4", "1\u00a0caractère"),
        ("tournesol-42", "une majuscule"),
        ("TOURNESOL-42", "une minuscule"),
        ("Tournesol-xx", "un chiffre"),
        ("Tournesol4242", "un autre signe"),
        ("Aa1-Aa1-Aa1-", "6\u00a0caractères différents"),
        ("motdepasse", "une majuscule, un chiffre, un autre signe"),
        ("cheval pomme violon tuile marteau nuage", "6\u00a0mots différents"),
        ("lune lune lune lune soleil etoile nuage", "4\u00a0mots différents"),
        ("a b c d e f g", "Il manque"),
        ("Ab1-" * 300, "1024"),
    ],
)
def test_weak_passwords_are_refused_with_what_is_missing(weak: str, told: str) -> None:
    with pytest.raises(RegleMetier) as refused:
        check_mot_de_passe(weak)
    assert told in str(refused.value)
    assert refused.value.refus[0].champ == "mot_de_passe"


def test_the_name_of_the_account_is_not_a_password() -> None:
    check_mot_de_passe("Capucine-2026!", "Odile")
    with pytest.raises(RegleMetier, match="nom du compte"):
        check_mot_de_passe("Capucine-2026!", "CAPUCINE")
    check_mot_de_passe("Capucine-2026!", " ")


@given(st.text(alphabet="aB3-éÀ9!x", max_size=14))
def test_accepted_passwords_lack_nothing(text: str) -> None:
    try:
        check_mot_de_passe(text)
    except RegleMetier:
        assert missing(text)
    else:
        assert len(text) >= 12


def test_an_accent_counts_the_same_however_it_is_typed() -> None:
    typed = "Été-Orageux-7"
    assert secret_bytes(unicodedata.normalize("NFD", typed)) == secret_bytes(typed)


def tries(count: int) -> Essais:
    essais = Essais()
    for _ in range(count):
        essais = essais.failed(NOW)
    return essais


def test_the_first_mistakes_cost_nothing_then_the_wait_grows() -> None:
    waits = [tries(count).wait(NOW) for count in range(LOCKED_AFTER + 3)]
    assert waits[:3] == [timedelta()] * 3
    assert waits == sorted(waits)
    assert waits[3] == timedelta(seconds=5)
    assert waits[LOCKED_AFTER] == waits[-1] == timedelta(minutes=15)


def test_the_wait_ends() -> None:
    locked = tries(LOCKED_AFTER)
    assert locked.wait(NOW + timedelta(minutes=14, seconds=59)) == timedelta(seconds=1)
    assert locked.wait(NOW + timedelta(minutes=15)) == timedelta()


def test_a_clock_set_back_does_not_lengthen_the_wait() -> None:
    assert tries(LOCKED_AFTER).wait(NOW - timedelta(days=400)) == timedelta(minutes=15)


def test_the_tries_left_are_told() -> None:
    assert "9\u00a0essais" in tries(1).sentence(NOW)
    assert "Patientez" not in tries(2).sentence(NOW)
    assert "Patientez 5\u00a0secondes" in tries(3).sentence(NOW)
    assert "1\u00a0essai avant un blocage de 15\u00a0minutes" in tries(9).sentence(NOW)
    assert "patientez 15\u00a0minutes" in tries(10).sentence(NOW)
    assert tries(40).restants == 0
