"""Who adhered in each season of the demonstration, alone or as a family, and when.

Exact whatever the seed for the default size (invariants 1 and 2 of the data files): 240 people in
2025-2026 of whom 118 renewed, 137 in 2026-2027. Another size keeps the shares.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cs_desktop.domain.adhesions import EtatAdhesion, GenreAdhesion
from cs_desktop.domain.periods import Periode, saison
from cs_desktop.services.demo.choix import exactly, people
from cs_desktop.services.demo.modele import Population
from cs_desktop.services.demo.tirage import Donnees

GENRES = {
    "IND": GenreAdhesion.INDIVIDUELLE,
    "FAM": GenreAdhesion.FAMILIALE,
    "ASS": GenreAdhesion.ASSOCIATION,
}
_DEJA_VUS = 2, 3  # two expired adhésions in three ended with the season before last
_PREMIERS_JOURS = 8  # adhésions open a week before the season


@dataclass(frozen=True, slots=True)
class AdhesionTiree:
    """An adhésion to write. Indexes of the population; an association by its code."""

    genre: GenreAdhesion
    prise_le: date
    periode: Periode
    couvertes: tuple[int, ...] = ()
    foyer: int | None = None
    association: str = ""


class Saisons:
    """Plans the adhésions of a population whose states are known."""

    def __init__(
        self, donnees: Donnees, population: Population, alea: random.Random, jour: date
    ) -> None:
        self._donnees, self._alea, self._jour = donnees, alea, jour
        self._personnes = population.personnes
        self._population = population
        self._foyers: dict[int, int] = {}
        for place, foyer in enumerate(population.foyers):
            for membre in foyer.membres:
                self._foyers.setdefault(membre.personne, place)
        self._told = {
            population.codes[one["code"]]: one
            for one in (*donnees["figure"], *donnees["personne"])
            if one["code"] in population.codes
        }

    def plan(self, associations: Sequence[str]) -> list[AdhesionTiree]:
        """Every adhésion, in the order in which they were taken."""
        taken: list[AdhesionTiree] = []
        for annee, covered in self._covered().items():
            rules = self._donnees["adherents_par_saison"].get(f"{annee}-{annee + 1}", {})
            taken += self._season(annee, covered, rules)
            if rules and annee >= self._jour.year - 1:
                taken += self._associations(annee, associations)
        kept = (one for one in taken if one.prise_le < self._jour)
        return sorted(kept, key=lambda one: (one.prise_le, one.couvertes, one.association))

    def _covered(self) -> dict[int, set[int]]:
        """The people of each season, by the year when it begins."""
        annee = self._jour.year
        by_etat: dict[EtatAdhesion | None, list[int]] = {}
        for index, one in enumerate(self._personnes):
            by_etat.setdefault(one.etat, []).append(index)
        a_jour = set(by_etat.get(EtatAdhesion.A_JOUR, ()))
        expirees = set(by_etat.get(EtatAdhesion.EXPIREE, ()))
        gone = {index for index, one in enumerate(self._personnes) if one.archivee}
        news = self._news(a_jour)
        last = (a_jour - news) | set(by_etat.get(EtatAdhesion.A_RENOUVELER, ())) | gone
        told = {index: one.get("derniere_saison", "") for index, one in self._told.items()}
        older = {i for i in expirees if told.get(i, "").startswith(str(annee - 4))}
        recent = {i for i in expirees if told.get(i, "").startswith(str(annee - 2))}
        free = self._groups(expirees - older - recent)
        share = len(expirees) * _DEJA_VUS[0] // _DEJA_VUS[1] - len(recent)
        recent |= people(self._alea, free, share)
        there = self._groups(self._born(last, annee - 2))
        before = recent | people(self._alea, there, self._size(annee - 2) - len(recent))
        long_ago = expirees - older - recent
        there = self._groups(self._born(before, annee - 3))
        again = people(self._alea, there, self._size(annee - 3) - len(long_ago))
        return {
            annee - 4: older,
            annee - 3: long_ago | again,
            annee - 2: before,
            annee - 1: last,
            annee: a_jour,
        }

    def _news(self, a_jour: set[int]) -> set[int]:
        """Those who are here for the first time, drawn people only."""
        rules = self._donnees["adherents_par_saison"]
        annee = self._jour.year
        states = self._donnees["etats_adhesion"]
        gone = self._donnees["general"]["personnes_archivees"]
        renewed = rules[f"{annee - 1}-{annee}"]["personnes"] - states["a_renouveler"] - gone
        share = states["a_jour"] - renewed  # 19 of 137
        drawn = self._groups(a_jour - self._told.keys())
        return people(self._alea, drawn, len(a_jour) * share // states["a_jour"])

    def _born(self, indexes: set[int], annee: int) -> set[int]:
        """Those who were born when the season began; an unknown birth is not in the way."""
        day = date(annee, 8, 1)
        births = {index: self._personnes[index].draft.naissance for index in indexes}
        return {i for i, born in births.items() if born is None or born.le < day}

    def _size(self, annee: int) -> int:
        rules = self._donnees["adherents_par_saison"][f"{annee}-{annee + 1}"]
        return self._scaled(rules["personnes"])

    def _scaled(self, count: int) -> int:
        active = sum(not one.archivee for one in self._personnes)
        return count * active // self._donnees["general"]["personnes_non_archivees"]

    def _groups(self, indexes: Collection[int]) -> list[list[int]]:
        """People by foyer; whoever has none is a group alone."""
        groups: dict[int, list[int]] = {}
        for index in sorted(indexes):
            groups.setdefault(self._foyers.get(index, -1 - index), []).append(index)
        return list(groups.values())

    def _season(
        self, annee: int, covered: set[int], rules: Mapping[str, int]
    ) -> list[AdhesionTiree]:
        """The adhésions of one season: so many familiales, so many individuelles."""
        families = self._families(annee, covered, rules)
        inside = {index for _foyer, members in families for index in members}
        alone = [(None, (index,)) for index in sorted(covered - inside)]
        groups: list[tuple[int | None, tuple[int, ...]]] = [*families, *alone]
        early = self._scaled(rules.get("a_jour_au_15_septembre", rules.get("personnes", 0)))
        first = set(exactly(self._alea, [len(members) for _foyer, members in groups], early))
        season = saison(annee)
        taken: list[AdhesionTiree] = []
        for place, (foyer, members) in enumerate(groups):
            prise_le = self._day(annee, early=place in first)
            genre = GenreAdhesion.INDIVIDUELLE if foyer is None else GenreAdhesion.FAMILIALE
            periode = Periode(max(prise_le, season.debut), season.fin)
            taken.append(AdhesionTiree(genre, prise_le, periode, members, foyer))
        return taken

    def _day(self, annee: int, *, early: bool) -> date:
        opening = date(annee, 9, 1) - timedelta(days=_PREMIERS_JOURS)
        if early:
            return opening + timedelta(days=self._alea.randrange(0, 22))
        # Most of the others come in September and October, some until spring.
        return date(annee, 9, 16) + timedelta(days=round(240 * self._alea.random() ** 3))

    def _families(
        self, annee: int, covered: set[int], rules: Mapping[str, int]
    ) -> list[tuple[int, tuple[int, ...]]]:
        """The foyers with a familiale, the largest ones first, and whom each names."""
        told = self._told if annee == self._jour.year else {}
        alone = {i for i, one in told.items() if one.get("adhesion") == "IND"}
        named = {i for i, one in told.items() if one.get("adhesion") == "FAM"}
        housed = [i for i in covered if i in self._foyers and i not in alone]
        groups = self._groups(housed)
        self._alea.shuffle(groups)
        groups.sort(key=lambda group: (not named.intersection(group), -len(group)))
        kept = groups[: self._scaled(rules.get("familiales", 0))]
        too_many = sum(map(len, kept)) - (
            len(covered) - self._scaled(rules.get("individuelles", len(covered)))
        )
        for group in reversed(kept):
            while too_many > 0 and len(group) > 1 and not named.intersection(group):
                group.pop()  # an adhésion of one’s own, as some in a family prefer
                too_many -= 1
        return [(self._foyers[group[0]], tuple(group)) for group in kept]

    def _associations(self, annee: int, codes: Sequence[str]) -> list[AdhesionTiree]:
        season = saison(annee)
        return [
            AdhesionTiree(GenreAdhesion.ASSOCIATION, season.debut, season, (), association=code)
            for code in codes
        ]
