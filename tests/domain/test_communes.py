"""Communes are found as people write them, the great ones first, at once."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from cs_desktop.domain.communes import Communes
from cs_desktop.domain.text import search_key

TABLE = Path(__file__).parents[2] / "resources/data/communes.csv.gz"
LINES = gzip.decompress(TABLE.read_bytes()).decode("utf-8").splitlines()


@pytest.fixture(scope="module")
def communes() -> Communes:
    return Communes.parse(TABLE.read_bytes())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st omer", "62500 Saint-Omer"),
        ("SAINT-OMER", "62500 Saint-Omer"),
        ("ste adresse", "76310 Sainte-Adresse"),
        ("l'isle adam", "95290 L’Isle-Adam"),
        ("lannoy lys", "59390 Lys-lez-Lannoy"),
        ("62500 omer", "62500 Saint-Omer"),
        ("75011", "75011 Paris"),
        ("œting", "57600 Œting"),
        ("lille", "59000 Lille"),
        ("strasb", "67000 Strasbourg"),
    ],
)
def test_a_commune_is_found_as_it_is_written(communes: Communes, typed: str, first: str) -> None:
    assert communes.complete(typed)[0].texte == first


@pytest.mark.parametrize("typed", ["", "  ", "%", "59 62", "zzzz", "00000", "lille 13"])
def test_nothing_is_found_for_what_names_nothing(communes: Communes, typed: str) -> None:
    assert communes.complete(typed) == []


def test_a_great_town_gives_its_codes_and_the_limit_holds(communes: Communes) -> None:
    found = communes.complete("paris")
    assert len(found) == 8
    assert {one.nom for one in found} == {"Paris"}
    assert len(communes.complete("s", limit=3)) == 3


def test_the_table_is_whole_and_its_keys_are_those_of_the_program(communes: Communes) -> None:
    assert len(communes) == len(LINES) - 1 > 34_000
    for line in LINES[1::97]:
        code, nom, postcodes, key = line.split(";")
        assert len(code) == 5
        assert all(len(one) == 5 for one in postcodes.split(" "))
        assert key == search_key(nom)


def test_a_keystroke_is_answered_at_once(communes: Communes) -> None:
    typed = ["s", "sa", "st", "l", "la", "59", "5", "m", "e", "v"]
    took = []
    for text in typed:
        start = time.process_time()
        communes.complete(text)
        took.append(time.process_time() - start)
    assert sorted(took)[len(took) // 2] < 0.020
