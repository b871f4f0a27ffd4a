"""Codes of the tab, of its drafts and of the screens that it opens."""

from __future__ import annotations

ONGLET = "foyer"
PERSONNE = "personne"  # the sheet, where the names of members lead


def brouillon(foyer_id: int) -> str:
    """The name of the draft of the form of a foyer."""
    return f"foyer/{foyer_id}"
