"""Invented rows by the hundred thousand, and a source that counts what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.ui.kit.table.columns import Chip, Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import SortKey

UP_TO_DATE = Chip("À jour", "ok", "circle-check")
TO_RENEW = Chip("À renouveler", "warn", "hourglass")


@dataclass(frozen=True, slots=True)
class Ligne:
    id: int
    nom: str
    telephone: str
    solde: int
    a_jour: bool


def ligne(number: int) -> Ligne:
    return Ligne(number, f"Nom {number:06}", "", number % 7, number % 3 == 0)


@dataclass
class FakeSource:
    """Ids 1 to `length` without `missing`; the order is turned by any descending key."""

    length: int
    missing: frozenset[int] = frozenset()
    keys: tuple[SortKey, ...] = ()
    calls: list[str] = field(default_factory=list)
    broken: bool = False

    def _ids(self) -> list[int]:
        ids = [number for number in range(1, self.length + 1) if number not in self.missing]
        return ids[::-1] if self.keys and self.keys[0].descending else ids

    def count(self) -> int:
        self._note("count")
        return self.length - len(self.missing)

    def page(self, offset: int, limit: int) -> Sequence[Ligne]:
        self._note(f"page {offset}")
        if not self.missing and not self.keys:
            last = min(offset + limit, self.length)
            return [ligne(number + 1) for number in range(offset, last)]
        return [ligne(number) for number in self._ids()[offset : offset + limit]]

    def position(self, row_id: int, /) -> int | None:
        self._note("position")
        ids = self._ids()
        return ids.index(row_id) if row_id in ids else None

    def ids(self) -> Sequence[int]:
        self._note("ids")
        return self._ids()

    def sort(self, keys: tuple[SortKey, ...], /) -> FakeSource:
        return FakeSource(self.length, self.missing, keys, self.calls)

    def _note(self, call: str) -> None:
        if self.broken:
            raise StockageIndisponible("Le disque ne répond plus.")
        self.calls.append(call)


COLUMNS: tuple[Column[Ligne], ...] = (
    Column("nom", "Nom, prénom", lambda row: row.nom, kind="strong", width=160, sort="nom",
           stretch=True, highlight=True),
    Column("telephone", "Téléphone", lambda row: row.telephone, secondary=True),
    Column("adhesion", "Adhésion", lambda _row: None, kind="chip", sort="adhesion",
           chip=lambda row: UP_TO_DATE if row.a_jour else TO_RENEW),
    Column("solde", "Solde", lambda row: str(row.solde), kind="number", sort="solde",
           tone=lambda row: "warning" if row.solde else "textSecondary"),
    Column("numero", "N°", lambda row: str(row.id), shown=False),
)  # fmt: skip
PERSONNES = Noun("personne", "personnes", feminine=True)
