"""Organismes that know people of the centre: ASE, CCAS, schools, and whom to call there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.phones import check_telephone

LONGUEUR_MAX = 120
_COURRIEL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


class GenreOrganisme(StrEnum):
    """What an organisme is to the centre."""

    ASE = "ase"
    CCAS = "ccas"
    ECOLE = "ecole"
    ASSOCIATION = "association"
    ETABLISSEMENT = "etablissement"  # EHPAD, IME…
    EMPLOYEUR = "employeur"
    FINANCEUR = "financeur"
    AUTRE = "autre"

    @property
    def libelle(self) -> str:
        """The words shown in the form."""
        return {
            "ase": "Aide sociale à l’enfance",
            "ccas": "CCAS",
            "ecole": "École, collège, lycée",
            "etablissement": "Établissement (EHPAD, IME…)",
        }.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class OrganismeDraft:
    """What the form of an organisme holds."""

    nom: str = ""
    genre: GenreOrganisme = GenreOrganisme.AUTRE
    telephone: str = ""
    courriel: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Somebody to call there."""

    organisme_id: int
    nom: str = ""
    prenom: str = ""
    fonction: str = ""
    telephone: str = ""
    courriel: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The same, as cards show it."""

    id: int
    organisme_id: int
    nom: str
    prenom: str
    fonction: str
    telephone: str
    courriel: str

    @property
    def nom_complet(self) -> str:
        """« Valérie Mortreux »."""
        return nom_complet(self.nom, self.prenom)


@dataclass(frozen=True, slots=True)
class Organisme:
    """An organisme and whom to call there."""

    id: int
    version: int
    nom: str
    genre: GenreOrganisme
    telephone: str
    courriel: str
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponsabiliteDraft:
    """An organisme that answers for a child in law, and who signs there. Never the reason."""

    personne_id: int
    organisme_id: int
    contact_id: int | None = None
    depuis: date | None = None
    jusqu_au: date | None = None


@dataclass(frozen=True, slots=True)
class Responsabilite:
    """The same, as the card shows it."""

    id: int
    organisme_id: int
    organisme: str
    contact_id: int | None
    contact: str
    telephone: str
    depuis: date | None


def check_organisme(draft: OrganismeDraft) -> OrganismeDraft:
    """`draft` as it is stored. Raises RegleMetier with every reason at once."""
    nom, courriel = (" ".join(text.split()) for text in (draft.nom, draft.courriel))
    refus: list[Refus] = [] if nom else [Refus("Indiquez le nom de l’organisme.", "nom")]
    telephone = _checked_telephone(draft.telephone, refus)
    refus += _refus_texts({"nom": nom, "courriel": courriel})
    if refus:
        raise RegleMetier.plusieurs(refus)
    return replace(draft, nom=nom, courriel=courriel, telephone=telephone)


def check_contact(draft: ContactDraft) -> ContactDraft:
    """`draft` as it is stored. Raises RegleMetier with every reason at once."""
    texts = {
        name: " ".join(getattr(draft, name).split())
        for name in ("nom", "prenom", "fonction", "courriel")
    }
    named = texts["nom"] or texts["prenom"]
    refus: list[Refus] = [] if named else [Refus("Indiquez le nom du contact.", "nom")]
    telephone = _checked_telephone(draft.telephone, refus)
    refus += _refus_texts(texts)
    if refus:
        raise RegleMetier.plusieurs(refus)
    return replace(draft, **texts, telephone=telephone)


def check_responsabilite(draft: ResponsabiliteDraft) -> None:
    """Raises RegleMetier when it ends before it begins."""
    if draft.depuis and draft.jusqu_au and draft.jusqu_au < draft.depuis:
        raise RegleMetier("La fin précède le début. Vérifiez les deux dates.", "jusqu_au")


def _checked_telephone(typed: str, refus: list[Refus]) -> str:
    try:
        return check_telephone(typed) if typed.strip() else ""
    except RegleMetier as refused:
        refus += refused.refus
        return typed.strip()


def _refus_texts(texts: dict[str, str]) -> Iterator[Refus]:
    for name, text in texts.items():
        if len(text) > LONGUEUR_MAX:
            yield Refus(f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le.", name)
    if texts["courriel"] and not _COURRIEL.fullmatch(texts["courriel"]):
        yield Refus("Cette adresse est incomplète. Exemple : accueil@exemple.fr", "courriel")
