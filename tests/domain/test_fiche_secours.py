"""Words of the fiche de secours: what is printed is what opens, however it is typed."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain import fiche_secours
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.fiche_secours import check_typed_back, from_words, parse_words, to_words
from cs_desktop.system.folders import resource

TEXT = resource("data/mots-secours.txt").read_text("utf-8")
WORDS = parse_words(TEXT)
SECRET = bytes(range(16))

secrets = st.binary(min_size=16, max_size=16)


def test_the_list_has_2048_short_plain_words_told_apart_by_four_letters() -> None:
    assert len(WORDS) == 2048
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in WORDS)
    assert len({word[:4] for word in WORDS}) == 2048
    assert list(WORDS) == sorted(WORDS)


def test_the_list_never_changes() -> None:
    """A word that moves makes every printed sheet useless."""
    digest = hashlib.sha256(" ".join(WORDS).encode()).hexdigest()
    assert digest == "ca6409d9dca275ce8043a650c32f0bbcf3ad37962e3439ebb43df06bfab285b1"


@pytest.mark.parametrize("broken", [TEXT + "zygote\n", TEXT.replace("zoom", "zone")])
def test_a_list_that_cannot_be_read_back_is_a_fault(broken: str) -> None:
    with pytest.raises(ValueError, match="2048"):
        parse_words(broken)


@given(secrets)
def test_words_give_the_secret_back(secret: bytes) -> None:
    words = to_words(secret, WORDS)
    assert len(words) == 12
    assert from_words(" ".join(words), WORDS) == secret


def test_a_secret_of_another_size_is_a_fault() -> None:
    with pytest.raises(ValueError, match="16"):
        to_words(b"short", WORDS)


@given(secrets)
def test_numbers_capitals_accents_and_short_words_are_accepted(secret: bytes) -> None:
    words = to_words(secret, WORDS)
    typed = "\n".join(f"{n}. {word[:4].upper()}" for n, word in enumerate(words, 1))
    assert from_words(typed, WORDS) == secret
    assert from_words("-".join(words).replace("e", "é"), WORDS) == secret


def refusal(typed: str) -> str:
    with pytest.raises(RegleMetier) as refused:
        from_words(typed, WORDS)
    assert refused.value.refus[0].champ == "fiche"
    return str(refused.value)


def test_a_missing_word_is_counted() -> None:
    assert "11" in refusal(" ".join(to_words(SECRET, WORDS)[:-1]))
    assert "0" in refusal("")


def test_an_unknown_word_is_named_with_its_place() -> None:
    words = list(to_words(SECRET, WORDS))
    words[4] = "xylophone"
    assert "n°\u00a05" in refusal(" ".join(words))
    words[4] = WORDS[0] + "s"
    assert f"«\u00a0{WORDS[0]}s\u00a0»" in refusal(" ".join(words))
    words[4] = WORDS[0][:3]
    assert "n°\u00a05" in refusal(" ".join(words))


def test_words_in_another_order_are_refused() -> None:
    words = to_words(SECRET, WORDS)
    assert "ordre" in refusal(" ".join(reversed(words)))


def test_most_mistakes_between_two_words_are_seen() -> None:
    words = list(to_words(SECRET, WORDS))
    seen = 0
    for other in WORDS[:256]:
        try:
            from_words(" ".join([other, *words[1:]]), WORDS)
        except RegleMetier:
            seen += 1
    assert seen > 256 * 0.85  # four bits of checksum: fifteen in sixteen


def test_the_word_typed_back_must_be_the_one_asked() -> None:
    fiche = to_words(SECRET, WORDS)
    check_typed_back(fiche, 7, f" {fiche[6].upper()} ")
    check_typed_back(fiche, 7, fiche[6][:4])
    for wrong in (fiche[7], "", fiche[6][:3], f"{fiche[6]} {fiche[7]}"):
        with pytest.raises(RegleMetier, match="7"):
            check_typed_back(fiche, 7, wrong)


def test_the_sizes_agree() -> None:
    assert fiche_secours.WORD_COUNT * 11 == fiche_secours.SECRET_SIZE * 8 + 4
