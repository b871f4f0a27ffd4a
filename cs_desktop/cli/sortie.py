"""What a verb prints: one JSON document, or plain French lines; refusals go to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from cs_desktop.domain.errors import ErreurAttendue, StockageIndisponible
from cs_desktop.domain.system_reasons import reason

FAIT, REFUSE, ARRETE = 0, 1, 130

Valeur = object


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def answer(document: object, lines: Iterable[str], *, as_json: bool) -> int:
    """Print the answer of a verb and return its status: JSON alone when asked, else `lines`.

    Raises StockageIndisponible where standard output takes nothing.
    """
    try:
        if as_json:
            text = json.dumps(document, ensure_ascii=False, indent=2, default=_plain)
            sys.stdout.write(f"{text}\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()  # the reader has read enough, as `| head` does
    except OSError as error:
        _forget_output()
        raise StockageIndisponible(
            f"La réponse n’a pas pu être écrite ({reason(error)}) : vérifiez où elle est dirigée, "
            "puis recommencez."
        ) from error
    return FAIT


def _forget_output() -> None:
    """Python would write again what is left when it ends, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def guarded(run: Callable[[], int]) -> int:
    """Turn a foreseen refusal into its sentence and status 1; bugs keep their trace."""
    try:
        return run()
    except ErreurAttendue as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSE
    except KeyboardInterrupt:
        sys.stderr.write("Arrêté à votre demande.\n")
        return ARRETE


def table(rows: Sequence[Mapping[str, object]], keys: Sequence[str]) -> list[str]:
    """Rows as tab-separated lines under their keys, for a terminal or a pipe."""
    body = ["\t".join("" if row[key] is None else str(row[key]) for key in keys) for row in rows]
    return ["\t".join(keys), *body]
