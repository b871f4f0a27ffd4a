"""Head, foot, tables and styles."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.reports import styles
from cs_desktop.reports.document import render
from cs_desktop.reports.page import Page, pied_chiffres
from cs_desktop.reports.story import Story
from cs_desktop.reports.tables import Column, data_table, facts_table
from tests.reports.reading import bookmarks, read, text_of
from tests.reports.samples import CENTRE

PAGE = Page(CENTRE, "Bilan annuel 2026", "Année 2026", "Pied")
TOKENS = Path(__file__).parents[2] / "resources" / "tokens.json"
COLUMNS = (Column("Activité", 3), Column("Séances", 1, right=True))


def printed(story: Story, page: Page = PAGE) -> bytes:
    stream = BytesIO()
    render(story, page, stream)
    return stream.getvalue()


def a_story(*lines: str) -> Story:
    story = Story()
    for line in lines:
        story.body(line)
    return story


def a_logo() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (900, 300), "#0F5A70").save(stream, "png")
    return stream.getvalue()


def test_styles_are_those_of_the_tokens() -> None:
    tokens = json.loads(TOKENS.read_text("utf-8"))["print"]
    sizes = styles.Sizes()
    for name, value in tokens["typePt"].items():
        if hasattr(sizes, name):
            assert getattr(sizes, name) == value, name
    assert (sizes.table_row, sizes.table_header) == (tokens["tableRowPt"], tokens["tableHeaderPt"])
    assert tokens["lineFactor"] == styles.LINE_FACTOR
    assert tokens["largePrintFactor"] == styles.LARGE_PRINT
    colours = {
        "text": styles.TEXT,
        "title": styles.TITLE,
        "note": styles.NOTE,
        "rule": styles.RULE,
        "ruleLight": styles.RULE_LIGHT,
        "tableHeader": styles.TABLE_HEADER,
    }
    for name, colour in colours.items():
        assert f"#{colour.hexval()[2:]}".upper() == tokens["color"][name], name


def test_large_print_is_larger() -> None:
    normal, large = Story().styles, Story(large=True).styles
    assert large.body.fontSize == pytest.approx(normal.body.fontSize * 1.3)
    assert large.sizes.header == normal.sizes.header


def test_head_and_foot_say_who_what_and_when() -> None:
    foot = pied_chiffres("12/03/2027", "émargements du centre")
    text = text_of(printed(a_story("Texte"), replace(PAGE, pied=foot)))
    for said in (
        "Centre social Mosaïque",
        "Ville de Valmont-sur-Lys",
        "Bilan annuel 2026",
        "Année 2026",
        "Chiffres arrêtés le 12/03/2027 · source : émargements du centre",
        "1 / 1",
    ):
        assert said in text


def test_a_draft_says_provisoire_on_every_page() -> None:
    story = a_story(*["Ligne"] * 120)
    pages = read(printed(story, replace(PAGE, provisoire=True))).pages
    assert len(pages) > 1
    assert all("Provisoire" in page.extract_text() for page in pages)
    assert "Provisoire" not in text_of(printed(a_story("Texte")))


def test_a_long_name_of_centre_leaves_room_for_the_document() -> None:
    centre = replace(CENTRE, nom="Centre social et culturel intercommunal " * 6)
    text = text_of(printed(a_story("Texte"), replace(PAGE, centre=centre)))
    assert "…" in text.splitlines()[0] + text.splitlines()[1]
    assert "Bilan annuel 2026" in text


def test_the_logo_is_drawn_undistorted_above_the_line() -> None:
    pdf = printed(a_story("Texte"), replace(PAGE, centre=replace(CENTRE, logo=a_logo())))
    page = read(pdf).pages[0]
    assert len(page.images) == 1
    content = page.get_contents().get_data().decode("latin-1")
    width, height = next(
        (float(parts[0]), float(parts[3]))
        for line in content.splitlines()
        if line.endswith(" cm") and (parts := line.split())[0] not in {"1", "1.0"}
    )
    assert width / height == pytest.approx(3, rel=0.01)
    assert styles.HEADER_TOP + height < styles.MARGIN_TOP - 5 * 72 / 25.4


def test_an_unreadable_logo_is_refused_in_a_sentence() -> None:
    page = replace(PAGE, centre=replace(CENTRE, logo=b"not an image"))
    with pytest.raises(RegleMetier, match="logo") as caught:
        printed(a_story("Texte"), page)
    assert caught.value.refus[0].champ == "logo"


def test_a_title_never_stays_alone_at_the_bottom() -> None:
    for filler in range(30, 60):
        story = a_story(*["Ligne"] * filler)
        story.section("Activités")
        story.add(data_table(story, COLUMNS, [("Couture", "36")] * 30))
        pages = [page.extract_text() for page in read(printed(story)).pages]
        holding = next(page for page in pages if "Activités" in page)
        assert holding.count("Couture") >= 2, filler


def test_a_section_is_bookmarked_on_its_page() -> None:
    story = Story()
    story.title("Bilan", bookmark="Bilan annuel")
    for _ in range(80):
        story.body("Ligne")
    story.section("Budget")
    pdf = printed(story)
    last = len(read(pdf).pages)
    assert last > 1
    assert bookmarks(pdf) == [("Bilan annuel", 1), ("Budget", last)]


def test_a_table_takes_a_total_and_uneven_facts() -> None:
    story = Story()
    story.add(data_table(story, COLUMNS, [("Couture", "36")], total=("Ensemble", "36")))
    story.add(facts_table(story, [("Lieu", "Salle 2"), ("Public", "Tous"), ("Pilote", "")]))
    text = text_of(printed(story))
    assert text.index("Couture") < text.index("Ensemble") < text.index("Lieu")
    assert "Pilote" in text


def test_a_row_of_another_width_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zip"):
        data_table(Story(), COLUMNS, [("Couture",)])
