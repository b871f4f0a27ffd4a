"""Put a backup in place of a base, or where there is none: all of it, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import Identite, Trousseau
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.droits import Droit, Role
from cs_desktop.domain.errors import BaseRefusee, CleRefusee, DroitManquant
from cs_desktop.domain.sauvegardes import Raison, default_folder, file_name, local_day
from cs_desktop.domain.text import search_key
from cs_desktop.persistence import snapshot
from cs_desktop.persistence.backup import Source, write_backup
from cs_desktop.persistence.backup_file import (
    BASE,
    SLOTS,
    Manifest,
    check_entries,
    extract,
    read_manifest,
    read_part,
)
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.durable import (
    check_folder,
    copy_durably,
    discard,
    move_durably,
    part_of,
    sweep_parts,
    translated_os,
)
from cs_desktop.persistence.migrations.runner import HEAD
from cs_desktop.persistence.rekey import key_in_use
from cs_desktop.persistence.slot_files import (
    base_uuid,
    find_slots,
    is_protected,
    previous_path,
    read_slots,
    slots_path,
    write_slots,
)
from cs_desktop.persistence.slots import FICHE, SlotFile, SlotsDamaged
from cs_desktop.persistence.storage_errors import translated


@dataclass(frozen=True, slots=True)
class Asked:
    """A restoration as asked for; `identite` is None for a base without accounts."""

    backup: Path
    base: Path
    identite: Identite | None
    now: datetime
    programme: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did. `precedente` is where the base that was there is kept."""

    base_uuid: str
    creee_le: datetime
    precedente: Path | None


def restore(asked: Asked) -> Restored:
    """Check the backup whole, keep the base that is there, then put the backup in its place.

    The caller holds the lock of the base and has closed it. Raises BaseRefusee, CleRefusee,
    DroitManquant, BaseOccupee, StockageIndisponible; the base that was there is then untouched.
    """
    base = asked.base
    check_folder(base.parent)
    manifest = read_manifest(asked.backup)
    _check_schema(asked, manifest)
    check_entries(asked.backup, manifest)
    _check_same_centre(asked, manifest)
    sweep_parts(base.parent)
    part = part_of(base)
    discard(part, *snapshot.side_files(part))  # left by a restoration killed on the way
    try:
        extract(asked.backup, manifest, BASE, part)
        ring, slots = _open(asked, manifest, part)
        snapshot.check(part, ring.courante if ring else None, manifest.contents)
        kept = _set_aside(asked) if base.exists() else None
        _swap(part, base, slots)
    finally:
        discard(part, *snapshot.side_files(part))
    return Restored(manifest.contents.base_uuid, manifest.creee_le, kept)


def _check_schema(asked: Asked, manifest: Manifest) -> None:
    if manifest.contents.schema > HEAD:
        raise BaseRefusee(
            f"La sauvegarde « {asked.backup.name} » vient d’une version plus récente de CS Desktop "
            f"(schéma {manifest.contents.schema}, celle-ci connaît {HEAD}) : installez la dernière "
            "version, puis recommencez."
        )


def _check_same_centre(asked: Asked, manifest: Manifest) -> None:
    if not asked.base.exists():
        return
    if manifest.contents.base_uuid not in _present_uuids(asked.base):
        raise BaseRefusee(
            f"La sauvegarde « {asked.backup.name} » est celle d’une autre base que "
            f"« {asked.base} » : pour l’ouvrir, restaurez-la sous un autre nom, dans un dossier "
            "vide."
        )
    if is_protected(asked.base) and SLOTS not in manifest.fichiers:
        raise BaseRefusee(
            f"La sauvegarde « {asked.backup.name} » n’est pas protégée alors que la base l’est : "
            "choisissez une sauvegarde faite par cette base."
        )


def _present_uuids(base: Path) -> Iterator[str]:
    """What the files that are there say they are, damaged or not."""
    header = base_uuid(base)
    if header is not None:
        yield header
    slots = find_slots(base)
    if slots is not None:
        yield slots.base_uuid
    if header is None:
        connection = connect(base)
        try:
            with translated(base):
                yield snapshot.contents_of(connection, base).base_uuid
        finally:
            connection.close()


