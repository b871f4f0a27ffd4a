from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.ui.kit.table.fetch import RunInPool
from cs_desktop.ui.kit.table.model import CHECK, KEPT_PAGES, PAGE, IdRole, RowRole, WindowedModel
from cs_desktop.ui.kit.tasks import Pools
from tests.ui.kit.table.fakes import COLUMNS, FakeSource, Ligne, ligne

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
CHECKED = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def model(qapp: object) -> WindowedModel[Ligne]:
    return WindowedModel(COLUMNS)


def test_the_model_keeps_the_rules_of_qt(
    model: WindowedModel[Ligne], qtmodeltester: ModelTester
) -> None:
    model.show(FakeSource(450))
    qtmodeltester.check(model, force_py=True)


def test_a_first_look_costs_a_count_and_a_page(model: WindowedModel[Ligne]) -> None:
    source = FakeSource(100_000)
    model.show(source)
    assert [model.line(row) for row in range(PAGE)]
    assert source.calls == ["count", "page 0"]
    assert model.rowCount() == 100_000


def test_a_row_far_away_costs_one_page_and_old_pages_are_forgotten(
    model: WindowedModel[Ligne],
) -> None:
    source = FakeSource(100_000)
    model.show(source)
    source.calls.clear()
    assert model.id_at(90_000) == 90_001
    assert model.id_at(90_001) == 90_002
    assert source.calls == ["page 90000"]
    for page in range(KEPT_PAGES + 5):
        model.line(page * PAGE)
    assert len(model.pages_here()) == KEPT_PAGES


def test_the_page_used_last_is_not_the_one_forgotten(model: WindowedModel[Ligne]) -> None:
    source = FakeSource(100_000)
    model.show(source)
    for page in range(1, KEPT_PAGES + 1):
        model.line(0)
        model.line(page * PAGE)
    assert 0 in model.pages_here()
    assert 1 not in model.pages_here()


def test_a_reload_reads_the_pages_round_the_row_to_keep(model: WindowedModel[Ligne]) -> None:
    source, places = FakeSource(1000), list[object]()
    model.shown.connect(places.append)
    model.show(source, keep=[601])
    assert source.calls == ["count", "page 0", "position", "page 400", "page 600"]
    assert places == [{601: 600}]


def test_the_place_of_a_row_that_was_read_is_known_without_asking(
    model: WindowedModel[Ligne],
) -> None:
    source, places = FakeSource(1000), list[object]()
    model.shown.connect(places.append)
    model.show(source, keep=[701], near=650)
    assert source.calls == ["count", "page 600"]
    assert places == [{701: 700}]


def test_rows_out_of_the_list_have_no_line(model: WindowedModel[Ligne]) -> None:
    model.show(FakeSource(3))
    assert model.id_at(3) is None
    assert model.id_at(-1) is None
    assert model.data(QModelIndex()) is None


def test_a_table_without_source_is_empty(model: WindowedModel[Ligne]) -> None:
    assert model.rowCount() == 0
    assert model.line(0) is None
    assert model.ids_between(0, 3) == []
    assert model.all_ids() == []
    assert model.source is None


def test_cells_give_their_row_text_and_spoken_text(model: WindowedModel[Ligne]) -> None:
    model.show(FakeSource(3))
    cell = model.index(0, 1)
    assert cell.data(RowRole) == ligne(1)
    assert cell.data(IdRole) == 1
    assert cell.data() == "Nom 000001"
    assert cell.data(ACCESSIBLE) == "Nom, prénom\u00a0: Nom 000001"
    assert model.index(0, 2).data() == "—"
    assert model.index(0, 2).data(ACCESSIBLE) == "Téléphone\u00a0: vide"
    assert model.index(0, 3).data(ACCESSIBLE) == "Adhésion\u00a0: à renouveler"
    assert model.index(0, 4).data(Qt.ItemDataRole.TextAlignmentRole) == (
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    )
    assert cell.data(Qt.ItemDataRole.BackgroundRole) is None


def test_headers_name_the_columns_and_the_ticks(model: WindowedModel[Ligne]) -> None:
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(CHECK, horizontal) == "Tout cocher"
    assert model.headerData(1, horizontal, ACCESSIBLE) == "Nom, prénom"
    assert model.headerData(1, horizontal, Qt.ItemDataRole.FontRole) is None
    assert model.headerData(0, vertical) is None


