"""One writer at a time on a base: the window, or a writing verb of the command line (A13).

The operating system holds the lock, so a killed process frees it; the file only names the holder.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cs_desktop.domain.errors import BaseOccupee, StockageIndisponible
from cs_desktop.domain.system_reasons import reason

# Windows forbids reading a locked byte: lock one far beyond the holder’s name.
FAR_BYTE = 1 << 30
UNKNOWN = "inconnu"

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> bool:
        os.lseek(file, FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: int) -> bool:
        # flock, not lockf: a POSIX lock would vanish when `holder` closes its own descriptor.
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@dataclass(frozen=True, slots=True)
class Detenteur:
    """Who holds a base, as told to the person who is refused."""

    ordinateur: str
    utilisateur: str
    depuis: datetime
    pid: int

    def sentence(self) -> str:
        """Name the holder to someone who wants the same base."""
        heure = self.depuis.astimezone().strftime("%d/%m/%Y à %H:%M")
        if self.ordinateur == platform.node():
            return (
                f"La base est déjà ouverte sur cet ordinateur par {self.utilisateur}, "
                f"depuis le {heure}. Retournez dans l’autre fenêtre, ou fermez-la puis réessayez."
            )
        return (
            f"La base est déjà ouverte sur l’ordinateur « {self.ordinateur} » par "
            f"{self.utilisateur}, depuis le {heure}. Réessayez quand elle y sera fermée."
        )


class Verrou:
    """The lock of the base at `path`, kept in a file beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".verrou")
        self._file: int | None = None

    def acquire(self, now: datetime) -> None:
        """Take the lock and write our name, dated `now`.

        Raises BaseOccupee naming the holder, StockageIndisponible where the folder refuses a file.
        """
        if self._file is not None:
            return
        file = self._open()
        # Someone who merely looks (`holder`) takes the lock for an instant: ask again.
        for _ in range(5):
            if _try_lock(file):
                break
            time.sleep(0.02)
        else:
            held = _read(file)
            os.close(file)
            raise BaseOccupee(
                held.sentence()
                if held
                else "La base est déjà ouverte ailleurs. Fermez l’autre fenêtre, puis réessayez."
            )
        self._file = file
        try:
            _write(file, Detenteur(platform.node() or UNKNOWN, _user(), now, os.getpid()))
        except OSError as error:
            self.release()
            raise self._refused(error) from error

    def release(self) -> None:
        """Free the lock and forget our name; does nothing when we do not hold it."""
        if self._file is None:
            return
        file, self._file = self._file, None
        os.ftruncate(file, 0)
        _unlock(file)
        os.close(file)

    def holder(self) -> Detenteur | None:
        """Who holds the base now; None when nobody does, even if a killed process left its name."""
        if self._file is not None:
            return _read(self._file)
        if not self.path.exists():
            return None
        file = self._open()
        try:
            if _try_lock(file):
                _unlock(file)
                return None
            return _read(file)
        finally:
            os.close(file)

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> StockageIndisponible:
        return StockageIndisponible(
            f"Le dossier « {self.path.parent} » n’accepte pas d’écriture ({reason(error)}). "
            "Vérifiez qu’il existe, que le disque n’est ni plein ni débranché, et que vous avez "
            "le droit d’y écrire."
        )


def _write(file: int, held: Detenteur) -> None:
    text = json.dumps(asdict(held) | {"depuis": held.depuis.isoformat()}, ensure_ascii=False)
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, text.encode("utf-8"))
    os.fsync(file)


def _read(file: int) -> Detenteur | None:
    """The name in the file, or None while its owner is still writing it."""
    os.lseek(file, 0, os.SEEK_SET)
    try:
        data: dict[str, Any] = json.loads(os.read(file, 4096))
        return Detenteur(
            str(data["ordinateur"]),
            str(data["utilisateur"]),
            datetime.fromisoformat(data["depuis"]),
            int(data["pid"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _user() -> str:
    """The name of the session; an account without an entry has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return UNKNOWN
