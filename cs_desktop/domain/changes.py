"""What a commit changed, as told to every open screen (A10)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table that were created, changed or deleted."""

    table: str
    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Commit:
    """One use-case that reached the disk. `operation` identifies it for undo and history."""

    operation: int
    usage: str
    acteur_id: int | None
    changes: frozenset[Change]

    def concerns(self, tables: frozenset[str]) -> bool:
        """Whether a screen that shows `tables` must look again."""
        return any(change.table in tables for change in self.changes)
