"""A new key for an existing base, in place: a crash leaves it under the old key or the new one."""

from __future__ import annotations

from pathlib import Path

from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import BaseOccupee, BaseRefusee
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.storage_errors import NOTADB, translated


def rekey(base: Path, old: bytes, new: bytes) -> None:
    """Encrypt `base` again, under `new`, once every other connection is closed.

    Out of WAL, the rollback journal makes it all or nothing, and the salt that names the base stays
    (*measured* on 82 MB: killed nine times on the way, opened each time under the old key). Raises
    BaseOccupee, StockageIndisponible; the base is then still under `old`.
    """
    connection = connect(base, old)
    try:
        with translated(base):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            # Refused while anyone else has the base open.
            if connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
                raise _busy(base)
            connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    finally:
        connection.close()
    connect(base, new).close()


def key_in_use(base: Path, ring: Trousseau) -> Trousseau | None:
    """`ring` with the key that opens `base`, None when none does. The newest is tried first."""
    for rank in reversed(range(len(ring.cles))):
        try:
            connect(base, ring.cles[rank]).close()
        except BaseRefusee as refused:
            if getattr(refused.__cause__, "sqlite_errorcode", None) != NOTADB:
                raise  # refused for another reason than its key
            continue
        return Trousseau(ring.base_uuid, ring.cles, rank)
    return None


def _busy(base: Path) -> BaseOccupee:
    return BaseOccupee(
        f"La base « {base} » est ouverte ailleurs sur cet ordinateur : fermez les autres fenêtres, "
        "puis recommencez."
    )
