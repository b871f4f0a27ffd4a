"""`python packaging/dev.py bench`: how long things take, beside what they cannot take less than.

Prints a line for each bar of the project; never a test: a slow machine is no failure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from tests.bench import bases, imports, opening, report, search, starting, statements, writing
from tests.bench.measures import Measure
from tests.bench.opened import reading

DEMONSTRATION = 386
SIZES = (10_000, 100_000)


def searching(personnes: int) -> list[Measure]:
    base = bases.plain_base(personnes)
    with reading(base) as services:
        return search.measure(services.personnes, base)


def on_screen(personnes: int) -> list[Measure]:
    # Imported when asked for: the other measures need no window.
    from tests.bench import screens

    base = bases.plain_base(personnes)
    with screens.window_on(base) as window:
        texts = search.texts(window.service, people=screens.NAMES)
        return [
            *screens.measure_typing(window, base, texts),
            *screens.measure_opening(window, base),
        ]


def saving(personnes: int) -> list[Measure]:
    with bases.copied(bases.plain_base(personnes)) as base:
        return writing.measure_save(base)


def journalling(personnes: int) -> list[Measure]:
    with bases.copied(bases.plain_base(personnes)) as base:
        return writing.measure_journal(base)


def unlocking(personnes: int) -> list[Measure]:
    return opening.measure(bases.plain_base(personnes), bases.protected_base(personnes))


MEASURES: dict[str, Callable[[int], list[Measure]]] = {
    "recherche": searching,
    "ecrans": on_screen,
    "enregistrer": saving,
    "demarrer": lambda _personnes: starting.measure(bases.plain_base(DEMONSTRATION)),
    "ouvrir": unlocking,
    "journal": journalling,
    "requetes": lambda _personnes: statements.measure(),
    "importer": lambda _personnes: imports.measure(),
}


def main(argv: Sequence[str]) -> int:
    """Run what was asked for and print it; 0 whatever the figures."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--personnes", type=int, default=SIZES[0], help="taille de la base")
    parser.add_argument("--seulement", action="append", choices=sorted(MEASURES), default=[])
    parser.add_argument("--json", action="store_true", help="les mêmes chiffres, pour un programme")
    asked = parser.parse_args(argv)
    where = report.machine()
    found: list[Measure] = []
    if not asked.json:
        print(f"{where.phrase}, {asked.personnes} personnes\n{report.HEADER}", flush=True)
    for name, measure in MEASURES.items():
        if asked.seulement and name not in asked.seulement:
            continue
        measures = measure(asked.personnes)
        found += measures
        if not asked.json:
            print("\n".join(map(report.line, measures)), flush=True)
    if asked.json:
        print(report.as_json(where, asked.personnes, found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
