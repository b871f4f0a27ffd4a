"""Typed reading of a parsed TOML table: each surprise is a sentence that names its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar, cast

E = TypeVar("E", bound=StrEnum)


class DonneesInvalides(ValueError):
    """Reference data that cannot be used; `problems` holds one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Table:
    """One table of a TOML document. Values of the wrong type, and keys that nobody read, are
    noted in `problems`, which a document shares among all its tables."""

    def __init__(self, values: Mapping[str, object], where: str, problems: list[str]) -> None:
        self._values, self._where, self._problems = values, where, problems
        self._read: set[str] = set()

    @classmethod
    def parse(cls, toml_text: str, name: str) -> Table:
        """The root table of a document. Raises DonneesInvalides if it is not TOML."""
        try:
            return cls(tomllib.loads(toml_text), name, [])
        except tomllib.TOMLDecodeError as error:
            raise DonneesInvalides([f"{name}: {error}"]) from error

    @property
    def problems(self) -> list[str]:
        """What was found wrong so far in the whole document."""
        return self._problems

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text; compulsory and not blank unless it has a default."""
        value = self._take(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self._note(f"{key} must be a text")
            return ""
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None when the key is left out."""
        return self.text(key) if key in self._values else None

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        return self._texts(key, self._take(key, [] if optional else None))

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            self._note(f"{key} must be true or false")
            return False
        return value

    def integer(self, key: str) -> int:
        """A whole number."""
        value = self._take(key, None)
        if not isinstance(value, int) or isinstance(value, bool):
            self._note(f"{key} must be a whole number")
            return 0
        return value

    def choice(self, key: str, choices: type[E]) -> E:
        """One of the words of an enumeration."""
        text = self.text(key)
        if text in set(choices):
            return choices(text)
        self._note(f"{key} cannot be « {text} »")
        return next(iter(choices))

    def text_or_integer(self, key: str) -> str | int:
        """A default value of a setting."""
        if isinstance(self._values.get(key), int):
            return self.integer(key)
        return self.text(key)

    def mapping(self, key: str, *, optional: bool = False) -> dict[str, tuple[str, ...]]:
        """A table of texts or lists of texts, as a filter is written."""
        value = self._take(key, {} if optional else None)
        if not isinstance(value, dict):
            self._note(f"{key} must be a table")
            return {}
        table = cast("dict[str, object]", value)
        return {
            name: (content,) if isinstance(content, str) else self._texts(f"{key}.{name}", content)
            for name, content in table.items()
        }

    def tables(self, key: str) -> list[Table]:
        """The tables of [[key]]."""
        value = self._take(key, None)
        if not isinstance(value, list):
            self._note(f"[[{key}]] must be a list of tables")
            return []
        found: list[Table] = []
        for number, item in enumerate(cast("list[object]", value), 1):
            if isinstance(item, dict):
                values = cast("dict[str, object]", item)
                name = values.get("code") or values.get("nom") or number
                found.append(Table(values, f"{self._where} {key} {name}", self._problems))
            else:
                self._note(f"[[{key}]] must hold tables only")
        return found

    def close(self) -> None:
        """Note the keys that nobody read: they are slips of the pen."""
        for key in self._values.keys() - self._read:
            self._note(f"unknown key {key}")

    def _take(self, key: str, default: object) -> object:
        self._read.add(key)
        return self._values.get(key, default)

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        items = cast("list[object]", value) if isinstance(value, list) else [None]
        texts = tuple(item for item in items if isinstance(item, str))
        if len(texts) != len(items):
            self._note(f"{key} must be a list of texts")
        return texts

    def _note(self, problem: str) -> None:
        self._problems.append(f"{self._where}: {problem}")
