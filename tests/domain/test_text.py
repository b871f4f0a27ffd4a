import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cs_desktop.domain.text import DASH, join_et, nombre, plural, search_key, typo


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Élodie", "elodie"),
        ("Œuvre", "oeuvre"),
        ("Ægidius", "aegidius"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Bjørn", "bjorn"),
        ("Nguyễn Đức", "nguyen duc"),
        ("Yıldız", "yildiz"),
        ("D’Arc", "d arc"),
        ("N'Diaye", "n diaye"),
        ("Jean-Luc", "jean luc"),
        ("Anne\u2011Marie", "anne marie"),
        ("  La\u00a0 Motte\t", "la motte"),
        ("Zoe\u0301\u200b", "zoe"),
        ("𝐀", "a"),
        ("İnci", "inci"),
        ("", ""),
        ("---", ""),
    ],
)
def test_search_key(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text())
@example("𝐀")
@example("ﬃ")
@example("\u1e9e")
@example("\u0345")
def test_search_key_is_idempotent(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(alphabet="aàâäeéèêëiîïoôöuùûüyÿcç -'’"))
def test_search_key_ignores_accents_and_case(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert search_key(text) == search_key(bare) == search_key(text.upper())


@given(st.text())
def test_search_key_has_single_spaces_only(text: str) -> None:
    key = search_key(text)
    assert key == " ".join(key.split())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("l'accueil", "l’accueil"),
        ("Voulez-vous annuler ?", "Voulez-vous annuler\u202f?"),
        ("Attention : lisez", "Attention\u00a0: lisez"),
        ('"bonjour"', "«\u00a0bonjour\u00a0»"),
        ("« bonjour »", "«\u00a0bonjour\u00a0»"),
        ("«bonjour»", "«\u00a0bonjour\u00a0»"),
        ("1 234 567 € et 19 %", "1\u202f234\u202f567\u00a0€ et 19\u202f%"),
        ("2 h 30, 38 ans, n° 12", "2\u00a0h 30, 38\u00a0ans, n°\u00a012"),
        ("de 09:30 à 10:00", "de 09:30 à 10:00"),
        ("06 39 98 24 71", "06 39 98 24 71"),
        ("https://exemple.fr/?a", "https://exemple.fr/?a"),
    ],
)
def test_typo(text: str, printed: str) -> None:
    assert typo(text) == printed


@given(st.text(alphabet="ab'\"«» :;!?%€0123456789hn°.\u00a0\u202f", max_size=12))
def test_typo_is_idempotent(text: str) -> None:
    assert typo(typo(text)) == typo(text)


@pytest.mark.parametrize(
    ("n", "printed"),
    [(0, "0"), (1240, "1\u202f240"), (-1240, "−1\u202f240"), (10**6, "1\u202f000\u202f000")],
)
def test_nombre(n: int, printed: str) -> None:
    assert nombre(n) == printed


def test_plural_begins_at_two() -> None:
    assert plural(0, "adhérent") == "0\u00a0adhérent"
    assert plural(1, "adhérent") == "1\u00a0adhérent"
    assert plural(-1, "jour") == "−1\u00a0jour"
    assert plural(2, "adhérent") == "2\u00a0adhérents"
    assert plural(1240, "personne") == "1\u202f240\u00a0personnes"


def test_plural_knows_invariable_and_given_forms() -> None:
    assert plural(3, "mois") == "3\u00a0mois"
    assert plural(3, "choix") == "3\u00a0choix"
    assert plural(3, "cheval", "chevaux") == "3\u00a0chevaux"
    assert plural(1, "cheval", "chevaux") == "1\u00a0cheval"


@pytest.mark.parametrize(
    ("items", "printed"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")],
)
def test_join_et(items: list[str], printed: str) -> None:
    assert join_et(items) == printed


def test_the_dash_of_no_data_is_not_a_minus() -> None:
    assert DASH == "\u2014"
