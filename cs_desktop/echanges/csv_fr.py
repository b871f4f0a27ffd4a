"""Lists written as CSV for a French spreadsheet: UTF-8 with its mark, « ; », ISO dates."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from cs_desktop.echanges.colonnes import (
    Cellule,
    ColonneExport,
    Genre,
    check_width,
    never,
    silent,
    tell,
)

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(
    stream: BinaryIO,
    colonnes: Sequence[ColonneExport],
    lignes: Iterable[Sequence[Cellule]],
    *,
    progress: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Write a header and `lignes`; return the number of rows, header left out. Raises Annule."""
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(colonne.titre) for colonne in colonnes])
    count = 0
    for count, ligne in enumerate(lignes, 1):
        check_width(colonnes, ligne)
        writer.writerow(
            [_cell(colonne, value) for colonne, value in zip(colonnes, ligne, strict=True)]
        )
        tell(count, progress, cancelled)
    text.flush()
    text.detach()  # the stream belongs to the caller
    return count


def guarded(text: str) -> str:
    """`text`, with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def _cell(colonne: ColonneExport, value: Cellule) -> str:
    if value is None or value == "":
        return ""
    match colonne.genre:
        case Genre.TEXTE:
            return guarded(str(value))
        case Genre.DATE:
            return colonne.date(value).isoformat()
        case Genre.EUROS:
            return _euros(colonne.entier(value))
        case Genre.NOMBRE | Genre.MINUTES:
            return str(colonne.entier(value))


def _euros(cents: int) -> str:
    """« -1234,56 »: a decimal comma and no space, which French spreadsheets read as a number."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02}"
