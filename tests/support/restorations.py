"""Backups made and put back, for the tests of restoring."""

from __future__ import annotations

from pathlib import Path

from cs_desktop.domain.comptes import Identite
from cs_desktop.persistence.restore import Restored
from cs_desktop.services.comptes import ComptesService
from cs_desktop.services.sauvegarde import SauvegardeService, restaurer
from tests.support.bases import TODAY
from tests.support.centres import SECRET, add, enter, now


def back_up(base: Path, mot_de_passe: str = SECRET) -> Path:
    """A backup kept away from the base."""
    database, acteur = enter(base, mot_de_passe)
    folder = base.parent.parent / "usb"
    folder.mkdir(exist_ok=True)
    made = SauvegardeService(database, lambda: TODAY, now).sauvegarder(acteur, folder).fichier
    database.close()
    return made


def put_back(backup: Path, base: Path, identite: Identite | None) -> Restored:
    return restaurer(backup, base, identite, now=now)


def state(base: Path) -> dict[str, bytes]:
    """Everything that stands beside a base, and itself."""
    return {
        path.name: path.read_bytes()
        for path in base.parent.iterdir()
        if path.is_file() and path.suffix != ".csbak"
    }


def work(base: Path, mot_de_passe: str = SECRET) -> int:
    """A second account: something to see come and go."""
    database, acteur = enter(base, mot_de_passe)
    karim = add(ComptesService(database, now), acteur)
    database.close()
    return karim


def accounts(base: Path, mot_de_passe: str = SECRET) -> list[str]:
    database, acteur = enter(base, mot_de_passe)
    names = [row.nom for row in ComptesService(database, now).comptes(acteur)]
    database.close()
    return names
