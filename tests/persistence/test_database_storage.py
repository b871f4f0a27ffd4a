"""What the disk may do to a base: one French sentence, and nothing announced is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import BaseOccupee, BaseRefusee, StockageIndisponible
from cs_desktop.persistence import driver, storage_errors
from cs_desktop.persistence.brouillons import write_brouillon
from cs_desktop.persistence.centre import reglage, set_reglage
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import Document
from cs_desktop.persistence.driver import connect, make_engine
from tests.support.bases import KEY, open_copy, raw, write

SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def settings(session) -> dict[str, object]:
    return {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in SETTINGS}


def keep(session) -> None:
    set_reglage(session, "essai", "gardé")


def fill(session) -> None:
    write_brouillon(session, None, "essai", {"texte": "x" * 500_000})


@pytest.mark.parametrize("name", ["database", "encrypted_database"])
def test_every_connection_is_safe(
    name: str, request: pytest.FixtureRequest, acteur: Acteur
) -> None:
    database: Database = request.getfixturevalue(name)
    with database.reading() as reader, database.reading() as second:
        assert settings(reader) == settings(second) == SETTINGS
    assert write(database, acteur, settings) == SETTINGS


def test_a_broken_reference_is_refused(database: Database, acteur: Acteur) -> None:
    orphan = Document(nom="a", type_media="a/b", taille=1, empreinte="0" * 64)
    with pytest.raises(IntegrityError):
        write(database, acteur, lambda session: session.add(orphan))


def test_a_failed_change_of_schema_leaves_nothing(database: Database) -> None:
    engine = make_engine(database.path, pooled=False)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE essai (id INTEGER)")
        connection.rollback()
    with raw(database.path) as connection:
        assert connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'essai'"
        ).fetchone() == (0,)


def test_what_was_deleted_leaves_the_file(database: Database, acteur: Acteur) -> None:
    draft = {"nom": "Motquonnedoitplusvoir"}
    write(database, acteur, lambda session: write_brouillon(session, None, "essai", draft))
    database.checkpoint()
    assert b"Motquonnedoitplusvoir" in database.path.read_bytes()
    write(database, acteur, lambda session: session.execute(text("DELETE FROM brouillon")))
    database.checkpoint()
    assert b"Motquonnedoitplusvoir" not in database.path.read_bytes()


def test_an_encrypted_base_shows_nothing(encrypted_database: Database, acteur: Acteur) -> None:
    write(encrypted_database, acteur, keep)
    log = encrypted_database.path.with_name(encrypted_database.path.name + "-wal")
    assert "gardé".encode() not in log.read_bytes()
    encrypted_database.checkpoint()
    content = encrypted_database.path.read_bytes()
    assert b"SQLite format" not in content
    assert b"reglage" not in content


@pytest.mark.parametrize("key", [None, bytes(32)], ids=["no key", "wrong key"])
def test_without_its_key_an_encrypted_base_is_refused(
    encrypted_database: Database, key: bytes | None, capfd: pytest.CaptureFixture[str]
) -> None:
    encrypted_database.close()
    with pytest.raises(BaseRefusee, match="ne s’ouvre pas comme une base de CS Desktop"):
        Database(encrypted_database.path, key)
    assert capfd.readouterr() == ("", "")  # the cipher writes on the terminal unless told not to


def test_a_plain_base_is_refused_with_a_key(database: Database) -> None:
    with pytest.raises(BaseRefusee):
        Database(database.path, KEY)


def test_a_key_of_another_length_is_a_bug(database: Database) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Database(database.path, b"short")


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liste.sqlite"
    path.write_text("nom;prenom\n" * 500, encoding="utf-8")
    with pytest.raises(BaseRefusee, match=r"liste\.sqlite"):
        Database(path)


def test_an_absent_base_is_refused_and_not_created(tmp_path: Path) -> None:
    with pytest.raises(StockageIndisponible, match="restaurez une sauvegarde"):
        Database(tmp_path / "absente.sqlite")
    with pytest.raises(StockageIndisponible, match="rebranchez le disque"):
        Database(tmp_path / "cle usb" / "absente.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_truncated_base_is_refused(
    request: pytest.FixtureRequest, tmp_path: Path, acteur: Acteur, key: bytes | None
) -> None:
    template: Path = request.getfixturevalue("template" if key is None else "encrypted_template")
    path = tmp_path / "tronquee.sqlite"
    content = template.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 100])
    with pytest.raises(StockageIndisponible, match=r"tronquee\.sqlite"):
        read_everything(path, key)


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_base_with_a_page_overwritten_is_refused(
    request: pytest.FixtureRequest, tmp_path: Path, key: bytes | None
) -> None:
    template: Path = request.getfixturevalue("template" if key is None else "encrypted_template")
    path = tmp_path / "abimee.sqlite"
    content = bytearray(template.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 64] = b"\xa5" * 64
    path.write_bytes(content)
    with pytest.raises(BaseRefusee, match="sauvegarde"):
        read_everything(path, key)


def read_everything(path: Path, key: bytes | None) -> None:
    database = Database(path, key)
    try:
        with database.reading() as session:
            for table in database.metadata.sorted_tables:
                session.execute(table.select()).all()
    finally:
        database.close()


def test_a_full_disk_is_a_sentence_and_the_base_goes_on(
    database: Database, acteur: Acteur, published: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database, acteur, keep)
    monkeypatch.setattr(driver, "PRAGMAS", (*driver.PRAGMAS, "max_page_count = 1"))
    full = Database(database.path, publish=published.append)
    published.clear()
    with pytest.raises(StockageIndisponible, match="plein, rien n’a été enregistré"):
        write(full, acteur, fill)
    assert published == []
    full.close()
    write(database, acteur, fill)
    with database.reading() as session:
        assert reglage(session, "essai") == "gardé"


def test_a_read_only_base_is_a_sentence(
    database: Database, acteur: Acteur, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "PRAGMAS", (*driver.PRAGMAS, "query_only = ON"))
    read_only = Database(database.path)
    with pytest.raises(StockageIndisponible, match="lecture seule"):
        write(read_only, acteur, keep)
    read_only.close()


def test_a_base_that_cannot_be_logged_safely_is_refused(tmp_path: Path) -> None:
    """In memory, as on some network drives, SQLite keeps another journal mode without a word."""
    with pytest.raises(BaseRefusee, match="disque de cet ordinateur"):
        connect(MemoryPath(tmp_path / "base.sqlite"), create=True)


class MemoryPath(type(Path())):
    def as_uri(self) -> str:
        return "file::memory:"

    def resolve(self, strict: bool = False) -> MemoryPath:
        return self


@pytest.mark.parametrize("gone", ["file", "folder", "replaced"])
def test_a_base_that_moved_away_takes_no_more_writes(
    template: Path, tmp_path: Path, acteur: Acteur, published: list, gone: str
) -> None:
    folder = tmp_path / "cle usb"
    folder.mkdir()
    database = open_copy(template, folder / "centre.sqlite", publish=published.append)
    write(database, acteur, keep)
    published.clear()
    if gone == "folder":
        folder.rename(tmp_path / "ailleurs")
    else:
        database.path.rename(folder / "autre.sqlite")
    if gone == "replaced":
        shutil.copyfile(template, database.path)
    entered: list[object] = []
    with pytest.raises(StockageIndisponible, match="cle usb"):
        write(database, acteur, entered.append)
    assert (entered, published) == ([], [])
    database.close()


def test_a_base_that_goes_away_during_a_use_case_is_not_said_to_be_saved(
    database: Database, acteur: Acteur, published: list
) -> None:
    def leave(session) -> None:
        keep(session)
        database.path.rename(database.path.with_name("ailleurs.sqlite"))

    with pytest.raises(StockageIndisponible):
        write(database, acteur, leave)
    assert published == []


@pytest.mark.parametrize(
    ("code", "kind", "what"),
    [
        (storage_errors.BUSY, BaseOccupee, "recommencez"),
        (storage_errors.LOCKED, BaseOccupee, "recommencez"),
        (storage_errors.FULL, StockageIndisponible, "libérez de la place"),
        (storage_errors.READONLY, StockageIndisponible, "lecture seule"),
        (storage_errors.PERM, StockageIndisponible, "lecture seule"),
        (storage_errors.IOERR, StockageIndisponible, "bien branché"),
        (storage_errors.CORRUPT, BaseRefusee, "restaurez la dernière sauvegarde"),
        (storage_errors.NOTADB, BaseRefusee, "choisissez un autre fichier"),
        (storage_errors.CANTOPEN, StockageIndisponible, "droit d’écrire"),
    ],
)
def test_each_failure_says_what_where_and_what_to_do(
    template: Path, code: int, kind: type[Exception], what: str
) -> None:
    class DriverFailure(Exception):
        sqlite_errorcode = code | (2 << 8)  # an extended code

    refusal = storage_errors.storage_refusal(DriverFailure(), template)
    assert type(refusal) is kind
    sentence = str(refusal)
    assert what in sentence
    assert str(template) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_bug_is_not_taken_for_the_disk(database: Database) -> None:
    class Bug(Exception):
        sqlite_errorcode = 1

    assert storage_errors.storage_refusal(Bug(), database.path) is None
    assert storage_errors.storage_refusal(ValueError(), database.path) is None


KILLED = """
import sys
from pathlib import Path
from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.persistence.brouillons import write_brouillon
from cs_desktop.persistence.database import Database

database = Database(Path(sys.argv[1]), publish=lambda commit: print("saved", flush=True))
with database.transaction(SANS_COMPTE, "brouillon.garder") as session:
    write_brouillon(session, None, "premier", {"nom": "A"})
with database.transaction(SANS_COMPTE, "brouillon.garder") as session:
    write_brouillon(session, None, "second", {"texte": "x" * 5_000_000})
    session.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_kill_keeps_what_was_announced_and_nothing_else(database: Database) -> None:
    database.close()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(database.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as writer:
        assert writer.stdout is not None
        assert [writer.stdout.readline() for _ in range(2)] == ["saved\n", "writing\n"]
        writer.kill()
    with raw(database.path) as connection:
        assert connection.execute("SELECT formulaire FROM brouillon").fetchall() == [("premier",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
