"""Delimited texts, whatever wrote them: encoding and separator are found, then said."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Callable
from io import StringIO
from itertools import islice

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports import Cellule, FeuilleLue
from cs_desktop.echanges.colonnes import STEP
from cs_desktop.echanges.tableur_lecture import MAX_COLUMNS, MAX_ROWS, MAX_TEXT

SEPARATORS = {";": "« ; »", ",": "« , »", "\t": "tabulation", "|": "« | »"}
SAMPLE = 60  # rows that tell the separator
MAX_LINES = 60  # of one cell: more means a quote that is never closed
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_NOT_A_TABLE = (
    "Ce fichier n’est pas un tableau que CS Desktop sait lire : choisissez un fichier CSV, XLSX, "
    "XLS ou ODS."
)


def read_csv(content: bytes, check_going_on: Callable[[], None]) -> tuple[FeuilleLue, str]:
    """The rows and how they were read. Raises RegleMetier; `check_going_on` may raise."""
    text, encoding = decode(content)
    separator = find_separator(text)
    csv.field_size_limit(max(csv.field_size_limit(), 2**26))
    rows: list[list[Cellule]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for rank, row in enumerate(islice(reader, MAX_ROWS + 1), 1):
            if rank % STEP == 0:
                check_going_on()
            if any(len(cell) > MAX_LINES and cell.count("\n") > MAX_LINES for cell in row):
                raise RegleMetier(
                    f"À la ligne {rank}, un guillemet est ouvert et jamais fermé : corrigez cette "
                    "ligne dans le fichier, puis recommencez."
                )
            rows.append([cell[:MAX_TEXT].strip() or None for cell in row[:MAX_COLUMNS]])
    except csv.Error as error:
        raise RegleMetier(
            f"La ligne {reader.line_num} de ce fichier n’est pas lisible : corrigez-la ou "
            "enregistrez le fichier de nouveau, puis recommencez."
        ) from error
    if len(rows) > MAX_ROWS:
        raise RegleMetier(f"Ce fichier dépasse {MAX_ROWS} lignes : partagez-le en plusieurs.")
    return FeuilleLue("", 1, rows), f"{encoding}, séparateur {SEPARATORS[separator]}"


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises RegleMetier for what is not a text."""
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], codec), name
    sample = content[:4096]
    zeros = sample.count(0)
    if zeros * 4 > len(sample):  # UTF-16 without its mark: one byte out of two
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return _checked(_decoded(content, "utf-16-le" if little else "utf-16-be")), "UTF-16"
    try:
        return _checked(content.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", errors="replace")), "Windows-1252"


def _decoded(content: bytes, codec: str) -> str:
    return content.decode(codec, errors="replace")


def _checked(text: str) -> str:
    """Raises RegleMetier for bytes that only look like a text: a picture, a program."""
    sample = text[:8192]
    odd = sum(1 for sign in sample if (sign < " " and sign not in "\t\r\n\0") or sign == "\ufffd")
    if odd * 50 > len(sample) or sample.count("\0") * 20 > len(sample):
        raise RegleMetier(_NOT_A_TABLE)
    return text


def find_separator(text: str) -> str:
    """The sign that cuts most rows into as many cells."""
    best = max(SEPARATORS, key=lambda sign: _score(text, sign))
    return best if _score(text, best) > 0 else ";"


def _score(text: str, sign: str) -> float:
    sample = text[:65536]
    try:
        rows = list(islice(csv.reader(StringIO(sample, newline=""), delimiter=sign), SAMPLE))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
    return (width - 1) ** 0.5 * count / sum(widths.values())
