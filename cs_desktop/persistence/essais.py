"""The failures in a row on a base, kept beside it: nobody is signed in when they happen."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.domain.mots_de_passe import Essais
from cs_desktop.persistence.durable import write_durably
from cs_desktop.persistence.types import as_utc

logger = logging.getLogger(__name__)

_UNWRITABLE: dict[Path, Essais] = {}  # where the folder refuses a file, as long as we run


def essais_path(base: Path) -> Path:
    """Where the failures on `base` are counted."""
    return base.with_name(base.name + ".essais")


def read_essais(base: Path) -> Essais:
    """The failures since the last success; none when nothing readable says so."""
    try:
        content: dict[str, Any] = json.loads(essais_path(base).read_bytes())
        return Essais(int(content["echecs"]), as_utc(datetime.fromisoformat(content["dernier"])))
    except OSError:
        return _UNWRITABLE.get(base, Essais())
    except (ValueError, KeyError, TypeError):
        logger.warning("the count of failed sign-ins was unreadable and starts again")
        return Essais()


def write_essais(base: Path, essais: Essais) -> None:
    """Remember the failures, in memory where the folder refuses."""
    try:
        if essais.dernier is None:
            essais_path(base).unlink(missing_ok=True)
        else:
            content = {"echecs": essais.echecs, "dernier": essais.dernier.isoformat()}
            write_durably(essais_path(base), json.dumps(content).encode())
    except (StockageIndisponible, OSError):
        logger.warning("the count of failed sign-ins cannot be written")
        _UNWRITABLE[base] = essais
    else:
        _UNWRITABLE.pop(base, None)
