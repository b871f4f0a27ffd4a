"""Where children go to school, one row for each school year."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain import scolarite as domain
from cs_desktop.domain.scolarite import Niveau, ScolariteDraft
from cs_desktop.persistence.base import Base, Enregistrement


class Scolarite(Enregistrement, Base):
    """The class and the school of a person in one year, that of September."""

    __tablename__ = "scolarite"
    __table_args__ = (UniqueConstraint("personne_id", "annee"),)

    personne_id: Mapped[int] = mapped_column(ForeignKey("personne.id", ondelete="RESTRICT"))
    annee: Mapped[int]
    niveau: Mapped[str | None]
    etablissement: Mapped[str] = mapped_column(default="")


def write(session: Session, personne_id: int, draft: ScolariteDraft) -> None:
    """Say the class of a school year; the same year is written over."""
    where = select(Scolarite).where(
        Scolarite.personne_id == personne_id, Scolarite.annee == draft.annee
    )
    row = session.scalars(where).first() or Scolarite(personne_id=personne_id, annee=draft.annee)
    row.niveau = None if draft.niveau is None else draft.niveau.value
    row.etablissement = draft.etablissement
    session.add(row)


def years(session: Session, personne_id: int) -> tuple[domain.Scolarite, ...]:
    """The school years of a person, the latest first."""
    query = select(Scolarite).where(Scolarite.personne_id == personne_id)
    return tuple(
        domain.Scolarite(
            id=row.id,
            annee=row.annee,
            niveau=None if row.niveau is None else Niveau(row.niveau),
            etablissement=row.etablissement,
        )
        for row in session.scalars(query.order_by(Scolarite.annee.desc()))
    )
