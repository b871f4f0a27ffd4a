"""Old spreadsheets (XLS) looked at before they are opened: lying sizes would end the program.

*Measured*: the reader reserves what the file announces, and a reservation of 600 GB aborts Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as StructError  # noqa: N812 - the name that struct itself prints
from struct import unpack_from

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.echanges.archives import MAX_CELLS, TOO_BIG

BROKEN = (
    "Ce tableur est abîmé ou incomplet, il n’a pas pu être lu : ouvrez-le dans votre tableur, "
    "enregistrez-le de nouveau, puis recommencez."
)
PROTECTED = (
    "Ce tableur est protégé par un mot de passe : ouvrez-le dans votre tableur, enregistrez-le "
    "sans mot de passe, puis recommencez."
)
_HEADER, _FREE, _END = 512, 0xFFFFFFFF, 0xFFFFFFFE
_IN_HEADER = 109  # sectors of the allocation table named by the header
_SMALL = 4096  # under it, a stream lives in the small sectors
_CELLS = {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_BOF, _SST, _FILEPASS, _DIMENSIONS = 0x0809, 0x00FC, 0x002F, 0x0200
_WHOLE_SHEET = 65_536 * 256


def check_xls(content: bytes) -> None:
    """Raises RegleMetier for a damaged, encrypted or huge workbook."""
    try:
        names = _Compound(content).streams()
        book = names.get("workbook") or names.get("book")
        if book is None:
            raise RegleMetier(PROTECTED if "encryptedpackage" in names else BROKEN)
        _check_records(book)
    except (StructError, IndexError, OverflowError, UnicodeDecodeError) as error:
        raise RegleMetier(BROKEN) from error


class _Compound:
    """The streams of a compound file, every chain followed once and never outside the file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = unpack_from("<HH", content, 30)
        if shift not in {9, 12} or small_shift != 6:
            raise RegleMetier(BROKEN)
        self._size = 1 << shift
        self._sectors = max(0, (len(content) - 1) // self._size)
        fat_count, self._directory = (
            unpack_from("<I", content, 44)[0],
            unpack_from("<I", content, 48)[0],
        )
        small_start, small_count, more, more_count = unpack_from("<IIII", content, 60)
        if max(fat_count, small_count, more_count) > self._sectors:
            raise RegleMetier(BROKEN)
        table = list(unpack_from(f"<{_IN_HEADER}I", content, 76))
        while more not in {_FREE, _END} and more_count:
            sector = self._words(more)
            table, more, more_count = [*table, *sector[:-1]], sector[-1], more_count - 1
        used = [one for one in table if one != _FREE]
        if len(used) != fat_count:
            raise RegleMetier(BROKEN)
        self._fat = [word for one in used for word in self._words(one)]
        self._small_fat = [word for one in self._chain(small_start) for word in self._words(one)]

    def streams(self) -> dict[str, bytes]:
        """Name in small letters → content. Sizes that the chains do not hold are refused."""
        directory = b"".join(map(self._sector, self._chain(self._directory)))
        found: dict[str, bytes] = {}
        small = b""
        for at in range(0, len(directory), 128):
            length, kind = unpack_from("<H", directory, at + 64)[0], directory[at + 66]
            start, size = unpack_from("<II", directory, at + 116)
            if size > len(self._content) or length > 64:
                raise RegleMetier(BROKEN)
            name = directory[at : at + max(0, length - 2)].decode("utf-16-le").casefold()
            if kind == 5:
                small = b"".join(map(self._sector, self._chain(start))) if size else b""
            elif kind == 2 and size:
                found[name] = self._stream(start, size, small)
        return found

    def _stream(self, start: int, size: int, small: bytes) -> bytes:
        if size >= _SMALL:
            held = b"".join(map(self._sector, self._chain(start)))
        else:
            chain = self._follow(start, self._small_fat, len(small) // 64)
            held = b"".join(small[one * 64 : one * 64 + 64] for one in chain)
        if len(held) < size:
            raise RegleMetier(BROKEN)
        return held[:size]

    def _chain(self, start: int) -> list[int]:
        return list(self._follow(start, self._fat, self._sectors))

    def _follow(self, start: int, table: list[int], limit: int) -> Iterator[int]:
        seen = 0
        while start not in {_FREE, _END}:
            seen += 1
            if start >= limit or seen > limit:
                raise RegleMetier(BROKEN)
            yield start
            start = table[start]

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise RegleMetier(BROKEN)
        at = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        return self._content[at : at + self._size].ljust(self._size, b"\0")

    def _words(self, number: int) -> tuple[int, ...]:
        return unpack_from(f"<{self._size // 4}I", self._sector(number))


def _check_records(book: bytes) -> None:
    """The records of a workbook: whole, not encrypted, their cells in a bearable rectangle."""
    at = 0
    first, last, left, right = 2**16, -1, 2**16, -1
    while at + 4 <= len(book):
        kind, length = unpack_from("<HH", book, at)
        if at + 4 + length > len(book) or length > 8228:
            raise RegleMetier(BROKEN)
        if kind == _FILEPASS:
            raise RegleMetier(PROTECTED)
        if kind == _SST and max(unpack_from("<II", book, at + 4)) > len(book):
            raise RegleMetier(BROKEN)
        if kind == _DIMENSIONS and length >= 12 and _announced(book, at + 4) > _WHOLE_SHEET:
            raise RegleMetier(BROKEN)
        if kind == _BOF:
            first, last, left, right = 2**16, -1, 2**16, -1
        elif kind in _CELLS and length >= 4:
            row, column = unpack_from("<HH", book, at + 4)
            first, last = min(first, row), max(last, row)
            left, right = min(left, column), max(right, column)
            if (last - first + 1) * (right - left + 1) > MAX_CELLS:
                raise RegleMetier(TOO_BIG.format("millions de cases"))
        at += 4 + length
        if kind == 0 and length == 0:  # the padding at the end
            break


def _announced(book: bytes, at: int) -> int:
    """The cells that a sheet says it holds; the reader makes room for them all."""
    first, last, left, right = unpack_from("<IIHH", book, at)
    if (last and first >= last) or (right and left >= right):
        raise RegleMetier(BROKEN)
    return (last - first) * (right - left)
