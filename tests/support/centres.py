"""Centres with accounts, made as the program makes them, with a quick derivation."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import CompteDraft
from cs_desktop.domain.droits import Role
from cs_desktop.persistence.centre import set_reglage
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.slots import KdfParams
from cs_desktop.services.comptes import ComptesService, creer_centre, ouvrir, ouvrir_sans_compte
from tests.support.bases import NOW

QUICK = KdfParams(memory_kib=64, iterations=1)
ODILE = "Odile Marchetti"
SECRET = "Tournesol-42"
OTHER = "Capucine/2026"
KARIM = "Karim Bensaïd"


def now() -> datetime:
    """The instant of every test that does not say otherwise."""
    return NOW


def a_centre(folder: Path, *, sans_compte: bool = False) -> tuple[Path, str]:
    """A new base and the words of its fiche de secours."""
    base = folder / "centre.csd"
    words = creer_centre(
        base, "Les Tilleuls", "association", "", ODILE, SECRET,
        sans_compte=sans_compte, now=now, kdf=QUICK,
    )  # fmt: skip
    return base, " ".join(words)


def enter(base: Path, mot_de_passe: str = SECRET, nom: str = ODILE) -> tuple[Database, Acteur]:
    """Sign in; the caller closes the base."""
    return ouvrir(base, nom, mot_de_passe, now=now)


def enter_plain(base: Path) -> tuple[Database, Acteur]:
    """Open a base without accounts; the caller closes it."""
    return ouvrir_sans_compte(base, now=now)


def opens(base: Path, mot_de_passe: str = SECRET, nom: str = ODILE) -> bool:
    """Whether this account signs in and its base is whole."""
    database, _acteur = enter(base, mot_de_passe, nom)
    with database.reading() as session:
        health = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar_one()
    database.close()
    return health == "ok"


def former_log(base: Path) -> Path:
    """Remove a plain base as a crash would leave it: its log, kept under `.garde`."""
    database, acteur = enter_plain(base)
    with database.transaction(acteur, "essai") as session:
        set_reglage(session, "essai", "du centre précédent" * 1000)
    log = base.with_name(f"{base.name}-wal")
    kept = Path(shutil.copyfile(log, f"{log}.garde"))
    database.close()
    base.unlink()
    return kept


def add(
    service: ComptesService, acteur: Acteur, nom: str = KARIM, role: Role = Role.ACCUEIL
) -> int:
    """A second account, whose password is `OTHER`."""
    return service.ajouter_compte(acteur, CompteDraft(nom, role, OTHER))
