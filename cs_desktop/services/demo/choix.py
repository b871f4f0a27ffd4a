"""Choosing whole foyers until an exact number of people is reached."""

from __future__ import annotations

import random
from collections.abc import Sequence

_TRIES = 200
Groupe = Sequence[int]  # people of one foyer


def exactly(alea: random.Random, sizes: Sequence[int], total: int) -> list[int]:
    """Places of groups whose sizes add up to `total`, or come as near as they can below it.

    People alone are kept for the end: they fill what is left.
    """
    best: list[int] = []
    missing = total
    places = [place for place, size in enumerate(sizes) if size]
    for _ in range(_TRIES):
        alea.shuffle(places)
        left, kept = total, list[int]()
        for place in sorted(places, key=lambda place: sizes[place] == 1):
            if sizes[place] <= left:
                kept.append(place)
                left -= sizes[place]
        if left < missing or not best:
            best, missing = kept, left
        if not missing:
            break
    return best


def people(alea: random.Random, groups: Sequence[Groupe], total: int) -> set[int]:
    """`total` people, by whole groups from the largest; the last group may be split."""
    order = [*groups]
    alea.shuffle(order)
    chosen: set[int] = set()
    for group in sorted(order, key=len, reverse=True):
        if len(chosen) + len(group) <= total:
            chosen.update(group)
    for group in order:
        chosen.update([one for one in group if one not in chosen][: total - len(chosen)])
    return chosen
