"""What every screen is built with: who acts, the services, and the ways to the rest (A14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cs_desktop.domain.acteur import Acteur
from cs_desktop.ui.kit.tasks import Pools
from cs_desktop.ui.kit.toast import Toasts
from cs_desktop.ui.shell.changes import Changes
from cs_desktop.ui.shell.machine import Machine
from cs_desktop.ui.shell.navigation import Navigation
from cs_desktop.ui.shell.registre import Registre

if TYPE_CHECKING:  # the frame is painted before any service is imported (A13)
    from cs_desktop.services.documents.documents import Documents
    from cs_desktop.services.services import Services


@dataclass(frozen=True)
class Contexte:
    """One per opened base and account; screens keep it and call nothing else of the shell."""

    acteur: Acteur
    services: Services
    pools: Pools
    changes: Changes
    navigation: Navigation
    toasts: Toasts
    today: Callable[[], date]
    registre: Registre
    documents: Callable[[], Documents]  # loads ReportLab: call it in a task
    preview: Callable[[bytes, str], None]  # shows a PDF that can be printed or saved
    machine: Machine
    base_uuid: str  # printed on the fiche de secours; empty for a base without accounts
