"""Which kind of file it is, by its contents: the name is often wrong."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports import Classeur, FeuilleLue
from cs_desktop.echanges.archives import check_archive
from cs_desktop.echanges.csv_lecture import read_csv
from cs_desktop.echanges.ole import check_xls
from cs_desktop.echanges.tableur_lecture import read_workbook

MAX_FILE = 60 * 2**20
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FOREIGN = (
    (b"SQLite format 3\0", "une base de données SQLite"),
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"{\\rtf", "un document texte"),
    (b"<!DOCTYPE html", "une page web"),
    (b"<html", "une page web"),
)


def read_source(content: bytes, check_going_on: Callable[[], None]) -> Classeur:
    """The sheets of a file. Raises RegleMetier with what to do instead; nothing is executed."""
    if len(content) > MAX_FILE:
        raise RegleMetier(
            f"Ce fichier dépasse {MAX_FILE // 2**20} Mo : gardez la feuille utile seule, puis "
            "recommencez."
        )
    if not content.strip(b"\0 \r\n\t"):
        raise RegleMetier("Ce fichier est vide : choisissez-en un autre.")
    head = content[:512].lstrip()
    for mark, what in _FOREIGN:
        if head.lower().startswith(mark.lower()):
            raise RegleMetier(
                f"Ce fichier est {what}, pas un tableau : choisissez un fichier CSV, XLSX, XLS "
                "ou ODS."
            )
    if content.startswith(b"PK"):
        kind = check_archive(BytesIO(content))
        return _classeur(kind, read_workbook(content, check_going_on))
    if content.startswith(_OLE):
        check_xls(content)
        return _classeur("xls", read_workbook(content, check_going_on))
    sheet, detail = read_csv(content, check_going_on)
    return Classeur("csv", f"CSV, {detail}", (sheet,))


def _classeur(kind: str, sheets: tuple[FeuilleLue, ...]) -> Classeur:
    if not sheets:
        raise RegleMetier("Ce tableur ne contient aucune feuille remplie : choisissez-en un autre.")
    return Classeur(kind, kind.upper(), sheets)
