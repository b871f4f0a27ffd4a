"""Who refers to whom, read from the metadata: undo must know it for tables not written yet."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Column, Table

from cs_desktop.persistence.tables import table_named, whole_metadata
from cs_desktop.persistence.trace import Key, Values


def referred(table: Table) -> list[tuple[str, str]]:
    """(column, table it refers to) for each reference of `table` to an id."""
    return [
        (key.parent.name, key.column.table.name)
        for key in table.foreign_keys
        if key.column.name == "id"
    ]


def referrers(table_name: str) -> list[Column[int]]:
    """Every column of the program that refers to the ids of this table."""
    return [
        table.columns[column]
        for table in whole_metadata().tables.values()
        for column, parent in referred(table)
        if parent == table_name and "id" in table.columns
    ]


def parents_first(rows: Mapping[Key, Values]) -> list[tuple[str, list[int]]]:
    """The rows by runs of one table, each after the rows that it refers to.

    Raises graphlib.CycleError when rows refer to one another in a circle, which no table allows.
    """
    sorter: TopologicalSorter[Key] = TopologicalSorter()
    for (table_name, row_id), values in rows.items():
        parents = [
            (parent, values[column])
            for column, parent in referred(table_named(table_name))
            if (parent, values[column]) in rows and (parent, values[column]) != (table_name, row_id)
        ]
        sorter.add((table_name, row_id), *parents)
    sorter.prepare()
    runs: list[tuple[str, list[int]]] = []
    while sorter.is_active():
        generation = sorted(sorter.get_ready())
        for table_name, keys in groupby(generation, itemgetter(0)):
            runs.append((table_name, [row_id for _table, row_id in keys]))
        sorter.done(*generation)
    return runs
