"""The slot file on the disk: whole at every instant, paired with its base, recovered."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import CleRefusee, StockageIndisponible
from cs_desktop.persistence import durable
from cs_desktop.persistence.durable import move_durably, part_of, write_durably
from cs_desktop.persistence.slot_files import (
    base_uuid,
    is_protected,
    previous_path,
    read_slots,
    slots_path,
    write_slots,
)
from cs_desktop.persistence.slots import KdfParams, SlotFile

QUICK = KdfParams(memory_kib=64, iterations=1)
SALT = bytes(range(16))


def ring_of(salt: bytes) -> Trousseau:
    return Trousseau(salt.hex(), (b"k" * 32,))


def slots_of(salt: bytes, secret: bytes = b"first") -> SlotFile:
    return SlotFile(salt.hex()).with_slot("1048577", secret, ring_of(salt), QUICK)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Something with the header of an encrypted base."""
    path = tmp_path / "centre.csd"
    path.write_bytes(SALT + bytes(4080))
    return path


def test_a_base_says_which_one_it_is_without_its_key(base: Path) -> None:
    assert base_uuid(base) == SALT.hex()
    assert is_protected(base)


def test_a_plain_base_takes_no_password(tmp_path: Path) -> None:
    plain = tmp_path / "demonstration.csd"
    plain.write_bytes(b"SQLite format 3\0" + bytes(4080))
    assert base_uuid(plain) is None
    assert not is_protected(plain)


def test_slots_are_read_back_and_the_previous_ones_kept(base: Path) -> None:
    first, second = slots_of(SALT), slots_of(SALT, b"second")
    write_slots(base, first)
    write_slots(base, second)
    assert read_slots(base) == second
    assert SlotFile.from_bytes(previous_path(base).read_bytes()) == first
    assert [path for path in base.parent.iterdir() if path.suffix == durable.PART] == []


@pytest.mark.parametrize("damage", [b"", b"{", None])
def test_a_damaged_or_missing_file_is_recovered_from_the_previous(
    base: Path, damage: bytes | None
) -> None:
    first, second = slots_of(SALT), slots_of(SALT, b"second")
    write_slots(base, first)
    write_slots(base, second)
    if damage is None:
        slots_path(base).unlink()
    else:
        slots_path(base).write_bytes(damage)
    assert read_slots(base) == first

    write_slots(base, second)  # the damaged file does not take the place of the good one
    assert SlotFile.from_bytes(previous_path(base).read_bytes()) == first


def test_no_readable_file_is_told(base: Path) -> None:
    with pytest.raises(CleRefusee, match="manque ou est endommagé"):
        read_slots(base)
    slots_path(base).write_bytes(b"x")
    previous_path(base).write_bytes(b"y")
    with pytest.raises(CleRefusee, match=r"centre\.csd\.cles"):
        read_slots(base)


def test_the_slots_of_another_base_are_recognised(base: Path) -> None:
    slots_path(base).write_bytes(slots_of(b"z" * 16).to_bytes())
    with pytest.raises(CleRefusee, match="celui d’une autre base"):
        read_slots(base)


def test_a_failed_writing_leaves_the_file_as_it_was(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_slots(base, slots_of(SALT))
    before = slots_path(base).read_bytes()

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StockageIndisponible, match="plein"):
        write_slots(base, slots_of(SALT, b"second"))
    assert slots_path(base).read_bytes() == before
    assert not part_of(slots_path(base)).exists()


def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_returning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "fichier"
    seen: list[tuple[str, bool]] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        seen.append((kind, target.exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_durably(target, b"content")
    assert seen == [("file", False), ("folder", True)]

    seen.clear()
    target.unlink()
    part_of(target).write_bytes(b"content")
    move_durably(part_of(target), target)
    assert seen == [("file", False), ("folder", True)]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "plein"),
        (errno.EFBIG, "plein"),
        (errno.EROFS, "lecture seule"),
        (errno.EACCES, "lecture seule"),
        (errno.ENODEV, "rebranchez"),
        (errno.EIO, "vérifiez le disque"),
    ],
)
def test_each_fault_of_the_disk_has_its_sentence(tmp_path: Path, code: int, told: str) -> None:
    with (
        pytest.raises(StockageIndisponible, match=told) as refused,
        durable.translated_os(tmp_path / "cles"),
    ):
        raise OSError(code, os.strerror(code))
    assert str(tmp_path) in str(refused.value)


def test_a_vanished_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StockageIndisponible, match="rebranchez"):
        write_durably(tmp_path / "cle-usb" / "fichier", b"content")


def test_the_format_is_version_1(base: Path) -> None:
    write_slots(base, slots_of(SALT))
    content = json.loads(slots_path(base).read_bytes())
    assert content["version"] == 1
    assert content["base_uuid"] == SALT.hex()
    assert content["slots"][0]["kdf"]["name"] == "argon2id"
