"""Accounts as screens see them, their rules, and the ring of keys of an open session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cs_desktop.domain.droits import DROITS, Droit, Role
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import search_key

KEY_SIZE = 32
NOM_MAX = 80


@dataclass(frozen=True, slots=True)
class Trousseau:
    """The keys a base has had, the newest last: older ones open older backups (A3).

    `rang` is the key in use; it is not the last when a change of key was interrupted, or in a base
    restored from before that change.
    """

    base_uuid: str
    cles: tuple[bytes, ...] = field(repr=False)
    rang: int = -1

    @property
    def courante(self) -> bytes:
        """The key of the base."""
        return self.cles[self.rang]

    def plus(self, cle: bytes) -> Trousseau:
        """The ring once `cle` is the key in use."""
        return Trousseau(self.base_uuid, (*self.cles, cle))


@dataclass(frozen=True, slots=True)
class CompteRow:
    """An account as the screen of accounts lists it."""

    id: int
    version: int
    nom: str
    role: Role
    site_id: int | None
    derniere_connexion_le: datetime | None
    archive_le: datetime | None = None


@dataclass(frozen=True, slots=True)
class CompteDraft:
    """What is typed to add an account."""

    nom: str
    role: Role
    mot_de_passe: str = field(repr=False)
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class Identite:
    """Who asks, before anyone is signed in. `nom` is None for the holder of the fiche."""

    secret: bytes = field(repr=False)
    nom: str | None = None


def check_nom(nom: str, others: Sequence[str] = (), champ: str = "nom") -> str:
    """The name to record. Raises RegleMetier when empty, too long, or too close to another's."""
    nom = " ".join(nom.split())
    if not nom:
        raise RegleMetier("Le nom du compte est vide : tapez celui de la personne.", champ)
    if len(nom) > NOM_MAX:
        raise RegleMetier(
            f"Le nom du compte dépasse {NOM_MAX} caractères : abrégez-le.",
            champ,
        )
    if search_key(nom) in {search_key(other) for other in others}:
        raise RegleMetier(
            f"Un compte « {nom} » existe déjà : ajoutez une initiale ou la fonction.", champ
        )
    return nom


def gere_comptes(role: Role) -> bool:
    """Whether an account of this rôle can manage the others."""
    return Droit.GERER_COMPTES in DROITS[role]


def check_may_manage(acteur: Role, *roles: Role) -> None:
    """Only the direction makes, changes or retires an account of direction. Raises RegleMetier."""
    if Role.DIRECTION in roles and acteur is not Role.DIRECTION:
        raise RegleMetier(
            "Seule la direction peut créer, modifier ou retirer un compte de direction : "
            "demandez-le à la direction.",
            "role",
        )


def check_direction_remains(comptes: Sequence[CompteRow], changed: int, role: Role | None) -> None:
    """Refuse to leave the centre without direction, when `changed` takes `role` (None: goes).

    Raises RegleMetier.
    """
    directions = {
        compte.id for compte in comptes if not compte.archive_le and compte.role is Role.DIRECTION
    }
    if role is not Role.DIRECTION and directions == {changed}:
        raise RegleMetier(
            "C’est le dernier compte de direction, et il en faut toujours un : donnez d’abord le "
            "rôle direction à un autre compte.",
            "role",
        )
