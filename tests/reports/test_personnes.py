"""Fiche personne and lists of people, read back from the PDF."""

from __future__ import annotations

from io import BytesIO

import pytest

from cs_desktop.domain.errors import Annule
from cs_desktop.reports.personnes import COLONNES, fiche_personne, liste_personnes
from tests.reports.reading import bookmarks, fonts_of, golden, read, text_of
from tests.reports.samples import CENTRE, EDITE_LE, a_fiche, a_row, an_empty_fiche, many_rows

COLUMNS = ("nom", "naissance", "telephone", "commune")


def fiche(value) -> bytes:
    stream = BytesIO()
    assert fiche_personne(value, CENTRE, EDITE_LE, stream) == 1
    return stream.getvalue()


def liste(rows, columns=COLUMNS, **options) -> bytes:
    stream = BytesIO()
    pages = liste_personnes(rows, columns, CENTRE, EDITE_LE, stream, **options)
    assert pages == len(read(stream.getvalue()).pages)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "make"), [("fiche_personne", a_fiche), ("fiche_personne_vide", an_empty_fiche)]
)
def test_the_fiche_reads_as_its_golden_text(name, make) -> None:
    assert text_of(fiche(make())) == golden(name)


def test_the_list_reads_as_its_golden_text() -> None:
    assert text_of(liste(many_rows(3), critere="adultes")) == golden("liste_personnes")


def test_accents_and_thin_spaces_reach_the_page() -> None:
    text = text_of(fiche(a_fiche()))
    assert "Éditée" in text
    assert "50\u202f%" in text


def test_the_same_data_gives_the_same_bytes() -> None:
    assert fiche(a_fiche()) == fiche(a_fiche())
    assert liste(many_rows(60)) == liste(many_rows(60))


def test_every_font_is_embedded_and_ours() -> None:
    fonts = fonts_of(fiche(a_fiche())) | fonts_of(liste(many_rows(60)))
    assert fonts
    assert all(fonts.values()), fonts
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {
        "CSLisible",
        "CSLisibleChiffres",
    }


def test_properties_name_the_document_and_nobody() -> None:
    reader = read(fiche(a_fiche()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Fiche personne"
    assert not reader.metadata.author
    assert not reader.metadata.subject
    assert reader.root_object["/Lang"] == "fr-FR"
    assert not [v for v in reader.metadata.values() if "Belkacem" in str(v)]


def test_bookmarks_lead_to_the_sections() -> None:
    assert bookmarks(fiche(an_empty_fiche())) == [
        ("Fiche personne", 1),
        ("Identité", 1),
        ("Coordonnées", 1),
        ("Foyer", 1),
        ("Contacts d’urgence", 1),
    ]


def test_a_long_list_repeats_its_header_and_numbers_its_pages() -> None:
    rows = many_rows(90)
    pages = [page.extract_text() for page in read(liste(rows)).pages]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "Nom, prénom" in page
        assert f"{number} / {len(pages)}" in page
        assert "Document interne, à détruire après usage" in page
    whole = "\n".join(pages)
    assert [row.nom for row in rows if row.nom not in whole] == []


def test_more_than_five_columns_lie_in_landscape() -> None:
    page = read(liste(many_rows(2), tuple(COLONNES))).pages[0]
    assert page.mediabox.width > page.mediabox.height


def test_an_empty_list_says_so() -> None:
    # ReportLab writes U+00A0 as the space that it draws.
    assert "0 personne" in text_of(liste([]))


def test_a_name_longer_than_its_column_stays_on_the_page() -> None:
    row = a_row(nom="Wolfeschlegelsteinhausenbergerdorff" * 4, courriel="x" * 300)
    text = text_of(liste([row], ("nom", "courriel"))).replace("\n", "")
    assert row.nom in text
    assert row.courriel in text


def test_no_health_on_any_sheet() -> None:
    words = text_of(fiche(an_empty_fiche())).casefold()
    assert not [word for word in ("santé", "allerg", "médec", "vaccin") if word in words]


def test_progress_counts_pages_and_stopping_ends_at_once() -> None:
    pages: list[tuple[int, int]] = []
    liste(many_rows(90), progress=lambda done, total: pages.append((done, total)))
    assert pages == [(1, 0), (2, 0), (3, 0)]
    with pytest.raises(Annule, match="Aucun fichier"):
        liste(many_rows(90), cancelled=lambda: True)
