"""Key slots: what opens, what stays shut, and what no one can forge."""

import json
import os
from dataclasses import replace

import pytest

from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import CleRefusee
from cs_desktop.persistence import slots as module
from cs_desktop.persistence.slots import (
    FICHE,
    KdfParams,
    SlotFile,
    SlotsDamaged,
    matching_ids,
    new_key,
)

QUICK = KdfParams(memory_kib=64, iterations=1)
UUID = "0f" * 16
RING = Trousseau(UUID, (b"k" * 32,))


def slot_file(ring: Trousseau = RING) -> SlotFile:
    return (
        SlotFile(UUID)
        .with_slot("1048577", b"first", ring, QUICK)
        .with_slot("1048578", b"second", ring)
        .with_slot(FICHE, b"paper", ring)
    )


def test_each_secret_opens_its_slot_only() -> None:
    file = SlotFile.from_bytes(slot_file().to_bytes())
    assert file.open(b"first") == {"1048577": RING}
    assert file.open(b"paper") == {FICHE: RING}
    assert file.open(b"wrong") == {}


def test_two_accounts_with_one_password_are_both_found() -> None:
    file = slot_file().with_slot("1048579", b"first", RING)
    rings = file.open(b"first") | file.open(b"paper")
    assert sorted(matching_ids(rings)) == [1048577, 1048579]


def test_one_derivation_tries_every_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    file = slot_file()
    calls: list[bytes] = []
    derive = KdfParams.derive
    monkeypatch.setattr(KdfParams, "derive", lambda *args: calls.append(args[1]) or derive(*args))
    file.open(b"wrong")
    assert calls == [b"wrong"]


def test_the_file_holds_no_name_and_no_key() -> None:
    data = slot_file().to_bytes()
    assert RING.courante.hex().encode() not in data
    assert {slot["id"] for slot in json.loads(data)["slots"]} == {"1048577", "1048578", "fiche"}
    assert "k" * 32 not in repr(RING)


def test_default_parameters_cost_what_a3_asks() -> None:
    assert KdfParams() == KdfParams(memory_kib=65536, iterations=3, lanes=1)


def test_a_new_password_rewraps_one_slot_only() -> None:
    before = slot_file()
    after = before.with_slot("1048577", b"changed", RING)
    assert after.open(b"first") == {}
    assert after.open(b"changed") == {"1048577": RING}
    kept = {slot for slot in before.slots if slot.id != "1048577"}
    assert kept < set(after.slots)


def test_a_closed_slot_no_longer_opens() -> None:
    file = slot_file().without(frozenset({"1048578"}), RING)
    assert file.open(b"second") == {}
    assert file.ids() == {"1048577", FICHE}


def test_a_new_base_key_reaches_every_slot_without_a_password() -> None:
    first, second = new_key(), new_key()
    file = slot_file().handing(first, RING).handing(second, RING.plus(first))
    file = SlotFile.from_bytes(file.to_bytes())
    ring = RING.plus(first).plus(second)
    assert file.open(b"first") == {"1048577": ring}
    assert file.open(b"paper") == {FICHE: ring}
    assert file.with_slot("1048578", b"again", ring).open(b"again") == {"1048578": ring}


def test_keys_are_random() -> None:
    assert len({new_key() for _ in range(10)}) == 10
    assert len(new_key()) == 32


def test_a_slot_moved_to_another_base_or_account_stays_shut() -> None:
    file = slot_file()
    first = next(slot for slot in file.slots if slot.id == "1048577")
    assert replace(file, base_uuid="aa" * 16).open(b"first") == {}
    assert replace(file, slots=(replace(first, id="1048599"),)).open(b"first") == {}


def test_a_slot_is_bound_to_its_public_key() -> None:
    """Or someone could have the next base key sealed for a private key of their own."""
    file = slot_file()
    first = next(slot for slot in file.slots if slot.id == "1048577")
    other = next(slot for slot in file.slots if slot.id == "1048578")
    assert replace(file, slots=(replace(first, public=other.public),)).open(b"first") == {}


