import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_desktop.domain.text import search_key
from cs_desktop.ui.kit.table.highlight import match_spans


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Marchand, Claudine", "ma", ["Ma"]),
        ("Amari, Rachid", "ma", ["ma"]),
        ("Da Silva, Maria", "ma", ["Ma"]),
        ("Amadou, Marie", "ma", ["Ma"]),
        ("Élodie Œuvre", "elod oeuvr", ["Élod", "Œuvr"]),
        ("N’Diaye", "diaye", ["Diaye"]),
        ("Jean-Luc", "luc", ["Luc"]),
        ("06 39 98 24 71", "0639", ["06 39"]),
        ("06 39 98 24 71", "3998", ["39 98"]),
        ("06 39 98 24 71", "71", ["71"]),
        ("Marie Martin", "mari marti", ["Mari", "Marti"]),
        ("Martine", "mar arti", ["Marti"]),
        ("Dupont", "zor", []),
        ("Dupont", "", []),
        ("", "a", []),
    ],
)
def test_the_words_searched_are_found_in_the_text(text: str, typed: str, marked: list[str]) -> None:
    spans = match_spans(text, search_key(typed).split())
    assert [text[start:end] for start, end in spans] == marked


@settings(max_examples=50, derandomize=True)
@given(st.text(max_size=20), st.lists(st.text(max_size=4).map(search_key), max_size=3))
def test_marks_are_inside_the_text_in_order_and_apart(text: str, words: list[str]) -> None:
    end_before = -1
    for start, end in match_spans(text, words):
        assert end_before < start < end <= len(text)
        end_before = end
