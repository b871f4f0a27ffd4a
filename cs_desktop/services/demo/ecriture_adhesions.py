"""Writes the season rule, the adhésions and the quotients of the demonstration, in batches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import GenreAdhesion, ReglagesAdhesion
from cs_desktop.domain.organismes import GenreOrganisme, OrganismeDraft
from cs_desktop.domain.saisons import RegleAdhesion, Validite
from cs_desktop.persistence import adhesions as store
from cs_desktop.persistence import organismes, quotients, saisons
from cs_desktop.persistence.adhesions import NouvelleAdhesion
from cs_desktop.persistence.database import Database
from cs_desktop.services.demo.adhesions import GENRES, AdhesionTiree, Saisons
from cs_desktop.services.demo.modele import Population
from cs_desktop.services.demo.quotients import Quotients, bands
from cs_desktop.services.demo.tirage import Donnees

LOT = 5_000  # rows a transaction, like the people
_USAGE = "demonstration.creer"


class Adhesions:
    """Plans first, so that nobody arrives after her first adhésion; then writes."""

    def __init__(
        self,
        centre: Donnees,
        donnees: Donnees,
        equipe: Donnees,
        population: Population,
        graine: int,
        jour: date,
    ) -> None:
        alea = random.Random(graine + 1)  # noqa: S311 - invented people, no secret is drawn here
        self._centre, self._equipe = centre, equipe
        codes = [one["code"] for one in equipe["association_adherente"]]
        self._plan = Saisons(donnees, population, alea, jour).plan(codes)
        self._bands = bands(centre)
        self._quotients = [*Quotients(donnees, self._bands, population, alea, jour).draw()]
        for one in self._plan:
            for index in one.couvertes:
                person = population.personnes[index]
                person.creee_le = min(person.creee_le, one.prise_le)

    def write(self, database: Database, personnes: Sequence[int], foyers: Sequence[int]) -> None:
        """Ids of people and foyers in the order of the draw."""
        prices = {GENRES[one["code"]]: one["montant"] for one in self._centre["adhesion_type"]}
        season = self._centre["saison"]
        rule = RegleAdhesion(season["regle_adhesion"])
        with database.transaction(SANS_COMPTE, _USAGE) as session:
            first = Validite(rule, season["mois_de_debut"], season["jour_de_debut"])
            saisons.set_validite(session, first)
            saisons.set_reglages(session, ReglagesAdhesion(tuple(prices.items())))
            quotients.set_tranches(session, self._bands)
            associations = {
                one["code"]: organismes.write(
                    session, OrganismeDraft(one["nom"], GenreOrganisme.ASSOCIATION), None
                )
                for one in self._equipe["association_adherente"]
            }
        taken = [
            _nouvelle(one, prices, personnes, foyers, associations.get(one.association))
            for one in self._plan
        ]
        for start in range(0, len(taken), LOT):
            with database.transaction(SANS_COMPTE, _USAGE) as session:
                store.insert(session, taken[start : start + LOT])
        for start in range(0, len(self._quotients), LOT):
            lines = self._quotients[start : start + LOT]
            with database.transaction(SANS_COMPTE, _USAGE) as session:
                quotients.insert(
                    session, [replace(draft, foyer_id=foyers[place]) for place, draft in lines]
                )


def _nouvelle(
    one: AdhesionTiree,
    prices: dict[GenreAdhesion, int],
    personnes: Sequence[int],
    foyers: Sequence[int],
    organisme_id: int | None,
) -> NouvelleAdhesion:
    alone = one.genre is GenreAdhesion.INDIVIDUELLE
    return NouvelleAdhesion(
        one.genre,
        one.prise_le,
        one.periode,
        prices[one.genre],
        tuple(personnes[index] for index in one.couvertes),
        personne_id=personnes[one.couvertes[0]] if alone else None,
        foyer_id=None if one.foyer is None else foyers[one.foyer],
        organisme_id=organisme_id,
    )
