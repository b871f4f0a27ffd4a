"""Sentences of several screens about people."""

from __future__ import annotations

from datetime import date, datetime

from cs_desktop.domain.dates import date_fr


def instant_text(instant: datetime, today: date) -> str:
    """« aujourd’hui à 09:31 », « le 14/09/2026 à 18:05 », in local time."""
    local = instant.astimezone()
    day = "aujourd’hui" if local.date() == today else f"le {date_fr(local.date())}"
    return f"{day} à {local:%H:%M}"
