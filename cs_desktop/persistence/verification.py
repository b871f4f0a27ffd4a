"""Whether a base is whole: pages, foreign keys, journal, search index, slots and accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from cs_desktop.domain.comptes import Trousseau
from cs_desktop.domain.errors import CleRefusee, StockageIndisponible
from cs_desktop.domain.text import plural
from cs_desktop.persistence import comptes, search
from cs_desktop.persistence.centre import base_uuid as written_uuid
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.slot_files import base_uuid, read_slots
from cs_desktop.persistence.slots import FICHE

SHOWN = 5  # problems of one kind; a damaged page makes thousands

Check = Callable[[Session], list[str]]


@dataclass(frozen=True, slots=True)
class Controle:
    """One thing looked at, and what is wrong with it."""

    nom: str
    problemes: tuple[str, ...]


def verify(database: Database) -> list[Controle]:
    """Look at everything, going on after a problem: the list says all that is wrong."""
    looks: dict[str, Callable[[], list[str]]] = {
        "Fichier": lambda: _file_problems(database),
        "Liens entre fiches": lambda: _read(database, _foreign_keys),
        "Journal": lambda: _read(database, verify_chain),
        "Recherche": lambda: _read(database, search.check),
        "Comptes et clés": lambda: _accounts(database),
    }
    return [_looked(database, nom, look) for nom, look in looks.items()]


def slot_differences(
    session: Session, ids: frozenset[str]
) -> tuple[frozenset[int], frozenset[str]]:
    """Accounts in use without a slot, and slots without an account in use."""
    actifs = {row.id for row in comptes.rows(session)}
    with_slot = {int(slot_id) for slot_id in ids if slot_id != FICHE}
    return frozenset(actifs - with_slot), frozenset(map(str, with_slot - actifs))


def _looked(database: Database, nom: str, look: Callable[[], list[str]]) -> Controle:
    try:
        problems = look()
    except (StockageIndisponible, CleRefusee) as refusal:
        problems = [str(refusal)]
        # A page that does not decrypt spoils its whole connection: the next look has its own.
        database.engine.dispose()
    if len(problems) > SHOWN:
        hidden = plural(len(problems) - SHOWN, "autre problème", "autres problèmes")
        problems = [*problems[:SHOWN], f"Et {hidden} de la même sorte."]
    return Controle(nom, tuple(problems))


def _read(database: Database, check: Check) -> list[str]:
    with database.reading() as session:
        return check(session)


def _file_problems(database: Database) -> list[str]:
    with database.reading() as session:
        connection = session.connection()
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        if database.trousseau is not None:
            pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
            found += [str(row[0]) for row in pages]
        uuid = written_uuid(session)
    told = [f"Le fichier est endommagé ({text})." for text in found if text != "ok"]
    return told + list(_identity(database.path, uuid))


def _identity(path: Path, written: str | None) -> Iterator[str]:
    header = base_uuid(path)
    if header is not None and written is not None and header != written:
        yield "L’en-tête du fichier n’est pas celui de cette base."


def _foreign_keys(session: Session) -> list[str]:
    broken = session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return [
        f"Une ligne de « {row[0]} » (n° {row[1]}) renvoie à une ligne absente de « {row[2]} »."
        for row in broken
    ]


def _accounts(database: Database) -> list[str]:
    ring: Trousseau | None = database.trousseau
    if ring is None:
        return []
    slots = read_slots(database.path)
    slots.check(ring)
    with database.reading() as session:
        without_slot, without_row = slot_differences(session, slots.ids())
    found: list[str] = []
    if without_slot:
        found.append(f"{plural(len(without_slot), 'compte')} sans clé pour ouvrir la base.")
    if without_row:
        found.append(f"{plural(len(without_row), 'clé')} sans compte qui lui réponde.")
    if FICHE not in slots.ids():
        found.append("Aucune fiche de secours n’ouvre cette base : imprimez-en une.")
    return found
