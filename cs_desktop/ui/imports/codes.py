"""Codes of the import screen and of where it leads; they are stable."""

from __future__ import annotations

ECRAN = "import"
LISTE = "adherents"
