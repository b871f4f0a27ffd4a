"""Quotients through the service: history, correction of a day, many at once, bands."""

from __future__ import annotations

from datetime import date

import pytest

from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.domain.quotients import GenreQuotient, QuotientDraft, TrancheQf
from tests.support.personnes import TODAY, a_foyer, a_personne

BANDS = (TrancheQf("T1", 0, 400, "jusqu’à 400"), TrancheQf("T2", 401, None, "dès 401"))
LAST_YEAR = date(2025, 9, 1)


@pytest.fixture
def foyer_id(database, services, acteur):
    services.quotients.regler_tranches(acteur, BANDS)
    return a_foyer(database, a_personne(database))


def draft(foyer_id: int, valeur: int | None, jour: date = TODAY, **changes) -> QuotientDraft:
    return QuotientDraft(foyer_id, valeur, a_partir_du=jour, **changes)


def test_the_history_is_kept_latest_first_with_its_band(services, acteur, foyer_id):
    services.quotients.save(acteur, draft(foyer_id, 400, LAST_YEAR, source="attestation vue"))
    services.quotients.save(acteur, draft(foyer_id, 512))
    lines = services.quotients.history(acteur, [foyer_id])[foyer_id]
    assert [(one.valeur, one.tranche, one.a_partir_du) for one in lines] == [
        (512, "T2", TODAY),
        (400, "T1", LAST_YEAR),
    ]
    assert services.quotients.tranches(acteur) == BANDS


def test_the_same_day_is_corrected_and_not_doubled(services, acteur, foyer_id, published):
    one = services.quotients.save(acteur, draft(foyer_id, 512))
    same = services.quotients.save(acteur, draft(foyer_id, None, genre=GenreQuotient.ABSENT))
    assert one == same
    (line,) = services.quotients.history(acteur, [foyer_id])[foyer_id]
    assert (line.valeur, line.genre, line.tranche) == (None, GenreQuotient.ABSENT, "")
    services.operations.undo(acteur, published[-1].operation)
    (line,) = services.quotients.history(acteur, [foyer_id])[foyer_id]
    assert line.valeur == 512


def test_a_line_typed_by_mistake_is_taken_off_and_comes_back(services, acteur, foyer_id, published):
    quotient_id = services.quotients.save(acteur, draft(foyer_id, 512))
    services.quotients.retirer(acteur, quotient_id)
    assert services.quotients.history(acteur, [foyer_id])[foyer_id] == ()
    with pytest.raises(Introuvable):
        services.quotients.retirer(acteur, quotient_id)
    services.operations.undo(acteur, published[-1].operation)
    assert len(services.quotients.history(acteur, [foyer_id])[foyer_id]) == 1


def test_many_at_once_show_before_and_after_then_undo_together(
    services, acteur, foyer_id, database, published
):
    other = a_foyer(database, a_personne(database), nom="Zerrouki")
    services.quotients.save(acteur, draft(foyer_id, 400, LAST_YEAR))
    wanted = [draft(foyer_id, 401), draft(other, 300)]
    before = services.quotients.changements(acteur, wanted)
    assert [(c.foyer, c.avant, c.apres, c.tranche_avant, c.tranche_apres) for c in before] == [
        ("Belkacem", 400, 401, "T1", "T2"),
        ("Zerrouki", None, 300, "", "T1"),
    ]
    services.quotients.actualiser(acteur, wanted)
    lines = services.quotients.history(acteur, [foyer_id, other])
    assert (lines[foyer_id][0].valeur, lines[other][0].valeur) == (401, 300)
    services.operations.undo(acteur, published[-1].operation)
    assert services.quotients.history(acteur, [other])[other] == ()


def test_one_line_that_cannot_be_stops_them_all(services, acteur, foyer_id):
    wanted = [draft(foyer_id, 401), draft(foyer_id, -1)]
    for method in (services.quotients.actualiser, services.quotients.changements):
        with pytest.raises(RegleMetier):
            method(acteur, wanted)
    assert services.quotients.history(acteur, [foyer_id])[foyer_id] == ()


def test_bands_with_a_gap_are_refused(services, acteur, foyer_id):
    with pytest.raises(RegleMetier):
        services.quotients.regler_tranches(acteur, [BANDS[0]])
    assert services.quotients.tranches(acteur) == BANDS


def test_the_history_of_many_foyers_costs_the_same(services, acteur, database, statements):
    foyers = [a_foyer(database, a_personne(database)) for _ in range(20)]
    seen_counts = set()
    for some in (foyers[:3], foyers):
        with statements.count() as seen:
            services.quotients.history(acteur, some)
        seen_counts.add(len(seen))
    assert len(seen_counts) == 1
