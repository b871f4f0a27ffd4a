"""What the team does with foyers: their address, who lives there, who pays first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.foyers import (
    AutreFoyer,
    FoyerDraft,
    FoyerFiche,
    RattachementDraft,
    RoleFoyer,
    check_foyer,
)
from cs_desktop.domain.personnes import PersonneDraft, check_draft
from cs_desktop.domain.rattachements import check_departure, check_rattachement
from cs_desktop.persistence import autres_foyers, foyers, personnes, rattachements
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import droit


@dataclass(frozen=True, slots=True)
class FoyerComplet:
    """One foyer as its tab shows it: members, form, and the other homes of its children."""

    fiche: FoyerFiche
    draft: FoyerDraft
    ailleurs: tuple[AutreFoyer, ...]


class FoyerService:
    """Foyers and who belongs to them."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database, self._today = database, today

    @droit(Droit.CONSULTER_PERSONNES)
    def of_person(self, _acteur: Acteur, personne_id: int) -> tuple[FoyerComplet, ...]:
        """The foyers of a person today. Raises Introuvable."""
        today = self._today()
        with self._database.reading() as session:
            personnes.load(session, personne_id)
            return tuple(
                FoyerComplet(
                    fiche,
                    rattachements.read_draft(session, fiche.id, today),
                    autres_foyers.other_homes(session, fiche.id, today),
                )
                for fiche in foyers.foyers_of(session, personne_id, today)
            )

    @droit(Droit.CONSULTER_PERSONNES)
    def count_members(self, _acteur: Acteur, personne_id: int) -> int:
        """How many people live with this one, herself included: the count of the tab."""
        with self._database.reading() as session:
            homes = foyers.foyers_of(session, personne_id, self._today())
            return len(homes[0].membres) if homes else 0

    @droit(Droit.MODIFIER_PERSONNES)
    def save(self, acteur: Acteur, draft: FoyerDraft, foyer_id: int) -> None:
        """Change a foyer; who lived at its address moves with it.

        Raises RegleMetier, Introuvable, or Conflit when the row moved since the draft was read.
        """
        checked = check_foyer(draft)
        with self._database.transaction(acteur, "foyer.enregistrer") as session:
            rattachements.update(session, foyer_id, checked, self._today())

    @droit(Droit.MODIFIER_PERSONNES)
    def create_for(self, acteur: Acteur, personne_id: int) -> int:
        """A foyer around a person, under her name, at her address; its id. Raises RegleMetier."""
        with self._database.transaction(acteur, "foyer.creer") as session:
            draft = personnes.read_draft(personnes.load(session, personne_id))
            foyer = rattachements.create(
                session,
                check_foyer(
                    FoyerDraft(
                        nom=draft.nom or draft.prenom,
                        adresse=draft.adresse,
                        complement=draft.complement,
                        code_postal=draft.code_postal,
                        commune=draft.commune,
                    )
                ),
            )
            rattachements.attach(session, RattachementDraft(personne_id, foyer.id), self._today())
            return foyer.id

    @droit(Droit.MODIFIER_PERSONNES)
    def attach(self, acteur: Acteur, draft: RattachementDraft) -> int:
        """Put somebody of the file in a foyer; the id of the link. Raises RegleMetier."""
        with self._database.transaction(acteur, "foyer.rattacher") as session:
            return rattachements.attach(session, _tidy(draft), self._today())

    @droit(Droit.MODIFIER_PERSONNES)
    def add_new(self, acteur: Acteur, person: PersonneDraft, link: RattachementDraft) -> int:
        """Write somebody new, at the address of the foyer, and put her there; her id.

        `link.personne_id` is not read. Raises RegleMetier, Introuvable.
        """
        today = self._today()
        with self._database.transaction(acteur, "foyer.ajouter_personne") as session:
            housed = rattachements.housed(session, link.foyer_id, check_draft(person, today), today)
            created = personnes.create(session, housed)
            rattachements.attach(session, _tidy(replace(link, personne_id=created.id)), today)
            return created.id

    @droit(Droit.MODIFIER_PERSONNES)
    def change_link(self, acteur: Acteur, draft: RattachementDraft, rattachement_id: int) -> None:
        """Another place, other dates, another share. Raises RegleMetier, Introuvable."""
        tidy = _tidy(draft)
        with self._database.transaction(acteur, "foyer.modifier_lien") as session:
            row = rattachements.load_link(session, rattachement_id)
            own, others = rattachements.others_beside(session, row)
            around = rattachements.situation(session, tidy, rattachement_id)
            check_rattachement(tidy, around, self._today())
            if tidy.jusqu_au is not None:
                check_departure(replace(own, depuis=tidy.depuis), others, tidy.jusqu_au)
            elif tidy.role is RoleFoyer.ENFANT:
                check_departure(own, others, self._today())
            rattachements.write_link(row, tidy)

    @droit(Droit.MODIFIER_PERSONNES)
    def detach(self, acteur: Acteur, rattachement_id: int) -> None:
        """She leaves the foyer today; it stays in her history.

        Raises RegleMetier when children would stay without an adult, Introuvable.
        """
        today = self._today()
        with self._database.transaction(acteur, "foyer.detacher") as session:
            row = rattachements.load_link(session, rattachement_id)
            own, others = rattachements.others_beside(session, row)
            check_departure(own, others, today)
            rattachements.leave(session, row, today)


def _tidy(draft: RattachementDraft) -> RattachementDraft:
    return replace(draft, garde=" ".join(draft.garde.split()))
