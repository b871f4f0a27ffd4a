"""Bringing in the list that the centre has today: looked at, tried, written, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import AnnulationRefusee, RegleMetier
from cs_desktop.domain.imports import Apercu, NonRepris, Profil, TraitementDoublons
from cs_desktop.domain.imports_bilan import BilanAnnulation, BilanImport, Garde
from cs_desktop.echanges.colonnes import never, silent
from cs_desktop.echanges.imports_modele import write_modele
from cs_desktop.persistence import imports
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.undo import undo_untouched
from cs_desktop.services.fichiers import written_file
from cs_desktop.services.imports_ecriture import EcritureImport
from cs_desktop.services.imports_lecture import Cancelled, Progress, read_file, understand
from cs_desktop.services.imports_placement import look_at_base, make_plan
from cs_desktop.services.imports_plan import Decisions, Plan
from cs_desktop.services.registre import droit

USAGE_ANNULER = "import.annuler"
SANS_PROFIL = Profil()
SANS_DECISION: Decisions = {}


class ImportService:
    """Imports of spreadsheets. Reading and matching hold no lock; writing holds it by batches."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database, self._today = database, today

    @droit(Droit.MODIFIER_PERSONNES)
    def analyse(
        self,
        _acteur: Acteur,
        path: Path,
        profil: Profil = SANS_PROFIL,
        *,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> Apercu:
        """What was understood of a file: its sheets, columns, people and foyers.

        Raises RegleMetier with what to do to the file, Annule, StockageIndisponible.
        """
        return self._understand(path, profil, progress, cancelled)

    @droit(Droit.MODIFIER_PERSONNES)
    def simuler(
        self,
        _acteur: Acteur,
        path: Path,
        profil: Profil = SANS_PROFIL,
        doublons: TraitementDoublons = TraitementDoublons.DEMANDER,
        decisions: Decisions = SANS_DECISION,
        *,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> BilanImport:
        """What `importer` would do, person by person; nothing is written. Raises as `analyse`."""
        plan = self._plan(path, profil, doublons, decisions, progress, cancelled)
        return plan.bilan(simulation=True, import_id=None)

    @droit(Droit.MODIFIER_PERSONNES)
    def importer(
        self,
        acteur: Acteur,
        path: Path,
        profil: Profil = SANS_PROFIL,
        doublons: TraitementDoublons = TraitementDoublons.DEMANDER,
        decisions: Decisions = SANS_DECISION,
        *,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> BilanImport:
        """Write a file into the base; `decisions` answers the doublons by `cle`.

        When it is stopped or fails on the way, what was written is undone, then the reason is
        raised: as `analyse`, or what the base raises.
        """
        plan = self._plan(path, profil, doublons, decisions, progress, cancelled)
        if plan.vide:
            return plan.bilan(simulation=False, import_id=None)
        writing = EcritureImport(self._database, acteur, plan)
        bilan = plan.bilan(simulation=False, import_id=None)  # before ids are given to foyers
        try:
            import_id = writing.write(progress, cancelled)
        except BaseException:
            if writing.import_id is not None:
                self._undo(acteur, writing.import_id)
            raise
        return bilan.numbered(import_id)

    @droit(Droit.MODIFIER_PERSONNES)
    def annuler(
        self, acteur: Acteur, import_id: int, *, progress: Progress = silent
    ) -> BilanAnnulation:
        """Take back what an import wrote and nobody touched since; the rest stays and is listed.

        Raises Introuvable, or AnnulationRefusee for an import that was undone already.
        """
        with self._database.reading() as session:
            lot = imports.find_lot(session, import_id)
        if lot.annule_le is not None:
            raise AnnulationRefusee(
                f"L’import {import_id} a déjà été annulé. Ce qui reste a été modifié depuis : "
                "corrigez-le à la main."
            )
        return self._undo(acteur, import_id, progress)

    @droit(Droit.MODIFIER_PERSONNES)
    def profils(self, _acteur: Acteur) -> dict[str, Profil]:
        """The choices of columns kept in the base, by name."""
        with self._database.reading() as session:
            return imports.profils(session)

    @droit(Droit.MODIFIER_PERSONNES)
    def save_profil(self, acteur: Acteur, nom: str, profil: Profil) -> None:
        """Keep choices of columns under a name. Raises RegleMetier for an empty name."""
        if not nom.strip():
            raise RegleMetier("Donnez un nom à ce profil.", "nom")
        with self._database.transaction(acteur, "import.garder_profil") as session:
            imports.write_profil(session, " ".join(nom.split()), profil)

    @droit(Droit.CONSULTER_PERSONNES)
    def modele(self, _acteur: Acteur, path: Path) -> None:
        """Write the model spreadsheet. Raises StockageIndisponible, RegleMetier."""
        if path.suffix.casefold() != ".xlsx":
            raise RegleMetier(
                "Le modèle est un fichier XLSX : terminez son nom par .xlsx.", "sortie"
            )
        with written_file(path) as stream:
            write_modele(stream)

    def _understand(
        self, path: Path, profil: Profil, progress: Progress, cancelled: Cancelled
    ) -> Apercu:
        classeur = read_file(path, cancelled)
        return understand(classeur, path.name, profil, self._today(), progress, cancelled)

    def _plan(
        self,
        path: Path,
        profil: Profil,
        doublons: TraitementDoublons,
        decisions: Decisions,
        progress: Progress,
        cancelled: Cancelled,
    ) -> Plan:
        apercu = self._understand(path, profil, progress, cancelled)
        today = self._today()
        base = look_at_base(self._database, today)
        return make_plan(apercu, base, today, doublons, decisions, progress, cancelled)

    def _undo(self, acteur: Acteur, import_id: int, progress: Progress = silent) -> BilanAnnulation:
        with self._database.reading() as session:
            operations = imports.operations_of(session, import_id)
        undone, kept = 0, list[Garde]()
        for rank, operation in enumerate(operations):
            with self._database.transaction(acteur, USAGE_ANNULER) as session:
                lines = {one.personne_id: one for one in imports.lines_of(session, operation)}
                try:
                    done = undo_untouched(session, operation)
                except AnnulationRefusee as refused:
                    kept += [
                        Garde("personne", one.personne_id, str(refused), one.feuille, one.ligne)
                        for one in lines.values()
                        if one.sort != "inchange"
                    ]
                else:
                    undone += done.rows
                    for one in done.kept:
                        line = lines.get(one.row_id) if one.table == "personne" else None
                        place = ("", None) if line is None else (line.feuille, line.ligne)
                        kept.append(Garde(one.table, one.row_id, one.reason, *place))
            progress(rank + 1, len(operations))
        with self._database.transaction(acteur, USAGE_ANNULER) as session:
            imports.close_lot(session, import_id)
        return BilanAnnulation(undone, tuple(kept))


def raisons(bilan: BilanImport) -> list[NonRepris]:
    """What is not taken, whole rows first."""
    return sorted(bilan.non_repris, key=lambda one: (not one.refusee, one.feuille, one.ligne))
