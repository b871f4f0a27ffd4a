"""What leaves the screens: exports as they are shown, printed lists, the file of a fiche."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.ui.kit.table.source import SortKey
from cs_desktop.ui.personnes import codes
from tests.support.office import Office
from tests.support.ui import answering, type_text
from tests.ui.personnes.conftest import calm

CONTROL = Qt.KeyboardModifier.ControlModifier


def lines(path: Path) -> list[list[str]]:
    return [line.split(";") for line in path.read_text("utf-8-sig").splitlines()]


def test_ctrl_e_writes_what_is_seen(qtbot, office: Office, tmp_path: Path) -> None:
    screen = office.screen
    type_text(screen.bar.field, "march")
    screen.table.sort_by((SortKey("nom", descending=True),))
    screen.table._arrangement.choose(("nom", "commune"))
    calm(qtbot, office)
    target = tmp_path / "liste.csv"
    with answering(target):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, CONTROL)
    calm(qtbot, office)
    assert lines(target) == [
        ["Nom", "Prénom", "Commune"],
        ["Marchand", "Léon", "Éclusier"],
        ["Marchand", "Claudine", ""],
    ]
    assert office.said == ["2\u00a0personnes exportées dans «\u00a0liste.csv\u00a0»"]


def test_only_the_ticked_rows_leave_in_the_order_shown(
    qtbot, office: Office, tmp_path: Path
) -> None:
    screen = office.screen
    screen.reload()
    calm(qtbot, office)
    amina, _claudine, leon = office.services.personnes.ids(SANS_COMPTE)
    screen.table.sort_by((SortKey("nom", descending=True),))
    calm(qtbot, office)
    screen.table.selection.set([amina, leon], ticked=True)
    screen.table._arrangement.choose(("nom",))
    target = tmp_path / "liste"
    with answering(target):
        screen.export_shown()
    calm(qtbot, office)
    assert not target.exists()
    assert target.with_suffix(".xlsx").read_bytes().startswith(b"PK")
    with answering(target.with_suffix(".csv")):
        screen.export_shown()
    calm(qtbot, office)
    assert [line[0] for line in lines(target.with_suffix(".csv"))[1:]] == ["Marchand", "Belkacem"]


def test_another_kind_of_file_is_refused_with_a_sentence(qtbot, office: Office, tmp_path) -> None:
    with answering(tmp_path / "liste.pdf"):
        office.screen.export_shown()
    calm(qtbot, office)
    band = office.frame.host.band
    assert band is not None
    assert "terminez le nom du fichier par .xlsx ou .csv" in band.accessibleName() + str(
        [child.accessibleName() for child in band.children() if child.isWidgetType()]
    )
    assert list(tmp_path.glob("liste*")) == []


def test_ctrl_p_prints_the_list(qtbot, office: Office) -> None:
    office.screen.reload()
    calm(qtbot, office)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, CONTROL)
    calm(qtbot, office)
    assert [name for _content, name in office.previewed] == ["adhérents.pdf"]
    assert office.previewed[0][0].startswith(b"%PDF")


def test_the_fiche_is_saved_where_the_person_says(qtbot, office: Office, tmp_path: Path) -> None:
    amina = office.services.personnes.ids(SANS_COMPTE)[0]
    screen = office.open(codes.FICHE, amina)
    with answering(tmp_path / "fiche"):
        screen.files.save_fiche(amina)
    calm(qtbot, office)
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF")
    assert office.said == ["Fiche enregistrée dans «\u00a0fiche.pdf\u00a0»"]
    with answering(tmp_path / "fiche.doc"):
        screen.files.save_fiche(amina)
    assert not (tmp_path / "fiche.doc").exists()


def test_giving_up_the_dialog_writes_nothing(qtbot, office: Office, tmp_path: Path) -> None:
    with answering(None):
        office.screen.export_shown()
    calm(qtbot, office)
    assert office.said == []
