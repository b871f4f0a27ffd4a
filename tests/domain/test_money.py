import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.money import MAX_CENTS, euros, euros_ronds, parse_euros, split_cents

amounts = st.integers(-MAX_CENTS, MAX_CENTS)


@pytest.mark.parametrize(
    ("cents", "printed"),
    [
        (0, "0,00\u00a0€"),
        (5, "0,05\u00a0€"),
        (123456, "1\u202f234,56\u00a0€"),
        (-4300, "−43,00\u00a0€"),
        (123456789, "1\u202f234\u202f567,89\u00a0€"),
    ],
)
def test_euros(cents: int, printed: str) -> None:
    assert euros(cents) == printed


@pytest.mark.parametrize(
    ("cents", "printed"),
    [
        (49, "0\u00a0€"),
        (50, "1\u00a0€"),
        (-49, "0\u00a0€"),
        (-50, "−1\u00a0€"),
        (6000000, "60\u202f000\u00a0€"),
    ],
)
def test_whole_euros_round_half_away_from_zero(cents: int, printed: str) -> None:
    assert euros_ronds(cents) == printed


@given(amounts)
def test_parsing_undoes_printing(cents: int) -> None:
    assert parse_euros(euros(cents)) == cents


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12", 1200),
        ("12,5", 1250),
        ("12.50", 1250),
        ("012", 1200),
        ("1 234,56", 123456),
        ("1\u202f234,56\u00a0€", 123456),
        ("1234.5 euros", 123450),
        ("20+54", 7400),
        (" 20 + 54,50 € ", 7450),
        ("20-5", 1500),
        ("-43", -4300),
        ("−43,00 €", -4300),
    ],
)
def test_what_people_type(typed: str, cents: int) -> None:
    assert parse_euros(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "douze",
        "12,505",
        "1.234,56",
        "12 34",
        "1 23",
        "20 54",
        "20++54",
        "20+",
        "+",
        "€",
        "12€€",
        "٣",
        "1e3",
        "0x1F",
    ],
)
def test_what_is_not_an_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(RegleMetier, match=r"n’est pas un montant\. Exemple"):
        parse_euros(typed)


def test_nothing_typed_asks_for_an_amount() -> None:
    with pytest.raises(RegleMetier, match="Indiquez un montant"):
        parse_euros(" \u202f")


def test_an_amount_beyond_any_budget_is_refused() -> None:
    assert parse_euros("999 999 999,99") == MAX_CENTS
    with pytest.raises(RegleMetier, match="Vérifiez les zéros"):
        parse_euros("1 000 000 000")


@given(st.text(alphabet="0123456789 ,.+-−€euro\u202f", max_size=12))
def test_any_text_is_an_amount_or_a_refusal(typed: str) -> None:
    try:
        cents = parse_euros(typed)
    except RegleMetier:
        return
    assert parse_euros(euros(cents)) == cents


@given(amounts, st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_the_parts_sum_to_the_whole(total: int, weights: list[int]) -> None:
    parts = split_cents(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)


@given(amounts, st.lists(st.integers(0, 10_000), min_size=1, max_size=20).filter(any))
def test_each_part_is_within_a_cent_of_its_share(total: int, weights: list[int]) -> None:
    for part, weight in zip(split_cents(total, weights), weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_leftover_cents_go_to_the_largest_remainders_then_to_the_first() -> None:
    assert split_cents(100, [1, 1, 1]) == [34, 33, 33]
    assert split_cents(-100, [1, 1, 1]) == [-34, -33, -33]
    assert split_cents(10, [1, 5]) == [2, 8]
    assert split_cents(5, [0, 0]) == [3, 2]


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_impossible_weights_are_a_bug(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_cents(100, weights)
