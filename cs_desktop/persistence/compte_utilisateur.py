"""The table of accounts; its queries and its key slots are in `comptes` and `slots` (A3)."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cs_desktop.persistence.base import Archivable, Base, Enregistrement


class CompteUtilisateur(Enregistrement, Archivable, Base):
    """Who signs in. The password is nowhere: it only unwraps the key of a slot.

    A retired account is archived, never deleted: the journal goes on naming it.
    """

    __tablename__ = "compte_utilisateur"
    __table_args__ = (UniqueConstraint("identifiant"),)

    identifiant: Mapped[str]  # what is typed at sign-in, kept in lower case
    nom: Mapped[str] = mapped_column()
    role: Mapped[str]  # a code of domain.droits.Role
