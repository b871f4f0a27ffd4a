"""Files that a person asked for: a document, an export. Whole or absent, never half written."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.persistence.durable import discard, move_durably, part_of, translated_os


@contextmanager
def written_file(path: Path) -> Generator[BinaryIO]:
    """A stream that becomes `path` when the block ends, and vanishes when it raises.

    Raises StockageIndisponible with the file that was there left as it was.
    """
    part = part_of(path)
    try:
        with translated_os(path), part.open("wb") as stream:
            yield stream
        _rename(part, path)
    except BaseException:
        discard(part)
        raise


def _rename(part: Path, path: Path) -> None:
    try:
        move_durably(part, path)
    except StockageIndisponible as error:
        # Windows refuses to replace a file that a viewer or a spreadsheet holds open.
        if isinstance(error.__cause__, PermissionError) and path.exists():
            raise StockageIndisponible(
                f"« {path.name} » est ouvert dans un autre programme, il n’a pas été remplacé : "
                "fermez-le ou choisissez un autre nom, puis recommencez."
            ) from error
        raise
