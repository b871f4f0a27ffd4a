"""Who lives with whom in the drawn foyers: the types of the data file, children counted apart."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from cs_desktop.domain.money import split_cents
from cs_desktop.services.demo.choix import exactly

# (type, share of the drawn foyers, roles always there, ages of each role)
_COMPOSITIONS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (78, ("responsable",)),
    (26, ("responsable", "responsable")),
    (52, ("responsable", "enfant")),
    (46, ("responsable", "enfant")),
    (8, ("responsable", "enfant", "autre adulte")),
)


def compose(alea: random.Random, foyers: int, personnes: int, enfants: int) -> list[list[str]]:
    """The roles of each household: `personnes` people in all, at most `enfants` of them children.

    At least one adult in each.
    """
    parts = [part for part, _roles in _COMPOSITIONS]
    models = alea.choices([roles for _part, roles in _COMPOSITIONS], parts, k=foyers)
    households = [["responsable"] for _ in models]
    with_children = [p for p, roles in enumerate(models) if "enfant" in roles] or [0]
    couples = [p for p, roles in enumerate(models) if len(roles) > 1] or [0]
    libres = personnes - foyers
    for place in with_children[: min(enfants, libres)]:
        households[place].append("enfant")
    given = min(len(with_children), enfants, libres)
    libres, enfants = libres - given, min(enfants, libres) - given
    for _ in range(enfants):
        households[alea.choice(with_children)].append("enfant")
    adultes = libres - enfants
    alea.shuffle(couples)
    for rank in range(adultes):
        # One more adult in each, then a third in some.
        role = "responsable" if rank < len(couples) else "autre adulte"
        households[couples[rank % len(couples)]].insert(1, role)
    return households


def scaled_zones(parts: Mapping[str, int], people: int) -> dict[str, int]:
    """How many of `people` live in each zone, in the shares of the data file."""
    return dict(zip(parts, split_cents(people, list(parts.values())), strict=True))


def shared_out(alea: random.Random, wanted: Mapping[str, int], sizes: Sequence[int]) -> list[str]:
    """A zone for each group of people, so that each zone receives the people it wants.

    The smallest zones are filled first, to the person; the largest one takes everybody else.
    """
    order = sorted(wanted, key=lambda code: wanted[code])
    zones = [order[-1]] * len(sizes)
    free = list(range(len(sizes)))
    for code in order[:-1]:
        chosen = {free[place] for place in exactly(alea, [sizes[i] for i in free], wanted[code])}
        for place in chosen:
            zones[place] = code
        free = [place for place in free if place not in chosen]
    shares = [max(wanted[code], 1) for code in order]
    for place in free:
        if not sizes[place]:
            zones[place] = alea.choices(order, shares)[0]
    return zones
