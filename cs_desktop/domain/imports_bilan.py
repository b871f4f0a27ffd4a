"""What an import does, or would do, told person by person; and what its undo leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import NonRepris
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.personnes import PersonneDraft


class Sort(StrEnum):
    """What becomes of one person of the file."""

    CREE = "cree"
    COMPLETE = "complete"
    INCHANGE = "inchange"
    DOUBLON = "doublon"


@dataclass(frozen=True, slots=True)
class Doublon:
    """A person of the file and who she may be; `decisions` of an import answers by `cle`."""

    cle: str
    feuille: str
    ligne: int
    nom: str
    personne_id: int | None  # of the base
    autre_cle: str | None  # of the file
    autre_nom: str
    motif: str


@dataclass(frozen=True, slots=True)
class LigneApercu:
    """One person as the preview shows her before anything is written."""

    cle: str
    feuille: str
    ligne: int
    sort: Sort
    draft: PersonneDraft
    role: RoleFoyer
    foyer: str
    complements: tuple[str, ...]  # fields that would be filled

    @property
    def nom(self) -> str:
        """« Amina Belkacem »."""
        return nom_complet(self.draft.nom, self.draft.prenom)


@dataclass(frozen=True, slots=True)
class BilanImport:
    """What an import does, or would do."""

    format: str
    simulation: bool
    import_id: int | None
    lignes: tuple[LigneApercu, ...]
    doublons: tuple[Doublon, ...]
    non_repris: tuple[NonRepris, ...]
    par_table: Mapping[str, int]

    def numbered(self, import_id: int) -> BilanImport:
        """The same, once written under this id."""
        return replace(self, import_id=import_id)

    def compte(self, sort: Sort) -> int:
        """How many people of the file end that way."""
        return sum(ligne.sort is sort for ligne in self.lignes)

    @property
    def refuses(self) -> int:
        """How many rows are refused whole."""
        return sum(one.refusee for one in self.non_repris)


@dataclass(frozen=True, slots=True)
class Garde:
    """A row of the base that the undo of an import leaves as it is."""

    table: str
    ligne_id: int
    raison: str
    feuille: str = ""
    ligne: int | None = None


@dataclass(frozen=True, slots=True)
class BilanAnnulation:
    """What the undo of an import removed or put back, and what it left."""

    annules: int
    gardes: tuple[Garde, ...]
