"""Every document service of an opened base; importing this module loads ReportLab (A14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cs_desktop.persistence.database import Database
from cs_desktop.services.documents.comptes import CompteDocumentService
from cs_desktop.services.documents.graphiques import GraphiqueService
from cs_desktop.services.documents.personnes import PersonneDocumentService
from cs_desktop.services.services import Services


@dataclass(frozen=True, slots=True)
class Documents:
    """What can be printed or drawn, one object for each feature."""

    personnes: PersonneDocumentService
    comptes: CompteDocumentService
    graphiques: GraphiqueService


def open_documents(database: Database, services: Services, today: Callable[[], date]) -> Documents:
    """Build them over the base and its services."""
    return Documents(
        personnes=PersonneDocumentService(database, services.personnes, today),
        comptes=CompteDocumentService(database, today),
        graphiques=GraphiqueService(),
    )
