"""Each keystroke of a search, against its bare FTS5 statement."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.personnes import PersonneRow
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.search_words import fts_query, parse_query
from cs_desktop.services.personnes import ANSWERS, PersonneService
from tests.bench.bases import SEED
from tests.bench.measures import Measure, interleaved

PEOPLE = 12  # typed by name, by telephone, by birth, with a wrong letter
REPEATS = 5
MISSES = ("zorglub", "belkacemovitch", "06 99 99 99", "31/02/1999", "qsdf jklm")
_RAW = """
    SELECT p.id, p.numero, p.nom, p.prenom, p.naissance_le, p.telephone, p.commune
    FROM recherche_fts AS i JOIN personne AS p ON p.id = i.rowid
    WHERE recherche_fts MATCH ? AND p.archive_le IS NULL LIMIT ?"""


def texts(service: PersonneService, people: int = PEOPLE) -> list[str]:
    """What is typed to find people of the base, and some who are not there."""
    dice = random.Random(SEED)
    total = service.count(SANS_COMPTE)
    rows: list[PersonneRow] = []
    while len(rows) < people:
        row = service.page(SANS_COMPTE, offset=dice.randrange(total), limit=1)[0]
        if row.telephone and row.naissance and row.nom:
            rows.append(row)
    return [*(text for row in rows for text in _texts(row, dice)), *MISSES]


def keystrokes(typed: Iterable[str]) -> list[str]:
    """Every text that stands in the field meanwhile, without doubles."""
    letters = (text[:end] for text in typed for end in range(1, len(text) + 1))
    return [text for text in dict.fromkeys(letters) if text.strip() == text]


def _texts(row: PersonneRow, dice: random.Random) -> Iterator[str]:
    yield row.nom
    yield f"{row.prenom} {row.nom}"
    yield row.telephone
    assert row.naissance is not None
    yield date_fr(row.naissance.le)
    place = dice.randrange(1, len(row.nom))
    yield f"{row.nom[:place]}{dice.choice('aeinrst')}{row.nom[place + 1 :]} {row.prenom}"


def measure(service: PersonneService, base: Path) -> list[Measure]:
    """The palette's search, a keystroke after the other."""
    asked = keystrokes(texts(service))
    raw = connect(base)

    def bare(query: str) -> None:
        raw.execute(_RAW, (query, ANSWERS)).fetchall()

    queries = [fts_query(parse_query(text)) for text in asked]
    try:
        time, floor = interleaved(
            [partial(service.search, SANS_COMPTE, text) for text in asked],
            [partial(bare, query) for query in queries if query],
            repeats=REPEATS,
        )
    finally:
        raw.close()
    return [
        Measure(
            "recherche",
            f"une frappe ({len(asked)} textes)",
            judged=time.p95,
            limit=1.5 * floor.p95 + 0.5,
            bar="p95 ≤ 1,5 × brut + 0,5 ms",
            time=time,
            floor=floor,
            plancher="requête FTS5 seule, par le pilote",
        )
    ]
