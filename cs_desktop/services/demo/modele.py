"""What is drawn before it is written: people, and the foyers that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.services.demo.tirage import Adresse


@dataclass(frozen=True, slots=True)
class Membre:
    """A person in a foyer. `role` and `garde` are the words of the data file."""

    personne: int  # index in Population.personnes
    role: str
    garde: str = ""


@dataclass(frozen=True, slots=True)
class FoyerTire:
    """A household: its name, address, caisse and members."""

    nom: str
    adresse: Adresse
    caisse: str
    membres: tuple[Membre, ...]


@dataclass(slots=True)
class PersonneTiree:
    """A person to write, the zone code of the address and the day the card was made."""

    draft: PersonneDraft
    zone: str
    creee_le: date
    archivee: bool = False
    numero: int | None = None
    adherent: bool = False  # among the 240 of the data file: à jour, or à renouveler
    etat: EtatAdhesion | None = None  # on the day of the demonstration; None once gone


@dataclass(slots=True)
class Population:
    """Everyone of the demonstration, ready to be written in bulk."""

    personnes: list[PersonneTiree] = field(default_factory=list)
    foyers: list[FoyerTire] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)  # of the written people, to their index
