"""The centre itself, its sites, and its settings: rows that travel with the base (A17)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.persistence.base import Archivable, Base, Enregistrement

BASE_UUID = "base_uuid"  # also in the slot file: a mismatched pair is recognised (A3)


class Centre(Enregistrement, Base):
    """The centre: one row, written at the first start."""

    __tablename__ = "centre"
    __table_args__ = (
        CheckConstraint("saison_mois BETWEEN 1 AND 12", name="saison_mois"),
        CheckConstraint("saison_jour BETWEEN 1 AND 31", name="saison_jour"),
    )

    nom: Mapped[str]
    sous_titre: Mapped[str] = mapped_column(default="")
    forme_juridique: Mapped[str] = mapped_column(default="association")
    gestionnaire: Mapped[str] = mapped_column(default="")
    siret: Mapped[str] = mapped_column(default="")
    numero_caf: Mapped[str] = mapped_column(default="")
    adresse: Mapped[str] = mapped_column(default="")
    code_postal: Mapped[str] = mapped_column(default="")
    commune: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    courriel: Mapped[str] = mapped_column(default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"))
    saison_mois: Mapped[int] = mapped_column(default=9)
    saison_jour: Mapped[int] = mapped_column(default=1)
    mot_adherents: Mapped[str] = mapped_column(default="adhérents")
    mot_foyer: Mapped[str] = mapped_column(default="foyer")
    mot_bilan: Mapped[str] = mapped_column(default="bilan annuel")


class Site(Enregistrement, Archivable, Base):
    """A place where the centre opens its doors: its seat or an antenne."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("numero"),)

    numero: Mapped[int]  # the k of A7
    nom: Mapped[str]
    adresse: Mapped[str] = mapped_column(default="")
    code_postal: Mapped[str] = mapped_column(default="")
    commune: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    courriel: Mapped[str] = mapped_column(default="")


class Reglage(Enregistrement, Base):
    """One choice of the centre, as JSON."""

    __tablename__ = "reglage"
    __table_args__ = (UniqueConstraint("cle"),)

    cle: Mapped[str]
    valeur: Mapped[Any] = mapped_column(JSON)


def find_centre(session: Session) -> Centre | None:
    """The centre, None in a base where the first start is not finished."""
    return session.scalars(select(Centre).order_by(Centre.id).limit(1)).first()


def sites(session: Session) -> list[Site]:
    """The sites in use, by number."""
    return list(
        session.scalars(select(Site).where(Site.archive_le.is_(None)).order_by(Site.numero))
    )


def reglage(session: Session, cle: str, default: Any = None) -> Any:
    """The value of a setting, or `default`."""
    row = session.scalars(select(Reglage).where(Reglage.cle == cle)).first()
    return default if row is None else row.valeur


def reglages(session: Session) -> dict[str, Any]:
    """Every setting, by key."""
    return {row.cle: row.valeur for row in session.scalars(select(Reglage))}


def set_reglage(session: Session, cle: str, valeur: Any) -> None:
    """Keep a setting."""
    row = session.scalars(select(Reglage).where(Reglage.cle == cle)).first()
    if row is None:
        session.add(Reglage(cle=cle, valeur=valeur))
    else:
        row.valeur = valeur


def base_uuid(session: Session) -> str | None:
    """What tells this base from every other, None before the first start is finished."""
    return reglage(session, BASE_UUID)
