"""Ctrl+Z for the whole session: what was undone since no longer stands in the way (A6)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.database import Database
from tests.support.undo import cancel, rename, save, sites


def names(database: Database) -> list[str]:
    return [nom for nom, _version in sites(database).values()]


def test_a_creation_and_its_corrections_are_undone_one_by_one_and_redone(
    database: Database, acteur: Acteur
) -> None:
    done = [save(database, acteur, Site(numero=1, nom="A"))]
    done += [rename(database, acteur, nom) for nom in "BC"]
    seen, undoings = [], []
    for operation in reversed(done):
        undoing, _ = cancel(database, acteur, operation)
        undoings.append(undoing)
        seen.append(names(database))
    assert seen == [["B"], ["A"], []]
    again = []
    for operation in reversed(undoings):
        cancel(database, acteur, operation)
        again.append(names(database))
    assert again == [["A"], ["B"], ["C"]]


def test_a_change_that_stands_is_still_in_the_way(database: Database, acteur: Acteur) -> None:
    created = save(database, acteur, Site(numero=1, nom="A"))
    cancel(database, acteur, rename(database, acteur, "B"))
    rename(database, acteur, "C")
    with pytest.raises(AnnulationRefusee, match="annulez d’abord"):
        cancel(database, acteur, created)
    assert names(database) == ["C"]


def test_a_change_that_came_back_is_in_the_way_again(database: Database, acteur: Acteur) -> None:
    created = save(database, acteur, Site(numero=1, nom="A"))
    undoing, _ = cancel(database, acteur, rename(database, acteur, "B"))
    cancel(database, acteur, undoing)
    with pytest.raises(AnnulationRefusee):
        cancel(database, acteur, created)


def test_nothing_is_undone_twice(database: Database, acteur: Acteur) -> None:
    save(database, acteur, Site(numero=1, nom="A"))
    renamed = rename(database, acteur, "B")
    cancel(database, acteur, renamed)
    with pytest.raises(AnnulationRefusee):
        cancel(database, acteur, renamed)
    assert names(database) == ["A"]


@settings(max_examples=15)
@given(steps=st.lists(st.sampled_from(["write", "undo", "redo"]), max_size=14))
def test_the_session_behaves_like_an_editor(steps: list[str], tmp_path_factory, template) -> None:
    """A stack of names beside the base: both must tell the same story."""
    from tests.support.bases import ROLES, open_copy

    acteur = next(iter(ROLES.values()))
    database = open_copy(template, tmp_path_factory.mktemp("suite") / "b.sqlite")
    try:
        save(database, acteur, Site(numero=1, nom="0"))
        text, done, undone = ["0"], [], []
        for rank, step in enumerate(steps, 1):
            if step == "write":
                done.append(rename(database, acteur, str(rank)))
                undone.clear()
                del text[len(done) :]
                text.append(str(rank))
            elif step == "undo" and done:
                undone.append(cancel(database, acteur, done.pop())[0])
            elif step == "redo" and undone:
                done.append(cancel(database, acteur, undone.pop())[0])
            assert names(database) == [text[len(done)]]
    finally:
        database.close()
