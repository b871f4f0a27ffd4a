"""Taking, renewing and cancelling adhésions; one method, one use-case, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.adhesions import (
    AdhesionDraft,
    ARenouveler,
    DossierAdhesion,
    GenreAdhesion,
    Proposition,
    ReglagesAdhesion,
    check_adhesion,
    check_motif,
    check_reglages,
)
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.saisons import Validite, check_validite
from cs_desktop.persistence import (
    adhesions,
    adhesions_liste,
    adhesions_prise,
    foyers,
    personnes,
    saisons,
)
from cs_desktop.persistence.adhesions import NouvelleAdhesion
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import droit


class AdhesionService:
    """What covers whom, from when to when."""

    def __init__(
        self, database: Database, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        self._database, self._today, self._now = database, today, now

    @droit(Droit.CONSULTER_PERSONNES)
    def dossier(self, _acteur: Acteur, personne_id: int) -> DossierAdhesion:
        """What the tab of a person shows. Raises Introuvable."""
        today = self._today()
        with self._database.reading() as session:
            personnes.load(session, personne_id)
            reglages = saisons.reglages(session)
            homes = foyers.foyers_of(session, personne_id, today)
            people = {personne_id} | {m.personne_id for home in homes for m in home.membres}
            etats = adhesions.etats(session, people, today, reglages.delai)
            mine = adhesions_liste.of_person(session, personne_id)
            fin = adhesions.last_end(session, personne_id, today)
        return DossierAdhesion(etats[personne_id], fin, mine, homes, tuple(etats.items()), reglages)

    @droit(Droit.CONSULTER_PERSONNES)
    def proposition(self, _acteur: Acteur, draft: AdhesionDraft) -> Proposition:
        """From when to when `draft` would hold, and what it costs today; nothing is written."""
        with self._database.reading() as session:
            prix = saisons.reglages(session).montant(draft.genre)
            periode = adhesions_prise.periode(session, draft, self._today())
            return Proposition(periode, prix)

    @droit(Droit.GERER_ADHESIONS)
    def prendre(self, acteur: Acteur, draft: AdhesionDraft) -> int:
        """Take an adhésion and return its id.

        Raises RegleMetier, also when those it names are covered already.
        """
        checked = check_adhesion(draft, self._today())
        with self._database.transaction(acteur, "adhesion.prendre") as session:
            periode = adhesions_prise.periode(session, checked, self._today())
            adhesions_prise.refuse_covered_twice(session, checked, periode)
            return adhesions.insert(session, [_nouvelle(checked, periode)])[0]

    @droit(Droit.GERER_ADHESIONS)
    def couvrir(self, acteur: Acteur, adhesion_id: int, personne_id: int) -> None:
        """Name one more person of the foyer on a familiale, from today on.

        Raises Introuvable, RegleMetier for another kind or somebody who is named already.
        """
        today = self._today()
        with self._database.transaction(acteur, "adhesion.couvrir") as session:
            (one,) = adhesions_liste.rows(session, [adhesions.load(session, adhesion_id).id])
            if one.genre is not GenreAdhesion.FAMILIALE or one.annulee_le is not None:
                raise RegleMetier(
                    "Seule une adhésion familiale en cours couvre d’autres personnes."
                )
            if one.fin < today:
                raise RegleMetier(
                    f"Cette adhésion a fini le {date_fr(one.fin)}. Prenez-en une nouvelle."
                )
            if personne_id in {covered.personne_id for covered in one.couvertures}:
                raise RegleMetier("Cette personne est déjà nommée sur cette adhésion.")
            adhesions.cover(session, adhesion_id, personne_id, today)

    @droit(Droit.GERER_ADHESIONS)
    def annuler(self, acteur: Acteur, adhesion_id: int, motif: str) -> None:
        """Cancel: the row, its number and its amount stay. Raises Introuvable, RegleMetier."""
        said = check_motif(motif)
        with self._database.transaction(acteur, "adhesion.annuler") as session:
            if adhesions.load(session, adhesion_id).annulee_le is not None:
                raise RegleMetier("Cette adhésion est déjà annulée.", "motif")
            adhesions.cancel(session, adhesion_id, said, self._now())

    @droit(Droit.CONSULTER_PERSONNES)
    def a_renouveler(
        self, _acteur: Acteur, personne_ids: Collection[int] | None = None
    ) -> list[ARenouveler]:
        """The renewal list: of everybody, or only of these people."""
        with self._database.reading() as session:
            return adhesions_liste.to_renew(session, self._today(), personne_ids)

    @droit(Droit.GERER_ADHESIONS)
    def renouveler(self, acteur: Acteur, personne_ids: Collection[int]) -> list[int]:
        """Take again, today and at today’s price, what these people had; ids of what was taken.

        A familiale is taken once for all those it named who are still in the foyer. Raises
        RegleMetier when none of them is à renouveler.
        """
        today = self._today()
        with self._database.transaction(acteur, "adhesion.renouveler") as session:
            lines = adhesions_liste.to_renew(session, self._today(), personne_ids)
            if not lines:
                raise RegleMetier(
                    "Personne n’est à renouveler dans cette sélection. Filtrez « À renouveler »."
                )
            rule = saisons.validite(session)
            taken = [
                NouvelleAdhesion(
                    line.genre,
                    today,
                    rule.periode(today),
                    line.montant,
                    tuple(personne_id for personne_id, _nom in line.personnes),
                    personne_id=line.personne_id,
                    foyer_id=line.foyer_id,
                )
                for line in lines
            ]
            return adhesions.insert(session, taken)

    @droit(Droit.CONSULTER_PERSONNES)
    def validite(self, _acteur: Acteur) -> Validite:
        """The rule of the centre and its season."""
        with self._database.reading() as session:
            return saisons.validite(session)

    @droit(Droit.CONSULTER_PERSONNES)
    def reglages(self, _acteur: Acteur) -> ReglagesAdhesion:
        """Prices of the day, and the delay before « expirée »."""
        with self._database.reading() as session:
            return saisons.reglages(session)

    @droit(Droit.REGLER_CENTRE)
    def regler(self, acteur: Acteur, validite: Validite, reglages: ReglagesAdhesion) -> None:
        """Change rule, season, prices and delay; what is taken already does not move.

        Raises RegleMetier.
        """
        rule, prices = check_validite(validite), check_reglages(reglages)
        with self._database.transaction(acteur, "adhesion.regler") as session:
            saisons.set_validite(session, rule)
            saisons.set_reglages(session, prices)


def _nouvelle(draft: AdhesionDraft, periode: Periode) -> NouvelleAdhesion:
    if draft.prise_le is None or draft.montant is None:
        raise ValueError("a checked draft has a day and an amount")
    return NouvelleAdhesion(
        draft.genre,
        draft.prise_le,
        periode,
        draft.montant,
        tuple(sorted(draft.couvertes)),
        personne_id=draft.personne_id,
        foyer_id=draft.foyer_id,
        organisme_id=draft.organisme_id,
    )
