"""Reading a PDF back, as a reader or a funder’s tool would."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

GOLDEN = Path(__file__).parent / "golden"


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in read(pdf).pages)
    return "\n\f\n".join("\n".join(line.rstrip() for line in p.splitlines()) for p in pages) + "\n"


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text("utf-8")


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Name of each font of the file → whether it is embedded."""
    found: dict[str, bool] = {}
    for reference in _objects(pdf):
        if reference.get("/Type") == "/Font":
            descriptor = reference.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(reference["/BaseFont"])] = embedded
    return found


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """(title, page) of every entry of the outline, in reading order."""
    reader = read(pdf)

    def flat(entries):
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry)
            else:
                yield entry.title, reader.get_destination_page_number(entry) + 1

    return list(flat(reader.outline))


def _objects(pdf: bytes):
    reader = read(pdf)
    for number in range(1, len(reader.xref[0]) + 1):
        value = reader.get_object(number)
        if isinstance(value, dict):
            yield value
