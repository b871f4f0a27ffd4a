"""Before an adhésion is taken: the days it would hold, and whether they are covered already."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from cs_desktop.domain.adhesions import AdhesionDraft, GenreAdhesion
from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.periods import Periode
from cs_desktop.persistence import adhesions, saisons


def periode(session: Session, draft: AdhesionDraft, today: date) -> Periode:
    """From when to when `draft` would hold under the rule of the centre."""
    rule, prise_le = saisons.validite(session), draft.prise_le or today
    if draft.suivante:
        return rule.suivante(prise_le)
    people = _people(draft)
    covered = adhesions.covered_until(session, people, prise_le)
    everybody = bool(people) and covered.keys() == people
    return rule.periode(prise_le, couverte_jusqu_au=min(covered.values()) if everybody else None)


def refuse_covered_twice(session: Session, draft: AdhesionDraft, periode: Periode) -> None:
    """Raises RegleMetier when all those it names are covered in `periode` already."""
    people = _people(draft)
    covered = adhesions.covered_during(session, people, periode)
    if people and covered.keys() == people:
        numero, fin = max(covered.values(), key=lambda one: one[1])
        raise RegleMetier(
            f"L’adhésion n° {numero:04} couvre déjà ces jours, jusqu’au {date_fr(fin)}. "
            "Annulez-la d’abord si elle est fausse.",
            "prise_le",
        )


def _people(draft: AdhesionDraft) -> set[int]:
    match draft.genre:
        case GenreAdhesion.INDIVIDUELLE if draft.personne_id is not None:
            return {draft.personne_id}
        case GenreAdhesion.FAMILIALE:
            return set(draft.couvertes)
        case _:
            return set()
