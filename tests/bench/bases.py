"""Bases of many people, made by the batch methods of the services and kept in `.bench/`."""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from cs_desktop.persistence.database import Database
from cs_desktop.persistence.migrations.runner import HEAD
from cs_desktop.services import connexion
from cs_desktop.services.demo import creation
from cs_desktop.services.demo.population import Peuplement
from tests.support.source import ROOT

FOLDER = ROOT / ".bench"
DATA = ROOT / "resources/data/mosaique"
SEED = 20260915
JOUR = date(2026, 9, 15)
_PART = "part-"
NOM, SECRET = "Odile Marchetti", "Tournesol-42"
# What decides the contents of a base; anything else may change without making it anew.
_CODE = ("cs_desktop/services/demo", "cs_desktop/persistence/migrations/versions", DATA)
_FILES = ("personnes_masse", "search", "search_words", "journal", "fast_insert", "codec", "bulk")


def code_hash() -> str:
    """Names what the bases are made by."""
    digest = hashlib.sha256(f"{SEED} {JOUR} {HEAD}".encode())
    paths = [path for folder in _CODE for path in sorted((ROOT / folder).iterdir())]
    paths += [ROOT / "cs_desktop/persistence" / f"{name}.py" for name in _FILES]
    for path in paths:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def plain_base(personnes: int) -> Path:
    """A base without account, as the demonstration is; generated once."""
    path = FOLDER / f"{personnes}-{code_hash()}.csd"
    if not path.exists():
        _forget(f"{personnes}-*")
        start = time.perf_counter()
        demande = creation.Demonstration(DATA, jour=JOUR, graine=SEED, personnes=personnes)
        counts = creation.create_demonstration(path, demande)
        _tell(path, sum(counts.values()), time.perf_counter() - start)
    return path


def protected_base(personnes: int) -> Path:
    """The same people in an encrypted base with one account, of password `SECRET`."""
    path = FOLDER / f"chiffree-{personnes}-{code_hash()}.csd"
    if not path.exists():
        _forget(f"*chiffree-{personnes}-*")
        start = time.perf_counter()
        part = path.with_name(f"{_PART}{path.name}")
        connexion.creer_centre(part, "Mosaïque", compte=NOM, mot_de_passe=SECRET)
        database, _acteur = connexion.ouvrir(part, NOM, SECRET)
        try:
            _people(database, personnes)
        finally:
            database.close()
        for made in FOLDER.glob(f"{part.name}*"):  # the base and its slots
            made.rename(made.with_name(made.name.removeprefix(_PART)))
        _tell(path, personnes, time.perf_counter() - start)
    return path


def _people(database: Database, personnes: int) -> None:
    centre, population = (
        creation.tomllib.loads((DATA / name).read_text("utf-8"))
        for name in ("centre.toml", "population.toml")
    )
    people = Peuplement(population, centre, graine=SEED, jour=JOUR).build(personnes)
    creation._Ecriture(database, centre, JOUR, lambda _done, _total: None).write(people)


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy to write in, removed at the end."""
    folder = FOLDER / "essai"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        for made in FOLDER.glob(f"{path.name}*"):
            shutil.copyfile(made, folder / made.name)
        yield folder / path.name
    finally:
        shutil.rmtree(folder)


def _forget(pattern: str) -> None:
    """A base that another version of the program made only takes room."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob(pattern):
        old.unlink()


def _tell(path: Path, rows: int, seconds: float) -> None:
    size = path.stat().st_size / 1e6
    print(
        f"base {path.name} : {rows:,} lignes, {size:.0f} Mo, faite en {seconds:.1f} s".replace(
            ",", "\u202f"
        ),
        file=sys.stderr,
        flush=True,
    )
