"""The only question of the window: closing while something is being written."""

from __future__ import annotations

from cs_desktop.domain.text import plural
from cs_desktop.ui.kit.dialogs import Option, Question

STAY, CLOSE = "rester", "fermer"


def closing_question(under_way: int) -> Question:
    """Said when work lasts; the safe answer is to stay."""
    return Question(
        "Fermer pendant un travail en cours ?",
        f"{plural(under_way, 'travail', 'travaux')} en cours. Ce qui est en train d’être "
        "enregistré le sera ; le reste sera arrêté, sans rien abîmer.",
        (Option(STAY, "Rester"), Option(CLOSE, "Arrêter et fermer", "danger")),
        STAY,
    )
