"""A copy of a base at one instant, while others work in it, and the proof that it is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cs_desktop.domain.errors import Annule, BaseRefusee, StockageIndisponible
from cs_desktop.domain.sauvegardes import Progress
from cs_desktop.persistence.driver import WAIT_MS, connect
from cs_desktop.persistence.durable import discard
from cs_desktop.persistence.slot_files import base_uuid
from cs_desktop.persistence.sqlcipher import DriverConnection, DriverError, open_file
from cs_desktop.persistence.storage_errors import translated

PAGES = 1000  # a step of 4 MB: often enough to cancel, seldom enough to cost nothing
SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Contents:
    """What must be found again in a copy: which base, which schema, how far its journal goes."""

    base_uuid: str
    schema: str
    journal_id: int
    journal_hash: str


def take(
    base: Path,
    key: bytes | None,
    copy: Path,
    *,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Contents:
    """Copy `base` to `copy`, under the same key, and tell what it holds at that instant.

    Raises StockageIndisponible, Annule.
    """

    def step(_status: int, remaining: int, total: int) -> None:
        if cancelled():
            raise Annule("La sauvegarde a été arrêtée, aucun fichier n’a été écrit.")
        progress(total - remaining, total)

    discard(copy)
    source = connect(base, key)
    try:
        # One read transaction: the copy does not start again when someone writes meanwhile.
        source.execute("BEGIN")
        contents = contents_of(source, base)
        with translated(copy):
            target = open_file(f"{copy.resolve().as_uri()}?mode=rwc", wait_ms=WAIT_MS)
            try:
                if key is not None:
                    # The salt names the base: the copy keeps it (`slot_files.base_uuid`).
                    target.execute(f"PRAGMA key = \"x'{key.hex()}{base_uuid(base)}'\"")
                source.backup(target, pages=PAGES, progress=step)
            except DriverError as error:
                if getattr(error, "sqlite_errorcode", None) is not None:
                    raise
                # The driver gives the errors of a backup without their code.
                raise StockageIndisponible(
                    f"La copie n’a pas pu être écrite dans « {copy.parent} » : le disque "
                    "est plein, débranché ou en lecture seule. Libérez de la place ou choisissez "
                    "un autre dossier, puis recommencez."
                ) from error
            finally:
                target.close()
    finally:
        source.close()
    return contents


def check(copy: Path, key: bytes | None, expected: Contents) -> None:
    """Open the copy and read it all. Raises BaseRefusee when it is not what was copied."""
    connection = connect(copy, key)
    try:
        with translated(copy):
            health = connection.execute("PRAGMA quick_check(1)").fetchone()
            whole = health == ("ok",) and contents_of(connection, copy) == expected
    finally:
        connection.close()
    discard(*side_files(copy))
    if not whole:
        raise BaseRefusee(
            f"La copie « {copy.name} », relue, n’est pas celle de la base : vérifiez le disque, "
            "puis recommencez sur un autre."
        )


def side_files(base: Path) -> list[Path]:
    """The files that SQLite keeps beside a base while it is open."""
    return [base.with_name(base.name + end) for end in SIDE_FILES]


def contents_of(connection: DriverConnection, path: Path) -> Contents:
    """What a base holds now."""
    schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    last = connection.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    written = connection.execute("SELECT valeur FROM reglage WHERE cle = 'base_uuid'").fetchone()
    uuid = base_uuid(path) or ("" if written is None else str(json.loads(written[0])))
    journal_id, journal_hash = (0, b"") if last is None else last
    return Contents(uuid, "" if schema is None else str(schema[0]), journal_id, journal_hash.hex())
