"""From the driver's error codes to one French sentence: what, where, what to do (B §6)."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from cs_desktop.domain.errors import BaseOccupee, BaseRefusee, StockageIndisponible
from cs_desktop.persistence.sqlcipher import DriverError

# Primary result codes of SQLite; an extended code keeps them in its low byte.
PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT = 3, 5, 6, 8, 10, 11
FULL, CANTOPEN, NOTADB = 13, 14, 26


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Raise StockageIndisponible or a child for a failure of the environment of `path`."""
    try:
        yield
    except DriverError as error:
        refusal = storage_refusal(error, path)
        if refusal is None:
            raise
        raise refusal from error


def storage_refusal(error: BaseException | None, path: Path) -> StockageIndisponible | None:
    """The sentence for a driver error, None when the error is a bug and not the environment."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _refusal(code & 0xFF, path)


def check_present(path: Path) -> None:
    """Refuse a base whose file or folder is gone. Raises StockageIndisponible."""
    check_folder(path)
    if not path.is_file():
        raise StockageIndisponible(
            f"Le fichier « {path.name} » n’est plus dans « {path.parent} » : remettez-le à sa "
            "place ou restaurez une sauvegarde."
        )


def check_folder(path: Path) -> None:
    """Refuse a base whose folder is gone. Raises StockageIndisponible."""
    if not path.parent.is_dir():
        raise StockageIndisponible(
            f"Le dossier « {path.parent} » n’est plus accessible : rebranchez le disque ou "
            "retrouvez le dossier, puis rouvrez la base."
        )


def _refusal(code: int, path: Path) -> StockageIndisponible | None:
    where = f"« {path} »"
    if code in {BUSY, LOCKED}:
        return BaseOccupee(
            f"La base {where} est occupée par un autre enregistrement : patientez quelques "
            "secondes, puis recommencez."
        )
    if code == FULL:
        return StockageIndisponible(
            f"Le disque qui porte {where} est plein, rien n’a été enregistré : libérez de la "
            "place, puis recommencez."
        )
    if code in {READONLY, PERM}:
        return StockageIndisponible(
            f"La base {where} ne peut pas être modifiée, le fichier ou son dossier est en lecture "
            "seule : rendez-les modifiables, puis recommencez."
        )
    if code == CANTOPEN:
        return _cannot_open(path)
    if code == IOERR:
        return StockageIndisponible(
            f"Le disque qui porte {where} n’a pas répondu, rien n’a été enregistré : vérifiez "
            "qu’il est bien branché, puis recommencez."
        )
    if code == CORRUPT:
        return BaseRefusee(
            f"La base {where} est endommagée : n’y écrivez plus et restaurez la dernière "
            "sauvegarde."
        )
    if code == NOTADB:
        return BaseRefusee(
            f"Le fichier {where} ne s’ouvre pas comme une base de CS Desktop (autre fichier, base "
            "endommagée, ou clé d’une autre base) : choisissez un autre fichier ou restaurez une "
            "sauvegarde."
        )
    return None


def _cannot_open(path: Path) -> StockageIndisponible:
    try:
        check_folder(path)
    except StockageIndisponible as gone:
        return gone
    return StockageIndisponible(
        f"La base « {path} » ne peut être ni ouverte ni créée : vérifiez que vous avez le droit "
        "d’écrire dans ce dossier, puis recommencez."
    )
