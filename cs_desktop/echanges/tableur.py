"""Lists written for a spreadsheet (XLSX): typed cells, readable as they open."""

# XlsxWriter is typed in part.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.echanges.colonnes import (
    Cellule,
    ColonneExport,
    Genre,
    check_width,
    never,
    silent,
    tell,
)

MAX_ROWS = 1_048_575  # of a sheet, header left out
FIRST_DAY = date(1900, 3, 1)  # spreadsheets know no older date without doubt
MAX_TEXT = 32_767  # characters of a cell
_SHEET_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FORMATS: dict[Genre, dict[str, Any]] = {
    Genre.TEXTE: {"num_format": "@"},
    Genre.NOMBRE: {"num_format": "#,##0"},
    Genre.EUROS: {"num_format": "#,##0.00\u00a0€"},
    Genre.DATE: {"num_format": "dd/mm/yyyy", "align": "left"},
    Genre.MINUTES: {"num_format": "[h]:mm"},
}


def write_xlsx(
    stream: BinaryIO,
    titre: str,
    colonnes: Sequence[ColonneExport],
    lignes: Iterable[Sequence[Cellule]],
    *,
    progress: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Write one sheet and return its number of rows, header left out. Raises Annule, RegleMetier.

    Text is written as text: a name that looks like a formula is never one.
    """
    # The sheet holds names: nothing of it goes to a temporary folder. It is made whole before it is
    # written, for a zip that meets a full disk complains again when it is thrown away.
    whole = BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": titre, "author": "", "company": ""})
        sheet = workbook.add_worksheet(_sheet_name(titre))
        formats = _prepare(workbook, sheet, colonnes)
        count = 0
        for count, ligne in enumerate(lignes, 1):
            check_width(colonnes, ligne)
            if count > MAX_ROWS:
                raise RegleMetier(
                    "La liste dépasse la taille d’une feuille de tableur. "
                    "Filtrez-la, ou exportez-la en CSV."
                )
            for place, (colonne, value) in enumerate(zip(colonnes, ligne, strict=True)):
                _write(sheet, count, place, colonne, value, formats[colonne.genre])
            tell(count, progress, cancelled)
        sheet.autofilter(0, 0, count, max(0, len(colonnes) - 1))
    stream.write(whole.getbuffer())
    return count


def _prepare(
    workbook: Workbook, sheet: Worksheet, colonnes: Sequence[ColonneExport]
) -> dict[Genre, Format]:
    header = workbook.add_format(
        {"bold": True, "bg_color": "#E6EBEA", "top": 1, "bottom": 1, "valign": "vcenter"}
    )
    formats = {genre: workbook.add_format(values) for genre, values in _FORMATS.items()}
    for place, colonne in enumerate(colonnes):
        sheet.set_column(place, place, colonne.largeur)
        sheet.write_string(0, place, colonne.titre, header)
    sheet.set_row(0, 21)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return formats


def _write(
    sheet: Worksheet, row: int, place: int, colonne: ColonneExport, value: Cellule, form: Format
) -> None:
    if value is None or value == "":
        return
    match colonne.genre:
        case Genre.TEXTE:
            sheet.write_string(row, place, str(value)[:MAX_TEXT], form)
        case Genre.DATE:
            jour = colonne.date(value)
            if jour < FIRST_DAY:
                sheet.write_string(row, place, jour.isoformat())
            else:
                sheet.write_datetime(row, place, datetime.combine(jour, time()), form)
        case Genre.NOMBRE:
            sheet.write_number(row, place, colonne.entier(value), form)
        case Genre.EUROS:
            sheet.write_number(row, place, colonne.entier(value) / 100, form)
        case Genre.MINUTES:
            sheet.write_number(row, place, colonne.entier(value) / 1440, form)


def _sheet_name(titre: str) -> str:
    return " ".join(titre.translate(_SHEET_FORBIDDEN).split())[:31] or "Liste"
