"""What each account chose for its own screens: columns, filters, saved lists (A17)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.persistence.base import Base, Enregistrement

_NO_ACCOUNT = text("compte_id IS NULL")


class Preference(Enregistrement, Base):
    """One choice of one account; `compte_id` is null in the demonstration, which has none."""

    __tablename__ = "preference"
    __table_args__ = (
        UniqueConstraint("compte_id", "cle"),
        Index(  # a UNIQUE constraint lets several nulls through
            "ix_preference_sans_compte",
            "cle",
            unique=True,
            sqlite_where=_NO_ACCOUNT,
            postgresql_where=_NO_ACCOUNT,
        ),
    )

    compte_id: Mapped[int | None] = mapped_column(
        ForeignKey("compte_utilisateur.id", ondelete="RESTRICT")
    )
    cle: Mapped[str]
    valeur: Mapped[Any] = mapped_column(JSON)


def read_preference(session: Session, compte_id: int | None, cle: str) -> Any:
    """The choice of this account, None when it never chose."""
    row = _find(session, compte_id, cle)
    return None if row is None else row.valeur


def read_preferences(session: Session, compte_id: int | None) -> dict[str, Any]:
    """Every choice of this account, by key."""
    query = select(Preference).where(Preference.compte_id.is_not_distinct_from(compte_id))
    return {row.cle: row.valeur for row in session.scalars(query.order_by(Preference.cle))}


def write_preference(session: Session, compte_id: int | None, cle: str, valeur: Any) -> None:
    """Keep a choice; None forgets it."""
    row = _find(session, compte_id, cle)
    if row is not None and valeur is None:
        session.delete(row)
    elif row is not None:
        row.valeur = valeur
    elif valeur is not None:
        session.add(Preference(compte_id=compte_id, cle=cle, valeur=valeur))


def _find(session: Session, compte_id: int | None, cle: str) -> Preference | None:
    return session.scalars(
        select(Preference).where(
            Preference.compte_id.is_not_distinct_from(compte_id), Preference.cle == cle
        )
    ).first()
