"""Foyers as screens see them: who lives with whom, and who answers for the children."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.errors import Refus, RegleMetier

LONGUEUR_MAX = 120
_CODE_POSTAL = re.compile(r"[0-9]{5}")
_ALLOCATAIRE = re.compile(r"[0-9A-Z]{1,12}")
_NIR = re.compile(r"[1-8][0-9]{12}(?:[0-9]{2})?")


class Caisse(StrEnum):
    """Who pays the family benefits."""

    CAF = "CAF"
    MSA = "MSA"
    AUTRE = "autre"
    AUCUNE = "aucune"
    INCONNU = "inconnu"

    @property
    def libelle(self) -> str:
        """The word shown in the form."""
        return "Non renseignée" if self is Caisse.INCONNU else self.value[0].upper() + self[1:]


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

    @property
    def repond(self) -> bool:
        """Whether this place answers for the children of the foyer."""
        return self in {RoleFoyer.RESPONSABLE, RoleFoyer.ACCUEILLANT}


@dataclass(frozen=True, slots=True)
class Membre:
    """One person of a foyer. `alerte` names who must not collect her, empty when nobody."""

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
    garde: str = ""  # « alternée, une semaine sur deux »
    alerte: str = ""
    retenue: bool = False  # her contact details are not to be given away

    @property
    def lien(self) -> str:
        """« Enfant, alternée une semaine sur deux »: the place, and the words of the custody."""
        words = self.garde
        if not words and self.part_garde is not None:
            words = f"{self.part_garde}\u202f%"
        return f"{self.role.libelle}, {words}" if words else self.role.libelle


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
    complement: str = ""
    payeur: str = ""  # who pays first, by name; empty when nobody was chosen


@dataclass(frozen=True, slots=True)
class FoyerDraft:
    """What the form of a foyer holds. One payer at most: a member, or an organisme."""

    nom: str = ""
    adresse: str = ""
    complement: str = ""
    code_postal: str = ""
    commune: str = ""
    zone_id: int | None = None  # of the people who live there: an address has one zone
    caisse: Caisse = Caisse.INCONNU
    numero_allocataire: str = ""
    payeur_id: int | None = None
    payeur_organisme_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RattachementDraft:
    """A person in a foyer, as the form holds it."""

    personne_id: int
    foyer_id: int
    role: RoleFoyer = RoleFoyer.RESPONSABLE
    depuis: date | None = None
    jusqu_au: date | None = None
    part_garde: int | None = None
    garde: str = ""


@dataclass(frozen=True, slots=True)
class AutreFoyer:
    """Another home of a member, said under the list of the foyer on show."""

    foyer_id: int
    nom: str
    enfant_id: int
    enfant: str
    responsables: str  # « Mehdi Zerrouki »
    responsable_id: int | None  # whose fiche the link opens


@dataclass(frozen=True, slots=True)
class Zone:
    """Where an address lies; `genre` is what the figures count (QPV, FRR, commune…)."""

    id: int
    genre: str
    libelle: str


def check_foyer(draft: FoyerDraft) -> FoyerDraft:
    """`draft` as it is stored, texts trimmed. Raises RegleMetier with every reason at once."""
    texts = {
        name: " ".join(getattr(draft, name).split())
        for name in ("nom", "adresse", "complement", "code_postal", "commune")
    }
    numero = "".join(draft.numero_allocataire.upper().split())
    checked = replace(draft, **texts, numero_allocataire=numero)
    refus = list(_refus_foyer(checked))
    if refus:
        order = [field.name for field in fields(FoyerDraft)]
        raise RegleMetier.plusieurs(sorted(refus, key=lambda one: order.index(one.champ or "nom")))
    return checked


def _refus_foyer(draft: FoyerDraft) -> Iterator[Refus]:
    if not draft.nom:
        yield Refus("Indiquez le nom du foyer.", "nom")
    for name in ("nom", "adresse", "complement", "commune"):
        if len(getattr(draft, name)) > LONGUEUR_MAX:
            yield Refus(f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le.", name)
    if draft.code_postal and not _CODE_POSTAL.fullmatch(draft.code_postal):
        yield Refus("Un code postal a cinq chiffres. Exemple : 59999", "code_postal")
    numero = draft.numero_allocataire
    if _NIR.fullmatch(numero):
        message = "Le numéro de sécurité sociale ne s’enregistre pas. Notez le numéro de la caisse."
        yield Refus(message, "numero_allocataire")
    elif numero and not _ALLOCATAIRE.fullmatch(numero):
        message = "Un numéro d’allocataire a des chiffres, parfois une lettre. Vérifiez-le."
        yield Refus(message, "numero_allocataire")
    if draft.payeur_id is not None and draft.payeur_organisme_id is not None:
        message = "Un seul premier payeur : une personne, ou un organisme."
        yield Refus(message, "payeur_organisme_id")
