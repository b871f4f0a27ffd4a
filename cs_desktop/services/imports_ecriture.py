"""Writes an import by small transactions: the lock is let go between two of them (A12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.foyers import Caisse
from cs_desktop.domain.imports_bilan import Sort
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.imports import open_lot
from cs_desktop.persistence.imports_masse import FoyerEcrit, TrancheImport, write_batch
from cs_desktop.persistence.personnes_masse import NouveauFoyer
from cs_desktop.services.imports_lecture import Cancelled, Progress, stopped
from cs_desktop.services.imports_plan import FoyerAEcrire, Plan

USAGE = "import.executer"
LOT = 300  # people a transaction: the lock is held a fraction of a second


@dataclass(slots=True)
class _Unite:
    """What is written together: the people of a foyer, or one person."""

    rangs: list[int] = field(default_factory=list[int])
    foyer: FoyerAEcrire | None = None


class EcritureImport:
    """One import being written. `operations` are those that its failure must undo."""

    def __init__(self, database: Database, acteur: Acteur, plan: Plan) -> None:
        self._database, self._acteur, self._plan = database, acteur, plan
        self._ids = {rank: who for rank, who in enumerate(plan.qui) if who is not None}
        self._again: defaultdict[int, list[int]] = defaultdict(list)
        for rank, earlier in plan.meme.items():
            self._again[earlier].append(rank)
        self.import_id: int | None = None

    def write(self, progress: Progress, cancelled: Cancelled) -> int:
        """Write everything and return the id of the import. Raises Annule between two batches."""
        with self._database.transaction(self._acteur, USAGE) as session:
            kind = self._plan.apercu.format
            self.import_id = open_lot(session, self._plan.apercu.fichier, kind)
        total = len(self._plan.sorts)
        done = 0
        for units in self._batches():
            if cancelled():
                raise stopped()
            with self._database.transaction(self._acteur, USAGE) as session:
                write_batch(session, self.import_id, self._tranche(units), self._ids)
            done += sum(len(unit.rangs) for unit in units)
            progress(min(done, total), total)
        return self.import_id

    def _batches(self) -> Iterator[list[_Unite]]:
        batch: list[_Unite] = []
        for unit in self._units():
            batch.append(unit)
            if sum(max(1, len(one.rangs)) for one in batch) >= LOT:
                yield batch
                batch = []
        if batch:
            yield batch

    def _units(self) -> Iterator[_Unite]:
        """Foyers with those of their people that no unit holds yet, then everybody else."""
        placed: set[int] = set()
        for foyer in self._plan.foyers:
            ranks = [rank for rank in foyer.membres if rank not in placed]
            placed.update(ranks)
            yield _Unite(ranks, foyer)
        for rank in range(len(self._plan.sorts)):
            if rank not in placed and self._plan.sorts[rank] is not Sort.DOUBLON:
                yield _Unite([rank])

    def _tranche(self, units: list[_Unite]) -> TrancheImport:
        plan = self._plan
        ranks = [rank for unit in units for rank in unit.rangs]
        known = {plan.qui[rank] for rank in ranks}
        return TrancheImport(
            nouvelles={rank: plan.drafts[rank] for rank in ranks if rank in plan.drafts},
            complements={i: draft for i, draft in plan.complements.items() if i in known},
            foyers=[
                FoyerEcrit(self._home(unit.foyer), unit.foyer.foyer_id, unit.foyer.absents)
                for unit in units
                if unit.foyer is not None
            ],
            lignes=[self._line(rank) for rank in self._told(ranks)],
        )

    def _told(self, ranks: list[int]) -> list[int]:
        """Rows that say again somebody of this batch are remembered with her."""
        again = [self._again.get(rank, []) for rank in ranks]
        first = [rank for rank in ranks if rank not in self._plan.meme]
        return [*first, *(rank for some in again for rank in some)]

    def _line(self, rank: int) -> tuple[int, str, int, str, bytes]:
        one = self._plan.apercu.personnes[rank]
        who = self._plan.meme.get(rank, rank)
        sort = self._plan.sorts[rank].value
        return who, one.feuille, one.ligne, sort, self._plan.empreintes[rank]

    def _home(self, foyer: FoyerAEcrire) -> NouveauFoyer:
        drafts = [self._plan.apercu.personnes[rank].draft for rank in foyer.membres]
        home = next((one for one in drafts if one.adresse or one.commune), drafts[0])
        return NouveauFoyer(
            foyer.nom, home.adresse, home.complement, home.code_postal, home.commune, Caisse.INCONNU
        )
