import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.phones import check_telephone, digits, telephone_fr


@pytest.mark.parametrize(
    ("typed", "stored", "printed"),
    [
        ("0639982471", "0639982471", "06 39 98 24 71"),
        ("06 39 98 24 71", "0639982471", "06 39 98 24 71"),
        ("06.39.98.24.71", "0639982471", "06 39 98 24 71"),
        ("+33 6 39 98 24 71", "0639982471", "06 39 98 24 71"),
        ("+33 (0)6 39 98 24 71", "0639982471", "06 39 98 24 71"),
        ("0033639982471", "0639982471", "06 39 98 24 71"),
        ("+32 2 555 12 12", "+3225551212", "+3225551212"),
        ("00 32 2 555 12 12", "+3225551212", "+3225551212"),
    ],
)
def test_what_people_type(typed: str, stored: str, printed: str) -> None:
    assert check_telephone(typed) == stored
    assert telephone_fr(stored) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "06 39 98 24 7",
        "06 39 98 24 711",
        "00 12",
        "639982471",
        "+33 6 39",
        "+33 6 39 98 24 711",
        "+0123456789",
    ],
)
def test_a_wrong_count_of_digits_is_refused(typed: str) -> None:
    with pytest.raises(RegleMetier, match="dix chiffres") as refus:
        check_telephone(typed, "urgence_telephone")
    assert refus.value.refus[0].champ == "urgence_telephone"


@pytest.mark.parametrize("typed", ["chez sa mère", "06 39 98 24 7O", "06+39982471"])
def test_letters_are_refused(typed: str) -> None:
    with pytest.raises(RegleMetier, match="avec des chiffres"):
        check_telephone(typed)


def test_what_is_not_french_is_shown_as_stored() -> None:
    assert telephone_fr(" 3615 ") == "3615"
    assert digits("poste 12") == "12"


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True))
def test_a_printed_number_reads_back(number: str) -> None:
    assert check_telephone(telephone_fr(number)) == number
    assert digits(telephone_fr(number)) == number
