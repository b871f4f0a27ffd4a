"""No name prints boxes: twelve scripts and what no shipped font holds."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest

from cs_desktop.reports import fonts
from cs_desktop.reports.document import render
from cs_desktop.reports.page import Page
from cs_desktop.reports.story import Story
from cs_desktop.reports.writing import MISSING, NOTICE, Run, is_altered, markup, printable, runs
from tests.reports.reading import fonts_of, text_of
from tests.reports.samples import CENTRE

SCRIPTS = {
    "latin étendu": "Ėglė Ţăran",
    "polonais": "Żółć Łódź",
    "turc": "Şükrü Iğdır",
    "vietnamien": "Nguyễn Thị Phượng",
    "grec": "Ελένη Παπαδοπούλου",
    "cyrillique": "Олександр Шевченко",
    "arménien": "Արամ Խաչատրյան",
    "géorgien": "ნინო",
    "hébreu": "דוד",
    "arabe": "محمد",
    "lao": "ສົມສັກ",
    "tifinagh": "ⵎⵓⵃⴰ",
    "n’ko": "ߒߞߏ",
}
FACES = list(fonts.FALLBACKS)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_run_is_drawn_by_a_font_that_covers_it(name: str, face: str) -> None:
    found = runs(f"{name}, Anna", face)
    assert all(fonts.covers(run.font, run.text) for run in found), found
    assert "".join(run.text for run in found).endswith(", Anna")
    assert MISSING not in printable(name)
    assert not is_altered(name)


def test_a_plain_name_keeps_its_font_and_a_foreign_word_is_drawn_whole() -> None:
    assert runs("Élodie 1\u202f234") == [Run("Élodie 1\u202f234", fonts.TEXT)]
    assert runs("Thị Anna") == [Run("Thị", fonts.FALLBACK), Run(" Anna", fonts.TEXT)]


def test_letters_typed_in_two_pieces_are_composed() -> None:
    assert printable("Jose\u0301") == "José"


def test_arabic_letters_are_joined_and_drawn_from_the_right() -> None:
    joined = printable("محمد")
    assert unicodedata.normalize("NFKC", joined[::-1]) == "محمد"
    kinds = [unicodedata.decomposition(letter).split(">")[0][1:] for letter in joined]
    assert kinds == ["final", "medial", "medial", "initial"]


def test_lam_alef_is_one_sign() -> None:
    assert printable("لا") == "\ufefb"


def test_hebrew_is_mirrored_with_its_brackets_and_numbers_are_not() -> None:
    assert printable("דוד (בן) 12") == "(ןב)\u00a0דוד 12"
    assert printable("אב 12 גד") == "דג\u00a012\u00a0בא"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("김민수", "Gimminsu"),
        ("さくら", "Sakura"),
        ("አበበ", "Ababa"),
        ("𝐀nna", "Anna"),
        ("王伟 Wei", f"{MISSING} Wei"),
        ("राम", MISSING),
    ],
)
def test_what_no_font_holds_has_an_honest_form(typed: str, shown: str) -> None:
    assert printable(typed) == shown
    assert is_altered(typed)


def test_invisible_signs_leave_no_trace() -> None:
    assert printable("A\u200bn\u00adna\u200e\x07") == "Anna "
    assert runs("") == []


def test_markup_escapes_what_was_typed() -> None:
    assert markup("<b>Anna & Cie</b>\nsuite") == "&lt;b&gt;Anna &amp; Cie&lt;/b&gt;<br/>suite"


def _printed(text: str) -> bytes:
    story, stream = Story(), BytesIO()
    story.body(text)
    render(story, Page(CENTRE, "Essai", "2026", "Pied"), stream)
    return stream.getvalue()


def test_the_page_says_that_letters_were_replaced() -> None:
    notice = NOTICE.split("\u00a0")[0]
    assert notice in text_of(_printed("王伟")).replace("\n", " ")
    assert notice not in text_of(_printed("Élodie Ελένη")).replace("\n", " ")


def test_the_fallback_is_embedded_too() -> None:
    embedded = fonts_of(_printed("Ελένη محمد"))
    assert any("DejaVuSans" in name for name in embedded)
    assert all(embedded.values())


def test_a_line_never_breaks_inside_an_amount() -> None:
    text = text_of(_printed("mot " * 18 + "12\u202f345\u202f678\u202f901,56 suite"))
    assert "12\u202f345\u202f678\u202f901,56" in text
