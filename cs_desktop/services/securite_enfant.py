"""Who may collect a child, who must not, who is called, who answers in law, which school."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.organismes import (
    Responsabilite,
    ResponsabiliteDraft,
    check_responsabilite,
)
from cs_desktop.domain.scolarite import Scolarite, ScolariteDraft, check_scolarite
from cs_desktop.domain.securite_enfant import (
    InterditeDraft,
    ProcheDraft,
    Securite,
    check_interdite,
    check_proche,
)
from cs_desktop.persistence import autorisations, foyers, organismes, personnes, scolarite
from cs_desktop.persistence.autorisations import (
    ContactUrgence,
    PersonneAutorisee,
    PersonneInterdite,
)
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import droit


@dataclass(frozen=True, slots=True)
class Entourage:
    """What stands beside the members of a foyer, in one reading."""

    securites: tuple[Securite, ...]  # of the person first, then of the children of her foyers
    responsabilites: tuple[Responsabilite, ...]
    scolarites: tuple[Scolarite, ...]


class SecuriteService:
    """The people around a child, and what must be known before she leaves with somebody."""

    def __init__(
        self, database: Database, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        self._database, self._today, self._now = database, today, now

    @droit(Droit.CONSULTER_PERSONNES)
    def entourage(self, _acteur: Acteur, personne_id: int) -> Entourage:
        """Everything the side cards show. Raises Introuvable."""
        today = self._today()
        with self._database.reading() as session:
            person = personnes.load(session, personne_id)
            children = foyers.children_beside(session, personne_id, today)
            return Entourage(
                autorisations.securite(session, [person, *children]),
                organismes.responsabilites(session, personne_id, today),
                scolarite.years(session, personne_id),
            )

    @droit(Droit.MODIFIER_PERSONNES)
    def authorise(self, acteur: Acteur, enfant_id: int, draft: ProcheDraft) -> int:
        """She may collect the child; the id of the line. Raises RegleMetier, Introuvable."""
        checked = check_proche(draft, enfant_id)
        with self._database.transaction(acteur, "securite.autoriser") as session:
            child = autorisations.load_in_use(session, enfant_id)
            if checked.proche_id is not None:
                personnes.load(session, checked.proche_id)
            known = autorisations.securite(session, [child])[0]
            if checked.proche_id is not None:
                for one in known.interdites:
                    if one.proche_id == checked.proche_id:
                        message = (
                            f"{one.nom} ne doit pas venir chercher {known.nom}. "
                            "Retirez d’abord la ligne rouge."
                        )
                        raise RegleMetier(message, "nom")
            return autorisations.add_autorisee(session, enfant_id, checked)

    @droit(Droit.MODIFIER_PERSONNES)
    def withdraw(self, acteur: Acteur, autorisee_id: int) -> None:
        """She may come no more. Raises Introuvable."""
        with self._database.transaction(acteur, "securite.retirer") as session:
            autorisations.remove(session, PersonneAutorisee, autorisee_id, self._now())

    @droit(Droit.MODIFIER_PERSONNES)
    def forbid(self, acteur: Acteur, enfant_id: int, draft: InterditeDraft) -> int:
        """She must not collect the child, and may no more if she could; the id of the line.

        Raises RegleMetier, Introuvable.
        """
        checked = check_interdite(draft, enfant_id, self._today())
        with self._database.transaction(acteur, "securite.interdire") as session:
            child = autorisations.load_in_use(session, enfant_id)
            if checked.proche_id is not None:
                personnes.load(session, checked.proche_id)
            for one in autorisations.securite(session, [child])[0].autorisees:
                if checked.proche_id is not None and one.proche_id == checked.proche_id:
                    autorisations.remove(session, PersonneAutorisee, one.id, self._now())
            return autorisations.add_interdite(session, enfant_id, checked)

    @droit(Droit.MODIFIER_PERSONNES)
    def lift(self, acteur: Acteur, interdite_id: int) -> None:
        """The line is of the past. Raises Introuvable."""
        with self._database.transaction(acteur, "securite.lever") as session:
            autorisations.remove(session, PersonneInterdite, interdite_id, self._now())

    @droit(Droit.MODIFIER_PERSONNES)
    def add_emergency(self, acteur: Acteur, personne_id: int, draft: ProcheDraft) -> int:
        """One more person to call; the id of the line. Raises RegleMetier, Introuvable."""
        checked = check_proche(draft, personne_id, appel=True)
        with self._database.transaction(acteur, "urgence.ajouter") as session:
            autorisations.load_in_use(session, personne_id)
            if checked.proche_id is not None:
                personnes.load(session, checked.proche_id)
            return autorisations.add_urgence(session, personne_id, checked)

    @droit(Droit.MODIFIER_PERSONNES)
    def remove_emergency(self, acteur: Acteur, urgence_id: int) -> None:
        """She is called no more. Raises Introuvable."""
        with self._database.transaction(acteur, "urgence.retirer") as session:
            autorisations.remove(session, ContactUrgence, urgence_id, self._now())

    @droit(Droit.MODIFIER_PERSONNES)
    def withhold(self, acteur: Acteur, personne_id: int, *, retenue: bool) -> None:
        """Keep the contact details of an adult out of every paper, or no more."""
        with self._database.transaction(acteur, "personne.retenir_coordonnees") as session:
            autorisations.load_in_use(session, personne_id)
            autorisations.set_retenue(session, personne_id, retenue=retenue)

    @droit(Droit.MODIFIER_PERSONNES)
    def entrust(self, acteur: Acteur, draft: ResponsabiliteDraft) -> int:
        """An organisme answers for the child in law; the id of the line. Raises RegleMetier."""
        check_responsabilite(draft)
        with self._database.transaction(acteur, "responsabilite.ajouter") as session:
            autorisations.load_in_use(session, draft.personne_id)
            return organismes.add_responsabilite(session, draft)

    @droit(Droit.MODIFIER_PERSONNES)
    def end_trust(self, acteur: Acteur, responsabilite_id: int) -> None:
        """The organisme answers no more, from today on. Raises Introuvable, RegleMetier."""
        with self._database.transaction(acteur, "responsabilite.terminer") as session:
            organismes.end_responsabilite(session, responsabilite_id, self._today())

    @droit(Droit.MODIFIER_PERSONNES)
    def school(self, acteur: Acteur, personne_id: int, draft: ScolariteDraft) -> None:
        """The class and the school of a year. Raises RegleMetier, Introuvable."""
        checked = check_scolarite(draft, self._today())
        with self._database.transaction(acteur, "scolarite.enregistrer") as session:
            autorisations.load_in_use(session, personne_id)
            scolarite.write(session, personne_id, checked)
