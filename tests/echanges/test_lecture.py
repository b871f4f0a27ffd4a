"""Files as they come: encodings, separators, wrong names, damaged, hostile."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from cs_desktop.domain.errors import Annule, RegleMetier
from cs_desktop.domain.imports import Classeur
from cs_desktop.echanges.lecture import read_source

FICHIERS = Path(__file__).parent / "fichiers"
LIGNES = [["Nom", "Prénom"], ["Lefèvre", "Élodie"], ["Ünal", "Ay\u015fe"]]


def read(content: bytes) -> Classeur:
    return read_source(content, lambda: None)


def xlsx(*rows: list[object], premiere: int = 0) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("2025")
        for rank, row in enumerate(rows):
            sheet.write_row(premiere + rank, 0, row)
    return stream.getvalue()


def ods(*cells: str, repeated: int = 1, rows: int = 1) -> bytes:
    """A minimal ODS with one row of texts, repeated as asked."""
    row = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="2026">'
        f'<table:table-row table:number-rows-repeated="{rows}">{row}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b'<?xml version="1.0"?><manifest:manifest '
            b'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }
    )


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet_with(cell: str) -> bytes:
    """A real XLSX whose only sheet holds this reference."""
    source = zipfile.ZipFile(BytesIO(xlsx(["Nom"], ["Dupont"])))
    entries = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    entries[name] = entries[name].replace(b'r="A2"', f'r="{cell}"'.encode())
    return zipped(entries)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_a_text_is_read_whatever_wrote_it(encoding: str, told: str, separator: str) -> None:
    rows = LIGNES[:2] if encoding == "cp1252" else LIGNES
    text = "\r\n".join(separator.join(row) for row in rows)
    book = read(text.encode(encoding))
    assert book.feuilles[0].lignes == rows
    assert told in book.detail
    assert book.format == "csv"


def test_a_cell_may_hold_lines_separators_and_quotes() -> None:
    book = read('Nom;Adresse\nDupont;"4, rue\ndes « ""Lilas"" » ; bât. B"\n'.encode())
    assert book.feuilles[0].lignes[1] == ["Dupont", '4, rue\ndes « "Lilas" » ; bât. B']


def test_a_quote_never_closed_is_told_with_its_line() -> None:
    with pytest.raises(RegleMetier, match="ligne 2, un guillemet"):
        read(b'Nom;Prenom\nDupont;"Anna\n' + b"Martin;Paul\n" * 100)


def test_a_million_characters_are_cut_before_they_cost_anything() -> None:
    book = read(b"Nom;Prenom\n" + b"A" * 1_000_000 + b";Anna\n")
    assert len(str(book.feuilles[0].lignes[1][0])) == 5_000


def test_nul_does_not_make_a_table_foreign_but_bytes_do() -> None:
    assert read(b"Nom;Prenom\nDup\0ont;Anna\n" * 9).feuilles[0].lignes[1][1] == "Anna"
    with pytest.raises(RegleMetier, match="pas un tableau"):
        read(bytes(range(256)) * 20)


@pytest.mark.parametrize("content", [b"", b"\0" * 50, b" \r\n"])
def test_an_empty_file_is_said(content: bytes) -> None:
    with pytest.raises(RegleMetier, match="vide"):
        read(content)


@pytest.mark.parametrize(
    "content", [b"SQLite format 3\0" + bytes(90), b"%PDF-1.7\n", b"\x89PNG\r\n", b"<html><body>"]
)
def test_a_foreign_file_is_named(content: bytes) -> None:
    with pytest.raises(RegleMetier, match="pas un tableau"):
        read(content)


def test_the_rows_of_a_sheet_keep_their_numbers() -> None:
    sheet = read(xlsx(["Nom", "Prénom"], ["Dupont", "Anna"], premiere=3)).feuilles[0]
    assert (sheet.nom, sheet.premiere) == ("2025", 4)
    assert sheet.lignes == [["Nom", "Prénom"], ["Dupont", "Anna"]]


def test_an_old_spreadsheet_is_read() -> None:
    book = read((FICHIERS / "ancien.xls").read_bytes())
    assert book.format == "xls"
    assert book.feuilles[0].lignes[2][:3] == ["Martin", "Zoé", 1951]


def test_an_open_document_is_read() -> None:
    book = read(ods("Nom", "Prénom"))
    assert (book.format, book.feuilles[0].lignes) == ("ods", [["Nom", "Prénom"]])


def test_a_formula_is_never_run() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nom", "Prénom"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://x.exemple")', None, "Dupont")
        sheet.write_string(1, 1, "=1+1")
    assert read(stream.getvalue()).feuilles[0].lignes[1] == ["Dupont", "=1+1"]


def test_a_protected_spreadsheet_says_what_to_do() -> None:
    with pytest.raises(RegleMetier, match="mot de passe"):
        read((FICHIERS / "protege.xlsx").read_bytes())


def test_a_zip_bomb_is_not_unfolded() -> None:
    bomb = zipped({"xl/worksheets/sheet1.xml": bytes(40 * 2**20)})
    assert len(bomb) < 100_000
    with pytest.raises(RegleMetier, match="déplierait"):
        read(bomb)


def test_a_lying_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cs_desktop.echanges.archives.MAX_UNZIPPED", 1_000)
    monkeypatch.setattr("cs_desktop.echanges.archives._check_sizes", lambda _entries: None)
    with pytest.raises(RegleMetier, match="déplierait"):
        read(xlsx(*[["Dupont", "Anna"]] * 200))


@pytest.mark.parametrize(
    "content",
    [
        sheet_with("XFD1048576"),
        ods("x", repeated=10_000, rows=10_000),
        zipped({f"xl/f{rank}.xml": b"" for rank in range(2_001)}),
    ],
    ids=["corner", "repeated", "entries"],
)
def test_billions_of_cells_are_refused_before_reading(content: bytes) -> None:
    with pytest.raises(RegleMetier, match="déplierait"):
        read(content)


def test_an_archive_that_is_no_spreadsheet_is_said() -> None:
    with pytest.raises(RegleMetier, match="archive"):
        read(zipped({"lisez-moi.txt": b"rien"}))


def _old() -> bytes:
    return (FICHIERS / "ancien.xls").read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda: xlsx(["Nom"], ["Dupont"])[:-200],
        lambda: _old()[:700],
        # The first row of the sheet after its last one: the reader would reserve 600 GB.
        lambda: _old()[:1675] + b"\xcc" + _old()[1676:],
    ],
    ids=["cut", "cut old", "dimensions"],
)
def test_a_damaged_spreadsheet_is_said(damage: Callable[[], bytes]) -> None:
    with pytest.raises(RegleMetier, match="abîmé"):
        read(damage())


def test_reading_can_be_stopped() -> None:
    def stop() -> None:
        raise Annule("arrêté")

    with pytest.raises(Annule):
        read_source(b"Nom;Prenom\n" + b"Dupont;Anna\n" * 600, stop)
