"""Quotients of foyers with their history, and the bands of the centre."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, ScalarSelect, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from cs_desktop.domain import quotients as domain
from cs_desktop.domain.errors import Introuvable
from cs_desktop.domain.quotients import GenreQuotient, QuotientDraft, TrancheQf, tranche_de
from cs_desktop.persistence.base import Archivable, Base, Enregistrement
from cs_desktop.persistence.bulk import insert_rows
from cs_desktop.persistence.centre import reglage, set_reglage
from cs_desktop.persistence.foyers import Foyer

TRANCHES = "quotient.tranches"


class Quotient(Enregistrement, Archivable, Base):
    """A value in whole euros from a day on; no value when nothing was shown."""

    __tablename__ = "quotient"
    __table_args__ = (
        CheckConstraint("valeur >= 0", name="valeur_positive"),
        Index("ix_quotient_en_vigueur", "foyer_id", "archive_le", "a_partir_du"),
    )

    foyer_id: Mapped[int] = mapped_column(ForeignKey("foyer.id", ondelete="RESTRICT"))
    valeur: Mapped[int | None]
    genre: Mapped[str]
    a_partir_du: Mapped[date]
    source: Mapped[str] = mapped_column(default="")


def en_vigueur(
    jour: date, foyer_id: ColumnElement[int] | InstrumentedAttribute[int] = Foyer.id
) -> ScalarSelect[int | None]:
    """The value that holds for a foyer on `jour`; none without a proof."""
    query = select(Quotient.valeur).where(
        Quotient.foyer_id == foyer_id,
        Quotient.archive_le.is_(None),
        Quotient.a_partir_du <= jour,
    )
    return (
        query.order_by(Quotient.a_partir_du.desc(), Quotient.id.desc()).limit(1).scalar_subquery()
    )


def tranches(session: Session) -> tuple[TrancheQf, ...]:
    """The bands of the centre, none before it chose them."""
    return tuple(TrancheQf(**kept) for kept in reglage(session, TRANCHES, []))


def set_tranches(session: Session, wanted: Sequence[TrancheQf]) -> None:
    """Keep the bands; quotients and prices already copied stay as they are."""
    kept = [
        {"code": one.code, "debut": one.debut, "fin": one.fin, "libelle": one.libelle}
        for one in wanted
    ]
    set_reglage(session, TRANCHES, kept)


def history(
    session: Session, foyer_ids: Collection[int]
) -> Mapping[int, tuple[domain.Quotient, ...]]:
    """The lines of each foyer, latest first."""
    bands = tranches(session)
    query = (
        select(Quotient)
        .where(Quotient.foyer_id.in_(foyer_ids), Quotient.archive_le.is_(None))
        .order_by(Quotient.a_partir_du.desc(), Quotient.id.desc())
    )
    found: dict[int, tuple[domain.Quotient, ...]] = dict.fromkeys(foyer_ids, ())
    for row in session.scalars(query):
        found[row.foyer_id] += (_read(row, bands),)
    return found


def latest(session: Session, foyer_ids: Collection[int], jour: date) -> tuple[domain.Quotient, ...]:
    """The line in force on `jour` of each foyer that has one, in the order given."""
    found = history(session, foyer_ids)
    begun = ([one for one in found[i] if one.a_partir_du <= jour] for i in foyer_ids)
    return tuple(lines[0] for lines in begun if lines)


def values_at(session: Session, foyer_ids: Collection[int], jour: date) -> dict[int, int | None]:
    """The value in force of each foyer."""
    query = select(Foyer.id, en_vigueur(jour)).where(Foyer.id.in_(foyer_ids))
    return {row[0]: row[1] for row in session.execute(query)}


def foyer_names(session: Session, foyer_ids: Collection[int]) -> dict[int, str]:
    """The name of each foyer."""
    query = select(Foyer.id, Foyer.nom).where(Foyer.id.in_(foyer_ids))
    return {row.id: row.nom for row in session.execute(query)}


def write(session: Session, draft: QuotientDraft) -> int:
    """A new line, or the one of the same day corrected; its id."""
    same = select(Quotient).where(
        Quotient.foyer_id == draft.foyer_id,
        Quotient.archive_le.is_(None),
        Quotient.a_partir_du == draft.a_partir_du,
    )
    row = session.scalars(same).first()
    if row is None:
        return insert_rows(session, Quotient, [values_of(draft)])[0]
    row.valeur, row.genre, row.source = draft.valeur, draft.genre.value, draft.source
    return row.id


def values_of(draft: QuotientDraft) -> dict[str, object]:
    """The columns that a checked draft fills."""
    return {
        "foyer_id": draft.foyer_id,
        "valeur": draft.valeur,
        "genre": draft.genre.value,
        "a_partir_du": draft.a_partir_du,
        "source": draft.source,
    }


def insert(session: Session, drafts: Sequence[QuotientDraft]) -> list[int]:
    """Many lines at once; their ids."""
    return insert_rows(session, Quotient, [values_of(one) for one in drafts])


def withdraw(session: Session, quotient_id: int, le: datetime) -> None:
    """Take a line off the history. Raises Introuvable."""
    row = session.get(Quotient, quotient_id)
    if row is None or row.archive_le is not None:
        raise Introuvable("Ce quotient n’existe plus. Rechargez la fiche.")
    row.archive_le = le


def _read(row: Quotient, bands: Sequence[TrancheQf]) -> domain.Quotient:
    band = tranche_de(row.valeur, bands)
    return domain.Quotient(
        row.id,
        row.version,
        row.foyer_id,
        row.valeur,
        GenreQuotient(row.genre),
        row.a_partir_du,
        row.source,
        "" if band is None else band.code,
    )
