"""Unfinished forms, kept so that a power cut loses nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.persistence.base import NOT_JOURNALLED, Base

_NO_ACCOUNT = text("compte_id IS NULL")


class Brouillon(Base):
    """What one account typed in one form and has not saved yet; neither journal nor version."""

    __tablename__ = "brouillon"
    __table_args__ = (
        UniqueConstraint("compte_id", "formulaire"),
        Index(
            "ix_brouillon_sans_compte",
            "formulaire",
            unique=True,
            sqlite_where=_NO_ACCOUNT,
            postgresql_where=_NO_ACCOUNT,
        ),
        {"info": NOT_JOURNALLED},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    compte_id: Mapped[int | None] = mapped_column(
        ForeignKey("compte_utilisateur.id", ondelete="RESTRICT")
    )
    formulaire: Mapped[str]  # "personne/nouvelle", "personne/1048580"
    contenu: Mapped[dict[str, Any]] = mapped_column(JSON)
    modifie_le: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class BrouillonRow:
    """A draft found again, and when it was typed."""

    formulaire: str
    contenu: dict[str, Any]
    modifie_le: datetime


def read_brouillon(session: Session, compte_id: int | None, formulaire: str) -> BrouillonRow | None:
    """The draft of this form, None when everything typed was saved."""
    row = _find(session, compte_id, formulaire)
    return None if row is None else _row(row)


def list_brouillons(session: Session, compte_id: int | None) -> list[BrouillonRow]:
    """Every draft of this account, the latest first."""
    query = select(Brouillon).where(Brouillon.compte_id.is_not_distinct_from(compte_id))
    return [_row(row) for row in session.scalars(query.order_by(Brouillon.modifie_le.desc()))]


def write_brouillon(
    session: Session, compte_id: int | None, formulaire: str, contenu: dict[str, Any]
) -> None:
    """Keep what is typed so far."""
    row = _find(session, compte_id, formulaire)
    if row is None:
        session.add(Brouillon(compte_id=compte_id, formulaire=formulaire, contenu=contenu))
    else:
        row.contenu = contenu


def drop_brouillon(session: Session, compte_id: int | None, formulaire: str) -> None:
    """Forget a draft: its form was saved, or the person gave it up."""
    row = _find(session, compte_id, formulaire)
    if row is not None:
        session.delete(row)


def _row(row: Brouillon) -> BrouillonRow:
    return BrouillonRow(row.formulaire, row.contenu, row.modifie_le)


def _find(session: Session, compte_id: int | None, formulaire: str) -> Brouillon | None:
    return session.scalars(
        select(Brouillon).where(
            Brouillon.compte_id.is_not_distinct_from(compte_id),
            Brouillon.formulaire == formulaire,
        )
    ).first()
