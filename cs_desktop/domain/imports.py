"""What an import reads, proposes and answers: the words shared by its steps, from file to base."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.personnes import PersonneDraft

Cellule = str | int | float | bool | date | datetime | None
VERSION_PROFIL = 1


class Champ(StrEnum):
    """What a column says about somebody; the code is what a profile stores."""

    NOM = "nom"
    PRENOM = "prenom"
    NOM_PRENOM = "nom_prenom"
    NOM_NAISSANCE = "nom_naissance"
    CIVILITE = "civilite"
    SEXE = "sexe"
    NAISSANCE = "naissance"
    TELEPHONE = "telephone"
    TELEPHONE_2 = "telephone_2"
    COURRIEL = "courriel"
    ADRESSE = "adresse"
    COMPLEMENT = "complement"
    CODE_POSTAL = "code_postal"
    COMMUNE = "commune"
    CP_COMMUNE = "cp_commune"
    URGENCE_NOM = "urgence_nom"
    URGENCE_LIEN = "urgence_lien"
    URGENCE_TELEPHONE = "urgence_telephone"
    FOYER = "foyer"
    ROLE = "role"
    ENFANTS = "enfants"


class Qui(StrEnum):
    """Whom a column is about."""

    PRINCIPAL = "personne"
    RESPONSABLE = "responsable"
    CONJOINT = "conjoint"
    PERE = "pere"
    MERE = "mere"
    ENFANT = "enfant"


NOMMANTS = (Champ.NOM_PRENOM, Champ.NOM, Champ.PRENOM)
_CODE = re.compile(r"(?:(?P<qui>[a-z]+?)(?P<rang>[0-9]{0,2})\.)?(?P<champ>[a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Cible:
    """Where a column goes: « prenom », « conjoint.telephone », « enfant2.naissance »."""

    champ: Champ
    qui: Qui = Qui.PRINCIPAL
    rang: int = 0

    @property
    def code(self) -> str:
        """As a profile writes it; `parse_cible` reads it back."""
        if self.qui is Qui.PRINCIPAL:
            return self.champ.value
        return f"{self.qui.value}{self.rang or ''}.{self.champ.value}"


def parse_cible(code: str) -> Cible:
    """The target of a code. Raises RegleMetier with the codes that exist."""
    found = _CODE.fullmatch(code.strip())
    if found is not None:
        champ, qui = found["champ"], found["qui"] or Qui.PRINCIPAL.value
        if champ in {*Champ} and qui in {*Qui}:
            rang = int(found["rang"] or 0)
            return Cible(Champ(champ), Qui(qui), rang or (1 if qui == Qui.ENFANT else 0))
    known = ", ".join(champ.value for champ in Champ)
    raise RegleMetier(
        f"Le profil envoie une colonne vers « {code} », qui n’existe pas. Au choix : {known}, "
        "précédés de conjoint. responsable. pere. mere. ou enfant1. quand il le faut.",
        "profil",
    )


@dataclass(frozen=True, slots=True)
class FeuilleLue:
    """One sheet as the file holds it. `premiere` is the number of its first row on the screen."""

    nom: str
    premiere: int
    lignes: list[list[Cellule]]


@dataclass(frozen=True, slots=True)
class Classeur:
    """A file that was read. `detail` says how: « CSV, UTF-8, séparateur ; »."""

    format: str
    detail: str
    feuilles: tuple[FeuilleLue, ...]


@dataclass(frozen=True, slots=True)
class ColonneLue:
    """One column, where it goes, or the reason why it is left out."""

    rang: int
    titre: str
    cible: Cible | None = None
    raison: str = ""
    sure: bool = True  # False: guessed from a look-alike title or from the contents
    exemples: tuple[str, ...] = ()  # a few of its values; none of a column that is never read

    @property
    def interdite(self) -> bool:
        """Whether nothing of the column is ever read, whatever a profile asks."""
        return self.raison.startswith("Colonne jamais lue")


@dataclass(frozen=True, slots=True)
class TableLue:
    """One sheet understood: the row of its titles, its columns."""

    feuille: str
    ligne_titres: int
    colonnes: tuple[ColonneLue, ...]
    lignes: int


@dataclass(frozen=True, slots=True)
class Profil:
    """Choices kept from one import to the next; empty, everything is proposed."""

    colonnes: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    feuilles: tuple[str, ...] = ()
    prenom_dabord: bool | None = None

    def document(self) -> dict[str, object]:
        """As JSON writes it."""
        return {
            "version": VERSION_PROFIL,
            "feuilles": list(self.feuilles),
            "prenom_dabord": self.prenom_dabord,
            "colonnes": dict(self.colonnes),
        }


def parse_profil(document: object) -> Profil:
    """A profile from its JSON. Raises RegleMetier naming what is wrong."""
    if not isinstance(document, dict):
        raise RegleMetier("Ce profil n’est pas lisible : ce n’est pas un objet JSON.", "profil")
    values = cast("dict[str, object]", document)
    if values.get("version") != VERSION_PROFIL:
        raise RegleMetier(
            f"Ce profil n’est pas lisible : « version » doit valoir {VERSION_PROFIL}.", "profil"
        )
    colonnes, feuilles = values.get("colonnes", {}), values.get("feuilles", [])
    if not isinstance(colonnes, dict) or not isinstance(feuilles, list):
        raise RegleMetier(
            "Ce profil n’est pas lisible : « colonnes » est un objet, « feuilles » une liste.",
            "profil",
        )
    pairs, names = cast("dict[str, object]", colonnes), cast("list[object]", feuilles)
    checked = {k: None if v is None else parse_cible(str(v)).code for k, v in pairs.items()}
    first = values.get("prenom_dabord")
    return Profil(checked, tuple(map(str, names)), first if isinstance(first, bool) else None)


class TraitementDoublons(StrEnum):
    """What becomes of people who look like somebody already there."""

    DEMANDER = "demander"  # set aside and listed, a screen asks one by one
    IGNORER = "ignorer"  # left out
    CREER = "creer"  # made all the same: they are other people


@dataclass(frozen=True, slots=True)
class NonRepris:
    """Something of the file that does not reach the base, and why."""

    feuille: str
    ligne: int
    raison: str
    colonne: str = ""
    refusee: bool = False  # the whole row


@dataclass(frozen=True, slots=True)
class PersonneLue:
    """Somebody read in a row. `cle` names her from one reading of the file to the next."""

    cle: str
    feuille: str
    ligne: int
    draft: PersonneDraft
    role: RoleFoyer
    foyer: int | None = None  # rank among the foyers read


@dataclass(frozen=True, slots=True)
class FoyerLu:
    """People who live together according to the file."""

    nom: str
    membres: tuple[int, ...]  # ranks among the people read


@dataclass(frozen=True, slots=True)
class Apercu:
    """What was understood of a file, without looking at the base."""

    fichier: str
    format: str
    detail: str
    tables: tuple[TableLue, ...]
    feuilles: tuple[str, ...]
    personnes: tuple[PersonneLue, ...]
    foyers: tuple[FoyerLu, ...]
    non_repris: tuple[NonRepris, ...]
    profil: Profil  # the choices made, to be changed and given back
