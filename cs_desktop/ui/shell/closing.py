"""The questions of closing: something is being written, or something typed would be lost."""

from __future__ import annotations

from collections.abc import Sequence

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


def losing_question(typed: Sequence[str]) -> Question:
    """Said when a form is open that no draft keeps; `typed` names each with its count."""
    return Question(
        "Fermer sans enregistrer ce qui est tapé ?",
        f"{' ; '.join(typed)}. Ce sera perdu. Les autres saisies sont gardées en brouillon.",
        (Option(STAY, "Rester"), Option(CLOSE, "Fermer sans enregistrer", "danger")),
        STAY,
    )
