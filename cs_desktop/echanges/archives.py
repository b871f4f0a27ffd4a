"""Zipped spreadsheets looked at before they are opened: bombs and billions of cells are refused."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from cs_desktop.domain.errors import RegleMetier

MAX_ENTRIES = 2_000
MAX_UNZIPPED = 150 * 2**20
MAX_RATIO = 200  # a spreadsheet of repeated text is near 50
RATIO_FROM = 5 * 2**20  # small parts may be very regular
MAX_CELLS = 4_000_000  # of the rectangle that holds every filled cell: readers allocate it whole
CHUNK = 2**20
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,4})([0-9]{1,9})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ODS = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"']([0-9]{1,12})[\"']")

TOO_BIG = (
    "Ce fichier se déplierait en {} : il est refusé sans être lu. Enregistrez la feuille utile "
    "seule, en XLSX ou en CSV, puis recommencez."
)


def check_archive(stream: BinaryIO) -> str:
    """« xlsx » or « ods ». Raises RegleMetier for a damaged, huge or foreign archive."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            names = {entry.filename for entry in entries}
            if "content.xml" in names:
                _check_ods(_read(archive, "content.xml"))
                return "ods"
            sheets = [name for name in names if re.fullmatch(r"(?i)xl/worksheets/.*\.xml", name)]
            if sheets:
                for name in sorted(sheets):
                    _check_xlsx(_read(archive, name))
                return "xlsx"
            if any(name.startswith("xl/") for name in names):
                return "xlsx"  # binary sheets: the reader counts them
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise RegleMetier(
            "Ce tableur est abîmé ou incomplet, il n’a pas pu être ouvert : ouvrez-le dans votre "
            "tableur, enregistrez-le de nouveau, puis recommencez."
        ) from error
    raise RegleMetier(
        "Ce fichier est une archive, pas un tableur : choisissez le fichier XLSX, ODS ou CSV "
        "qu’elle contient."
    )


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise RegleMetier(TOO_BIG.format(f"{len(entries)} fichiers"))
    if total > MAX_UNZIPPED:
        raise RegleMetier(TOO_BIG.format(f"{total // 2**20} Mo"))
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
            raise RegleMetier(TOO_BIG.format(f"{entry.file_size // 2**20} Mo de vide"))


def _read(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Pieces that end with a whole tag; what a lying header announces is not believed."""
    rest, total = b"", 0
    with archive.open(name) as stream:
        while piece := stream.read(CHUNK):
            total += len(piece)
            if total > MAX_UNZIPPED:
                raise RegleMetier(TOO_BIG.format(f"plus de {MAX_UNZIPPED // 2**20} Mo"))
            whole, _tag, end = (rest + piece).rpartition(b"<")
            rest = b"<" + end if _tag else end
            yield whole
    yield rest


def _check_xlsx(pieces: Iterator[bytes]) -> None:
    rows, columns, lines = (2**62, -1), (2**62, -1), 0
    for piece in pieces:
        lines += len(_ROW.findall(piece))
        for letters, number in set(_CELL.findall(piece)):
            column, row = _column(letters), int(number)
            rows = min(rows[0], row), max(rows[1], row)
            columns = min(columns[0], column), max(columns[1], column)
    cells = max(0, rows[1] - rows[0] + 1) * max(0, columns[1] - columns[0] + 1)
    if max(cells, lines) > MAX_CELLS:
        raise RegleMetier(TOO_BIG.format("milliards de cases"))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_ods(pieces: Iterator[bytes]) -> None:
    """Repeated cells are written once in the file and made many times by a reader."""
    cells = width = row_times = 0
    for piece in pieces:
        for tag, attributes in _ODS.findall(piece):
            repeated = _REPEATED.search(attributes)
            times = int(repeated[1]) if repeated else 1
            if tag in {b"table-row", b"table"}:
                cells += width * row_times
                width, row_times = 0, times
            elif b"value-type" in attributes or not attributes.rstrip().endswith(b"/"):
                width += times
            if cells + width * row_times > MAX_CELLS:
                raise RegleMetier(TOO_BIG.format("milliards de cases"))
