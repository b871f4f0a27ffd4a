"""Where the slot file stands: beside its base, never half written, with the one before kept."""

from __future__ import annotations

import logging
from pathlib import Path

from cs_desktop.domain.errors import BaseRefusee, CleRefusee
from cs_desktop.persistence.durable import translated_os, write_durably
from cs_desktop.persistence.slots import SlotFile, SlotsDamaged

logger = logging.getLogger(__name__)

PLAIN_HEADER = b"SQLite format 3\0"
HEADER = len(PLAIN_HEADER)


def slots_path(base: Path) -> Path:
    """The slot file of `base`."""
    return base.with_name(base.name + ".cles")


def previous_path(base: Path) -> Path:
    """The slot file as it was before the last change."""
    return base.with_name(base.name + ".cles.precedent")


def base_uuid(base: Path) -> str | None:
    """What tells one encrypted base from another without its key; None for a plain base.

    It is the salt that SQLCipher keeps in clear at the head of the file, chosen at creation.
    Raises BaseRefusee for a file too short to have one.
    """
    with translated_os(base), base.open("rb") as file:
        header = file.read(HEADER)
    if len(header) < HEADER:
        raise BaseRefusee(
            f"La base « {base} » est vide ou endommagée : restaurez la dernière sauvegarde."
        )
    return None if header == PLAIN_HEADER else header.hex()


def is_protected(base: Path) -> bool:
    """Whether opening `base` takes a password."""
    return base_uuid(base) is not None


def read_slots(base: Path) -> SlotFile:
    """The slots of `base`, from the previous file if the last one is damaged or missing.

    Raises CleRefusee for the slots of another base or when no file is readable.
    """
    path, slots = _readable(base)
    if slots is None:
        raise CleRefusee(
            f"« {base} » ne s’ouvre pas : ce n’est pas une base de CS Desktop, ou son fichier des "
            f"clés « {path.name} » manque ou est endommagé. Remettez-le à côté de la base, ou "
            "restaurez une sauvegarde."
        )
    if slots.base_uuid != base_uuid(base):
        raise CleRefusee(
            f"Le fichier des clés « {path.name} », dans « {base.parent} », est celui d’une autre "
            f"base, ou le début de « {base.name} » est endommagé : remettez le fichier des clés "
            "copié avec la base, ou restaurez une sauvegarde."
        )
    return slots


def find_slots(base: Path) -> SlotFile | None:
    """The slots that stand where those of `base` would, even if the base is gone or damaged."""
    return _readable(base)[1]


def _readable(base: Path) -> tuple[Path, SlotFile | None]:
    for path in (slots_path(base), previous_path(base)):
        with translated_os(path):
            if not path.is_file():
                continue
            data = path.read_bytes()
        try:
            return path, SlotFile.from_bytes(data)
        except SlotsDamaged:
            logger.warning("slot file %s is damaged", path.suffix)
    return slots_path(base), None


def write_slots_for_good(base: Path, slots: SlotFile) -> None:
    """`write_slots`, leaving nothing to go back to: who was shut out stays out."""
    write_slots(base, slots)
    write_slots(base, slots)


def write_slots(base: Path, slots: SlotFile) -> None:
    """Make `slots` the slot file of `base`, keeping a readable one at every instant.

    Raises StockageIndisponible, with the present file left as it was.
    """
    path = slots_path(base)
    with translated_os(path):
        present = path.read_bytes() if path.is_file() else b""
    if _is_whole(present):
        write_durably(previous_path(base), present)
    write_durably(path, slots.to_bytes())


def _is_whole(data: bytes) -> bool:
    try:
        SlotFile.from_bytes(data)
    except SlotsDamaged:
        return False
    return True
