from cs_desktop.ui.kit.table.source import MemorySource, SortKey
from tests.ui.kit.table.fakes import Ligne

ROWS = [
    Ligne(1, "b", "2", 5, a_jour=True),
    Ligne(2, "a", "", 5, a_jour=True),
    Ligne(3, "c", "1", 9, a_jour=True),
]
SOURCE = MemorySource(
    ROWS, {"nom": lambda r: r.nom, "solde": lambda r: r.solde, "tel": lambda r: r.telephone or None}
)


def ids(*keys: SortKey) -> list[int]:
    return list(SOURCE.sort(keys).ids())


def test_rows_in_memory_answer_like_a_query() -> None:
    assert SOURCE.count() == 3
    assert [row.id for row in SOURCE.page(1, 5)] == [2, 3]
    assert SOURCE.position(3) == 2
    assert SOURCE.position(9) is None


def test_rows_in_memory_sort_by_several_keys() -> None:
    assert ids(SortKey("nom")) == [2, 1, 3]
    assert ids(SortKey("solde", descending=True), SortKey("nom")) == [3, 2, 1]
    assert ids(SortKey("solde", descending=True), SortKey("nom", descending=True)) == [3, 1, 2]


def test_unknown_values_come_last_both_ways() -> None:
    assert ids(SortKey("tel")) == [3, 1, 2]
    assert ids(SortKey("tel", descending=True)) == [1, 3, 2]
