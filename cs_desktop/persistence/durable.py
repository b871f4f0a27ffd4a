"""Files written so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.domain.system_reasons import reason

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}
PART = ".partiel"
STALE = 3600.0  # seconds after which a part was left by a program that died


@contextmanager
def translated_os(path: Path) -> Generator[None]:
    """Raise StockageIndisponible, in a sentence, for an OSError about `path`."""
    try:
        yield
    except OSError as error:
        raise StockageIndisponible(_sentence(error, path)) from error


def write_durably(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, on the disk when this returns.

    Raises StockageIndisponible, with the file left as it was.
    """
    part = part_of(path)
    with translated_os(path):
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            discard(part)
            raise
        sync_folder(path.parent)


def move_durably(part: Path, path: Path) -> None:
    """Give a file already written its name, on the disk when this returns."""
    with translated_os(path):
        sync_file(part)
        part.replace(path)
        sync_folder(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file, on the disk when this returns. Raises StockageIndisponible."""
    with translated_os(target):
        shutil.copyfile(source, target)
        sync_file(target)


def check_folder(folder: Path) -> None:
    """Raises StockageIndisponible when `folder` is not there."""
    with translated_os(folder / "*"):
        present = folder.is_dir()
    if not present:
        raise StockageIndisponible(
            f"Le dossier « {folder} » n’est plus accessible : rebranchez le disque ou choisissez "
            "un autre dossier, puis recommencez."
        )


def sweep_parts(folder: Path) -> None:
    """Remove what a killed writing left in `folder`, one that is under way excepted."""
    limit = time.time() - STALE
    with translated_os(folder / "*"):
        for part in folder.glob(f"*{PART}*"):
            if part.is_file() and part.stat().st_mtime < limit:
                discard(part)


def sync_file(path: Path) -> None:
    """Wait until the bytes of `path` are on the disk."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def part_of(path: Path) -> Path:
    """Where `path` is written before it gets its name."""
    return path.with_name(path.name + PART)


def discard(*paths: Path) -> None:
    """Remove what an interrupted writing left; a folder that vanished holds nothing to remove."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _sentence(error: OSError, path: Path) -> str:
    where = f"« {path} »"
    if error.errno in _FULL:
        return (
            f"Le disque est plein, {where} n’a pas été écrit : libérez de la place, puis "
            "recommencez."
        )
    if error.errno in _GONE or not path.parent.is_dir():
        return (
            f"Le dossier « {path.parent} » ou le fichier « {path.name} » n’est plus accessible : "
            "rebranchez le disque ou choisissez un autre dossier, puis recommencez."
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"Vous n’avez pas le droit d’écrire {where}, ou ce dossier est en lecture seule : "
            "rendez-le modifiable ou choisissez un autre dossier, puis recommencez."
        )
    return (
        f"{where} n’a pas pu être lu ou écrit ({reason(error)}) : vérifiez le disque, puis "
        "recommencez."
    )
