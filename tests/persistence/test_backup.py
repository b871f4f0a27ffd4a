"""Backups: one file, verified before it is named, whole or refused."""

import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import Annule, BaseRefusee, CleRefusee, StockageIndisponible
from cs_desktop.persistence import backup as module
from cs_desktop.persistence import snapshot
from cs_desktop.persistence.backup import (
    Source,
    copy_backup,
    list_backups,
    read_backup,
    rotate,
    write_backup,
)
from cs_desktop.persistence.backup_file import BASE, MANIFEST, SLOTS
from cs_desktop.persistence.centre import set_reglage
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.slot_files import base_uuid, read_slots, write_slots
from tests.support.bases import NOW
from tests.support.centres import a_centre, enter, enter_plain


@pytest.fixture(params=["protected", "plain"])
def opened(request: pytest.FixtureRequest, tmp_path: Path):
    """An open base and who works in it, with and without accounts."""
    plain = request.param == "plain"
    base, _words = a_centre(tmp_path / "centre", sans_compte=plain)
    database, acteur = enter_plain(base) if plain else enter(base)
    yield database, acteur
    database.close()


def back_up(database: Database, target: Path, now: datetime = NOW, **options):
    source = Source(database.path, database.trousseau)
    return write_backup(source, target, now=now, programme="0.1.0", **options)


def note(database: Database, acteur: Acteur, text: str) -> None:
    with database.transaction(acteur, "essai") as session:
        set_reglage(session, "essai", text)


def test_a_backup_holds_the_base_its_slots_and_a_manifest(
    opened: tuple[Database, Acteur], tmp_path: Path
) -> None:
    database, acteur = opened
    note(database, acteur, "dans le journal d’écriture")  # still in the log, not in the file
    made = back_up(database, tmp_path / "a.csbak")
    protected = database.trousseau is not None
    with zipfile.ZipFile(made.fichier) as container:
        assert container.testzip() is None
        assert set(container.namelist()) == {MANIFEST, BASE} | ({SLOTS} if protected else set())
        container.extract(BASE, tmp_path)
        told = json.loads(container.read(MANIFEST))
    assert told["creee_le"] == NOW.isoformat()
    assert made.creee_le == NOW
    assert made.protegee is protected
    if protected:
        assert made.base_uuid == base_uuid(database.path) == base_uuid(tmp_path / BASE)
    key = database.trousseau.courante if database.trousseau else None
    copy = connect(tmp_path / BASE, key)
    found = copy.execute("SELECT valeur FROM reglage WHERE cle = 'essai'").fetchone()
    copy.close()
    assert found == (json.dumps("dans le journal d’écriture"),)


