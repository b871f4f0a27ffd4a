"""Exported lists, read back byte by byte (CSV) and cell by cell (XLSX)."""

from __future__ import annotations

import errno
import gc
import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from cs_desktop.domain.errors import Annule, RegleMetier
from cs_desktop.echanges import tableur
from cs_desktop.echanges.colonnes import ColonneExport, Genre
from cs_desktop.echanges.csv_fr import guarded, write_csv
from cs_desktop.echanges.tableur import write_xlsx

COLONNES = (
    ColonneExport("Nom", largeur=30),
    ColonneExport("Naissance", Genre.DATE, 12),
    ColonneExport("Solde", Genre.EUROS),
    ColonneExport("Présences", Genre.NOMBRE),
    ColonneExport("Heures", Genre.MINUTES),
)
LIGNES = [
    ("Léa; « B »\nC", date(1988, 1, 19), -123456, 3, 150),
    ("=2+5", None, 5, None, None),
    ("", date(1895, 7, 1), 0, 0, 0),
]


def csv_text(lignes=LIGNES, **options) -> str:
    stream = BytesIO()
    assert write_csv(stream, COLONNES, lignes, **options) == len(lignes)
    assert stream.getvalue().startswith(b"\xef\xbb\xbf")
    return stream.getvalue().decode("utf-8-sig")


def sheet(lignes=LIGNES, titre="Liste des personnes") -> dict[str, str]:
    stream = BytesIO()
    assert write_xlsx(stream, titre, COLONNES, lignes) == len(lignes)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_csv_holds_plain_numbers_and_iso_dates() -> None:
    assert csv_text() == (
        "Nom;Naissance;Solde;Présences;Heures\r\n"
        '"Léa; « B »\nC";1988-01-19;-1234,56;3;150\r\n'
        "'=2+5;;0,05;;\r\n"
        ";1895-07-01;0,00;0;0\r\n"
    )


@pytest.mark.parametrize("text", ["=1", "+33 6", "-x", "@a", "\t=1", "\r=1", " =1"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Belkacem", "0639984207", "a-b", "Anne =", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_the_header_is_guarded_too() -> None:
    stream = BytesIO()
    write_csv(stream, [ColonneExport("=SOMME()")], [])
    assert stream.getvalue().decode("utf-8-sig") == "'=SOMME()\r\n"


def test_xlsx_cells_are_typed_and_no_text_is_a_formula() -> None:
    files = sheet()
    cells = files["xl/worksheets/sheet1.xml"]
    assert "<f>" not in cells
    assert "<v>-1234.56</v>" in cells
    assert re.search(r'<c r="B2" s="\d+"><v>32161</v></c>', cells)
    assert re.search(r'<c r="B4" t="s">', cells)  # before 1900: text
    assert "=2+5" in files["xl/sharedStrings.xml"]
    assert "1895-07-01" in files["xl/sharedStrings.xml"]


def test_xlsx_opens_ready_to_read() -> None:
    files = sheet()
    cells = files["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in cells
    assert '<autoFilter ref="A1:E4"/>' in cells
    assert re.search(r'<col min="1" max="1" width="30\.', cells)
    assert "FFE6EBEA" in files["xl/styles.xml"]
    assert "<dc:creator></dc:creator>" in files["docProps/core.xml"]


def test_a_title_becomes_a_sheet_name() -> None:
    assert 'name="Adhérents 2026 2027"' in sheet(titre="Adhérents [2026/2027]")["xl/workbook.xml"]
    assert 'name="Liste"' in sheet(titre="???")["xl/workbook.xml"]


def test_a_list_larger_than_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableur, "MAX_ROWS", 2)
    with pytest.raises(RegleMetier, match="CSV"):
        sheet()


@pytest.mark.parametrize("write", [
    lambda rows, **k: write_csv(BytesIO(), COLONNES, rows, **k),
    lambda rows, **k: write_xlsx(BytesIO(), "x", COLONNES, rows, **k),
])  # fmt: skip
def test_an_export_tells_how_far_it_is_and_can_be_stopped(write) -> None:
    told: list[int] = []
    assert write(LIGNES * 400, progress=lambda done, _total: told.append(done)) == 1200
    assert told == [500, 1000]
    with pytest.raises(Annule, match="Aucun fichier"):
        write(LIGNES * 400, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("genre", "value"), [(Genre.DATE, "2026"), (Genre.NOMBRE, "3"), (Genre.EUROS, "1,5")]
)
def test_a_value_of_another_kind_is_a_bug(genre: Genre, value: str) -> None:
    with pytest.raises(TypeError):
        write_csv(BytesIO(), [ColonneExport("x", genre)], [(value,)])


def test_a_row_of_another_width_is_a_bug() -> None:
    with pytest.raises(ValueError, match="cells"):
        write_csv(BytesIO(), COLONNES, [("x",)])


class _Full(BytesIO):
    def write(self, content: object, /) -> int:
        del content
        raise OSError(errno.ENOSPC, "full")


def test_a_full_disk_is_raised_once_and_leaves_nothing_that_complains_later() -> None:
    with pytest.raises(OSError, match="full"):
        write_xlsx(_Full(), "x", COLONNES, [])
    gc.collect()
