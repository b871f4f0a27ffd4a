"""What a person does costs as many statements over 300 people as over 3 (B §10: no lazy loads)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.personnes import FiltrePersonnes, PersonneDraft
from cs_desktop.services.personnes import PersonneService
from tests.support.personnes import many_personnes, numbered_people

NAMED = FiltrePersonnes(texte="nom")


def _changed(service: PersonneService, acteur: Acteur, personne_id: int) -> PersonneDraft:
    draft = service.draft(acteur, personne_id)
    return replace(draft, complement=f"{draft.complement}B")


GESTURES: dict[str, Callable] = {
    "the list": lambda service, acteur, _id: (
        service.count(acteur),
        service.page(acteur),
        service.resume(acteur),
    ),
    "the filter": lambda service, acteur, _id: (
        service.count(acteur, NAMED),
        service.page(acteur, NAMED),
        service.resume(acteur, NAMED),
    ),
    "the sheet": lambda service, acteur, i: (service.fiche(acteur, i), service.history(acteur, i)),
    "the form": lambda service, acteur, i: service.save(acteur, _changed(service, acteur, i), i),
}


@pytest.mark.parametrize("gesture", GESTURES.values(), ids=GESTURES.keys())
def test_a_gesture_costs_the_same_for_three_people_and_three_hundred(
    services, acteur, database, statements, gesture
):
    costs: list[int] = []
    people: list[int] = []
    for size in (3, 300):
        people += many_personnes(database, numbered_people(size - len(people)))
        with statements.count() as cost:
            gesture(services.personnes, acteur, people[1])
        costs.append(len(cost))
    assert costs[0] == costs[1]
    assert 0 < costs[0] < 20
