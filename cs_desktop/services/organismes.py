"""What the team does with organismes and their contacts."""

from __future__ import annotations

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.organismes import (
    ContactDraft,
    Organisme,
    OrganismeDraft,
    check_contact,
    check_organisme,
)
from cs_desktop.persistence import organismes
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import droit


class OrganismeService:
    """ASE, CCAS, schools…: one row each, whatever the ways they meet the centre."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @droit(Droit.CONSULTER_PERSONNES)
    def rows(self, _acteur: Acteur) -> list[Organisme]:
        """Every organisme in use with its contacts, by name."""
        with self._database.reading() as session:
            return organismes.rows(session)

    @droit(Droit.MODIFIER_PERSONNES)
    def save(self, acteur: Acteur, draft: OrganismeDraft, organisme_id: int | None = None) -> int:
        """Create or change one; its id. Raises RegleMetier, Introuvable, Conflit."""
        checked = check_organisme(draft)
        with self._database.transaction(acteur, "organisme.enregistrer") as session:
            return organismes.write(session, checked, organisme_id)

    @droit(Droit.MODIFIER_PERSONNES)
    def add_contact(self, acteur: Acteur, draft: ContactDraft) -> int:
        """One more person to call there; the id. Raises RegleMetier, Introuvable."""
        checked = check_contact(draft)
        with self._database.transaction(acteur, "organisme.ajouter_contact") as session:
            return organismes.add_contact(session, checked)
