"""The state of each drawn person on the day, foyer by foyer, exact as in the data file."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.services.demo.choix import people as choose
from cs_desktop.services.demo.modele import PersonneTiree, Population


def give_states(
    population: Population, left: Mapping[EtatAdhesion, int], alea: random.Random
) -> None:
    """Families share a state as long as they can; a parent beside an adhérent has none."""
    people = population.personnes
    homes: dict[int, int] = {}
    for place, foyer in enumerate(population.foyers):
        for membre in foyer.membres:
            homes.setdefault(membre.personne, place)
    near = {homes[index] for index, one in enumerate(people) if one.adherent and index in homes}
    adherents: dict[int, list[int]] = {}
    others: dict[int, list[int]] = {}
    for index, one in enumerate(people):
        if one.etat is None and not one.archivee:
            groups = adherents if one.adherent else others
            groups.setdefault(homes.get(index, -1 - index), []).append(index)
    renewed = choose(alea, list(adherents.values()), max(left[EtatAdhesion.A_JOUR], 0))
    _give(people, adherents, renewed, EtatAdhesion.A_JOUR, EtatAdhesion.A_RENOUVELER)
    wanted = max(left[EtatAdhesion.SANS], 0)
    never = choose(alea, [group for home, group in others.items() if home in near], wanted)
    away = [group for home, group in others.items() if home not in near]
    never |= choose(alea, away, wanted - len(never))
    _give(people, others, never, EtatAdhesion.SANS, EtatAdhesion.EXPIREE)


def _give(
    people: Sequence[PersonneTiree],
    groups: Mapping[int, Sequence[int]],
    chosen: set[int],
    first: EtatAdhesion,
    second: EtatAdhesion,
) -> None:
    for group in groups.values():
        for index in group:
            people[index].etat = first if index in chosen else second
