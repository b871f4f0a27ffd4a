"""The list of people as the table reads it: one filter, one order, windows of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.personnes import Colonne, FiltrePersonnes, PersonneRow, Tri
from cs_desktop.domain.text import search_key
from cs_desktop.services.personnes import PersonneService
from cs_desktop.ui.kit.table.source import SortKey

BY_NAME = Tri()


@dataclass(frozen=True)
class PersonneSource:
    """Every call is one service call; the reader pool may make it."""

    service: PersonneService
    acteur: Acteur
    filtre: FiltrePersonnes
    tri: Tri = BY_NAME

    def count(self) -> int:
        return self.service.count(self.acteur, self.filtre)

    def page(self, offset: int, limit: int) -> Sequence[PersonneRow]:
        return self.service.page(self.acteur, self.filtre, self.tri, offset, limit)

    def position(self, row_id: int, /) -> int | None:
        return self.service.position(self.acteur, self.filtre, self.tri, row_id)

    def ids(self) -> Sequence[int]:
        return self.service.ids(self.acteur, self.filtre, self.tri)

    def sort(self, keys: tuple[SortKey, ...], /) -> PersonneSource:
        return replace(self, tri=tri_of(keys))


@dataclass(frozen=True)
class KnownPeople:
    """People whose ids are known already, in their order: the rows behind a figure."""

    service: PersonneService
    acteur: Acteur
    known: tuple[int, ...]

    def count(self) -> int:
        return len(self.known)

    def page(self, offset: int, limit: int) -> Sequence[PersonneRow]:
        return self.service.rows(self.acteur, self.known[offset : offset + limit])

    def position(self, row_id: int, /) -> int | None:
        return self.known.index(row_id) if row_id in self.known else None

    def ids(self) -> Sequence[int]:
        return self.known

    def sort(self, keys: tuple[SortKey, ...], /) -> KnownPeople:
        return self


def tri_of(keys: tuple[SortKey, ...]) -> Tri:
    """The order of the query for the keys of the header, first key first."""
    tri: Tri | None = None
    for key in reversed(keys):
        tri = Tri(Colonne(key.column), key.descending, tri)
    return tri or BY_NAME


def words_of(texte: str) -> list[str]:
    """What to mark in the cells; groups of digits are one number, as the search reads them."""
    parts: list[str] = []
    for word in search_key(texte).split():
        if word.isdigit() and parts and parts[-1].isdigit():
            parts[-1] += word
        else:
            parts.append(word)
    return parts
