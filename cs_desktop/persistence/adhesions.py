"""Adhésions and whom they cover; the one expression that says the state of a person (A10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    ScalarSelect,
    UniqueConstraint,
    and_,
    case,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from cs_desktop.domain.adhesions import EtatAdhesion, GenreAdhesion
from cs_desktop.domain.errors import Introuvable
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.saisons import il_y_a_des_mois
from cs_desktop.persistence.base import CANCELLED_BY, NUMBERED, Base, Enregistrement
from cs_desktop.persistence.bulk import insert_rows, update_rows
from cs_desktop.persistence.compteur import next_numeros
from cs_desktop.persistence.personnes import Personne

SERIE = "adhesion"
_ONE_TITULAIRE = (
    "CASE WHEN personne_id IS NULL THEN 0 ELSE 1 END "
    "+ CASE WHEN foyer_id IS NULL THEN 0 ELSE 1 END "
    "+ CASE WHEN organisme_id IS NULL THEN 0 ELSE 1 END = 1"
)


class Adhesion(Enregistrement, Base):
    """Taken one day, for one amount, from one day to another: copied, never looked up later."""

    __tablename__ = "adhesion"
    __table_args__ = (
        CheckConstraint("fin >= debut", name="fin_apres_debut"),
        CheckConstraint("montant >= 0", name="montant_positif"),
        CheckConstraint(_ONE_TITULAIRE, name="un_titulaire"),
        UniqueConstraint("site", "numero"),
        {"info": {**NUMBERED, CANCELLED_BY: "annulee_le"}},
    )

    site: Mapped[int]  # whose series gave the number
    numero: Mapped[int]
    genre: Mapped[str]
    personne_id: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    foyer_id: Mapped[int | None] = mapped_column(
        ForeignKey("foyer.id", ondelete="RESTRICT"), index=True
    )
    organisme_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisme.id", ondelete="RESTRICT"), index=True
    )
    prise_le: Mapped[date] = mapped_column(index=True)
    debut: Mapped[date]
    fin: Mapped[date]
    montant: Mapped[int]  # cents
    annulee_le: Mapped[datetime | None]
    motif: Mapped[str] = mapped_column(default="")


class AdhesionCouverture(Enregistrement, Base):
    """One person whom an adhésion covers. Its days are copied: states read this table alone."""

    __tablename__ = "adhesion_couverture"
    __table_args__ = (
        CheckConstraint("fin >= debut", name="fin_apres_debut"),
        UniqueConstraint("adhesion_id", "personne_id"),
        Index("ix_adhesion_couverture_etat", "personne_id", "annulee_le", "debut", "fin"),
        {"info": {CANCELLED_BY: "annulee_le"}},
    )

    adhesion_id: Mapped[int] = mapped_column(ForeignKey("adhesion.id", ondelete="RESTRICT"))
    personne_id: Mapped[int] = mapped_column(ForeignKey("personne.id", ondelete="RESTRICT"))
    debut: Mapped[date]
    fin: Mapped[date]
    annulee_le: Mapped[datetime | None]  # that of its adhésion


_Held = aliased(AdhesionCouverture)  # its own name, inside queries that read coverages already


@dataclass(frozen=True, slots=True)
class NouvelleAdhesion:
    """A checked adhésion ready to be numbered. Exactly one titulaire."""

    genre: GenreAdhesion
    prise_le: date
    periode: Periode
    montant: int
    couvertes: tuple[int, ...] = ()
    personne_id: int | None = None
    foyer_id: int | None = None
    organisme_id: int | None = None


def etat(jour: date, delai: int) -> ScalarSelect[str]:
    """The state of a person on `jour`: list, filters, sheet and figures read this and no other.

    Only the latest end of what has begun counts: if it is not past, something covers her that day.
    """
    fin = func.max(_Held.fin)
    words = case(
        (fin.is_(None), EtatAdhesion.SANS.value),
        (fin >= jour, EtatAdhesion.A_JOUR.value),
        (fin >= il_y_a_des_mois(jour, delai), EtatAdhesion.A_RENOUVELER.value),
        else_=EtatAdhesion.EXPIREE.value,
    )
    return select(words).where(_begun(jour)).correlate(Personne).scalar_subquery()


def derniere_fin(jour: date) -> ScalarSelect[date]:
    """The last day of what covers, or covered, a person on `jour`."""
    ends = select(func.max(_Held.fin)).where(_begun(jour))
    return ends.correlate(Personne).scalar_subquery()


def _begun(jour: date) -> ColumnElement[bool]:
    return and_(
        _Held.personne_id == Personne.id,
        _Held.annulee_le.is_(None),
        _Held.debut <= jour,
    )


def covering(periode: Periode) -> ColumnElement[bool]:
    """Coverages that hold at least one day of `periode`."""
    return and_(
        AdhesionCouverture.annulee_le.is_(None),
        AdhesionCouverture.debut <= periode.fin,
        AdhesionCouverture.fin >= periode.debut,
    )


def load(session: Session, adhesion_id: int) -> Adhesion:
    """The row to change. Raises Introuvable."""
    found = session.get(Adhesion, adhesion_id)
    if found is None:
        raise Introuvable("Cette adhésion n’existe plus. Rechargez la fiche.")
    return found


def insert(session: Session, taken: Sequence[NouvelleAdhesion]) -> list[int]:
    """Number and write adhésions, with a row for each person covered; their ids, in order."""
    numeros = next_numeros(session, SERIE, len(taken))
    rows = [
        {
            "site": session.info["site"],
            "numero": numero,
            "genre": one.genre.value,
            "personne_id": one.personne_id,
            "foyer_id": one.foyer_id,
            "organisme_id": one.organisme_id,
            "prise_le": one.prise_le,
            "debut": one.periode.debut,
            "fin": one.periode.fin,
            "montant": one.montant,
        }
        for numero, one in zip(numeros, taken, strict=True)
    ]
    ids = insert_rows(session, Adhesion, rows)
    covered = [
        {
            "adhesion_id": adhesion_id,
            "personne_id": personne_id,
            "debut": one.periode.debut,
            "fin": one.periode.fin,
        }
        for adhesion_id, one in zip(ids, taken, strict=True)
        for personne_id in one.couvertes
    ]
    insert_rows(session, AdhesionCouverture, covered)
    return ids


def cover(session: Session, adhesion_id: int, personne_id: int, depuis: date) -> None:
    """Name one more person of the foyer, covered from `depuis`. Raises Introuvable."""
    adhesion = load(session, adhesion_id)
    debut = max(adhesion.debut, depuis)
    values = {"adhesion_id": adhesion_id, "personne_id": personne_id}
    insert_rows(session, AdhesionCouverture, [{**values, "debut": debut, "fin": adhesion.fin}])


def cancel(session: Session, adhesion_id: int, motif: str, le: datetime) -> None:
    """The row and its number stay; nobody is covered by it any more. Raises Introuvable."""
    adhesion = load(session, adhesion_id)
    adhesion.annulee_le, adhesion.motif = le, motif
    mine = and_(
        AdhesionCouverture.adhesion_id == adhesion_id, AdhesionCouverture.annulee_le.is_(None)
    )
    update_rows(session, AdhesionCouverture, mine, {"annulee_le": le})


def covered_until(session: Session, personne_ids: Collection[int], jour: date) -> dict[int, date]:
    """The last day of what covers each of these people on `jour`; the others are left out."""
    fin = func.max(AdhesionCouverture.fin)
    query = (
        select(AdhesionCouverture.personne_id, fin)
        .where(_known(personne_ids), AdhesionCouverture.debut <= jour)
        .group_by(AdhesionCouverture.personne_id)
        .having(fin >= jour)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def covered_during(
    session: Session, personne_ids: Collection[int], periode: Periode
) -> dict[int, tuple[int, date]]:
    """Site-less number and end of an adhésion that covers each of these people in `periode`."""
    query = (
        select(AdhesionCouverture.personne_id, Adhesion.numero, AdhesionCouverture.fin)
        .join(Adhesion, Adhesion.id == AdhesionCouverture.adhesion_id)
        .where(_known(personne_ids), covering(periode))
        .order_by(AdhesionCouverture.fin)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def etats(
    session: Session, personne_ids: Collection[int], jour: date, delai: int
) -> dict[int, EtatAdhesion]:
    """The state of each of these people on `jour`."""
    query = select(Personne.id, etat(jour, delai)).where(Personne.id.in_(personne_ids))
    return {row[0]: EtatAdhesion(row[1]) for row in session.execute(query)}


def last_end(session: Session, personne_id: int, jour: date) -> date | None:
    """The last day of what covers, or covered, a person on `jour`."""
    return session.scalar(select(derniere_fin(jour)).where(Personne.id == personne_id))


def _known(personne_ids: Collection[int]) -> ColumnElement[bool]:
    return and_(
        AdhesionCouverture.personne_id.in_(personne_ids), AdhesionCouverture.annulee_le.is_(None)
    )
