"""Rows to the JSON texts of the journal and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, Table

from cs_desktop.persistence.types import UtcDateTime


def _plain(value: Any) -> str:
    """What JSON does not know. `datetime` and `date` share ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"a {type(value).__name__} cannot be journalled")


# One encoder for all rows: `json.dumps` with options would build one per call.
encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False
).encode


def decode(text: str | None) -> dict[str, Any]:
    """The values as JSON holds them: dates and instants are texts."""
    return {} if text is None else json.loads(text)


def python_values(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Journal values as the columns of `table` take them; columns since removed are left out."""
    return {
        name: _python_value(table.columns[name], value)
        for name, value in values.items()
        if name in table.columns
    }


def _python_value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return bytes.fromhex(value)
    return value
