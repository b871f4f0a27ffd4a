"""Who manages a centre: the codes kept in the base, with their words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FORMES: Mapping[str, str] = MappingProxyType(
    {
        "association": "Association",
        "commune": "Commune",
        "ccas": "CCAS ou CIAS",
        "epci": "Intercommunalité",
        "caf": "Caf",
    }
)
