"""From a file to the people and foyers it tells of; the base is not looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from cs_desktop.domain.errors import Annule, RegleMetier
from cs_desktop.domain.imports import (
    Apercu,
    Cellule,
    Champ,
    Cible,
    Classeur,
    ColonneLue,
    FeuilleLue,
    NonRepris,
    Profil,
    TableLue,
)
from cs_desktop.domain.imports_colonnes import (
    CONNUS,
    cible_de,
    nomme_quelquun,
    prenom_dabord,
    proposer,
)
from cs_desktop.domain.imports_fiches import Releve
from cs_desktop.domain.imports_interdits import interdit, interdit_par_contenu
from cs_desktop.domain.imports_lignes import LecteurLignes, LigneLue
from cs_desktop.domain.imports_noms import vote_prenom_dabord
from cs_desktop.domain.imports_valeurs import ressemble, texte
from cs_desktop.domain.text import plural
from cs_desktop.echanges.lecture import MAX_FILE, read_source
from cs_desktop.persistence.durable import translated_os
from cs_desktop.services.imports_foyers import Foyers

TITRES_DANS = 40  # rows where the titles are looked for
PROCHE = 88  # of 100: « telephonne » is a telephone, « nomade » is not a name
SAMPLE = 200
STEP = 250
EXEMPLES, EXEMPLE = 3, 40  # values shown of a column, letters of each

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def stopped() -> Annule:
    """What a cancelled import raises."""
    return Annule("L’import a été arrêté. Rien n’a été écrit dans la base.")


@cache
def proche(key: str) -> str | None:
    """The known title that `key` is a slip of, None when there is none."""
    found = process.extractOne(key, CONNUS.keys(), scorer=fuzz.ratio, score_cutoff=PROCHE)
    return None if found is None else found[0]


def read_file(path: Path, cancelled: Cancelled) -> Classeur:
    """The sheets of `path`. Raises RegleMetier, Annule, StockageIndisponible."""

    def check_going_on() -> None:
        if cancelled():
            raise stopped()

    if not path.is_file():
        raise RegleMetier(
            f"Le fichier « {path} » n’existe pas : vérifiez son nom, puis recommencez."
        )
    with translated_os(path), path.open("rb") as stream:
        content = stream.read(MAX_FILE + 1)
    return read_source(content, check_going_on)


def understand(
    classeur: Classeur,
    fichier: str,
    profil: Profil,
    today: date,
    progress: Progress,
    cancelled: Cancelled,
) -> Apercu:
    """Titles, columns, people, foyers. Raises RegleMetier when no sheet names anybody, Annule."""
    reading = _Lecture(today, profil, progress, cancelled)
    total = sum(len(sheet.lignes) for sheet in classeur.feuilles)
    names = [sheet.nom for sheet in classeur.feuilles]
    missing = [name for name in profil.feuilles if name not in names]
    if missing:
        raise RegleMetier(
            f"Le profil demande la feuille « {missing[0]} », que ce fichier n’a pas. "
            f"Feuilles du fichier : {', '.join(names)}."
        )
    for sheet in sorted(classeur.feuilles, key=_recent_first):
        if profil.feuilles and sheet.nom not in profil.feuilles:
            reading.leave(sheet, "Feuille non reprise : le profil ne la demande pas.")
        else:
            reading.read(sheet, total)
    if not reading.tables:
        raise RegleMetier(
            "Aucune colonne de noms n’a été reconnue dans ce fichier : donnez à la première ligne "
            "des titres comme « Nom » et « Prénom », ou partez du fichier modèle."
        )
    people, foyers = Foyers(reading.lignes_lues, reading.non_repris, today).build()
    columns = {
        c.titre: None if c.cible is None else c.cible.code
        for t in reading.tables
        for c in t.colonnes
    }
    chosen = Profil(columns, tuple(t.feuille for t in reading.tables if t.feuille), reading.first)
    return Apercu(
        fichier=fichier,
        format=classeur.format,
        detail=classeur.detail,
        tables=tuple(reading.tables),
        feuilles=tuple(names),
        personnes=tuple(people),
        foyers=tuple(foyers),
        non_repris=tuple(sorted(reading.non_repris, key=lambda one: (one.feuille, one.ligne))),
        profil=chosen,
    )


def _recent_first(sheet: FeuilleLue) -> int:
    """The latest year first: what it says of somebody wins over older sheets."""
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", sheet.nom)]
    return -max(years, default=0)


@dataclass
class _Lecture:
    today: date
    profil: Profil
    progress: Progress
    cancelled: Cancelled
    tables: list[TableLue] = field(default_factory=list[TableLue])
    lignes_lues: list[LigneLue] = field(default_factory=list[LigneLue])
    non_repris: list[NonRepris] = field(default_factory=list[NonRepris])
    first: bool | None = None
    done: int = 0

    def leave(self, sheet: FeuilleLue, reason: str) -> None:
        """Say that a sheet is not read."""
        self.non_repris.append(NonRepris(sheet.nom, sheet.premiere, reason))

    def read(self, sheet: FeuilleLue, total: int) -> None:
        """The people of one sheet."""
        rank = find_titles(sheet.lignes, self.profil)
        if rank is None:
            self.leave(sheet, "Feuille non reprise : aucune ligne de titres n’y nomme quelqu’un.")
            return
        titles = [texte(cell) for cell in sheet.lignes[rank]]
        below = sheet.lignes[rank + 1 :]
        proposed = proposer(titles, proche, self.profil.colonnes)
        columns = [_with_examples(column, below) for column in _by_contents(proposed, below)]
        number = sheet.premiere + rank
        self.non_repris += [
            NonRepris(sheet.nom, number, column.raison, column.titre)
            for column in columns
            if column.raison
        ]
        self.tables.append(TableLue(sheet.nom, number, tuple(columns), len(below)))
        releve = Releve(sheet.nom, self.today, prenom_dabord=self._first_names(columns, below))
        lecteur = LecteurLignes(columns, releve)
        for offset, cells in enumerate(below):
            if offset % STEP == 0:
                self.progress(self.done + offset, total)
                if self.cancelled():
                    raise stopped()
            lue = lecteur.lire(number + 1 + offset, cells)
            if lue is not None:
                self.lignes_lues.append(lue)
        self.done += len(below)
        self.non_repris += _blank_rows_once(releve.non_repris)

    def _first_names(self, columns: Sequence[ColonneLue], rows: Sequence[list[Cellule]]) -> bool:
        """Which of name and first name comes first in cells that hold both."""
        if self.profil.prenom_dabord is not None:
            return self.profil.prenom_dabord
        both = [c for c in columns if c.cible is not None and c.cible.champ is Champ.NOM_PRENOM]
        for column in both:
            voted = vote_prenom_dabord([texte(cell) for cell in _cells(rows[:SAMPLE], column.rang)])
            told = prenom_dabord(column.titre) if voted is None else voted
            if told is not None:
                self.first = told
                return told
        return False


def find_titles(rows: Sequence[Sequence[Cellule]], profil: Profil) -> int | None:
    """The row of the titles: the one with the most known words, that names somebody."""
    best: tuple[int, int] | None = None
    for rank, row in enumerate(rows[:TITRES_DANS]):
        titles = [texte(cell) if isinstance(cell, str) else "" for cell in row]
        chosen = sum(title in profil.colonnes for title in titles if title)
        cibles = [
            (cible, known)
            for title in titles
            if 1 < len(title) < 80
            for cible, known in [cible_de(title, proche)]
            if cible is not None
        ]
        score = 2 * chosen + 2 * sum(known for _cible, known in cibles) + len(cibles)
        named = nomme_quelquun([ColonneLue(0, "", cible) for cible, _known in cibles])
        family = any(cible.champ is Champ.FOYER for cible, _known in cibles)
        if (named or chosen or (family and len(cibles) > 1)) and (best is None or score > best[0]):
            best = score, rank
    return None if best is None else best[1]


def _by_contents(
    columns: Sequence[ColonneLue], rows: Sequence[list[Cellule]]
) -> Iterator[ColonneLue]:
    """What a title does not say, cells may; and what they hold may forbid the column."""
    held = {column.cible.code for column in columns if column.cible is not None}
    for column in columns:
        cells = [cell for cell in _cells(rows, column.rang) if cell is not None]
        what = interdit_par_contenu(cells)
        if what:
            yield ColonneLue(
                column.rang, column.titre, raison=f"Colonne jamais lue : elle contient {what}."
            )
        elif column.cible is None and not column.raison and cells:
            code = ressemble(cells[:SAMPLE])
            if code and code not in held:
                held.add(code)
                yield ColonneLue(column.rang, column.titre, Cible(Champ(code)), sure=False)
            else:
                raison = "Non repris : cette colonne n’a pas été reconnue."
                yield ColonneLue(column.rang, column.titre, raison=raison)
        else:
            yield column


def _with_examples(column: ColonneLue, rows: Sequence[list[Cellule]]) -> ColonneLue:
    """The column with its first values, so that somebody recognises it."""
    if column.interdite:
        return column
    found = dict[str, None]()
    for cell in _cells(rows[:SAMPLE], column.rang):
        shown = "" if interdit(cell) else texte(cell)[:EXEMPLE]
        if shown:
            found[shown] = None
        if len(found) == EXEMPLES:
            break
    return replace(column, exemples=tuple(found))


def _cells(rows: Sequence[list[Cellule]], rank: int) -> list[Cellule]:
    return [row[rank] for row in rows if rank < len(row)]


def _blank_rows_once(said: Sequence[NonRepris]) -> Iterator[NonRepris]:
    blank = [one for one in said if one.raison == "Ligne vide."]
    yield from (one for one in said if one.raison != "Ligne vide.")
    if blank:
        told = plural(len(blank), "ligne vide passée", "lignes vides passées")
        yield replace(blank[0], raison=f"{told}.")
