"""Documents joined to a row: addressed by the digest of their bytes, kept in the base (A16)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain.errors import Introuvable
from cs_desktop.persistence.base import NOT_JOURNALLED, Archivable, Base, Enregistrement


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
