"""Foyers as screens see them: who lives with whom, and who answers for the children."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cs_desktop.domain.dates import Naissance


class Caisse(StrEnum):
    """Who pays the family benefits."""

    CAF = "CAF"
    MSA = "MSA"
    AUTRE = "autre"
    AUCUNE = "aucune"
    INCONNU = "inconnu"


class RoleFoyer(StrEnum):
    """The place of a person in a foyer. `ACCUEILLANT`: foster family, third party, grandparent."""

    RESPONSABLE = "responsable"
    ENFANT = "enfant"
    AUTRE_ADULTE = "autre_adulte"
    ACCUEILLANT = "accueillant"

    @property
    def libelle(self) -> str:
        """The word shown in the list of members."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Membre:
    """One person of a foyer."""

    rattachement_id: int
    personne_id: int
    nom: str
    prenom: str
    naissance: Naissance | None
    age: int | None
    role: RoleFoyer
    depuis: date | None
    jusqu_au: date | None
    part_garde: int | None  # percent


@dataclass(frozen=True, slots=True)
class FoyerFiche:
    """A foyer and its members of the day, responsables first."""

    id: int
    nom: str
    adresse: str
    code_postal: str
    commune: str
    caisse: Caisse
    numero_allocataire: str
    membres: tuple[Membre, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """Where an address lies; `genre` is what the figures count (QPV, FRR, commune…)."""

    id: int
    genre: str
    libelle: str