def _open(asked: Asked, manifest: Manifest, part: Path) -> tuple[Trousseau | None, SlotFile | None]:
    """The ring that opens the extracted base, and the slots that it will have.

    Those of today first: a retired account stays out, and no one needs a forgotten password.
    """
    if SLOTS not in manifest.fichiers:
        return None, None
    if asked.identite is None:
        raise CleRefusee(
            "Cette sauvegarde est protégée : donnez le nom et le mot de passe d’un compte, ou les "
            "mots de la fiche de secours."
        )
    for slots in _candidates(asked, manifest):
        try:
            rings = slots.open(asked.identite.secret)
        except CleRefusee:
            continue  # tampered with: the other file may still be good
        for slot_id, ring in rings.items():
            opened = key_in_use(part, ring)
            if opened is not None and _is_admitted(asked.identite, slot_id, part, opened.courante):
                return opened, slots
    raise CleRefusee(
        "Ce nom et ce mot de passe, ou ces mots, n’ouvrent pas cette sauvegarde : tapez ceux du "
        f"{date_fr(local_day(manifest.creee_le))}, le jour où elle a été faite, ou la fiche de "
        "secours de ce jour."
    )


def _candidates(asked: Asked, manifest: Manifest) -> Iterator[SlotFile]:
    ours = find_slots(asked.base)
    if ours is not None and ours.base_uuid == manifest.contents.base_uuid:
        yield ours
    try:
        yield SlotFile.from_bytes(read_part(asked.backup, manifest, SLOTS))
    except SlotsDamaged as damage:
        raise BaseRefusee(
            f"La sauvegarde « {asked.backup.name} » ne contient pas ses clés : choisissez-en une "
            "autre."
        ) from damage


def _is_admitted(identite: Identite, slot_id: str, part: Path, key: bytes) -> bool:
    """The holder of the fiche, or an account of that day under that name which may restore."""
    if slot_id == FICHE or identite.nom is None:
        return slot_id == FICHE and identite.nom is None
    connection = connect(part, key)
    try:
        with translated(part):
            found = connection.execute(
                "SELECT nom, role FROM compte_utilisateur WHERE id = ? AND archive_le IS NULL",
                (int(slot_id),),
            ).fetchone()
    finally:
        connection.close()
    if found is None or search_key(found[0]) != search_key(identite.nom):
        return False
    role = Role(found[1])
    if not Acteur(int(slot_id), found[0], role).peut(Droit.RESTAURER):
        raise DroitManquant(
            f"Le rôle « {role.libelle} » ne permet pas de restaurer une sauvegarde. Demandez-le à "
            "la direction."
        )
    return True


def _set_aside(asked: Asked) -> Path:
    """Keep the base that is there: as a backup if it opens, else its files as they are."""
    folder = default_folder(asked.base)
    with translated_os(folder):
        folder.mkdir(exist_ok=True)
    target = folder / file_name(asked.base, asked.now, Raison.RESTAURATION)
    try:
        source = Source(asked.base, _present_ring(asked))
        write_backup(source, target, now=asked.now, programme=asked.programme)
        _settle(source)
    except (BaseRefusee, CleRefusee):
        return _copy_as_is(asked.base, target.with_suffix(""))
    return target


def _present_ring(asked: Asked) -> Trousseau | None:
    if not is_protected(asked.base):
        return None
    secret = asked.identite.secret if asked.identite else b""
    for ring in read_slots(asked.base).open(secret).values():
        opened = key_in_use(asked.base, ring)
        if opened is not None:
            return opened
    raise CleRefusee("the base that is there does not open with this secret")


def _settle(source: Source) -> None:
    """Bring the log back into the file; nobody else may have it open."""
    connection = connect(source.base, source.key)
    try:
        with translated(source.base):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _copy_as_is(base: Path, folder: Path) -> Path:
    with translated_os(folder):
        folder.mkdir()
    files = (base, *snapshot.side_files(base), slots_path(base), previous_path(base))
    for file in files:
        if file.exists():
            copy_durably(file, folder / file.name)
    return folder


def _swap(part: Path, base: Path, slots: SlotFile | None) -> None:
    """At each instant the slots that are there open the base that is there.

    Those of today hold the older keys too, so they wait for the base; where they are lost or there
    is no base yet, the new ones come first.
    """
    first = slots is not None and (not base.exists() or find_slots(base) is None)
    if slots is not None and first:
        write_slots(base, slots)
    discard(*snapshot.side_files(base))
    move_durably(part, base)
    if slots is not None and not first:
        write_slots(base, slots)
