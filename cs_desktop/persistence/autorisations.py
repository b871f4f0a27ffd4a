"""Who may collect a child, who must not, who is called, whose contact details stay here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.securite_enfant import (
    Interdite,
    InterditeDraft,
    Proche,
    ProcheDraft,
    Securite,
    alerte,
)
from cs_desktop.persistence.base import Archivable, Base, Enregistrement
from cs_desktop.persistence.personnes import Personne, load


class PersonneAutorisee(Enregistrement, Archivable, Base):
    """She may collect the child: another row of the file, or a name."""

    __tablename__ = "personne_autorisee"
    __table_args__ = (CheckConstraint("proche_id IS NOT NULL OR nom <> ''", name="nommee"),)

    personne_id: Mapped[int] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    proche_id: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    nom: Mapped[str] = mapped_column(default="")
    lien: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")


class PersonneInterdite(Enregistrement, Archivable, Base):
    """She must not collect the child: a short reason, the day the paper was seen, no copy."""

    __tablename__ = "personne_interdite"
    __table_args__ = (CheckConstraint("proche_id IS NOT NULL OR nom <> ''", name="nommee"),)

    personne_id: Mapped[int] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    proche_id: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    nom: Mapped[str] = mapped_column(default="")
    motif: Mapped[str] = mapped_column(default="")
    vu_le: Mapped[date | None]


class ContactUrgence(Enregistrement, Archivable, Base):
    """One more person to call; the first one stands on the fiche."""

    __tablename__ = "contact_urgence"
    __table_args__ = (CheckConstraint("proche_id IS NOT NULL OR nom <> ''", name="nomme"),)

    personne_id: Mapped[int] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    proche_id: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    nom: Mapped[str] = mapped_column(default="")
    lien: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")


class CoordonneesRetenues(Enregistrement, Base):
    """This adult asked that her contact details be given to nobody; no row, no such wish."""

    __tablename__ = "coordonnees_retenues"
    __table_args__ = (UniqueConstraint("personne_id"),)

    personne_id: Mapped[int] = mapped_column(ForeignKey("personne.id", ondelete="RESTRICT"))


Row = PersonneAutorisee | PersonneInterdite | ContactUrgence
P = TypeVar("P", PersonneAutorisee, PersonneInterdite, ContactUrgence)
C = TypeVar("C", PersonneAutorisee, ContactUrgence)


def load_in_use(session: Session, personne_id: int) -> Personne:
    """The person about whom a line is written. Raises Introuvable, RegleMetier when archived."""
    person = load(session, personne_id)
    if person.archive_le is not None:
        raise RegleMetier("Cette personne est dans la corbeille. Restaurez d’abord sa fiche.")
    return person


def add_autorisee(session: Session, enfant_id: int, draft: ProcheDraft) -> int:
    """She may come; the id of the line."""
    return _add(session, PersonneAutorisee(**_values(enfant_id, draft)))


def add_urgence(session: Session, personne_id: int, draft: ProcheDraft) -> int:
    """She is called too; the id of the line."""
    return _add(session, ContactUrgence(**_values(personne_id, draft)))


def add_interdite(session: Session, enfant_id: int, draft: InterditeDraft) -> int:
    """She must not come; the id of the line."""
    row = PersonneInterdite(
        personne_id=enfant_id,
        proche_id=draft.proche_id,
        nom=draft.nom,
        motif=draft.motif,
        vu_le=draft.vu_le,
    )
    return _add(session, row)


def _values(personne_id: int, draft: ProcheDraft) -> dict[str, Any]:
    return {
        "personne_id": personne_id,
        "proche_id": draft.proche_id,
        "nom": draft.nom,
        "lien": draft.lien,
        "telephone": draft.telephone,
    }


def _add(session: Session, row: Row) -> int:
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, kind: type[Row], row_id: int, le: datetime) -> None:
    """The line is of the past; its history stays. Raises Introuvable."""
    row = session.get(kind, row_id)
    if row is None:
        raise Introuvable("Cette ligne n’existe plus. Rechargez la fiche.")
    row.archive_le = le


def set_retenue(session: Session, personne_id: int, *, retenue: bool) -> None:
    """Keep the contact details of a person here, or no more."""
    where = select(CoordonneesRetenues).where(CoordonneesRetenues.personne_id == personne_id)
    row = session.scalars(where).first()
    if retenue and row is None:
        session.add(CoordonneesRetenues(personne_id=personne_id))
    elif row is not None and not retenue:
        session.delete(row)


def is_retenue(session: Session, personne_ids: Collection[int]) -> set[int]:
    """Those of these people whose contact details stay here."""
    query = select(CoordonneesRetenues.personne_id).where(
        CoordonneesRetenues.personne_id.in_(personne_ids)
    )
    return set(session.scalars(query))


def securite(session: Session, personnes: Collection[Personne]) -> tuple[Securite, ...]:
    """Everything about collecting and reaching the people around these ones, in their order."""
    ids = [one.id for one in personnes]
    autorisees = _proches(session, PersonneAutorisee, ids)
    urgences = _proches(session, ContactUrgence, ids)
    interdites: defaultdict[int, list[Interdite]] = defaultdict(list)
    for row, nom, prenom, _telephone in _lines(session, PersonneInterdite, ids):
        known = nom_complet(nom or "", prenom or "")
        interdites[row.personne_id].append(
            Interdite(row.id, row.proche_id, known or row.nom, row.motif, row.vu_le)
        )
    retenues = is_retenue(session, ids)
    return tuple(
        Securite(
            personne_id=one.id,
            nom=nom_complet(one.nom, one.prenom),
            autorisees=tuple(autorisees[one.id]),
            interdites=tuple(interdites[one.id]),
            urgences=(*_first_call(one), *urgences[one.id]),
            retenue=one.id in retenues,
        )
        for one in personnes
    )


def _first_call(personne: Personne) -> Iterable[Proche]:
    """The contact of the fiche; 0 says that it is changed there."""
    nom, telephone = personne.urgence_nom, personne.urgence_telephone
    return [Proche(0, None, nom, personne.urgence_lien, telephone)] if nom or telephone else []


def _proches(
    session: Session, kind: type[C], ids: Collection[int]
) -> defaultdict[int, list[Proche]]:
    found: defaultdict[int, list[Proche]] = defaultdict(list)
    for row, nom, prenom, telephone in _lines(session, kind, ids):
        known = nom_complet(nom or "", prenom or "")
        found[row.personne_id].append(
            Proche(
                row.id, row.proche_id, known or row.nom, row.lien, row.telephone or telephone or ""
            )
        )
    return found


def _lines(
    session: Session, kind: type[P], ids: Collection[int]
) -> list[tuple[P, str | None, str | None, str | None]]:
    query = (
        select(kind, Personne.nom, Personne.prenom, Personne.telephone)
        .outerjoin(Personne, Personne.id == kind.proche_id)
        .where(kind.personne_id.in_(ids), kind.archive_le.is_(None))
        .order_by(kind.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def alertes(session: Session, personne_ids: Collection[int]) -> dict[int, str]:
    """The red sentence of each of these people, for those who have one."""
    query = (
        select(PersonneInterdite.personne_id, PersonneInterdite.nom, Personne.nom, Personne.prenom)
        .outerjoin(Personne, Personne.id == PersonneInterdite.proche_id)
        .where(
            PersonneInterdite.personne_id.in_(personne_ids),
            PersonneInterdite.archive_le.is_(None),
        )
        .order_by(PersonneInterdite.id)
    )
    noms: defaultdict[int, list[str]] = defaultdict(list)
    for personne_id, described, nom, prenom in session.execute(query):
        noms[personne_id].append(nom_complet(nom or "", prenom or "") or described)
    return {personne_id: alerte(found) for personne_id, found in noms.items()}
