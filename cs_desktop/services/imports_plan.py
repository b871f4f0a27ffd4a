"""What an import would write: who is created, completed, left, and the foyers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.imports import Apercu, FoyerLu, NonRepris
from cs_desktop.domain.imports_bilan import BilanImport, Doublon, LigneApercu, Sort
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.persistence.imports import Connue

Decisions = Mapping[str, int | None]  # by `cle`: the id of who she is, None for somebody else


@dataclass(frozen=True, slots=True)
class BaseConnue:
    """The base as the import sees it, once."""

    personnes: Mapping[int, Connue]
    deja_lues: Mapping[bytes, Sequence[int]]
    foyers: Mapping[int, Mapping[int, str]]
    sel: bytes


@dataclass(slots=True)
class FoyerAEcrire:
    """A foyer to create, or the one of the base that receives people. Members by rank."""

    nom: str
    foyer_id: int | None
    membres: dict[int, RoleFoyer]
    absents: dict[int, RoleFoyer]  # members whose link is missing


@dataclass(slots=True)
class Plan:
    """What becomes of each person of the file; ranks are those of `Apercu.personnes`."""

    apercu: Apercu
    empreintes: list[bytes]
    sorts: list[Sort] = field(default_factory=list[Sort])
    qui: list[int | None] = field(default_factory=list["int | None"])  # id of the base
    meme: dict[int, int] = field(default_factory=dict[int, int])  # rank → earlier rank
    complements: dict[int, PersonneDraft] = field(default_factory=dict[int, PersonneDraft])
    champs: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    doublons: list[Doublon] = field(default_factory=list[Doublon])
    non_repris: list[NonRepris] = field(default_factory=list[NonRepris])
    foyers: list[FoyerAEcrire] = field(default_factory=list[FoyerAEcrire])
    drafts: dict[int, PersonneDraft] = field(default_factory=dict[int, PersonneDraft])  # to create

    @property
    def vide(self) -> bool:
        """Whether nothing would be written."""
        return not self.drafts and not self.complements and not self.foyers

    def bilan(self, *, simulation: bool, import_id: int | None) -> BilanImport:
        """The answer of the import."""
        noms = {rank: foyer.nom for rank, foyer in self._foyer_of().items()}
        lignes = tuple(
            LigneApercu(
                cle=one.cle,
                feuille=one.feuille,
                ligne=one.ligne,
                sort=sort,
                draft=self.drafts.get(rank, one.draft),
                role=one.role,
                foyer=noms.get(rank, ""),
                complements=self.champs.get(rank, ()),
            )
            for rank, (one, sort) in enumerate(zip(self.apercu.personnes, self.sorts, strict=True))
        )
        counts = {
            "personne": len(self.drafts),
            "foyer": sum(foyer.foyer_id is None for foyer in self.foyers),
            "rattachement": sum(len(foyer.absents) for foyer in self.foyers),
        }
        return BilanImport(
            format=self.apercu.format,
            simulation=simulation,
            import_id=import_id,
            lignes=lignes,
            doublons=tuple(self.doublons),
            non_repris=(*self.apercu.non_repris, *self.non_repris),
            par_table=counts,
        )

    def _foyer_of(self) -> dict[int, FoyerLu]:
        return {rank: foyer for foyer in self.apercu.foyers for rank in foyer.membres}
