"""Everything that screens and commands may call on an opened base."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Services:
    """One object for each feature; built by `open_services`."""

    personnes: PersonneService
    adhesions: AdhesionService
    quotients: QuotientService
    foyers: FoyerService
    securite: SecuriteService
    organismes: OrganismeService
    communes: CommuneService
    exports: ExportService
    operations: OperationService
    brouillons: BrouillonService
    preferences: PreferenceService
    chiffres: ChiffreService
    comptes: ComptesService
    sauvegarde: SauvegardeService
    imports: ImportService