def test_a_slot_added_without_the_keys_is_refused() -> None:
    forged = slot_file(Trousseau(UUID, (b"x" * 32,))).with_slot(
        "7", b"thief", Trousseau(UUID, (b"x" * 32,)), QUICK
    )
    thief = next(slot for slot in forged.slots if slot.id == "7")
    file = slot_file()
    tampered = replace(file, slots=(*file.slots, thief))
    with pytest.raises(CleRefusee, match="modifié"):
        tampered.open(b"first")


def test_a_former_key_cannot_hand_out_a_new_one() -> None:
    """Whoever held an old ring cannot make the others trust a key of their own."""
    rightful = slot_file().handing(new_key(), RING)
    forged_key = new_key()
    forged = rightful.handing(forged_key, RING)  # sealed by a ring that lacks the rightful key
    with pytest.raises(CleRefusee, match="modifié"):
        forged.open(b"first")


@pytest.mark.parametrize("where", [0, 40, 80])
def test_a_changed_handed_key_is_refused(where: int) -> None:
    file = slot_file().handing(new_key(), RING)
    first = next(slot for slot in file.slots if slot.id == "1048577")
    sealed = bytearray(first.handed[0])
    sealed[where] ^= 1
    tampered = replace(file, slots=(replace(first, handed=(bytes(sealed),)),))
    with pytest.raises(CleRefusee, match="modifié"):
        tampered.open(b"first")


def test_a_handed_key_of_no_order_is_refused() -> None:
    file = slot_file().handing(new_key(), RING)
    first = next(slot for slot in file.slots if slot.id == "1048577")
    null = bytes(32) + first.handed[0][32:]
    with pytest.raises(CleRefusee, match="modifié"):
        replace(file, slots=(replace(first, handed=(null,)),)).open(b"first")


def test_every_flipped_bit_is_seen() -> None:
    data = slot_file().to_bytes()
    whole = SlotFile.from_bytes(data)
    for place in range(0, len(data), 37):
        flipped = bytearray(data)
        flipped[place] ^= 1
        try:
            read = SlotFile.from_bytes(bytes(flipped))
        except SlotsDamaged:
            continue
        assert read == whole, place  # only white space may change


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff\xfe", os.urandom(200)])
def test_what_is_no_slot_file_is_damaged(data: bytes) -> None:
    with pytest.raises(SlotsDamaged):
        SlotFile.from_bytes(data)


def test_every_truncation_is_seen() -> None:
    data = slot_file().to_bytes()
    for length in range(0, len(data), 101):
        with pytest.raises(SlotsDamaged):
            SlotFile.from_bytes(data[:length])


def rewritten(change) -> bytes:
    """The file of someone who knows the format: the checksum is right, the content is not."""
    content = json.loads(slot_file().to_bytes())
    content.pop("sha256")
    change(content)
    checksum = module.hashlib.sha256(module._canonical(content)).hexdigest()
    return json.dumps(content | {"sha256": checksum}).encode()


def test_a_file_of_a_newer_program_is_told() -> None:
    with pytest.raises(CleRefusee, match="plus récente"):
        SlotFile.from_bytes(rewritten(lambda content: content.update(version=2)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 1 << 30),
        ("memory_kib", 1),
        ("iterations", 1000),
        ("lanes", 0),
        ("name", "md5"),
        ("salt", "AA=="),
    ],
)
def test_hostile_parameters_are_refused(field: str, value: object) -> None:
    with pytest.raises(SlotsDamaged):
        SlotFile.from_bytes(
            rewritten(lambda content: content["slots"][0]["kdf"].update({field: value}))
        )


@pytest.mark.parametrize(
    ("field", "value"), [("id", "Odile"), ("public", "AA=="), ("handed", ["AA=="])]
)
def test_hostile_slots_are_refused(field: str, value: object) -> None:
    with pytest.raises(SlotsDamaged):
        SlotFile.from_bytes(rewritten(lambda content: content["slots"][0].update({field: value})))


def test_a_wrapped_ring_too_short_to_be_one_stays_shut() -> None:
    data = rewritten(lambda content: content["slots"][0].update(wrapped="AA=="))
    assert SlotFile.from_bytes(data).open(b"first") == {}
