"""Builds the services over an opened base; the clock and the resources come from the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.database import Database
from cs_desktop.services.adhesions import AdhesionService
from cs_desktop.services.brouillons import BrouillonService
from cs_desktop.services.chiffres import ChiffreService
from cs_desktop.services.communes import CommuneService
from cs_desktop.services.comptes import ComptesService
from cs_desktop.services.exports import ExportService
from cs_desktop.services.foyers import FoyerService
from cs_desktop.services.imports import ImportService
from cs_desktop.services.operations import OperationService
from cs_desktop.services.organismes import OrganismeService
from cs_desktop.services.personnes import PersonneService
from cs_desktop.services.preferences import PreferenceService
from cs_desktop.services.quotients import QuotientService
from cs_desktop.services.sauvegarde import SauvegardeService
from cs_desktop.services.securite_enfant import SecuriteService
from cs_desktop.services.services import Services


@dataclass(frozen=True, slots=True)
class Ouverture:
    """An open base, its services and who opened it; documents are built over `database`."""

    database: Database
    services: Services
    acteur: Acteur


def open_services(
    database: Database,
    *,
    today: Callable[[], date],
    now: Callable[[], datetime],
    resources: Path,
) -> Services:
    """Nothing is read before it is asked for: opening costs nothing at start-up."""
    personnes = PersonneService(database, today, now)
    return Services(
        personnes=personnes,
        adhesions=AdhesionService(database, today, now),
        quotients=QuotientService(database, today, now),
        foyers=FoyerService(database, today),
        securite=SecuriteService(database, today, now),
        organismes=OrganismeService(database),
        communes=CommuneService(resources),
        exports=ExportService(personnes),
        operations=OperationService(database),
        brouillons=BrouillonService(database),
        preferences=PreferenceService(database),
        chiffres=ChiffreService(database, resources),
        comptes=ComptesService(database, now),
        sauvegarde=SauvegardeService(database, today, now),
        imports=ImportService(database, today),
    )
