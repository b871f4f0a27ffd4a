"""Logs and crash traces of this machine, without personal data.

The base holds minors and incomes: what is logged is ids, types and places in the code. The text
of an exception may quote what was typed, so that it never reaches the file.
"""

from __future__ import annotations

import faulthandler
import logging
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

FILE = "cs-desktop.log"
CRASH_FILE = "crash.log"
MAX_BYTES = 1_000_000
FILES = 5  # the current one and four older
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

# faulthandler knows a descriptor only: the file stays open as long as the program lives.
_crash_files: list[TextIO] = []


class SafeFormatter(logging.Formatter):
    """Writes where an exception was raised and its type, never its text."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have cached its own trace, text included, in the record.
        record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802 - the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "" if ei[1] is None else "".join(trace_lines(ei[1])).rstrip("\n")


def trace_lines(error: BaseException) -> Iterator[str]:
    """The trace of `error` and of its causes; the crash report of the window uses it too."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from trace_lines(cause)
        yield "then:\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"


def configure(log_dir: Path) -> None:
    """Log to `log_dir`: everything of ours, warnings of the libraries; native crashes beside.

    Where the folder refuses a file the program still starts, and logs to standard error.
    """
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h.formatter, SafeFormatter)]:
        root.removeHandler(handler)
        handler.close()
    try:
        handler = RotatingFileHandler(
            log_dir / FILE, maxBytes=MAX_BYTES, backupCount=FILES - 1, encoding="utf-8"
        )
        _trace_crashes(log_dir / CRASH_FILE)
    except OSError as error:
        handler = logging.StreamHandler()
        refusal: OSError | None = error
    else:
        refusal = None
    handler.setFormatter(SafeFormatter(FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("cs_desktop").setLevel(logging.DEBUG)
    if refusal is not None:
        root.warning("the log folder refuses a file (%s): logging here", refusal.strerror)


def _trace_crashes(path: Path) -> None:
    file = path.open("a", encoding="utf-8")
    faulthandler.enable(file)
    while _crash_files:
        _crash_files.pop().close()
    _crash_files.append(file)
