"""An RGPD erasure: the only way in which the contents of the journal go away (A5)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Mapped, Session

from cs_desktop.persistence.base import Base, Enregistrement
from cs_desktop.persistence.journal import Journal, JournalContenu
from cs_desktop.persistence.trace import Key


class Effacement(Enregistrement, Base):
    """One erasure; the triggers let contents go only while it is open (`ferme_le` is null)."""

    __tablename__ = "effacement"

    motif: Mapped[str]
    personne_id: Mapped[int | None]  # no foreign key: the person may have been erased too
    ouvert_le: Mapped[datetime]
    ferme_le: Mapped[datetime | None]
    contenus: Mapped[int]  # how many were deleted: the chain accounts for each missing one


def erase_personne(session: Session, personne_id: int, motif: str) -> int:
    """Delete what the journal holds about one person; the rows of the chain stay. Their number."""
    return _erase(session, Journal.personne_id == personne_id, motif, ("personne", personne_id))


def erase_row(session: Session, table: str, row_id: int, motif: str) -> int:
    """Delete what the journal holds about one row that no person is attached to."""
    concerned = (Journal.nom_table == table) & (Journal.ligne_id == row_id)
    return _erase(session, concerned, motif, (table, row_id))


def _erase(session: Session, concerned: ColumnElement[bool], motif: str, erased: Key) -> int:
    """The use-case that erases writes no contents either: its before values are what must go."""
    now = session.info["now"]
    personne_id = erased[1] if erased[0] == "personne" else None
    session.info.setdefault("erased", set()).add(erased)
    opened = Effacement(motif=motif, personne_id=personne_id, ouvert_le=now, contenus=0)
    session.add(opened)
    session.flush()  # the triggers look for it
    result = session.connection().execute(
        delete(JournalContenu).where(
            JournalContenu.journal_id.in_(select(Journal.id).where(concerned))
        )
    )
    opened.contenus, opened.ferme_le = result.rowcount, now
    session.flush()
    return opened.contenus
