"""One base: a session for each use-case, told to the screens once it is on the disk (A4, A10)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import BaseOccupee, Conflit, StockageIndisponible
from cs_desktop.persistence.compteur import next_ids, site_range
from cs_desktop.persistence.driver import WAIT_MS, make_engine
from cs_desktop.persistence.sessions import ReadSession, WriteSession
from cs_desktop.persistence.storage_errors import check_present, translated
from cs_desktop.persistence.tables import whole_metadata
from cs_desktop.persistence.types import as_utc


def tell_nobody(_commit: Commit) -> None:
    """The `publish` of a base that no screen looks at."""


def utc_now() -> datetime:
    """The clock of a base that runs for good."""
    return datetime.now(UTC)


class Database:
    """A base that exists and is migrated; `publish` is called after each commit that wrote."""

    def __init__(
        self,
        path: Path,
        key: bytes | None = None,
        *,
        publish: Callable[[Commit], None] = tell_nobody,
        now: Callable[[], datetime] = utc_now,
        site: int = 0,
    ) -> None:
        """Raises StockageIndisponible or BaseRefusee when the file does not open with this key."""
        site_range(site)
        self.path = path
        self.metadata = whole_metadata()  # each class refers to others: they are mapped together
        self.trousseau: Trousseau | None = None  # of a base that has accounts (A3)
        self.engine = make_engine(path, key)
        self._publish, self._now, self._site = publish, now, site
        self.engine.connect().close()
        self._identity = self._file_identity()

    @contextmanager
    def transaction(
        self, acteur: Acteur, usage: str, *, wait_ms: int = WAIT_MS
    ) -> Generator[Session]:
        """The write lock at once, a commit when the block ends, a rollback when it raises.

        `usage` names the use-case in the journal ("personne.enregistrer"). Raises BaseOccupee when
        another writer keeps the lock longer than `wait_ms`, Conflit when a row moved meanwhile.
        """
        self._check_in_place()
        session = WriteSession(
            self.engine.execution_options(writing=True, wait_ms=wait_ms),
            expire_on_commit=False,
            info={
                "acteur": acteur,
                "usage": usage,
                "site": self._site,
                "now": as_utc(self._now()),
                "thread": threading.get_ident(),
            },
        )
        with session:
            session.connection()  # BEGIN IMMEDIATE before the first reading, not at the first write
            operation = session.info["operation"] = next_ids(session, "operation")[0]
            try:
                yield session
                self._check_in_place()
                session.commit()
            except StaleDataError as moved:
                raise Conflit(
                    "Cette fiche a été modifiée entre-temps : rechargez-la pour voir les "
                    "changements, puis refaites les vôtres."
                ) from moved
        if changes := session.info.get("announced"):
            self._publish(Commit(operation, usage, acteur.id, changes))

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that sees one state of the base from its first query on, and cannot write."""
        session = ReadSession(self.engine, autoflush=False, info={"thread": threading.get_ident()})
        with session:
            yield session

    def checkpoint(self) -> None:
        """Bring the write-ahead log back into the file, outside any transaction.

        Raises BaseOccupee when a reader or a writer is still at work.
        """
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            with translated(self.path):
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, *_frames = cast("tuple[int, int, int]", cursor.fetchone())
            cursor.close()
        finally:
            connection.close()
        if busy:
            raise BaseOccupee(
                f"La base « {self.path} » est en cours d’utilisation : patientez quelques "
                "secondes, puis recommencez."
            )

    def close(self) -> None:
        """Close every connection; the last one brings the write-ahead log back into the file."""
        self.engine.dispose()

    def reopen(self, key: bytes | None) -> None:
        """Go on with the same file under another key. Raises as the constructor does."""
        self.engine.dispose()
        self.engine = make_engine(self.path, key)
        self.engine.connect().close()
        self._identity = self._file_identity()

    def _file_identity(self) -> tuple[int, int]:
        check_present(self.path)
        status = self.path.stat()
        return status.st_dev, status.st_ino

    def _check_in_place(self) -> None:
        """An open file that was moved or replaced still takes writes, which nobody finds again."""
        if self._file_identity() != self._identity:
            raise StockageIndisponible(
                f"Le fichier « {self.path} » a été remplacé pendant que la base était ouverte : "
                "fermez CS Desktop, puis rouvrez la base."
            )
