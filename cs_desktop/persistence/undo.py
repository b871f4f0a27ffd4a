"""Undoing a use-case by writing forward, never over what came later (A6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.persistence.base import CANCELLED_BY
from cs_desktop.persistence.codec import python_values
from cs_desktop.persistence.journal import JournalEntry, read_operation
from cs_desktop.persistence.references import parents_first
from cs_desktop.persistence.rows import delete_ids, insert_full, read_rows, update_changed
from cs_desktop.persistence.tables import table_named
from cs_desktop.persistence.trace import Action, Key, Values
from cs_desktop.persistence.undo_plan import Kept, make_plan

FOR_EVER = frozenset({"signer", "figer", "effacer"})


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows went back to what they were, and which ones stay as they are."""

    rows: int
    kept: tuple[Kept, ...]


def undo(session: Session, operation: int) -> Undone:
    """Put back what `operation` changed, all of it. The undo of an undo is the redo.

    Raises AnnulationRefusee, naming the later change, when a single row cannot go back.
    """
    entries = _undoable(session, operation)
    plan = make_plan(session, entries)
    if plan.kept:
        raise AnnulationRefusee(plan.kept[0].reason)
    return _apply(session, operation, plan.entries, plan.kept)


def undo_untouched(session: Session, operation: int) -> Undone:
    """Put back the rows that nobody touched since, keep and list the others: for imports.

    Raises AnnulationRefusee when no row can go back.
    """
    entries = _undoable(session, operation)
    plan = make_plan(session, entries)
    if not plan.entries:
        raise AnnulationRefusee(plan.kept[0].reason)
    return _apply(session, operation, plan.entries, plan.kept)


def _undoable(session: Session, operation: int) -> list[JournalEntry]:
    entries = read_operation(session, operation)
    if not entries:
        raise AnnulationRefusee("Il n’y a rien à annuler : cette action n’a modifié aucune fiche.")
    if entries[0].usage.rsplit(".", 1)[-1] in FOR_EVER:
        raise AnnulationRefusee(
            "Cette action est définitive : ce qui est signé, figé ou effacé ne s’annule pas."
        )
    return entries


def _apply(
    session: Session, operation: int, entries: list[JournalEntry], kept: tuple[Kept, ...]
) -> Undone:
    session.flush()
    session.info["annule"] = operation
    try:
        _insert_again(session, [e for e in entries if e.action is Action.SUPPRESSION])
        _give_back(session, [e for e in entries if e.action is Action.MODIFICATION])
        _remove(session, [e for e in entries if e.action is Action.CREATION])
    except IntegrityError as refused:
        raise AnnulationRefusee(
            "Cette action ne peut plus être annulée : une fiche enregistrée depuis porte le même "
            "numéro ou le même nom. Modifiez d’abord cette fiche."
        ) from refused
    return Undone(len(entries), kept)


def _insert_again(session: Session, deleted: list[JournalEntry]) -> None:
    rows: dict[Key, Values] = {}
    for entry in deleted:
        table = table_named(entry.table)
        values: Values = dict.fromkeys(table.columns.keys())
        values.update(python_values(table, entry.avant))
        # The version goes on from where it was: a number never comes back with other contents.
        stamps = {"modifie_le": session.info["now"], "version": (entry.version or 0) + 1}
        values.update({k: v for k, v in stamps.items() if k in values})
        rows[entry.table, entry.ligne_id] = values
    for table_name, ids in parents_first(rows):
        insert_full(session, table_named(table_name), [rows[table_name, i] for i in ids])


def _give_back(session: Session, modified: list[JournalEntry]) -> None:
    wanted: defaultdict[str, dict[int, Values]] = defaultdict(dict)
    for entry in modified:
        table = table_named(entry.table)
        wanted[entry.table][entry.ligne_id] = python_values(table, entry.avant)
    for table_name, rows in wanted.items():
        update_changed(session, table_named(table_name), rows)


def _remove(session: Session, created: list[JournalEntry]) -> None:
    ids: defaultdict[str, list[int]] = defaultdict(list)
    cancelled: defaultdict[str, dict[int, Values]] = defaultdict(dict)
    for entry in created:
        column = table_named(entry.table).info.get(CANCELLED_BY)
        if column is None:
            ids[entry.table].append(entry.ligne_id)
        else:
            cancelled[entry.table][entry.ligne_id] = {column: session.info["now"]}
    for table_name, rows_of_table in cancelled.items():
        update_changed(session, table_named(table_name), rows_of_table)
    rows: dict[Key, Values] = {}
    for table_name, some in ids.items():
        for row_id, row in read_rows(session, table_named(table_name), some).items():
            rows[table_name, row_id] = row
    for table_name, some in reversed(parents_first(rows)):
        delete_ids(session, table_named(table_name), some)
