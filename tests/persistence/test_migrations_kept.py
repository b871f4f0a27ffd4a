"""Every schema that was ever kept migrates to the one of today, with its rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.persistence.centre import find_centre, set_reglage
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.migrations.runner import HEAD, current_revision, migrate
from cs_desktop.persistence.tables import whole_metadata
from tests.support.bases import raw, write
from tests.support.kept_bases import WRITERS, unpack
from tests.support.schemas import master

ADDED_BY_MIGRATIONS = {"alembic_version", "zone"}  # rows that a later migration brings


def counts(path: Path) -> dict[str, int]:
    with raw(path) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'recherche%'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
        }


def test_the_current_schema_is_kept() -> None:
    assert HEAD in WRITERS, "keep the new schema: tests/schemas/README.md says how"


@pytest.mark.parametrize("revision", WRITERS)
def test_a_kept_base_becomes_what_a_fresh_one_is(
    revision: str, template: Path, tmp_path: Path
) -> None:
    path = unpack(revision, tmp_path)
    assert current_revision(path) == revision
    before = counts(path)
    assert migrate(path) is (revision != HEAD)
    assert master(path) == master(template)
    after = counts(path)
    assert {name: after[name] for name in before if name not in ADDED_BY_MIGRATIONS} == {
        name: n for name, n in before.items() if name not in ADDED_BY_MIGRATIONS
    }

    database = Database(path)
    with database.reading() as session:
        assert verify_chain(session) == []
        centre = find_centre(session)
        assert centre is not None
        assert centre.nom == "Centre social d’essai"
    write(database, SANS_COMPTE, lambda session: set_reglage(session, "ensuite", 1))
    with database.reading() as session:
        assert verify_chain(session) == []
    database.close()


@pytest.mark.parametrize("revision", WRITERS)
def test_a_kept_base_holds_a_row_in_each_of_its_tables(revision: str, tmp_path: Path) -> None:
    """Or migrating it would prove nothing about that table."""
    path = unpack(revision, tmp_path)
    empty = {name for name, n in counts(path).items() if n == 0}
    assert empty == set()


def test_every_table_of_the_program_is_in_the_base(database: Database) -> None:
    in_base = set(inspect(database.engine).get_table_names())
    assert set(whole_metadata().tables) <= in_base
