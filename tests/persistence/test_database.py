"""One session per use-case: what is committed is told, what fails leaves nothing."""

from __future__ import annotations

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Change, Commit
from cs_desktop.persistence.centre import reglage, set_reglage
from cs_desktop.persistence.database import Database


def test_a_commit_is_published_after_it_is_readable(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    with database.transaction(acteur, "reglage.enregistrer") as session:
        set_reglage(session, "verrouillage_minutes", 10)
        session.flush()
        assert published == []
    with database.reading() as session:
        assert reglage(session, "verrouillage_minutes") == 10
    (commit,) = published
    assert (commit.usage, commit.acteur_id) == ("reglage.enregistrer", acteur.id)
    assert [change.table for change in commit.changes] == ["reglage"]
    assert all(isinstance(change, Change) for change in commit.changes)


def test_a_rollback_leaves_nothing_and_tells_nobody(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    with (
        pytest.raises(RuntimeError, match="bug"),
        database.transaction(acteur, "reglage.enregistrer") as session,
    ):
        set_reglage(session, "verrouillage_minutes", 10)
        session.flush()
        raise RuntimeError("bug")
    with database.reading() as session:
        assert reglage(session, "verrouillage_minutes") is None
    assert published == []
