import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.durations import MAX_MINUTES, duree, parse_duree
from cs_desktop.domain.errors import RegleMetier


@pytest.mark.parametrize(
    ("minutes", "printed"),
    [
        (0, "0\u00a0h"),
        (45, "45\u00a0min"),
        (120, "2\u00a0h"),
        (125, "2\u00a0h\u00a005"),
        (150, "2\u00a0h\u00a030"),
        (-90, "−1\u00a0h\u00a030"),
        (1240 * 60, "1\u202f240\u00a0h"),
    ],
)
def test_duree(minutes: int, printed: str) -> None:
    assert duree(minutes) == printed


@given(st.integers(0, MAX_MINUTES))
def test_parsing_undoes_printing(minutes: int) -> None:
    assert parse_duree(duree(minutes)) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2h30", 150),
        ("2 h 30", 150),
        ("2H", 120),
        ("2:30", 150),
        ("2 heures 30 min", 150),
        ("2,5", 150),
        ("2.25 h", 135),
        ("2,33", 140),
        ("0,01", 1),
        ("3", 180),
        ("150 min", 150),
        ("150 minutes", 150),
        ("0", 0),
    ],
)
def test_what_people_type(typed: str, minutes: int) -> None:
    assert parse_duree(typed) == minutes


@pytest.mark.parametrize("typed", ["deux heures", "2h75", "-2", "2,555", "2h30s", "٣"])
def test_what_is_not_a_duration_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(RegleMetier, match=r"n’est pas une durée\. Exemple"):
        parse_duree(typed)


def test_nothing_typed_asks_for_a_duration() -> None:
    with pytest.raises(RegleMetier, match="Indiquez une durée"):
        parse_duree("  ")


def test_a_duration_beyond_any_year_is_refused() -> None:
    assert parse_duree("100000 h") == MAX_MINUTES
    with pytest.raises(RegleMetier, match="Vérifiez les zéros"):
        parse_duree("100001 h")
