"""What one machine remembers: theme, zoom, window shape, folders (A17).

One JSON file. What an account prefers (columns, saved lists) holds names and stays in the base.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.domain.system_reasons import reason

FILE = "preferences.json"
THEMES = ("system", "light", "dark")
ZOOMS = (100, 110, 125, 150, 175, 200)

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preferences:
    """The preferences of a machine; `autres` keeps the keys of a newer version of the program."""

    theme: str = "system"
    zoom: int = 100  # per cent
    geometrie: str = ""  # of the main window, as Qt saves it, in base 64
    derniere_base: Path | None = None
    dossier_sauvegarde: Path | None = None  # second folder: USB stick, NAS
    autres: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def load(folder: Path) -> Preferences:
    """The preferences kept in `folder`; a missing file, or any bad value, gives the default.

    A folder that has vanished is kept as it is: the USB stick may come back.
    """
    data = dict(_read(folder / FILE))
    default = Preferences()
    return Preferences(
        theme=_take(data, "theme", default.theme, _one_of(THEMES)),
        zoom=_take(data, "zoom", default.zoom, _one_of(ZOOMS)),
        geometrie=_take(data, "geometrie", default.geometrie, _text),
        derniere_base=_take(data, "derniere_base", None, _path),
        dossier_sauvegarde=_take(data, "dossier_sauvegarde", None, _path),
        autres=MappingProxyType(data),
    )


def save(preferences: Preferences, folder: Path) -> None:
    """Write the preferences in one step: a crash leaves the old file or the new one.

    Raises StockageIndisponible where the folder refuses the file.
    """
    data: dict[str, object] = dict(preferences.autres)
    data |= {
        "theme": preferences.theme,
        "zoom": preferences.zoom,
        "geometrie": preferences.geometrie,
        "derniere_base": _written(preferences.derniere_base),
        "dossier_sauvegarde": _written(preferences.dossier_sauvegarde),
    }
    path = folder / FILE
    draft = path.with_suffix(".tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise StockageIndisponible(
            f"Vos préférences n’ont pas pu être gardées dans « {folder} » ({reason(error)}). "
            "Vérifiez que le disque n’est pas plein et que vous avez le droit d’y écrire."
        ) from error


def _read(path: Path) -> Mapping[str, object]:
    try:
        data: Any = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("preferences are unreadable (%s): defaults taken", type(error).__name__)
        return {}
    if not isinstance(data, dict):
        _log.warning("preferences are not a JSON object: defaults taken")
        return {}
    return cast("dict[str, object]", data)


def _take(data: dict[str, object], key: str, default: T, read: Callable[[object], T]) -> T:
    """Take `key` out of `data`. The log names the key, never the value: paths hold names."""
    if key not in data:
        return default
    try:
        return read(data.pop(key))
    except ValueError:
        _log.warning("preference %r has a bad value: default taken", key)
        return default


def _one_of(choices: tuple[T, ...]) -> Callable[[object], T]:
    def read(value: object) -> T:
        for choice in choices:
            if type(value) is type(choice) and value == choice:
                return choice
        raise ValueError

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - `_take` expects one kind of refusal
    return value


def _path(value: object) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError
    return Path(value)


def _written(path: Path | None) -> str | None:
    return None if path is None else str(path)
