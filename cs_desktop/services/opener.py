"""Opens bases for the window: one at a time, with its services and the names it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.durable import translated_os
from cs_desktop.services import connexion
from cs_desktop.services.centre import IdentiteCentre, identite
from cs_desktop.services.demo.creation import Demonstration, create_demonstration
from cs_desktop.services.ouverture import open_services
from cs_desktop.services.services import Services


@dataclass(frozen=True, slots=True)
class OpenedBase:
    """An open base and who opened it."""

    database: Database
    acteur: Acteur
    services: Services
    centre: IdentiteCentre

    @property
    def protegee(self) -> bool:
        """Whether it has accounts, so that the window can be locked."""
        return self.acteur.id is not None

    @property
    def base_uuid(self) -> str:
        """What tells this base from another one; empty for a base without accounts."""
        ring = self.database.trousseau
        return "" if ring is None else ring.base_uuid


class Opener:
    """Opening a base closes the one before."""

    def __init__(
        self,
        publish: Callable[[Commit], None],
        today: Callable[[], date],
        now: Callable[[], datetime],
        resources: Path,
    ) -> None:
        self._publish, self._today, self._now = publish, today, now
        self._resources = resources
        self._opened: OpenedBase | None = None

    def open_plain(self, base: Path) -> OpenedBase:
        """A base without account."""
        self.close()
        return self._gather(
            *connexion.ouvrir_sans_compte(base, publish=self._publish, now=self._now)
        )

    def sign_in(self, base: Path, nom: str, mot_de_passe: str) -> OpenedBase:
        """The base of a centre, with an account."""
        self.close()
        return self._gather(
            *connexion.ouvrir(base, nom, mot_de_passe, publish=self._publish, now=self._now)
        )

    def recover(self, base: Path, mots: str, nom: str, mot_de_passe: str) -> OpenedBase:
        """A base whose passwords are lost, with its fiche de secours."""
        self.close()
        return self._gather(
            *connexion.secourir(base, mots, nom, mot_de_passe, publish=self._publish, now=self._now)
        )

    def create_demonstration(self, base: Path, progress: Callable[[int, int], None]) -> None:
        """The invented centre, unless it is there."""
        if not base.exists():
            with translated_os(base):
                base.parent.mkdir(parents=True, exist_ok=True)
            files = Demonstration(self._resources / "data" / "mosaique")
            create_demonstration(base, files, progress)

    def close(self) -> None:
        """Close the base that is open, if one is."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.database.close()

    def _gather(self, database: Database, acteur: Acteur) -> OpenedBase:
        services = open_services(
            database, today=self._today, now=self._now, resources=self._resources
        )
        self._opened = OpenedBase(database, acteur, services, identite(database, acteur.site))
        return self._opened
