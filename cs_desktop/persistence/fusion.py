"""Merging two rows of one person: every reference follows, whatever the table (A6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Column, Table, UniqueConstraint, and_, or_
from sqlalchemy.orm import Session

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.persistence.personnes import DoublonEcarte, Personne, load
from cs_desktop.persistence.references import referrers
from cs_desktop.persistence.rows import delete_ids, read_where, update_changed
from cs_desktop.persistence.trace import Values

# What the survivor takes from the other row, block by block, where she has nothing herself.
_BLOCKS: tuple[tuple[str, ...], ...] = (
    ("nom_naissance",),
    ("naissance_le", "naissance_precision"),
    ("telephone",),
    ("telephone_2",),
    ("courriel",),
    ("canal",),
    ("adresse", "chez", "complement", "code_postal", "commune", "commune_tri", "genre_adresse"),
    ("zone_id", "zone_le"),
    ("urgence_nom", "urgence_telephone", "urgence_lien"),
)
_PAIRS = cast("Table", DoublonEcarte.__table__)
_PEOPLE = cast("Table", Personne.__table__)


def merge(session: Session, kept_id: int, lost_id: int) -> None:
    """Everything that referred to `lost_id` refers to `kept_id`; the lost row stays, marked.

    Raises RegleMetier for one row with itself, Introuvable when one of the two is gone.
    """
    if kept_id == lost_id:
        raise RegleMetier("C’est deux fois la même fiche. Choisissez-en une autre à fusionner.")
    kept, lost = load(session, kept_id), load(session, lost_id)
    for block in _BLOCKS:
        if not any(getattr(kept, name) for name in block if name != "genre_adresse"):
            for name in block:
                setattr(kept, name, getattr(lost, name))
    session.flush()
    _move_pairs(session, lost_id, kept_id)
    _move_references(session, _PEOPLE, lost_id, kept_id)
    lost.fusionnee_dans = kept_id
    session.flush()


def distinguish(session: Session, one_id: int, other_id: int) -> None:
    """Remember that these two are not the same person. Raises RegleMetier, Introuvable."""
    if one_id == other_id:
        raise RegleMetier("C’est deux fois la même fiche. Choisissez deux personnes.")
    first, second = sorted((load(session, one_id).id, load(session, other_id).id))
    where = and_(_PAIRS.c.personne_id == first, _PAIRS.c.autre_id == second)
    if not read_where(session, _PAIRS, where):
        session.add(DoublonEcarte(personne_id=first, autre_id=second))


def _move_pairs(session: Session, lost_id: int, kept_id: int) -> None:
    """Pairs said to be different stay ordered, single, and never of a person with herself."""
    mine = or_(_PAIRS.c.personne_id == lost_id, _PAIRS.c.autre_id == lost_id)
    for row_id, row in read_where(session, _PAIRS, mine).items():
        pair = {row["personne_id"], row["autre_id"]} - {lost_id} | {kept_id}
        first, second = min(pair), max(pair)
        same = and_(_PAIRS.c.personne_id == first, _PAIRS.c.autre_id == second)
        if first == second or read_where(session, _PAIRS, same):
            delete_ids(session, _PAIRS, [row_id])
        else:
            update_changed(session, _PAIRS, {row_id: {"personne_id": first, "autre_id": second}})


def _move_references(session: Session, target: Table, lost_id: int, kept_id: int) -> None:
    for column in referrers(target.name):
        table = column.table
        for row_id, row in read_where(session, table, column == lost_id).items():
            twin = _twin(session, table, {**row, column.name: kept_id}, column)
            if twin is None:
                update_changed(session, table, {row_id: {column.name: kept_id}})
            else:  # the survivor has this row already: hers stays, the other is journalled
                _move_references(session, table, row_id, twin)
                delete_ids(session, table, [row_id])


def _twin(session: Session, table: Table, wanted: Values, column: Column[Any]) -> int | None:
    """Another row that holds what must be unique in `wanted`; no value equals no value."""
    for columns in _unique_columns(table):
        if column in columns:
            same = and_(*(one.is_not_distinct_from(wanted[one.name]) for one in columns))
            others = read_where(session, table, and_(same, table.columns.id != wanted["id"]))
            if others:
                return min(others)
    return None


def _unique_columns(table: Table) -> Iterator[list[Column[Any]]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns)
    for index in table.indexes:
        if index.unique and index.dialect_options["sqlite"].get("where") is None:
            yield list(index.columns)