def test_ticks_are_read_and_written(model: WindowedModel[Ligne]) -> None:
    model.show(FakeSource(3))
    box = model.index(1, CHECK)
    assert box.data(ACCESSIBLE) == "non cochée"
    assert model.setData(box, Qt.CheckState.Checked, CHECKED)
    assert box.data(CHECKED) == Qt.CheckState.Checked
    assert box.data(ACCESSIBLE) == "cochée"
    assert box.data() is None
    assert model.selection.ids == [2]
    assert not model.setData(model.index(1, 1), Qt.CheckState.Checked, CHECKED)
    assert not model.setData(box, "texte")
    assert model.setData(box, Qt.CheckState.Unchecked, CHECKED)
    assert model.selection.ids == []


def test_a_range_inside_the_pages_asks_nothing_and_a_long_one_asks_the_ids(
    model: WindowedModel[Ligne],
) -> None:
    source = FakeSource(1000)
    model.show(source)
    source.calls.clear()
    assert model.ids_between(12, 10) == [11, 12, 13]
    assert source.calls == []
    assert model.ids_between(100, 900) == list(range(101, 902))
    assert source.calls == ["ids"]


def test_words_are_marked_in_the_columns_that_say_so(model: WindowedModel[Ligne]) -> None:
    model.show(FakeSource(3), words=["nom"])
    line = model.line(0)
    assert line is not None
    assert line.cells[0].spans == ((0, 3),)
    assert line.cells[3].spans == ()
    assert model.words == ("nom",)


def test_a_refusal_leaves_the_old_rows(model: WindowedModel[Ligne]) -> None:
    refusals: list[Exception] = []
    model.failed.connect(refusals.append)
    model.show(FakeSource(3))
    model.show(FakeSource(9, broken=True))
    assert [type(refusal) for refusal in refusals] == [StockageIndisponible]
    assert model.rowCount() == 3
    assert model.id_at(0) == 1


def test_a_page_that_fails_is_told_once_and_painted_blank(model: WindowedModel[Ligne]) -> None:
    refusals: list[Exception] = []
    model.failed.connect(refusals.append)
    source = FakeSource(1000)
    model.show(source)
    source.broken = True
    assert model.line(500) is None
    assert model.line(501) is None
    assert len(refusals) == 1


class Later:
    """Keeps the questions, to answer them in the order that the test wants."""

    def __init__(self) -> None:
        self.waiting: list[tuple] = []

    def __call__(self, work, done, failed) -> None:
        self.waiting.append((work, done))

    def answer(self, at: int = 0) -> None:
        work, done = self.waiting.pop(at)
        done(work())


def test_old_rows_stay_until_the_new_ones_are_here(qapp: object) -> None:
    later, loading = Later(), list[bool]()
    model = WindowedModel(COLUMNS, later)
    model.loading.connect(loading.append)
    model.show(FakeSource(3))
    later.answer()
    model.show(FakeSource(9))
    assert model.rowCount() == 3
    assert model.id_at(2) == 3
    assert loading == [True, False, True]
    later.answer()
    assert model.rowCount() == 9
    assert loading[-1] is False


def test_a_late_answer_never_replaces_a_newer_one(qapp: object) -> None:
    later = Later()
    model = WindowedModel(COLUMNS, later)
    model.show(FakeSource(3))
    model.show(FakeSource(9))
    later.answer(1)
    later.answer(0)
    assert model.rowCount() == 9


def test_a_page_that_comes_later_is_announced_for_its_rows(qapp: object) -> None:
    later, told = Later(), list[tuple[int, int]]()
    model = WindowedModel(COLUMNS, later)
    model.show(FakeSource(500))
    later.answer()
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    assert model.line(450) is None
    assert model.line(451) is None
    assert len(later.waiting) == 1
    later.answer()
    assert told == [(400, 499)]
    assert model.id_at(450) == 451


def test_a_page_of_an_old_list_is_dropped(qapp: object) -> None:
    later = Later()
    model = WindowedModel(COLUMNS, later)
    model.show(FakeSource(500))
    later.answer()
    model.line(450)
    model.show(FakeSource(500, missing=frozenset({1})))
    later.answer(1)
    later.answer(0)
    assert model.pages_here() == [0]


def test_rows_can_be_read_in_the_pool(qtbot: QtBot) -> None:
    parent = QObject()
    pools = Pools(parent)
    model = WindowedModel(COLUMNS, RunInPool(pools))
    with qtbot.waitSignal(model.shown):
        model.show(FakeSource(3))
    assert model.id_at(0) == 1
    with qtbot.waitSignal(model.failed):
        model.show(FakeSource(3, broken=True))
    pools.close()


def test_persistent_indexes_survive_ticks(model: WindowedModel[Ligne]) -> None:
    model.show(FakeSource(3))
    kept = QPersistentModelIndex(model.index(1, 1))
    model.selection.toggle(2)
    assert kept.isValid()
