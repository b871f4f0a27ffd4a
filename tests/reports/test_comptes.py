"""The fiche de secours, read back from the PDF."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from cs_desktop.reports.comptes import FicheSecours, fiche_secours
from tests.reports.reading import bookmarks, fonts_of, golden, read, text_of
from tests.reports.samples import CENTRE, EDITE_LE

MOTS = (
    *("abricot", "balise", "cigale", "domino", "érable", "falaise"),
    *("girafe", "hameau", "igloo", "jardin", "koala", "lavande"),
)


def printed() -> bytes:
    stream = BytesIO()
    fiche = FicheSecours(MOTS, "3f2b8c1e-7a40-4d9e-9c55-0b8f4f6d2a11", EDITE_LE)
    assert fiche_secours(fiche, CENTRE, stream) == 1
    return stream.getvalue()


def test_it_reads_as_its_golden_text() -> None:
    assert text_of(printed()) == golden("fiche_secours")


def test_words_follow_their_numbers() -> None:
    lines = [line.strip() for line in text_of(printed()).split("\n")]
    pairs = list(pairwise(lines))
    assert [m for n, m in enumerate(MOTS, 1) if (str(n), m) not in pairs] == []


def test_it_is_one_page_with_a_title_and_embedded_fonts() -> None:
    pdf = printed()
    reader = read(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "Fiche de secours"
    assert bookmarks(pdf)[0] == ("Fiche de secours", 1)
    assert all(fonts_of(pdf).values())
    assert not [value for value in reader.metadata.values() if "abricot" in str(value)]
    assert printed() == pdf
