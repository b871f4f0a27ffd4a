"""What opening a base takes, shared by the use-cases of accounts: secrets, tries, repairs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from cs_desktop.domain import fiche_secours
from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import BaseRefusee, CleRefusee
from cs_desktop.domain.mots_de_passe import Essais
from cs_desktop.persistence import comptes
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.durable import translated_os
from cs_desktop.persistence.essais import read_essais, write_essais
from cs_desktop.persistence.rekey import key_in_use
from cs_desktop.persistence.slot_files import (
    is_protected,
    read_slots,
    write_slots,
    write_slots_for_good,
)
from cs_desktop.persistence.storage_errors import check_present
from cs_desktop.persistence.verification import slot_differences
from cs_desktop.system.folders import is_network, resource

Now = Callable[[], datetime]


@cache
def mots_secours() -> tuple[str, ...]:
    """The word list of the fiche de secours."""
    return fiche_secours.parse_words(resource("data/mots-secours.txt").read_text("utf-8"))


def check_place(base: Path) -> None:
    """Refuse a base on a drive shared by other computers. Raises BaseRefusee (A2)."""
    if is_network(base):
        raise BaseRefusee(
            f"« {base} » est sur un lecteur réseau, où une base peut s’abîmer : placez-la sur le "
            "disque de cet ordinateur, et mettez ses sauvegardes sur le réseau."
        )


def est_protegee(base: Path) -> bool:
    """Whether opening this base takes a password. Raises StockageIndisponible, BaseRefusee."""
    with translated_os(base):
        check_present(base)
    return is_protected(base)


def check_protected(base: Path) -> None:
    """Refuse a base that is not there, or that has no accounts."""
    check_place(base)
    if not est_protegee(base):
        raise CleRefusee(
            f"La base « {base} » n’a pas de comptes : ouvrez-la sans mot de passe, comme une base "
            "d’essai."
        )


def try_secret(base: Path, secret: bytes, now: Now) -> dict[str, Trousseau]:
    """The rings that `secret` opens, none when it is wrong. The caller counts the failure.

    Raises CleRefusee while the wait after too many failures lasts.
    """
    essais = read_essais(base)
    if essais.wait(now()):
        raise CleRefusee(essais.sentence(now()))
    return read_slots(base).open(secret)


def wrong_secret(base: Path, told: str, now: Now) -> CleRefusee:
    """Count one more failure; the refusal says how many tries are left."""
    essais = read_essais(base).failed(now())
    write_essais(base, essais)
    return CleRefusee(f"{told} {essais.sentence(now())}")


def right_secret(base: Path) -> None:
    """Forget the failures."""
    if read_essais(base).echecs:
        write_essais(base, Essais())


def base_ring(base: Path, ring: Trousseau) -> Trousseau:
    """`ring` with the key that opens the base. Raises BaseRefusee when none does."""
    opened = key_in_use(base, ring)
    if opened is None:
        raise BaseRefusee(
            f"Les clés sont bonnes mais « {base} » ne s’ouvre avec aucune : la base est "
            "endommagée, restaurez la dernière sauvegarde."
        )
    return opened


def repair(database: Database, acteur: Acteur) -> None:
    """Finish what a crash left between the row of an account and its slot (A3).

    A row without a slot never opened anything, or no longer does: it is retired. A slot without an
    account in use must not open anything: it is closed.
    """
    ring = ring_of(database)
    slots = read_slots(database.path)
    with database.reading() as session:
        without_slot, without_row = slot_differences(session, slots.ids())
    if without_row:
        write_slots_for_good(database.path, slots.without(without_row, ring))
    if without_slot:
        with database.transaction(acteur, "compte.reparer") as session:
            for compte_id in without_slot:
                comptes.archive(session, compte_id)


def ring_of(database: Database) -> Trousseau:
    """The keys of an open session. Raises CleRefusee for a base without accounts."""
    if database.trousseau is None:
        raise CleRefusee(
            "Cette base d’essai n’a ni compte ni mot de passe : créez un centre pour en avoir."
        )
    return database.trousseau


def put_slot(database: Database, slot_id: str, secret: bytes, *, for_good: bool = False) -> None:
    """Give `slot_id` a secret, in place of the one it had; `for_good` leaves no way back to it."""
    ring = ring_of(database)
    slots = read_slots(database.path)
    slots.check(ring)
    changed = slots.with_slot(slot_id, secret, ring)
    if for_good:
        write_slots_for_good(database.path, changed)
    else:
        write_slots(database.path, changed)


def try_password(base: Path, secret: bytes, slot_id: str, now: Now) -> None:
    """Whether `secret` opens this very slot. Raises CleRefusee with the tries left."""
    if slot_id not in try_secret(base, secret, now):
        raise wrong_secret(base, "Ce mot de passe n’est pas le vôtre.", now)
    right_secret(base)
