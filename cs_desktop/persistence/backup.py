"""A backup is one file: the base, its slots and a manifest, checked before it gets its name (A3).

The file is a zip without compression: an encrypted base does not compress.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import Annule, BaseRefusee, StockageIndisponible
from cs_desktop.domain.sauvegardes import (
    Progress,
    Sauvegarde,
    never,
    no_progress,
    to_keep,
)
from cs_desktop.persistence import snapshot
from cs_desktop.persistence.backup_file import (
    BASE,
    SLOTS,
    Manifest,
    Part,
    check_entries,
    read_manifest,
    write_container,
)
from cs_desktop.persistence.durable import (
    check_folder,
    copy_durably,
    discard,
    move_durably,
    part_of,
    sweep_parts,
    translated_os,
)
from cs_desktop.persistence.slot_files import read_slots

SUFFIX = ".csbak"


@dataclass(frozen=True, slots=True)
class Source:
    """The base to back up. `ring` is None for one without accounts."""

    base: Path
    ring: Trousseau | None

    @property
    def key(self) -> bytes | None:
        """The key in use."""
        return None if self.ring is None else self.ring.courante


def write_backup(
    source: Source,
    target: Path,
    *,
    now: datetime,
    programme: str,
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
) -> Sauvegarde:
    """Write `target`, verified: its base was opened with the key that its slots hold, and read.

    Raises StockageIndisponible or Annule; nothing is then named `target`.
    """

    def step() -> None:
        if cancelled():
            raise Annule("La sauvegarde a été arrêtée, aucun fichier n’a été écrit.")

    _check_target(target)
    part, copy = part_of(target), part_of(target.with_suffix(".base"))
    try:
        contents = snapshot.take(
            source.base, source.key, copy, progress=progress, cancelled=cancelled
        )
        slots = _slots(source)
        snapshot.check(copy, source.key, contents)
        manifest = Manifest(contents, now.astimezone(UTC), programme, _parts(copy, slots))
        write_container(part, manifest, copy, slots, step)
        check_entries(part, manifest)
        move_durably(part, target)
    finally:
        discard(part, copy, *snapshot.side_files(copy))
    return read_backup(target)


def read_backup(path: Path) -> Sauvegarde:
    """What a backup says of itself. Raises BaseRefusee for a file that is none."""
    manifest = read_manifest(path)
    with translated_os(path):
        taille = path.stat().st_size
    return Sauvegarde(
        path,
        manifest.contents.base_uuid,
        manifest.creee_le,
        manifest.contents.schema,
        taille,
        SLOTS in manifest.fichiers,
        manifest.programme,
    )


def list_backups(folder: Path, base_uuid: str) -> list[Sauvegarde]:
    """The readable backups of this base in `folder`, newest first.

    Raises StockageIndisponible when the folder is not there.
    """
    check_folder(folder)
    found: list[Sauvegarde] = []
    with translated_os(folder / "*"):
        paths = sorted(folder.glob(f"*{SUFFIX}"))
    for path in paths:
        try:
            backup = read_backup(path)
        except (BaseRefusee, StockageIndisponible):
            continue  # someone else’s file: neither counted nor removed
        if backup.base_uuid == base_uuid:
            found.append(backup)
    return sorted(found, key=lambda backup: backup.creee_le, reverse=True)


def rotate(folder: Path, base_uuid: str, only: Callable[[Path], bool]) -> list[Path]:
    """Remove the backups of this base that 7 days, 8 weeks and 12 months do not keep.

    `only` says which files may go. What was removed is returned.
    """
    backups = list_backups(folder, base_uuid)
    kept = to_keep([backup.creee_le for backup in backups])
    removed = [b.fichier for b in backups if b.creee_le not in kept and only(b.fichier)]
    for path in removed:
        with translated_os(path):
            path.unlink()
    return removed


def copy_backup(backup: Path, folder: Path) -> Path:
    """Copy a backup to the second folder and read it again there.

    Raises StockageIndisponible, BaseRefusee; no copy is then left.
    """
    target = folder / backup.name
    _check_target(target)
    part = part_of(target)
    try:
        copy_durably(backup, part)
        check_entries(part, read_manifest(part))
        move_durably(part, target)
    finally:
        discard(part)
    return target


def _check_target(target: Path) -> None:
    check_folder(target.parent)
    sweep_parts(target.parent)
    with translated_os(target):
        taken = target.exists()
    if taken:
        raise StockageIndisponible(
            f"La sauvegarde « {target} » existe déjà : patientez une seconde, puis recommencez."
        )
    part = part_of(target)
    with translated_os(target):
        part.touch()


def _slots(source: Source) -> bytes | None:
    """The slot file, proved to hold the key of the base: its seal is made with the whole ring."""
    if source.ring is None:
        return None
    slots = read_slots(source.base)
    slots.check(source.ring)
    return slots.to_bytes()


def _parts(copy: Path, slots: bytes | None) -> dict[str, Part]:
    with translated_os(copy), copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        parts = {BASE: Part(copy.stat().st_size, digest)}
    if slots is not None:
        parts[SLOTS] = Part(len(slots), hashlib.sha256(slots).hexdigest())
    return parts
