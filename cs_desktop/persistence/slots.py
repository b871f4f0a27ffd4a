"""The slot file, version 1: who may open the base, without saying who they are (A3).

Each slot keeps the ring of base keys encrypted under a key derived from a password. All slots of a
file share their Argon2id salt, and HKDF separates them: one costly derivation tries them all, so
the file needs no names. Each slot also has a public key, so that a new base key can be handed to
every account without asking for their passwords. The whole file is authenticated by the ring.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from cs_desktop.domain.comptes import KEY_SIZE, Trousseau
from cs_desktop.domain.errors import CleRefusee
from cs_desktop.persistence.sealing import (
    SEALED_SIZE,
    decrypt,
    encrypt,
    expand,
    key_pair,
    seal,
    unseal,
)

VERSION = 1
FICHE = "fiche"
SALT_SIZE = 16
_MAX_MEMORY_KIB = 1 << 20  # a hostile file must not make us allocate the machine away
_MAX_WORK = 16
_TAMPERED = (
    "Le fichier des clés ne correspond pas à cette base, ou il a été modifié hors du programme : "
    "restaurez une sauvegarde avec sa fiche de secours."
)


class SlotsDamaged(ValueError):
    """The bytes are not a slot file of this version, or not whole."""


@dataclass(frozen=True, slots=True)
class KdfParams:
    """What Argon2id is asked for: 0.17 s and 64 MiB a try by default (*measured*)."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        if not (
            8 * self.lanes <= self.memory_kib <= _MAX_MEMORY_KIB
            and 1 <= self.iterations <= _MAX_WORK
            and 1 <= self.lanes <= _MAX_WORK
        ):
            raise SlotsDamaged("Argon2id parameters out of bounds")

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """The costly step."""
        return Argon2id(
            salt=salt,
            length=KEY_SIZE,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(secret)


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: `fiche`, or the id of an account."""

    id: str
    kdf: KdfParams
    salt: bytes
    wrapped: bytes  # nonce + AES-GCM of the private key and the ring
    public: bytes
    handed: tuple[bytes, ...] = ()  # keys added since, each sealed for `public`


@dataclass(frozen=True, slots=True)
class SlotFile:
    """The slots of one base. Changes return a new file; `sealed` before writing it."""

    base_uuid: str
    slots: tuple[Slot, ...] = ()
    mac: bytes = field(default=b"", repr=False)

    def ids(self) -> frozenset[str]:
        """Who has a slot."""
        return frozenset(slot.id for slot in self.slots)

    def open(self, secret: bytes) -> dict[str, Trousseau]:
        """The ring behind each slot that `secret` opens, none for a wrong secret.

        Raises CleRefusee when the file was changed by someone who does not hold its keys.
        """
        derived: dict[tuple[KdfParams, bytes], bytes] = {}
        rings: dict[str, Trousseau] = {}
        for slot in self.slots:
            source = (slot.kdf, slot.salt)
            if source not in derived:
                derived[source] = slot.kdf.derive(secret, slot.salt)
            ring = _unwrap(slot, derived[source], self.base_uuid)
            if ring is not None:
                self.check(ring)
                rings[slot.id] = ring
        return rings

    def check(self, ring: Trousseau) -> None:
        """Whether this file was written by a holder of `ring`. Raises CleRefusee."""
        if ring.base_uuid != self.base_uuid or not hmac.compare_digest(self.mac, self._mac(ring)):
            raise CleRefusee(_TAMPERED)

    def with_slot(
        self, slot_id: str, secret: bytes, ring: Trousseau, kdf: KdfParams | None = None
    ) -> SlotFile:
        """Give `slot_id` the whole ring under `secret`, in place of its slot if it has one."""
        known = self.slots[0] if self.slots else None
        params = kdf or (known.kdf if known else KdfParams())
        shared = next((slot.salt for slot in self.slots if slot.kdf == params), None)
        slot = _wrap(slot_id, secret, ring, params, shared or os.urandom(SALT_SIZE))
        others = (other for other in self.slots if other.id != slot_id)
        return replace(self, slots=(*others, slot)).sealed(ring)

    def without(self, slot_ids: frozenset[str], ring: Trousseau) -> SlotFile:
        """Close these slots."""
        kept = tuple(slot for slot in self.slots if slot.id not in slot_ids)
        return replace(self, slots=kept).sealed(ring)

    def handing(self, key: bytes, ring: Trousseau) -> SlotFile:
        """Add `key` to the ring of every slot, without their passwords."""
        slots = tuple(
            replace(
                slot, handed=(*slot.handed, seal(slot.public, key, _bound(slot, self.base_uuid)))
            )
            for slot in self.slots
        )
        return replace(self, slots=slots).sealed(ring.plus(key))

    def sealed(self, ring: Trousseau) -> SlotFile:
        """This file, authenticated by the whole ring: no one who lacks a key can add a slot."""
        return replace(self, mac=self._mac(ring))

    def _mac(self, ring: Trousseau) -> bytes:
        key = expand(b"".join(ring.cles), "mac")
        return hmac.digest(key, _canonical(_content(self)), "sha256")

    def to_bytes(self) -> bytes:
        """The file as written: the checksum tells damage from a wrong password."""
        content = _content(self) | {"mac": _text(self.mac)}
        checksum = hashlib.sha256(_canonical(content)).hexdigest()
        return json.dumps(content | {"sha256": checksum}, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> SlotFile:
        """Read a file. Raises SlotsDamaged, CleRefusee for one written by a newer program."""
        try:
            content: dict[str, Any] = json.loads(data)
            checksum = content.pop("sha256")
            version = int(content["version"])
            whole = hashlib.sha256(_canonical(content)).hexdigest() == checksum
            if version == VERSION and whole:
                slots = tuple(_read_slot(slot) for slot in content["slots"])
                return cls(str(content["base_uuid"]), slots, _bytes(content["mac"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SlotsDamaged("not a slot file") from error
        if whole and version > VERSION:
            raise CleRefusee(
                "Le fichier des clés a été écrit par une version plus récente de CS Desktop : "
                "mettez le programme à jour, puis rouvrez la base."
            )
        raise SlotsDamaged("the checksum does not match")


def new_key() -> bytes:
    """A base key: 256 random bits."""
    return os.urandom(KEY_SIZE)


def matching_ids(rings: dict[str, Trousseau]) -> Sequence[int]:
    """The accounts among the slots that opened; two accounts may share a password."""
    return [int(slot_id) for slot_id in rings if slot_id != FICHE]


def _wrap(slot_id: str, secret: bytes, ring: Trousseau, kdf: KdfParams, salt: bytes) -> Slot:
    private, public = key_pair()
    slot = Slot(slot_id, kdf, salt, b"", public)
    key = _slot_key(kdf.derive(secret, salt), slot, ring.base_uuid)
    content = private + b"".join(ring.cles)
    return replace(slot, wrapped=encrypt(key, content, _bound(slot, ring.base_uuid)))


def _unwrap(slot: Slot, derived: bytes, base_uuid: str) -> Trousseau | None:
    bound = _bound(slot, base_uuid)
    content = decrypt(_slot_key(derived, slot, base_uuid), slot.wrapped, bound)
    if content is None:
        return None
    private, *keys = (
        content[start : start + KEY_SIZE] for start in range(0, len(content), KEY_SIZE)
    )
    for sealed in slot.handed:
        key = unseal(private, slot.public, sealed, bound)
        if key is None:
            raise CleRefusee(_TAMPERED)
        keys.append(key)
    return Trousseau(base_uuid, tuple(keys))


def _slot_key(derived: bytes, slot: Slot, base_uuid: str) -> bytes:
    return expand(derived, f"slot {slot.id} {base_uuid}")


def _bound(slot: Slot, base_uuid: str) -> bytes:
    """What a slot is tied to: moved to another base, another account or format, it stays shut."""
    return _canonical([VERSION, base_uuid, slot.id, slot.public.hex()])


def _content(file: SlotFile) -> dict[str, Any]:
    return {
        "version": VERSION,
        "base_uuid": file.base_uuid,
        "slots": [_slot_content(slot) for slot in file.slots],
    }


def _slot_content(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kdf": {
            "name": "argon2id",
            "memory_kib": slot.kdf.memory_kib,
            "iterations": slot.kdf.iterations,
            "lanes": slot.kdf.lanes,
            "salt": _text(slot.salt),
        },
        "public": _text(slot.public),
        "wrapped": _text(slot.wrapped),
        "handed": [_text(sealed) for sealed in slot.handed],
    }


def _read_slot(content: dict[str, Any]) -> Slot:
    kdf = content["kdf"]
    slot_id = str(content["id"])
    if kdf["name"] != "argon2id" or not (slot_id == FICHE or slot_id.isdecimal()):
        raise SlotsDamaged("unknown kind of slot")
    params = KdfParams(int(kdf["memory_kib"]), int(kdf["iterations"]), int(kdf["lanes"]))
    handed = tuple(_bytes(sealed) for sealed in content["handed"])
    slot = Slot(
        slot_id,
        params,
        _bytes(kdf["salt"]),
        _bytes(content["wrapped"]),
        _bytes(content["public"]),
        handed,
    )
    sizes = (len(slot.salt), len(slot.public), *map(len, handed))
    if sizes != (SALT_SIZE, KEY_SIZE, *(SEALED_SIZE for _ in handed)):
        raise SlotsDamaged("a field of a slot has the wrong size")
    return slot


def _canonical(content: Any) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
