"""Organismes, whom to call there, and those that answer for a child in law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, and_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain import organismes as domain
from cs_desktop.domain.errors import Conflit, Introuvable, RegleMetier
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.organismes import (
    ContactDraft,
    GenreOrganisme,
    OrganismeDraft,
    ResponsabiliteDraft,
)
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.base import Archivable, Base, Enregistrement


class Organisme(Enregistrement, Archivable, Base):
    """ASE, CCAS, school, association… One row whatever the ways it meets the centre."""

    __tablename__ = "organisme"
    __table_args__ = (CheckConstraint("nom <> ''", name="nomme"),)

    nom: Mapped[str]
    cle_tri: Mapped[str]
    genre: Mapped[str]
    telephone: Mapped[str] = mapped_column(default="")
    courriel: Mapped[str] = mapped_column(default="")


class Contact(Enregistrement, Archivable, Base):
    """Somebody who answers there."""

    __tablename__ = "contact"
    __table_args__ = (CheckConstraint("nom <> '' OR prenom <> ''", name="nomme"),)

    organisme_id: Mapped[int] = mapped_column(
        ForeignKey("organisme.id", ondelete="RESTRICT"), index=True
    )
    nom: Mapped[str] = mapped_column(default="")
    prenom: Mapped[str] = mapped_column(default="")
    fonction: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    courriel: Mapped[str] = mapped_column(default="")


class Responsabilite(Enregistrement, Base):
    """An organisme that answers for a person in law and signs for her. Never the reason."""

    __tablename__ = "responsabilite"
    __table_args__ = (CheckConstraint("jusqu_au >= depuis", name="fin_apres_debut"),)

    personne_id: Mapped[int] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    organisme_id: Mapped[int] = mapped_column(
        ForeignKey("organisme.id", ondelete="RESTRICT"), index=True
    )
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact.id", ondelete="RESTRICT"), index=True
    )
    depuis: Mapped[date | None]
    jusqu_au: Mapped[date | None]


def rows(session: Session) -> list[domain.Organisme]:
    """Every organisme in use with its contacts, by name."""
    query = select(Organisme).where(Organisme.archive_le.is_(None)).order_by(Organisme.cle_tri)
    found = session.scalars(query).all()
    contacts = _contacts(session, [one.id for one in found])
    return [
        domain.Organisme(
            id=one.id,
            version=one.version,
            nom=one.nom,
            genre=GenreOrganisme(one.genre),
            telephone=one.telephone,
            courriel=one.courriel,
            contacts=tuple(contacts[one.id]),
        )
        for one in found
    ]


def _contacts(
    session: Session, organisme_ids: Collection[int]
) -> defaultdict[int, list[domain.Contact]]:
    query = (
        select(Contact)
        .where(Contact.organisme_id.in_(organisme_ids), Contact.archive_le.is_(None))
        .order_by(Contact.nom, Contact.prenom, Contact.id)
    )
    contacts: defaultdict[int, list[domain.Contact]] = defaultdict(list)
    for one in session.scalars(query):
        contacts[one.organisme_id].append(
            domain.Contact(
                id=one.id,
                organisme_id=one.organisme_id,
                nom=one.nom,
                prenom=one.prenom,
                fonction=one.fonction,
                telephone=one.telephone,
                courriel=one.courriel,
            )
        )
    return contacts


def load(session: Session, organisme_id: int) -> Organisme:
    """The row to change. Raises Introuvable."""
    found = session.get(Organisme, organisme_id)
    if found is None:
        raise Introuvable("Cet organisme n’existe plus. Choisissez-en un autre.")
    return found


def write(session: Session, draft: OrganismeDraft, organisme_id: int | None) -> int:
    """Create or change an organisme; its id. Raises Introuvable, Conflit."""
    row = Organisme() if organisme_id is None else load(session, organisme_id)
    if organisme_id is not None and draft.version != row.version:
        raise Conflit(f"« {row.nom} » a été modifié entre-temps. Rechargez-le, ou remplacez-le.")
    row.nom, row.cle_tri, row.genre = draft.nom, search_key(draft.nom), draft.genre.value
    row.telephone, row.courriel = draft.telephone, draft.courriel
    session.add(row)
    session.flush()
    return row.id


def add_contact(session: Session, draft: ContactDraft) -> int:
    """One more person to call; the id. Raises Introuvable."""
    load(session, draft.organisme_id)
    row = Contact(
        organisme_id=draft.organisme_id,
        nom=draft.nom,
        prenom=draft.prenom,
        fonction=draft.fonction,
        telephone=draft.telephone,
        courriel=draft.courriel,
    )
    session.add(row)
    session.flush()
    return row.id


def add_responsabilite(session: Session, draft: ResponsabiliteDraft) -> int:
    """Say that an organisme answers for a person. Raises RegleMetier, Introuvable."""
    organisme = load(session, draft.organisme_id)
    if draft.contact_id is not None:
        contact = session.get(Contact, draft.contact_id)
        if contact is None or contact.organisme_id != organisme.id:
            message = f"Ce contact n’est pas de « {organisme.nom} ». Choisissez-en un autre."
            raise RegleMetier(message, "contact_id")
    already = select(Responsabilite.id).where(
        Responsabilite.personne_id == draft.personne_id,
        Responsabilite.organisme_id == organisme.id,
        Responsabilite.jusqu_au.is_(None),
    )
    if session.scalars(already).first() is not None:
        message = f"« {organisme.nom} » est déjà responsable. Modifiez sa ligne."
        raise RegleMetier(message, "organisme_id")
    row = Responsabilite(
        personne_id=draft.personne_id,
        organisme_id=organisme.id,
        contact_id=draft.contact_id,
        depuis=draft.depuis,
        jusqu_au=draft.jusqu_au,
    )
    session.add(row)
    session.flush()
    return row.id


def end_responsabilite(session: Session, responsabilite_id: int, le: date) -> None:
    """It answers no more. Raises Introuvable, RegleMetier when that day is before the first."""
    row = session.get(Responsabilite, responsabilite_id)
    if row is None:
        raise Introuvable("Cette ligne n’existe plus. Rechargez la fiche.")
    if row.depuis is not None and le < row.depuis:
        raise RegleMetier("La fin précède le début. Vérifiez les deux dates.", "jusqu_au")
    row.jusqu_au = le


def responsabilites(
    session: Session, personne_id: int, jour: date
) -> tuple[domain.Responsabilite, ...]:
    """The organismes that answer for a person on `jour`."""
    query = (
        select(Responsabilite, Organisme, Contact)
        .join(Organisme, Organisme.id == Responsabilite.organisme_id)
        .outerjoin(Contact, Contact.id == Responsabilite.contact_id)
        .where(
            Responsabilite.personne_id == personne_id,
            and_(
                or_(Responsabilite.depuis.is_(None), Responsabilite.depuis <= jour),
                or_(Responsabilite.jusqu_au.is_(None), Responsabilite.jusqu_au > jour),
            ),
        )
        .order_by(Organisme.cle_tri)
    )
    found: list[domain.Responsabilite] = []
    for row, organisme, joined in session.execute(query):
        contact = cast("Contact | None", joined)  # an outer join
        named = "" if contact is None else nom_complet(contact.nom, contact.prenom)
        number = organisme.telephone if contact is None else contact.telephone
        found.append(
            domain.Responsabilite(
                id=row.id,
                organisme_id=organisme.id,
                organisme=organisme.nom,
                contact_id=row.contact_id,
                contact=named,
                telephone=number,
                depuis=row.depuis,
            )
        )
    return tuple(found)
