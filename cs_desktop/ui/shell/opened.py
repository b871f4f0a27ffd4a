"""What `app` hands to the window once a base is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cs_desktop.domain.acteur import Acteur

if TYPE_CHECKING:
    from cs_desktop.services.services import Services


@dataclass(frozen=True)
class Opened:
    """An open base and who opened it. `protegee`: it has accounts, so that it can be locked."""

    acteur: Acteur
    services: Services
    centre: str
    genre: str
    site: str
    protegee: bool
