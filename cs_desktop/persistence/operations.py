"""Use-cases as the journal knows them: the latest ones, and what one of them was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cs_desktop.domain.errors import Introuvable
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.journal import Journal


@dataclass(frozen=True, slots=True)
class Operation:
    """One use-case and how many rows it touched, without their contents."""

    id: int
    le: datetime
    usage: str
    acteur_id: int | None
    acteur_nom: str | None
    lignes: int


def latest(session: Session, offset: int, limit: int) -> list[Operation]:
    """The latest use-cases first."""
    steps = (
        select(
            Journal.operation,
            func.min(Journal.le).label("le"),
            func.min(Journal.usage).label("usage"),
            func.min(Journal.acteur_id).label("acteur_id"),
            func.count().label("lignes"),
        )
        .group_by(Journal.operation)
        .order_by(Journal.operation.desc())
        .offset(offset)
        .limit(limit)
        .subquery()
    )
    query = (
        select(steps.c.operation, steps.c.le, steps.c.usage, steps.c.acteur_id)
        .add_columns(CompteUtilisateur.nom, steps.c.lignes)
        .outerjoin(CompteUtilisateur, CompteUtilisateur.id == steps.c.acteur_id)
        .order_by(steps.c.operation.desc())
    )
    return [Operation(*row) for row in session.execute(query)]


def usage_of(session: Session, operation: int) -> str:
    """The use-case that `operation` did, undid or did again. Raises Introuvable."""
    while True:
        step = session.execute(
            select(Journal.usage, Journal.annule).where(Journal.operation == operation).limit(1)
        ).first()
        if step is None:
            raise Introuvable("Cette action n’est pas dans l’historique. Rien n’a été annulé.")
        if step.annule is None:
            return step.usage
        operation = step.annule  # always an earlier one
