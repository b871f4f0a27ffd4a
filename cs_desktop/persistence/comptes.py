"""Queries on the rows of accounts; what they can open is in `slots`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import CompteRow
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import Conflit, Introuvable
from cs_desktop.domain.text import search_key
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur


def rows(session: Session, *, archived: bool = False) -> list[CompteRow]:
    """The accounts in use, or the retired ones too, by name."""
    query = select(CompteUtilisateur)
    if not archived:
        query = query.where(CompteUtilisateur.archive_le.is_(None))
    return [_row(c) for c in session.scalars(query.order_by(CompteUtilisateur.identifiant))]


def find(session: Session, nom: str, ids: Collection[int]) -> CompteRow | None:
    """The account in use named `nom` among `ids`."""
    key = search_key(nom)
    for row in rows(session):
        if row.id in ids and search_key(row.nom) == key:
            return row
    return None


def add(session: Session, nom: str, role: Role, site_id: int | None = None) -> int:
    """A new account, without a slot yet; its id."""
    compte = CompteUtilisateur(
        identifiant=search_key(nom), nom=nom, role=role.value, site_id=site_id
    )
    session.add(compte)
    session.flush()
    return compte.id


def set_role(session: Session, compte_id: int, role: Role, version: int) -> None:
    """Give an account another rôle. Raises Conflit when it moved since `version`."""
    compte = _load(session, compte_id)
    if compte.version != version:
        raise Conflit(
            f"Le compte « {compte.nom} » a été modifié entre-temps : rechargez la liste, puis "
            "recommencez."
        )
    compte.role = role.value


def archive(session: Session, compte_id: int) -> None:
    """Retire an account."""
    _load(session, compte_id).archive_le = session.info["now"]


def signed_in(session: Session, compte_id: int, now: datetime) -> None:
    """Note the last sign-in."""
    _load(session, compte_id).derniere_connexion_le = now


def acteur(session: Session, row: CompteRow) -> Acteur:
    """Who acts when this account is signed in."""
    site = session.get(Site, row.site_id) if row.site_id is not None else None
    return Acteur(row.id, row.nom, row.role, 0 if site is None else site.numero)


def _load(session: Session, compte_id: int) -> CompteUtilisateur:
    compte = session.get(CompteUtilisateur, compte_id)
    if compte is None or compte.archive_le is not None:
        raise Introuvable("Ce compte n’existe plus : rechargez la liste des comptes.")
    return compte


def _row(compte: CompteUtilisateur) -> CompteRow:
    return CompteRow(
        compte.id,
        compte.version,
        compte.nom,
        Role(compte.role),
        compte.site_id,
        compte.derniere_connexion_le,
        compte.archive_le,
    )