def test_nothing_else_is_left_in_the_folder(
    opened: tuple[Database, Acteur], tmp_path: Path
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    back_up(opened[0], folder / "a.csbak")
    assert [path.name for path in folder.iterdir()] == ["a.csbak"]


def test_a_protected_backup_shows_nothing(tmp_path: Path) -> None:
    base, words = a_centre(tmp_path)
    database, _acteur = enter(base)
    content = back_up(database, tmp_path / "a.csbak").fichier.read_bytes()
    database.close()
    for secret in (b"Marchetti", b"Tilleuls", b"SQLite format", *map(str.encode, words.split())):
        assert secret not in content


def test_work_goes_on_and_the_copy_is_of_one_instant(
    opened: tuple[Database, Acteur], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, acteur = opened
    monkeypatch.setattr(snapshot, "PAGES", 5)
    note(database, acteur, "avant")
    steps: list[tuple[int, int]] = []

    def write_meanwhile(done: int, total: int) -> None:
        steps.append((done, total))
        note(database, acteur, f"pendant {done}")

    made = back_up(database, tmp_path / "a.csbak", progress=write_meanwhile)
    assert len(steps) > 5
    assert [done for done, _total in steps] == sorted({done for done, _total in steps})
    with zipfile.ZipFile(made.fichier) as container:
        container.extract(BASE, tmp_path)
    copy = connect(tmp_path / BASE, database.trousseau.courante if database.trousseau else None)
    found = copy.execute("SELECT valeur FROM reglage WHERE cle = 'essai'").fetchone()
    copy.close()
    assert found == ('"avant"',)


@pytest.mark.parametrize("after", [0, 2])
def test_a_stopped_backup_leaves_nothing(
    opened: tuple[Database, Acteur], tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PAGES", 5)
    folder = tmp_path / "usb"
    folder.mkdir()
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > after

    with pytest.raises(Annule):
        back_up(opened[0], folder / "a.csbak", cancelled=cancelled)
    assert list(folder.iterdir()) == []


def test_stopping_is_heard_while_the_container_is_written(
    opened: tuple[Database, Acteur], tmp_path: Path
) -> None:
    heard: list[bool] = []

    def cancelled() -> bool:
        heard.append(True)
        return len(heard) > 1  # the copy is one step, the container another

    with pytest.raises(Annule):
        back_up(opened[0], tmp_path / "a.csbak", cancelled=cancelled)


def test_a_copy_that_reads_back_wrong_is_not_named(
    opened: tuple[Database, Acteur], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = snapshot.take

    def bad_disk(base: Path, key: bytes | None, copy: Path, **options):
        contents = take(base, key, copy, **options)
        content = bytearray(copy.read_bytes())
        content[8192:12288] = bytes(4096)  # a page that the disk lost
        copy.write_bytes(content)
        return contents

    monkeypatch.setattr(snapshot, "take", bad_disk)
    with pytest.raises(StockageIndisponible):
        back_up(opened[0], tmp_path / "a.csbak")
    assert not (tmp_path / "a.csbak").exists()


def test_a_container_that_reads_back_wrong_is_not_named(
    opened: tuple[Database, Acteur], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = module.write_container

    def bad_disk(part: Path, *arguments) -> None:
        write(part, *arguments)
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 1
        part.write_bytes(content)

    monkeypatch.setattr(module, "write_container", bad_disk)
    with pytest.raises(BaseRefusee, match="endommagée"):
        back_up(opened[0], tmp_path / "a.csbak")
    assert not (tmp_path / "a.csbak").exists()


def test_slots_that_do_not_hold_the_key_make_no_backup(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path / "a")
    database, _acteur = enter(base)
    ring = database.trousseau
    assert ring is not None
    write_slots(base, read_slots(base).sealed(ring.plus(b"x" * 32)))
    with pytest.raises(CleRefusee, match="modifié hors du programme"):
        back_up(database, tmp_path / "a.csbak")
    database.close()
    assert list(tmp_path.glob("*csbak*")) == []


def test_a_backup_never_replaces_another(opened: tuple[Database, Acteur], tmp_path: Path) -> None:
    made = back_up(opened[0], tmp_path / "a.csbak")
    before = made.fichier.read_bytes()
    with pytest.raises(StockageIndisponible, match="existe déjà"):
        back_up(opened[0], tmp_path / "a.csbak")
    assert made.fichier.read_bytes() == before


class TestFolders:
    def test_old_backups_go_and_those_of_others_stay(self, tmp_path: Path) -> None:
        base, _words = a_centre(tmp_path / "a", sans_compte=True)
        other, _words = a_centre(tmp_path / "b", sans_compte=True)
        folder = tmp_path / "sauvegardes"
        folder.mkdir()
        ours, theirs = enter_plain(base)[0], enter_plain(other)[0]
        days = [NOW - timedelta(days=n) for n in range(0, 40, 2)]
        for day in days:
            back_up(ours, folder / f"centre-{day:%Y-%m-%d}.csbak", day)
        stranger = back_up(theirs, folder / "autre.csbak", days[-1]).fichier
        (folder / "notes.csbak").write_text("rien à voir")
        uuid = read_backup(folder / f"centre-{NOW:%Y-%m-%d}.csbak").base_uuid
        asked = folder / f"centre-{days[-2]:%Y-%m-%d}.csbak"

        removed = rotate(folder, uuid, lambda path: path != asked)
        kept = [backup.creee_le for backup in list_backups(folder, uuid)]
        assert len(removed) + len(kept) == len(days)
        assert kept[:7] == days[:7]  # the last seven days that have one
        assert len(kept) < 14
        assert asked.exists()
        assert stranger.exists()
        assert (folder / "notes.csbak").exists()
        assert rotate(folder, uuid, lambda path: path != asked) == []
        ours.close()
        theirs.close()

    def test_a_copy_is_read_again_in_the_second_folder(
        self, opened: tuple[Database, Acteur], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = back_up(opened[0], tmp_path / "a.csbak").fichier
        usb = tmp_path / "usb"
        usb.mkdir()
        assert copy_backup(made, usb).read_bytes() == made.read_bytes()

        def short(_source: Path, target: Path) -> None:
            target.write_bytes(made.read_bytes()[:-100])

        (usb / "a.csbak").unlink()
        monkeypatch.setattr(module, "copy_durably", short)
        with pytest.raises(BaseRefusee):
            copy_backup(made, usb)
        assert list(usb.iterdir()) == []

    def test_a_vanished_folder_is_told(
        self, opened: tuple[Database, Acteur], tmp_path: Path
    ) -> None:
        for attempt in (
            lambda: back_up(opened[0], tmp_path / "usb" / "a.csbak"),
            lambda: copy_backup(tmp_path / "a.csbak", tmp_path / "usb"),
            lambda: list_backups(tmp_path / "usb", "x"),
        ):
            with pytest.raises(StockageIndisponible, match=r"usb.*n’est plus accessible"):
                attempt()
