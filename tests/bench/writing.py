"""A form saved, and what the journal takes of a bulk write, on a copy of the base."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.foyers import Caisse, RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.persistence import journal
from cs_desktop.persistence.bulk import update_rows
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.personnes import Personne
from cs_desktop.persistence.personnes_masse import (
    NouveauFoyer,
    NouveauRattachement,
    NouvellePersonne,
    insert_foyers,
    insert_links,
    insert_people,
    reserve_numeros,
)
from tests.bench.measures import Measure, Series, interleaved, quiet
from tests.bench.opened import clock, services_over

SAVED = 40
BULK = 2_000  # rows a transaction
BULK_REPEATS = 5
JOURNAL_SHARE = 40.0  # percent


def measure_save(base: Path) -> list[Measure]:
    """An existing person corrected, against one bare UPDATE and its commit."""
    database = Database(base, now=clock)
    raw = connect(base)
    service = services_over(database).personnes
    rows = service.page(SANS_COMPTE, limit=SAVED)
    drafts = {row.id: service.draft(SANS_COMPTE, row.id) for row in rows}
    turn = itertools.count()

    def save(personne_id: int) -> None:
        before = drafts[personne_id]
        draft = replace(before, adresse=f"{next(turn)} rue du Lin")
        service.save(SANS_COMPTE, draft, personne_id)
        drafts[personne_id] = replace(draft, version=(before.version or 0) + 1)

    def bare(personne_id: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        values = (f"{next(turn)} rue du Lin", personne_id)
        raw.execute("UPDATE personne SET adresse = ? WHERE id = ?", values)
        raw.execute("COMMIT")

    try:
        spent, floor = interleaved(
            [partial(save, row.id) for row in rows],
            [partial(bare, row.id) for row in rows],
            repeats=5,
        )
    finally:
        raw.close()
        database.close()
    return [
        Measure(
            "fiche",
            "formulaire enregistré",
            judged=spent.p95,
            limit=20,
            bar="p95 ≤ 20 ms, journal compris",
            time=spent,
            floor=floor,
            plancher="UPDATE et COMMIT par le pilote, synchronous=FULL",
        )
    ]


@contextmanager
def _without_journal() -> Iterator[None]:
    """The same use-case, writing neither journal nor its contents. For a base thrown away."""
    with patch.object(journal, "write", lambda _session, _trace: None):
        yield


def measure_journal(base: Path) -> list[Measure]:
    """Each bulk write with its journal and without, in turn, each in its own transaction."""
    database = Database(base, now=clock)
    try:
        return [
            _share(database, "personnes insérées", partial(_people, _drafts(database))),
            _share(database, "foyers insérés", _foyers),
            _share(database, "rattachements insérés", _links),
            _share(database, "personnes archivées", _archive),
        ]
    finally:
        database.close()


Write = Callable[[Session, int], object]


def _share(database: Database, quoi: str, write: Write) -> Measure:
    turn = itertools.count()
    times: dict[bool, list[float]] = {True: [], False: []}

    def once() -> float:
        start = time.perf_counter()
        with database.transaction(SANS_COMPTE, "bench.masse") as session:
            write(session, next(turn))
        return (time.perf_counter() - start) * 1000

    with quiet():
        once()
        for _ in range(BULK_REPEATS):
            times[True].append(once())
            with _without_journal():
                times[False].append(once())
            database.checkpoint()  # or one of them would pay for the log of the other
    shares = [
        100 * (whole - less) / whole for whole, less in zip(times[True], times[False], strict=True)
    ]
    return Measure(
        "journal",
        f"{BULK} {quoi}",
        judged=statistics.median(shares),
        limit=JOURNAL_SHARE,
        bar="journal ≤ 40 % de l’écriture",
        unit=" %",
        time=Series((tuple(times[True]),)),
        floor=Series((tuple(times[False]),)),
        plancher="la même écriture sans journal",
    )


def _drafts(database: Database) -> Sequence[PersonneDraft]:
    service = services_over(database).personnes
    rows = service.page(SANS_COMPTE, limit=BULK)
    return [service.draft(SANS_COMPTE, row.id) for row in rows]


def _people(drafts: Sequence[PersonneDraft], session: Session, turn: int) -> None:
    now = session.info["now"]
    numeros = reserve_numeros(session, len(drafts))
    people = [
        NouvellePersonne(replace(draft, adresse=f"{turn} allée du Lin"), now, numero=numero)
        for draft, numero in zip(drafts, numeros, strict=True)
    ]
    insert_people(session, people)


def _foyers(session: Session, turn: int) -> list[int]:
    foyer = NouveauFoyer(f"Banc {turn}", "7 allée du Lin", "", "59999", "Éclusier", Caisse.CAF)
    return insert_foyers(session, [foyer] * BULK)


def _links(session: Session, turn: int) -> None:
    people = session.query(Personne.id).order_by(Personne.id).limit(BULK).all()
    (foyer_id,) = insert_foyers(
        session, [NouveauFoyer(f"Lien {turn}", "", "", "59999", "Éclusier", Caisse.CAF)]
    )
    insert_links(
        session, [NouveauRattachement(row[0], foyer_id, RoleFoyer.AUTRE_ADULTE) for row in people]
    )


def _archive(session: Session, turn: int) -> None:
    ids = session.query(Personne.id).order_by(Personne.id).limit(BULK).scalar_subquery()
    del turn  # another instant each time: each row changes
    values = {"archive_le": session.info["now"]}
    update_rows(session, Personne, Personne.id.in_(ids), values)
