"""Backups: made, kept, looked after, restored; and whether the base is whole (R8.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cs_desktop import __version__
from cs_desktop.domain import fiche_secours
from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import Identite
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import ErreurAttendue, StockageIndisponible
from cs_desktop.domain.mots_de_passe import secret_bytes
from cs_desktop.domain.sauvegardes import (
    EtatSauvegarde,
    Progress,
    Raison,
    Sauvegarde,
    default_folder,
    file_name,
    local_day,
    never,
    no_progress,
)
from cs_desktop.persistence.backup import (
    Source,
    copy_backup,
    list_backups,
    read_backup,
    rotate,
    write_backup,
)
from cs_desktop.persistence.centre import base_uuid as written_uuid
from cs_desktop.persistence.database import Database, utc_now
from cs_desktop.persistence.restore import Asked, Restored, restore
from cs_desktop.persistence.search import rebuild
from cs_desktop.persistence.slot_files import base_uuid
from cs_desktop.persistence.verification import Controle, verify
from cs_desktop.services.acces import Now, check_place, mots_secours
from cs_desktop.services.copies import back_up
from cs_desktop.services.registre import droit


@dataclass(frozen=True, slots=True)
class SauvegardeDuJour:
    """The backup of today, whether it was made now, and why the second folder has none."""

    sauvegarde: Sauvegarde
    faite: bool
    second_refus: str | None


def identite_compte(nom: str, mot_de_passe: str) -> Identite:
    """Who restores, by the name and the password of an account."""
    return Identite(secret_bytes(mot_de_passe), nom)


def identite_fiche(mots: str) -> Identite:
    """Who restores, by the words of a fiche de secours. Raises RegleMetier."""
    return Identite(fiche_secours.from_words(mots, mots_secours()))


def restaurer(
    fichier: Path, base: Path, identite: Identite | None = None, *, now: Now = utc_now
) -> Restored:
    """Put a backup at `base`; the base that is there is backed up first.

    For a machine where nobody is signed in: the password or the fiche says who asks. The caller
    holds the lock of `base` and has it closed. Raises BaseRefusee, CleRefusee, DroitManquant,
    StockageIndisponible; nothing is then changed.
    """
    check_place(base)
    return restore(Asked(fichier, base, identite, now(), __version__))


def lire_sauvegarde(fichier: Path) -> Sauvegarde:
    """What a file says of itself, to be shown before restoring. Raises BaseRefusee."""
    return read_backup(fichier)


BEFORE_SIGN_IN = (restaurer, lire_sauvegarde)
"""Use-cases without an Acteur: the matrix of rights knows that there are no others here."""


class SauvegardeService:
    """The backups of an open base."""

    def __init__(self, database: Database, today: Callable[[], date], now: Now = utc_now) -> None:
        self._database, self._today, self._now = database, today, now

    @droit(Droit.SAUVEGARDER)
    def sauvegarder(
        self,
        acteur: Acteur,
        dossier: Path,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> Sauvegarde:
        """A verified backup in `dossier`. Raises StockageIndisponible, Annule: no file is left."""
        del acteur
        now = self._now()
        source = self._source()
        return write_backup(
            source,
            dossier / file_name(source.base, now, Raison.DEMANDEE),
            now=now,
            programme=__version__,
            progress=progress,
            cancelled=cancelled,
        )

    @droit(Droit.SAUVEGARDER)
    def sauvegarde_du_jour(self, acteur: Acteur, second: Path | None = None) -> SauvegardeDuJour:
        """The backup of today, made if there is none yet, with a copy in `second`.

        Old ones go: 7 days, 8 weeks and 12 months are kept. A second folder that is not there is
        told, not raised: the USB stick is not plugged in every day.
        """
        del acteur
        backup = self._latest(default_folder(self._database.path))
        faite = backup is None or local_day(backup.creee_le) < self._today()
        if backup is None or faite:
            backup = back_up(self._source(), Raison.QUOTIDIENNE, self._now())
            self._rotate(backup.fichier.parent)
        refusal = None if second is None else self._copy_to(second, backup)
        return SauvegardeDuJour(backup, faite, refusal)

    @droit(Droit.SAUVEGARDER)
    def etat(self, acteur: Acteur, second: Path | None = None) -> list[EtatSauvegarde]:
        """The age of the last backup in our folder, and in the second one if there is one."""
        del acteur
        folders = [default_folder(self._database.path)]
        return [self._state(folder) for folder in [*folders, *([second] if second else [])]]

    @droit(Droit.SAUVEGARDER)
    def liste(self, acteur: Acteur, dossier: Path | None = None) -> list[Sauvegarde]:
        """The backups of this base in a folder, newest first. Raises StockageIndisponible."""
        del acteur
        return list_backups(dossier or default_folder(self._database.path), self._uuid())

    @droit(Droit.SAUVEGARDER)
    def verifier(self, acteur: Acteur) -> list[Controle]:
        """Look at everything; each check says what is wrong, nothing when all is well."""
        del acteur
        return verify(self._database)

    @droit(Droit.REGLER_CENTRE)
    def refaire_recherche(self, acteur: Acteur) -> None:
        """Make the search index again, when `verifier` says that it is wrong."""
        with self._database.transaction(acteur, "recherche.refaire") as session:
            rebuild(session)

    @droit(Droit.RESTAURER)
    def restaurer(
        self, acteur: Acteur, fichier: Path, identite: Identite | None = None
    ) -> Restored:
        """Put a backup in place of this base, which is closed: sign in again afterwards.

        The password is asked again, for the backup is opened with it. Raises as `restaurer` does,
        with the base as it was.
        """
        del acteur
        self._database.close()
        return restaurer(fichier, self._database.path, identite, now=self._now)

    def _source(self) -> Source:
        return Source(self._database.path, self._database.trousseau)

    def _uuid(self) -> str:
        header = base_uuid(self._database.path)
        if header is not None:
            return header
        with self._database.reading() as session:
            return written_uuid(session) or ""

    def _latest(self, folder: Path) -> Sauvegarde | None:
        backups = list_backups(folder, self._uuid()) if folder.is_dir() else []
        return next(iter(backups), None)

    def _state(self, folder: Path) -> EtatSauvegarde:
        try:
            latest = self._latest(folder)
        except StockageIndisponible:
            return EtatSauvegarde(folder, accessible=False, derniere=None, age=None)
        if latest is None:
            return EtatSauvegarde(folder, folder.is_dir(), None, None)
        age = max(0, (self._today() - local_day(latest.creee_le)).days)
        return EtatSauvegarde(folder, accessible=True, derniere=latest.creee_le, age=age)

    def _copy_to(self, second: Path, made: Sauvegarde) -> str | None:
        try:
            if not (second / made.fichier.name).exists():
                copy_backup(made.fichier, second)
                self._rotate(second)
        except ErreurAttendue as refusal:
            return str(refusal)
        return None

    def _rotate(self, folder: Path) -> None:
        """What was asked for by hand stays until a hand removes it."""
        rotate(folder, self._uuid(), lambda path: not path.stem.endswith(Raison.DEMANDEE.value))
