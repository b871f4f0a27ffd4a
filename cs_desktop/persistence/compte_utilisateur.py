"""The table of accounts; its queries and its key slots are in `comptes` and `slots` (A3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cs_desktop.persistence.base import Archivable, Base, Enregistrement

_ACTIVE = text("archive_le IS NULL")


class CompteUtilisateur(Enregistrement, Archivable, Base):
    """Who signs in. The password is nowhere: it only unwraps the key of a slot.

    A retired account is archived, never deleted: the journal goes on naming it.
    """

    __tablename__ = "compte_utilisateur"
    __table_args__ = (
        Index(  # a retired account frees its name for another person
            "ix_compte_utilisateur_actif",
            "identifiant",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
    )

    identifiant: Mapped[str]  # search_key of the name: what is compared at sign-in
    nom: Mapped[str]
    role: Mapped[str]  # a code of domain.droits.Role
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id", ondelete="RESTRICT"))
    derniere_connexion_le: Mapped[datetime | None]
