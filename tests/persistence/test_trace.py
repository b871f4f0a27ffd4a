"""Several steps on one row, told as one: from what it was to what it becomes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.changes import Change
from cs_desktop.persistence.trace import Action, Touched, Trace, Values

COLUMNS = ("nom", "commune")
ROWS = st.fixed_dictionaries({name: st.sampled_from(["A", "B", None]) for name in COLUMNS})
STATES = st.lists(st.none() | ROWS, min_size=2, max_size=8)


def known(row: Values) -> Values:
    """A creation and a deletion leave out what is empty."""
    return {name: value for name, value in row.items() if value is not None}


def step(was: Values | None, becomes: Values | None, version: int) -> Touched | None:
    """What one flush tells of a row."""
    if was is None and becomes is None:
        return None
    if was is None:
        return Touched(Action.CREATION, version, None, {}, known(becomes or {}))
    if becomes is None:
        return Touched(Action.SUPPRESSION, version, None, known(was), {})
    changed = [name for name in COLUMNS if was[name] != becomes[name]]
    if not changed:
        return None
    before, after = ({name: row[name] for name in changed} for row in (was, becomes))
    return Touched(Action.MODIFICATION, version, None, before, after)


@given(states=STATES)
def test_the_trace_of_many_steps_is_the_step_from_first_to_last(
    states: list[Values | None],
) -> None:
    trace = Trace()
    moved = False
    last = 0
    for version, (was, becomes) in enumerate(pairwise(states), 1):
        touched = step(was, becomes, version)
        if touched is not None:
            trace.record("site", 1, touched)
            moved, last = True, version
    expected = step(states[0], states[-1], last)
    told = trace.rows.get(("site", 1))
    if expected is None:
        assert told is None
    else:
        assert told is not None
        assert told.action is expected.action
        assert known(told.before) == known(expected.before)
        assert known(told.after) == known(expected.after)
        assert told.version == last
    assert trace.changes() == (
        frozenset({Change("site", frozenset({1}))}) if moved else frozenset()
    )
