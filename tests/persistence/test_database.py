"""One session per use-case: what is committed is told, what fails leaves nothing."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.changes import Change, Commit
from cs_desktop.domain.errors import BaseOccupee, Conflit
from cs_desktop.persistence.bulk import insert_rows
from cs_desktop.persistence.centre import Centre, Site, reglage, set_reglage
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.derived import refresher
from cs_desktop.persistence.preferences import Preference
from tests.support.bases import NOW, raw, write


def test_a_commit_is_published_once_it_is_readable(
    template: Path, database: Database, acteur: Acteur
) -> None:
    seen: list[tuple[Commit, object]] = []

    def look(commit: Commit) -> None:
        with database.reading() as session:
            seen.append((commit, reglage(session, "essai")))

    listened = Database(database.path, publish=look, now=lambda: NOW)
    with listened.transaction(acteur, "reglage.enregistrer") as session:
        set_reglage(session, "essai", 10)
        session.flush()
        operation = session.info["operation"]
        assert seen == []
    listened.close()
    ((commit, value),) = seen
    assert value == 10
    assert (commit.operation, commit.usage, commit.acteur_id) == (
        operation,
        "reglage.enregistrer",
        acteur.id,
    )
    assert commit.changes == frozenset({Change("reglage", frozenset({2**20}))})


def test_a_commit_tells_every_table_touched_by_bulk_statements_too(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    with database.transaction(acteur, "site.importer") as session:
        session.add(Centre(nom="Centre d’essai"))
        ids = insert_rows(session, Site, [{"numero": n, "nom": "A"} for n in (1, 2)])
    (commit,) = published
    assert commit.concerns(frozenset({"centre"}))
    assert Change("site", frozenset(ids)) in commit.changes


def test_a_rollback_leaves_nothing_and_tells_nobody(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    def fail(session) -> None:
        set_reglage(session, "essai", 10)
        session.flush()
        raise RuntimeError("bug")

    with pytest.raises(RuntimeError, match="bug"):
        write(database, acteur, fail)
    with database.reading() as session:
        assert reglage(session, "essai") is None
    assert published == []


def test_nothing_is_told_when_the_commit_itself_fails(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    def break_a_key(session) -> None:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.add(Preference(compte_id=404, cle="colonnes", valeur=1))

    with pytest.raises(IntegrityError):
        write(database, acteur, break_a_key)
    assert published == []


def test_a_use_case_that_changes_nothing_tells_nobody(
    database: Database, acteur: Acteur, published: list[Commit]
) -> None:
    with database.transaction(acteur, "reglage.enregistrer"):
        pass
    assert published == []


def test_a_row_changed_meanwhile_is_a_conflict(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "site.enregistrer") as session:
        session.add(Site(numero=1, nom="A"))

    def write_over(session) -> None:
        site = session.scalars(select(Site)).one()
        session.connection().execute(text("UPDATE site SET version = 7"))
        site.nom = "B"

    with pytest.raises(Conflit, match="modifiée entre-temps"):
        write(database, acteur, write_over)
    with database.reading() as session:
        assert session.scalars(select(Site.nom)).all() == ["A"]


def test_rows_are_stamped_by_the_clock_of_the_base(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "site.enregistrer") as session:
        session.add(Site(numero=1, nom="A"))
    later = NOW + timedelta(hours=1)
    clock = Database(database.path, now=lambda: later)
    with clock.transaction(acteur, "site.enregistrer") as session:
        session.scalars(select(Site)).one().nom = "B"
    clock.close()
    with database.reading() as session:
        site = session.scalars(select(Site)).one()
        assert (site.cree_le, site.modifie_le, site.version) == (NOW, later, 2)


def test_a_naive_instant_is_refused_and_another_zone_is_brought_to_utc(
    database: Database, acteur: Acteur
) -> None:
    with (
        pytest.raises(StatementError, match="time zone"),
        database.transaction(acteur, "site.enregistrer") as session,
    ):
        session.add(Site(numero=1, nom="A", cree_le=datetime(2026, 9, 15)))  # noqa: DTZ001
    paris = timezone(timedelta(hours=2))
    with database.transaction(acteur, "site.enregistrer") as session:
        session.add(Site(numero=1, nom="A", archive_le=datetime(2026, 9, 15, 10, tzinfo=paris)))
    with database.reading() as session:
        read = session.scalars(select(Site.archive_le)).one()
        assert (read, read.tzinfo) == (datetime(2026, 9, 15, 8, tzinfo=UTC), UTC)


def test_a_naive_clock_is_refused(database: Database, acteur: Acteur) -> None:
    clock = Database(database.path, now=lambda: datetime(2026, 9, 15))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"), clock.transaction(acteur, "essai"):
        pass
    clock.close()


def test_a_reader_cannot_write(database: Database) -> None:
    with database.reading() as session:
        session.add(Site(numero=1, nom="A"))
        with pytest.raises(RuntimeError, match="only reads"):
            session.flush()


def test_a_reader_sees_one_state_while_a_writer_commits(database: Database, acteur: Acteur) -> None:
    with database.reading() as reader:
        assert reader.scalar(select(func.count()).select_from(Site)) == 0
        with database.transaction(acteur, "site.enregistrer") as session:
            session.add(Site(numero=1, nom="A"))
        assert reader.scalar(select(func.count()).select_from(Site)) == 0


def test_a_session_belongs_to_its_thread(database: Database, acteur: Acteur) -> None:
    errors: list[BaseException] = []

    def use(session) -> None:
        try:
            session.scalars(select(Site)).all()
        except AssertionError as error:
            errors.append(error)

    with database.reading() as reader:
        thread = threading.Thread(target=use, args=(reader,))
        thread.start()
        thread.join()
    with database.transaction(acteur, "essai") as writer:
        thread = threading.Thread(target=use, args=(writer,))
        thread.start()
        thread.join()
    assert [str(error) for error in errors] == ["this session belongs to another thread"] * 2


def test_a_second_writer_waits_no_longer_than_it_says(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "essai"):
        start = time.monotonic()
        with (
            pytest.raises(BaseOccupee, match="recommencez"),
            database.transaction(acteur, "essai", wait_ms=150),
        ):
            pass
        assert 0.1 < time.monotonic() - start < 2


def test_a_writer_takes_the_lock_before_it_writes(database: Database) -> None:
    writers = database.engine.execution_options(writing=True, wait_ms=50)
    with writers.connect() as first, writers.connect() as second, first.begin():
        with pytest.raises(BaseOccupee):
            second.begin()
        with database.reading() as session:
            assert reglage(session, "a") is None


def test_a_second_writer_goes_on_when_the_first_ends(database: Database, acteur: Acteur) -> None:
    inside = threading.Event()

    def slow() -> None:
        with database.transaction(acteur, "essai") as session:
            set_reglage(session, "lent", 1)
            inside.set()
            time.sleep(0.2)

    thread = threading.Thread(target=slow)
    thread.start()
    inside.wait()
    with database.transaction(acteur, "essai") as session:
        assert reglage(session, "lent") == 1
        set_reglage(session, "ensuite", 2)
    thread.join()


def test_a_use_case_that_reads_then_writes_never_meets_a_lock_on_its_way(
    database: Database, acteur: Acteur
) -> None:
    """With a plain BEGIN, reading then writing after another commit fails at once."""
    other = Database(database.path)
    with database.transaction(acteur, "essai") as session:
        assert reglage(session, "a") is None
        with (
            pytest.raises(BaseOccupee),
            other.transaction(acteur, "essai", wait_ms=50) as intruder,
        ):
            set_reglage(intruder, "a", 1)
        set_reglage(session, "a", 2)
    other.close()


def test_derived_tables_are_refreshed_with_the_rows_or_not_at_all(
    database: Database, acteur: Acteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cs_desktop.persistence.derived._REFRESHERS", [])
    told: list[dict[str, frozenset[int]]] = []

    @refresher
    def note(_session, touched) -> None:
        told.append(dict(touched))
        if len(told) == 2:
            raise RuntimeError("derived table broken")

    with database.transaction(acteur, "site.enregistrer") as session:
        session.add(Site(numero=1, nom="A"))
    assert told == [{"site": frozenset({2**20})}]
    with (
        pytest.raises(RuntimeError, match="derived"),
        database.transaction(acteur, "site.enregistrer") as session,
    ):
        insert_rows(session, Site, [{"numero": 2, "nom": "B"}])
    with database.reading() as session:
        assert session.scalars(select(Site.numero)).all() == [1]


def test_a_checkpoint_empties_the_log_and_says_when_it_cannot(
    database: Database, acteur: Acteur
) -> None:
    with database.transaction(acteur, "essai") as session:
        set_reglage(session, "a", 1)
    log = database.path.with_name(database.path.name + "-wal")
    assert log.stat().st_size > 0
    with database.reading() as session:
        reglage(session, "a")
        with database.transaction(acteur, "essai") as writer:
            set_reglage(writer, "a", 2)
        with pytest.raises(BaseOccupee):
            database.checkpoint()
    database.checkpoint()
    assert log.stat().st_size == 0


def test_after_close_the_base_is_one_file(database: Database, acteur: Acteur) -> None:
    with database.transaction(acteur, "essai") as session:
        set_reglage(session, "a", 1)
    database.close()
    assert [path.name for path in database.path.parent.iterdir()] == [database.path.name]
    with raw(database.path) as connection:
        assert connection.execute("SELECT valeur FROM reglage").fetchall() == [(1,)]
