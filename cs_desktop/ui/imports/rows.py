"""The lines of the file as the check shows them: people one by one, then what is not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cs_desktop.domain.imports_bilan import BilanImport, Doublon, LigneApercu, Sort
from cs_desktop.domain.text import join_et
from cs_desktop.ui.imports.words import CHIPS, COMPLEMENTS, REFUSEE, REMARQUE, place
from cs_desktop.ui.kit.table.columns import Chip, Column
from cs_desktop.ui.kit.table.footer import Noun
from cs_desktop.ui.kit.table.source import MemorySource, SortKey

LIGNES = Noun("ligne", "lignes", feminine=True)
TOUTES = "toutes"
FILTERS: tuple[tuple[str, str], ...] = (
    (TOUTES, "Toutes"),
    (Sort.CREE, "À créer"),
    (Sort.COMPLETE, "À compléter"),
    (Sort.INCHANGE, "Inchangées"),
    (Sort.DOUBLON, "À vérifier"),
    (REFUSEE, "Refusées"),
    (REMARQUE, "Non repris"),
)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One person of the file, or one thing of the file that is not taken."""

    id: int
    etat: str
    feuille: str
    ligne: int
    nom: str
    raison: str
    personne: LigneApercu | None = None
    doublon: Doublon | None = None

    @property
    def place(self) -> str:
        return place(self.feuille, self.ligne)

    @property
    def naissance(self) -> str:
        born = self.personne.draft.naissance if self.personne is not None else None
        return "" if born is None else born.texte()

    @property
    def foyer(self) -> str:
        """« Dupont, enfant »."""
        one = self.personne
        return f"{one.foyer}, {one.role.libelle.lower()}" if one is not None and one.foyer else ""

    @property
    def chip(self) -> Chip:
        return CHIPS[self.etat]


def checked_rows(bilan: BilanImport, decided: Mapping[str, int | None]) -> list[CheckedRow]:
    """Every line of a check in the order of the file, then the remarks."""
    doublons = {one.cle: one for one in bilan.doublons}
    people = [
        (
            (one.feuille, one.ligne),
            one.sort.value,
            one.nom,
            _reason(one, doublons.get(one.cle), decided),
            one,
            doublons.get(one.cle),
        )
        for one in bilan.lignes
    ]
    left = [
        (
            (one.feuille, one.ligne),
            REFUSEE if one.refusee else REMARQUE,
            f"Colonne «\u00a0{one.colonne}\u00a0»" if one.colonne else "",
            one.raison,
            None,
            None,
        )
        for one in bilan.non_repris
    ]
    ordered = sorted((*people, *left), key=lambda one: (one[1] == REMARQUE, one[0]))
    return [
        CheckedRow(number, etat, where[0], where[1], nom, reason, person, doublon)
        for number, (where, etat, nom, reason, person, doublon) in enumerate(ordered)
    ]


def _reason(one: LigneApercu, doublon: Doublon | None, decided: Mapping[str, int | None]) -> str:
    if doublon is not None:
        return f"Ressemble à {doublon.autre_nom}\u00a0: {doublon.motif}."
    if one.complements:
        fields = join_et([COMPLEMENTS.get(name, name) for name in one.complements])
        return f"Ajoute\u00a0: {fields}."
    if one.cle in decided:
        return (
            "Vous avez dit que c’est une autre personne."
            if decided[one.cle] is None
            else ("Vous avez dit que c’est elle.")
        )
    return "Déjà dans vos fiches." if one.sort is Sort.INCHANGE else ""


def counts(rows: Sequence[CheckedRow]) -> dict[str, int]:
    """The number on each filter."""
    found = dict.fromkeys((code for code, _label in FILTERS), 0)
    for one in rows:
        found[one.etat] += 1
    return {**found, TOUTES: len(rows)}


SORTS: Mapping[str, Callable[[CheckedRow], Any]] = {
    "place": lambda one: (one.feuille, one.ligne),
    "nom": lambda one: one.nom.casefold() or None,
    "foyer": lambda one: one.foyer.casefold() or None,
}
COLUMNS: tuple[Column[CheckedRow], ...] = (
    Column("place", "Dans le tableau", lambda one: one.place, width=124, sort="place"),
    Column("etat", "État", lambda one: one.chip.text, "chip", 128, chip=lambda one: one.chip),
    Column("nom", "Devient", lambda one: one.nom, kind="strong", width=150, sort="nom"),
    Column("naissance", "Naissance", lambda one: one.naissance, width=98, secondary=True),
    Column("foyer", "Foyer", lambda one: one.foyer, width=150, sort="foyer", secondary=True),
    Column("raison", "Remarque", lambda one: one.raison, width=160, stretch=True),
)


class CheckedSource(MemorySource[CheckedRow]):
    """Rows found by id without walking through ten thousand of them."""

    def __init__(
        self,
        rows: Sequence[CheckedRow],
        keys: Mapping[str, Callable[[CheckedRow], Any]] = SORTS,
    ) -> None:
        super().__init__(rows, keys)
        self._places = {one.id: number for number, one in enumerate(rows)}

    def position(self, row_id: int, /) -> int | None:
        return self._places.get(row_id)

    def sort(self, keys: tuple[SortKey, ...], /) -> CheckedSource:
        ordered = super().sort(keys)
        return CheckedSource(ordered.page(0, ordered.count()))
