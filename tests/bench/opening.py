"""Opening an encrypted base with a password, against the same people in a plain one."""

from __future__ import annotations

from pathlib import Path

from cs_desktop.persistence.driver import connect
from cs_desktop.services import connexion
from tests.bench.bases import NOM, SECRET
from tests.bench.measures import Measure, interleaved
from tests.bench.opened import clock, services_over

REPEATS = 7
EXTRA = 400


def measure(plain: Path, protected: Path) -> list[Measure]:
    """From the path to the first rows of the list, Argon2id included."""

    def open_protected() -> None:
        database, acteur = connexion.ouvrir(protected, NOM, SECRET, now=clock)
        try:
            services_over(database).personnes.page(acteur)
        finally:
            database.close()

    def open_plain() -> None:
        database, acteur = connexion.ouvrir_sans_compte(plain, now=clock)
        try:
            services_over(database).personnes.page(acteur)
        finally:
            database.close()

    def bare() -> None:
        raw = connect(plain)
        raw.execute("SELECT * FROM personne ORDER BY cle_tri LIMIT 200").fetchall()
        raw.close()

    protected_time, plain_time, floor = interleaved(
        [open_protected], [open_plain], [bare], repeats=REPEATS
    )
    return [
        Measure(
            "ouvrir",
            "base chiffrée, mot de passe, première page",
            judged=protected_time.median - plain_time.median,
            limit=EXTRA,
            bar="chiffrée − en clair ≤ 400 ms",
            time=protected_time,
            floor=plain_time,
            plancher="la même base en clair",
        ),
        Measure(
            "ouvrir",
            "base en clair, première page",
            judged=plain_time.median,
            limit=EXTRA,
            bar="pour mémoire",
            time=plain_time,
            floor=floor,
            plancher="connexion et 200 lignes par le pilote",
        ),
    ]
