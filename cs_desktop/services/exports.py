"""Lists written for a spreadsheet: what the screen shows, in its order, with typed cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.dates import Precision
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.personnes import Colonne, FiltrePersonnes, PersonneRow, Tri
from cs_desktop.domain.phones import telephone_fr
from cs_desktop.domain.preuves import Preuve
from cs_desktop.echanges.colonnes import Cellule, ColonneExport, Genre, never, silent
from cs_desktop.echanges.csv_fr import write_csv
from cs_desktop.echanges.tableur import write_xlsx
from cs_desktop.services.fichiers import written_file
from cs_desktop.services.personnes import PAGE, PersonneService
from cs_desktop.services.registre import droit

Cellules = Callable[[PersonneRow], Sequence[Cellule]]

_PRECISIONS = {
    Precision.JOUR: "",
    Precision.MOIS: "mois",
    Precision.ANNEE: "année",
    Precision.PRESUMEE: "présumée",
}
# A birth known by its year alone is never written as a whole date without saying so.
_PERSONNES: Mapping[Colonne, tuple[tuple[ColonneExport, ...], Cellules]] = {
    Colonne.NUMERO: ((ColonneExport("N°", Genre.NOMBRE, 8),), lambda row: (row.numero,)),
    Colonne.NOM: (
        (ColonneExport("Nom", largeur=22), ColonneExport("Prénom", largeur=18)),
        lambda row: (row.nom, row.prenom),
    ),
    Colonne.NAISSANCE: (
        (ColonneExport("Naissance", Genre.DATE, 12), ColonneExport("Précision", largeur=11)),
        lambda row: (
            (None, None)
            if row.naissance is None
            else (row.naissance.le, _PRECISIONS[row.naissance.precision])
        ),
    ),
    Colonne.AGE: ((ColonneExport("Âge", Genre.NOMBRE, 6),), lambda row: (row.age,)),
    Colonne.SEXE: ((ColonneExport("Sexe", largeur=14),), lambda row: (row.sexe.libelle,)),
    Colonne.TELEPHONE: (
        (ColonneExport("Téléphone", largeur=16),),
        lambda row: (telephone_fr(row.telephone),),
    ),
    Colonne.COURRIEL: ((ColonneExport("Courriel", largeur=30),), lambda row: (row.courriel,)),
    Colonne.COMMUNE: ((ColonneExport("Commune", largeur=24),), lambda row: (row.commune,)),
    Colonne.ZONE: ((ColonneExport("Zone", largeur=26),), lambda row: (row.zone,)),
    Colonne.FOYER: ((ColonneExport("Foyer", largeur=24),), lambda row: (row.foyer,)),
    Colonne.ADHESION: (
        (ColonneExport("Adhésion", largeur=16),),
        lambda row: (row.adhesion.libelle,),
    ),
    Colonne.CREE_LE: (
        (ColonneExport("Fiche créée le", Genre.DATE, 14),),
        lambda row: (row.cree_le.astimezone().date(),),
    ),
}
COLONNES_PERSONNES = tuple(_PERSONNES)


class ExportService:
    """Exports of lists and of proofs, to CSV or XLSX by the name of the file."""

    def __init__(self, personnes: PersonneService) -> None:
        self._personnes = personnes

    @droit(Droit.EXPORTER_PERSONNES)
    def personnes(
        self,
        acteur: Acteur,
        filtre: FiltrePersonnes,
        tri: Tri,
        path: Path,
        *,
        colonnes: Sequence[Colonne] = COLONNES_PERSONNES,
        ids: Sequence[int] | None = None,
        progress: Callable[[int, int], None] = silent,
        cancelled: Callable[[], bool] = never,
    ) -> int:
        """Write the people of `filtre`, or only the selected `ids`; returns how many.

        Raises RegleMetier for another kind of file, Annule, StockageIndisponible: the file that
        was there is then as it was.
        """
        kept = [_PERSONNES[colonne] for colonne in colonnes]
        headers = [header for heads, _cells in kept for header in heads]
        rows = self._all(acteur, filtre, tri) if ids is None else self._personnes.rows(acteur, ids)
        lines = ([cell for _heads, cells in kept for cell in cells(row)] for row in rows)
        return write_table(path, "Personnes", headers, lines, progress, cancelled)

    @droit(Droit.EXPORTER_PERSONNES)
    def preuve(self, acteur: Acteur, preuves: Sequence[Preuve], path: Path) -> int:
        """Write the rows behind a figure; returns how many. Raises as `personnes`."""
        del acteur
        headers = [ColonneExport("Partie", largeur=24)]  # a taux has two: above, then below
        headers += [ColonneExport(title, largeur=22) for title in preuves[0].colonnes]
        lines = (
            [_part(preuves, rank), *("" if cell is None else str(cell) for cell in line)]
            for rank, preuve in enumerate(preuves)
            for line in preuve.lignes
        )
        return write_table(path, preuves[0].libelle, headers, lines)

    def _all(self, acteur: Acteur, filtre: FiltrePersonnes, tri: Tri) -> Iterator[PersonneRow]:
        offset = 0
        while rows := self._personnes.page(acteur, filtre, tri, offset, PAGE):
            yield from rows
            offset += len(rows)


def _part(preuves: Sequence[Preuve], rank: int) -> str:
    return "lignes comptées" if len(preuves) == 1 else ("numérateur", "dénominateur")[rank]


def write_table(
    path: Path,
    titre: str,
    headers: Sequence[ColonneExport],
    lines: Iterable[Sequence[Cellule]],
    progress: Callable[[int, int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Write a table at `path`, whole or not at all; the suffix says which kind of file."""
    match path.suffix.casefold():
        case ".csv":
            write: Callable[[BinaryIO], int] = lambda stream: write_csv(  # noqa: E731
                stream, headers, lines, progress=progress, cancelled=cancelled
            )
        case ".xlsx":
            write = lambda stream: write_xlsx(  # noqa: E731
                stream, titre, headers, lines, progress=progress, cancelled=cancelled
            )
        case suffix:
            raise RegleMetier(
                f"« {suffix or path.name} » n’est pas un format de tableur : "
                "terminez le nom du fichier par .xlsx ou .csv.",
                "sortie",
            )
    with written_file(path) as stream:
        return write(stream)
