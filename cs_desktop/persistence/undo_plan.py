"""Which rows of a use-case can still go back to what they were, and why the others cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cs_desktop.domain.dates import date_fr, heure
from cs_desktop.persistence.base import CANCELLED_BY
from cs_desktop.persistence.journal import JournalEntry, read_history
from cs_desktop.persistence.references import referred, referrers
from cs_desktop.persistence.rows import chunks, read_rows
from cs_desktop.persistence.tables import table_named, whole_metadata
from cs_desktop.persistence.trace import Action, Key, Values

VERBS = {
    Action.CREATION: "créée",
    Action.MODIFICATION: "modifiée",
    Action.SUPPRESSION: "supprimée",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that stays as it is, and the sentence that says why."""

    table: str
    row_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes back and what stays."""

    entries: list[JournalEntry]
    kept: tuple[Kept, ...]


def make_plan(session: Session, entries: list[JournalEntry]) -> Plan:
    """Rows still at the version the use-case left, to which nothing later refers."""
    kept: dict[Key, str] = {}
    current = _current_rows(session, entries)
    for entry in entries:
        reason = _moved(session, entry, current.get(key_of(entry)))
        if reason is not None:
            kept[key_of(entry)] = reason
    going = {key_of(e): e for e in entries if key_of(e) not in kept}
    while blocked := {**_referred_to(session, going), **_orphans(session, going)}:
        kept.update(blocked)  # a row that stays may in turn keep the rows it refers to
        going = {key: entry for key, entry in going.items() if key not in blocked}
    return Plan(
        list(going.values()),
        tuple(Kept(table, row_id, reason) for (table, row_id), reason in kept.items()),
    )


def key_of(entry: JournalEntry) -> Key:
    """The row that a journal entry is about."""
    return entry.table, entry.ligne_id


def _current_rows(session: Session, entries: Iterable[JournalEntry]) -> dict[Key, Values]:
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries:
        if entry.table in whole_metadata().tables:
            ids[entry.table].append(entry.ligne_id)
    return {
        (table, row_id): row
        for table, some in ids.items()
        for row_id, row in read_rows(session, table_named(table), some).items()
    }


def _moved(session: Session, entry: JournalEntry, row: Values | None) -> str | None:
    """Why this row cannot go back whatever the others do, None when it can."""
    if entry.table not in whole_metadata().tables:
        return f"La table « {entry.table} » n’existe plus dans cette version : rien n’est annulé."
    if entry.efface and entry.action is not Action.CREATION:
        return "Ce que la fiche contenait a été effacé du journal : rien ne peut être rétabli."
    if entry.action is Action.CREATION and _is_never_removed(entry.table):
        return (
            f"{_what(entry.table)} porte un numéro déjà donné : elle s’annule par une écriture, "
            "elle ne se supprime pas."
        )
    if (row is None) == (entry.action is Action.SUPPRESSION):
        expected = None if entry.action is Action.SUPPRESSION else entry.version
        found = None if row is None else row.get("version")
        # A use-case that came back on its own steps raises the version and is not journalled.
        if found == expected or _stands_last(_history(session, key_of(entry)), entry):
            return None
    return _later(session, entry.table, entry.ligne_id)


def _stands_last(history: list[JournalEntry], entry: JournalEntry) -> bool:
    """Whether all that came after `entry` was undone since: Ctrl+Z walks back a whole session."""
    later = [one for one in history if one.id > entry.id]
    known = {one.operation for one in later}
    undone: set[int] = set()
    for one in reversed(later):
        if one.operation in undone:
            continue
        if one.annule not in known:
            return False
        undone.add(one.annule)
    return True


def _is_never_removed(table: str) -> bool:
    """Whether a number was printed that nothing but another writing can cancel."""
    info = table_named(table).info
    return bool(info.get("numbered", False)) and CANCELLED_BY not in info


def _referred_to(session: Session, going: dict[Key, JournalEntry]) -> dict[Key, str]:
    """Created rows that a row which stays refers to."""
    created: defaultdict[str, set[int]] = defaultdict(set)
    for (table, row_id), entry in going.items():
        if entry.action is Action.CREATION:
            created[table].add(row_id)
    blocked: dict[Key, str] = {}
    for table, ids in created.items():
        for column in referrers(table):
            for child_id, parent_id in _children(session, column, ids):
                child = going.get((column.table.name, child_id))
                if not _leaves(child, column.name):
                    reason = _later(session, column.table.name, child_id)
                    blocked.setdefault((table, parent_id), reason)
    return blocked


def _children(session: Session, column: Any, ids: set[int]) -> Iterator[tuple[int, int]]:
    for some in chunks(ids):
        query = select(column.table.columns.id, column).where(column.in_(some))
        yield from session.connection().execute(query)


def _leaves(child: JournalEntry | None, column: str) -> bool:
    """Whether the undo itself removes the reference: the row goes, or its old value comes back."""
    if child is None:
        return False
    return child.action is Action.CREATION or column in child.avant


def _orphans(session: Session, going: dict[Key, JournalEntry]) -> dict[Key, str]:
    """Rows whose old values refer to a row that is gone since."""
    wanted: defaultdict[str, dict[int, list[Key]]] = defaultdict(dict)
    for key, entry in going.items():
        if entry.action is Action.CREATION:
            continue
        for column, parent in referred(table_named(entry.table)):
            parent_id = entry.avant.get(column)
            if parent_id is not None and (parent, parent_id) not in going:
                wanted[parent].setdefault(parent_id, []).append(key)
    blocked: dict[Key, str] = {}
    for parent, children in wanted.items():
        present = read_rows(session, table_named(parent), children.keys())
        for parent_id, keys in children.items():
            if parent_id not in present:
                blocked.update(dict.fromkeys(keys, _later(session, parent, parent_id)))
    return blocked


def _history(session: Session, key: Key) -> list[JournalEntry]:
    return read_history(session, *key)


def _later(session: Session, table: str, row_id: int) -> str:
    """The sentence that names the last change of a row."""
    history = _history(session, (table, row_id))
    if not history:
        return f"{_what(table)} a changé depuis : cette action ne peut plus être annulée."
    last = history[-1]
    moment = last.le.astimezone()
    who = f" par {last.acteur_nom}" if last.acteur_nom else ""
    when = f"le {date_fr(moment.date())} à {heure(moment.hour * 60 + moment.minute)}"
    return (
        f"{_what(table)} a été {VERBS[last.action]} ensuite{who}, {when} : annulez d’abord ce "
        "changement depuis son historique."
    )


def _what(table: str) -> str:
    return f"La fiche « {table.replace('_', ' ')} »"
