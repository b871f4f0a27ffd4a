"""SQL statements of what a person does, counted: the same for 3 rows as for 300."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, event

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.personnes import FiltrePersonnes, PersonneDraft
from cs_desktop.persistence.database import Database
from cs_desktop.services.personnes import PersonneService
from tests.bench.measures import Measure
from tests.bench.opened import clock, services_over
from tests.support.bases import make_template
from tests.support.personnes import a_foyer, many_personnes, numbered_people

SIZES = (3, 300)


def cost(work: Callable[[], object]) -> int:
    """How many statements reach the driver, transactions and pragmas left out."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(seen)


def gestures(service: PersonneService, personne_id: int) -> dict[str, Callable[[], object]]:
    """What the bar names."""
    draft = service.draft(SANS_COMPTE, personne_id)
    named = FiltrePersonnes(texte="nom")
    return {
        "ouvrir la liste": lambda: (
            service.count(SANS_COMPTE),
            service.page(SANS_COMPTE),
            service.resume(SANS_COMPTE),
        ),
        "filtrer la liste": lambda: (
            service.count(SANS_COMPTE, named),
            service.page(SANS_COMPTE, named),
            service.resume(SANS_COMPTE, named),
        ),
        "ouvrir la fiche": lambda: (
            service.fiche(SANS_COMPTE, personne_id),
            service.history(SANS_COMPTE, personne_id),
        ),
        "enregistrer": lambda: service.save(
            SANS_COMPTE, replace(draft, complement="Escalier B"), personne_id
        ),
    }


def counted(size: int) -> dict[str, int]:
    """Statements of each gesture over a base of `size` people, all in one foyer."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_template(Path(folder))
        database = Database(path, now=clock)
        try:
            drafts: list[PersonneDraft] = numbered_people(size)
            people = many_personnes(database, drafts)
            a_foyer(database, *people)
            service = services_over(database).personnes
            return {name: cost(work) for name, work in gestures(service, people[1]).items()}
        finally:
            database.close()


def measure() -> list[Measure]:
    """One line for each gesture: what 300 rows cost must be what 3 cost."""
    few, many = map(counted, SIZES)
    return [
        Measure(
            "requêtes",
            f"{name} : {few[name]} pour 3 lignes",
            judged=count,
            limit=few[name],
            bar="autant pour 300 lignes que pour 3",
            unit=" req.",
        )
        for name, count in many.items()
    ]
