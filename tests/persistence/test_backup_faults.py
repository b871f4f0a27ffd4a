"""Backups that are damaged, foreign or forged; disks and processes that fail under them."""

import json
import os
import tempfile
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import BaseRefusee, StockageIndisponible
from cs_desktop.persistence import backup as module
from cs_desktop.persistence.backup import (
    Source,
    read_backup,
    write_backup,
)
from cs_desktop.persistence.backup_file import MANIFEST, SLOTS, read_manifest
from cs_desktop.persistence.database import Database
from tests.support.bases import NOW
from tests.support.centres import a_centre, enter, enter_plain, opens
from tests.support.processes import killed_at_each_step, run


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


class TestBadFiles:
    @pytest.fixture
    def made(self, tmp_path: Path) -> Path:
        """A good backup."""
        base, _words = a_centre(tmp_path)
        database, _acteur = enter(base)
        made = back_up(database, tmp_path / "a.csbak").fichier
        database.close()
        return made

    def test_every_truncation_is_refused(self, made: Path) -> None:
        content = made.read_bytes()
        for length in range(4, len(content), len(content) // 20):
            made.write_bytes(content[:length])
            with pytest.raises(BaseRefusee, match="incomplète ou endommagée"):
                check(made)

    def test_every_flipped_bit_is_refused(self, made: Path) -> None:
        content = made.read_bytes()
        places = [*range(0, 1200, 13), *range(1200, len(content), len(content) // 60)]
        for place in places:
            flipped = bytearray(content)
            flipped[place] ^= 1
            made.write_bytes(flipped)
            try:
                same = check(made) == content_of(content, made)
            except BaseRefusee:
                continue
            assert same, place  # a date or an attribute of the container, nothing of ours

    @pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xd8\xff\xe0" * 100])
    def test_a_foreign_file_is_refused(self, made: Path, content: bytes) -> None:
        made.write_bytes(content)
        with pytest.raises(BaseRefusee, match="n’est pas une sauvegarde"):
            read_backup(made)

    def test_another_zip_is_refused(self, made: Path) -> None:
        with zipfile.ZipFile(made, "w") as container:
            container.writestr("photo.jpg", b"x")
        with pytest.raises(BaseRefusee, match="incomplète ou endommagée"):
            read_backup(made)

    @pytest.mark.parametrize(
        "change",
        [
            {"format": "autre"},
            {"fichiers": {}},
            {"creee_le": "2026-09-15T08:00:00"},
            {"creee_le": "hier"},
            {"journal_id": None},
            {"version": "un"},
        ],
    )
    def test_a_manifest_that_is_not_ours_is_refused(self, made: Path, change: dict) -> None:
        rewrite_manifest(made, change)
        with pytest.raises(BaseRefusee, match="incomplète ou endommagée"):
            read_backup(made)

    def test_a_part_replaced_by_another_is_refused(self, made: Path) -> None:
        """The checksums of the container are right, those of the manifest are not."""
        with zipfile.ZipFile(made) as container:
            parts = {name: container.read(name) for name in container.namelist()}
        parts[SLOTS] = parts[SLOTS][:-2] + b" }"
        with zipfile.ZipFile(made, "w") as container:
            for name, content in parts.items():
                container.writestr(name, content)
        with pytest.raises(BaseRefusee, match="incomplète ou endommagée"):
            check(made)

    def test_a_container_of_a_newer_program_is_told(self, made: Path) -> None:
        rewrite_manifest(made, {"version": 2})
        with pytest.raises(BaseRefusee, match="plus récente"):
            read_backup(made)

    def test_a_compressed_bomb_is_not_opened(self, made: Path) -> None:
        manifest = read_manifest(made)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
            container.writestr(MANIFEST, manifest.to_bytes())
        with pytest.raises(BaseRefusee):
            read_backup(made)

    def test_a_vanished_file_is_told(self, made: Path) -> None:
        made.unlink()
        with pytest.raises(StockageIndisponible, match="n’est plus accessible"):
            read_backup(made)


def check(made: Path):
    manifest = read_manifest(made)
    module.check_entries(made, manifest)
    return manifest


def content_of(content: bytes, made: Path):
    made.write_bytes(content)
    return read_manifest(made)


def rewrite_manifest(made: Path, change: dict) -> None:
    with zipfile.ZipFile(made) as container:
        told = json.loads(container.read(MANIFEST)) | change
    with zipfile.ZipFile(made, "w") as container:
        container.writestr(MANIFEST, json.dumps(told))


class TestDeaths:
    def test_killed_at_any_step_a_backup_is_whole_or_absent(self, tmp_path: Path) -> None:
        base, _words = a_centre(tmp_path / "modele")
        deaths = list(killed_at_each_step("back-up", tmp_path / "essais", base.parent))
        for death in deaths:
            made = list(death.base.parent.glob("*.csbak"))
            assert len(made) <= 1
            assert made or not death.announced
            for backup in made:
                check(backup)
            assert opens(death.base)
        assert deaths[-1].announced.strip().endswith(".csbak")
        assert len(deaths) > 4

    def test_what_a_death_left_is_swept_later(
        self, opened: tuple[Database, Acteur], tmp_path: Path
    ) -> None:
        old, young = tmp_path / "a.base.partiel", tmp_path / "b.csbak.partiel"
        for part in (old, young):
            part.write_bytes(b"half")
        os.utime(old, (time.time() - 7200,) * 2)
        back_up(opened[0], tmp_path / "c.csbak")
        assert not old.exists()
        assert young.exists()  # it may be under way

    def test_a_full_disk_leaves_no_file(self, tmp_path: Path) -> None:
        for verb, sans_compte in (("back-up", False), ("back-up-plain", True)):
            base, _words = a_centre(tmp_path / verb, sans_compte=sans_compte)
            for limit in (50_000, base.stat().st_size + 300):  # the copy, the container
                usb = tmp_path / f"{verb}{limit}"
                usb.mkdir()
                process = run(verb, base, usb, file_limit=limit)
                assert process.returncode == 1
                assert "StockageIndisponible" in process.stderr
                assert "plein" in process.stderr or "n’a pas répondu" in process.stderr
                assert list(usb.iterdir()) == []

    def test_a_read_only_folder_is_told(self) -> None:
        with tempfile.TemporaryDirectory() as name:  # nobody may enter the folders of pytest
            folder = Path(name)
            base, _words = a_centre(folder / "a", sans_compte=True)
            usb = folder / "usb"
            usb.mkdir(mode=0o555)
            for path in (folder, base.parent, *base.parent.iterdir()):
                path.chmod(0o777)
            process = run("back-up-plain", base, usb, as_nobody=1)
            assert process.returncode == 1, process.stdout
            assert "lecture seule" in process.stderr
            assert str(usb) in process.stderr
            base.parent.chmod(0o700)
            process = run("back-up-plain", base, usb, as_nobody=1)
            if os.geteuid() == 0:  # the owner may always enter
                assert "Vous n’avez pas le droit" in process.stderr
