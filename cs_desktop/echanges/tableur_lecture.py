"""Spreadsheets read with calamine: XLSX, XLS, ODS. Formulas are never run: their last values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from io import BytesIO
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports import Cellule, FeuilleLue
from cs_desktop.echanges.archives import MAX_CELLS, TOO_BIG
from cs_desktop.echanges.colonnes import STEP
from cs_desktop.echanges.ole import BROKEN, PROTECTED

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_TEXT = 5_000  # signs kept of a cell: no field takes more, and the reason is then said


def read_workbook(content: bytes, check_going_on: Callable[[], None]) -> tuple[FeuilleLue, ...]:
    """The visible sheets that hold something. Raises RegleMetier; `check_going_on` may raise."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.visible == SheetVisibleEnum.Visible
                and sheet.typ == SheetTypeEnum.WorkSheet
            ]
            sheets = [
                _read(workbook.get_sheet_by_name(name), name, check_going_on) for name in names
            ]
    except PasswordError as error:
        raise RegleMetier(PROTECTED) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise RegleMetier(BROKEN) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust’s own, which has no public class
            raise
        raise RegleMetier(BROKEN) from error
    return tuple(sheet for sheet in sheets if sheet.lignes)


def _read(sheet: CalamineSheet, name: str, check_going_on: Callable[[], None]) -> FeuilleLue:
    start = sheet.start
    if start is None:
        return FeuilleLue(name, 1, [])
    if sheet.height * sheet.width > MAX_CELLS:
        raise RegleMetier(TOO_BIG.format("millions de cases"))
    rows: list[list[Cellule]] = []
    skipped = 0
    for rank, row in enumerate(islice(sheet.iter_rows(), MAX_ROWS + start[0] + 1)):
        if rank % STEP == 0:
            check_going_on()
        cells = [_cell(one) for one in row[:MAX_COLUMNS]]
        if not rows and all(cell is None for cell in cells):
            skipped += 1
            continue
        rows.append(cells)
    if len(rows) > MAX_ROWS:
        raise RegleMetier(
            f"La feuille « {name} » dépasse {MAX_ROWS} lignes : partagez-la en plusieurs fichiers."
        )
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return FeuilleLue(name, skipped + 1, rows)


def _cell(value: object) -> Cellule:
    match value:
        case str():
            return value[:MAX_TEXT] or None
        case time() | timedelta():
            return str(value)
        case bool() | int() | float():
            return value
        case _:
            return value  # pyright: ignore[reportReturnType] - a date or a datetime
