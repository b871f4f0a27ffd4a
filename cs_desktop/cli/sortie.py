"""What a verb prints: one JSON document, or plain French lines; refusals go to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from cs_desktop.domain.errors import ErreurAttendue

FAIT, REFUSE = 0, 1

Valeur = object


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def answer(document: object, lines: Iterable[str], *, as_json: bool) -> int:
    """Print the answer of a verb and return its status: JSON alone when asked, else `lines`."""
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n")
    else:
        for line in lines:
            sys.stdout.write(f"{line}\n")
    return FAIT


def guarded(run: Callable[[], int]) -> int:
    """Turn a foreseen refusal into its sentence and status 1; bugs keep their trace."""
    try:
        return run()
    except ErreurAttendue as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSE


def table(rows: Sequence[Mapping[str, object]], keys: Sequence[str]) -> list[str]:
    """Rows as tab-separated lines under their keys, for a terminal or a pipe."""
    body = ["\t".join("" if row[key] is None else str(row[key]) for key in keys) for row in rows]
    return ["\t".join(keys), *body]
