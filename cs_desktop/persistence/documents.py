"""Documents joined to a row: addressed by the digest of their bytes, kept in the base (A16)."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.persistence.base import NOT_JOURNALLED, Archivable, Base, Enregistrement
from cs_desktop.persistence.images import reduce_image

MAX_SIZE = 20 * 2**20
WARNING_SIZE = 500 * 2**20


class Document(Enregistrement, Archivable, Base):
    """One file joined: its name and kind are journalled, its bytes are not."""

    __tablename__ = "document"
    __table_args__ = (CheckConstraint("taille >= 0", name="taille"),)

    nom: Mapped[str]
    type_media: Mapped[str]
    taille: Mapped[int]
    empreinte: Mapped[str] = mapped_column(
        String(64), ForeignKey("document_contenu.empreinte", ondelete="RESTRICT"), index=True
    )


class DocumentContenu(Base):
    """Bytes, once however many documents hold them; `empreinte` is their SHA-256."""

    __tablename__ = "document_contenu"
    __table_args__ = ({"info": NOT_JOURNALLED},)

    empreinte: Mapped[str] = mapped_column(String(64), primary_key=True)
    octets: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it."""

    id: int
    version: int
    nom: str
    type_media: str
    taille: int
    cree_le: datetime
    archive_le: datetime | None


def join_document(session: Session, nom: str, octets: bytes) -> int:
    """Keep a file, its image reduced to 2,000 px, and return the id of the document.

    Raises RegleMetier for an empty file or one above 20 MB.
    """
    if not octets:
        raise RegleMetier(f"Le fichier « {nom} » est vide : choisissez-en un autre.", "fichier")
    kept = reduce_image(octets)
    if len(kept) > MAX_SIZE:
        size = f"{len(kept) / 2**20:.1f}".replace(".", ",")
        raise RegleMetier(
            f"Le fichier « {nom} » pèse {size}\N{NO-BREAK SPACE}Mo et la limite est de "
            "20\N{NO-BREAK SPACE}Mo : réduisez-le, ou joignez-le en plusieurs parties.",
            "fichier",
        )
    digest = hashlib.sha256(kept).hexdigest()
    if session.get(DocumentContenu, digest) is None:
        session.add(DocumentContenu(empreinte=digest, octets=kept))
        session.flush()
    kind = mimetypes.guess_type(nom)[0] or "application/octet-stream"
    document = Document(nom=nom, type_media=kind, taille=len(kept), empreinte=digest)
    session.add(document)
    session.flush()
    return document.id


def archive_documents(session: Session, ids: Collection[int]) -> None:
    """Put documents aside; nothing but an RGPD erasure deletes them."""
    _set_archived(session, ids, session.info["now"])


def restore_documents(session: Session, ids: Collection[int]) -> None:
    """Take documents back from the *corbeille*."""
    _set_archived(session, ids, None)


def _set_archived(session: Session, ids: Collection[int], moment: datetime | None) -> None:
    for document in session.scalars(select(Document).where(Document.id.in_(ids))):
        document.archive_le = moment


def document_rows(session: Session, ids: Collection[int]) -> list[DocumentRow]:
    """These documents, oldest first, without their bytes."""
    query = select(Document).where(Document.id.in_(ids)).order_by(Document.cree_le, Document.id)
    return [
        DocumentRow(d.id, d.version, d.nom, d.type_media, d.taille, d.cree_le, d.archive_le)
        for d in session.scalars(query)
    ]


def total_size(session: Session) -> int:
    """Bytes of all the documents; above `WARNING_SIZE` the person is told."""
    query = select(func.coalesce(func.sum(func.length(DocumentContenu.octets)), 0))
    return session.scalar(query) or 0


def read_content(session: Session, document_id: int) -> bytes:
    """The bytes of a document. Raises Introuvable if it is not in the base."""
    query = (
        select(DocumentContenu.octets)
        .join(Document, Document.empreinte == DocumentContenu.empreinte)
        .where(Document.id == document_id)
    )
    octets = session.scalars(query).first()
    if octets is None:
        raise Introuvable("Ce document n’est plus dans la base.")
    return octets
