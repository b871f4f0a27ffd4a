"""Printing people: the fiche personne and the lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.personnes import Etat, FiltrePersonnes, PersonneFiche, PersonneRow, Tri
from cs_desktop.domain.text import plural
from cs_desktop.persistence.database import Database
from cs_desktop.reports import personnes as pages
from cs_desktop.reports.document import never, silent
from cs_desktop.services.documents.impression import Impression, to_bytes, to_file
from cs_desktop.services.registre import droit

COLONNES_PAR_DEFAUT = ("nom", "naissance", "telephone", "commune")

Draw = Callable[[BinaryIO], int]


class Personnes(Protocol):
    """What is asked of `PersonneService`."""

    def fiche(self, acteur: Acteur, personne_id: int, /) -> PersonneFiche: ...

    def count(self, acteur: Acteur, filtre: FiltrePersonnes, /) -> int: ...

    def page(
        self, acteur: Acteur, filtre: FiltrePersonnes, tri: Tri, offset: int, limit: int, /
    ) -> list[PersonneRow]: ...

    def rows(self, acteur: Acteur, ids: Sequence[int], /) -> list[PersonneRow]: ...


class PersonneDocumentService:
    """Each document exists as bytes, for the preview, and as a file."""

    def __init__(self, database: Database, personnes: Personnes, today: Callable[[], date]) -> None:
        self._impression = Impression(database, today)
        self._personnes = personnes

    @droit(Droit.CONSULTER_PERSONNES)
    def fiche(self, acteur: Acteur, personne_id: int, *, pour_foyer: int | None = None) -> bytes:
        """The fiche personne as a PDF, for whoever receives it. Raises Introuvable."""
        return to_bytes(self._draw_fiche(acteur, personne_id, pour_foyer))

    @droit(Droit.CONSULTER_PERSONNES)
    def write_fiche(
        self, acteur: Acteur, personne_id: int, path: Path, *, pour_foyer: int | None = None
    ) -> int:
        """Write the fiche personne; returns its pages. Raises Introuvable, StockageIndisponible."""
        return to_file(self._draw_fiche(acteur, personne_id, pour_foyer), path)

    @droit(Droit.EXPORTER_PERSONNES)
    def liste(
        self,
        acteur: Acteur,
        filtre: FiltrePersonnes,
        tri: Tri,
        *,
        colonnes: Sequence[str] = COLONNES_PAR_DEFAUT,
        ids: Sequence[int] | None = None,
        progress: Callable[[int, int], None] = silent,
        cancelled: Callable[[], bool] = never,
    ) -> bytes:
        """The people of `filtre`, or only the `ids` selected, as a PDF. Raises Annule."""
        draw = self._draw_liste(acteur, filtre, tri, colonnes, ids)
        return to_bytes(partial(draw, progress=progress, cancelled=cancelled))

    @droit(Droit.EXPORTER_PERSONNES)
    def write_liste(
        self,
        acteur: Acteur,
        filtre: FiltrePersonnes,
        tri: Tri,
        path: Path,
        *,
        colonnes: Sequence[str] = COLONNES_PAR_DEFAUT,
        ids: Sequence[int] | None = None,
        progress: Callable[[int, int], None] = silent,
        cancelled: Callable[[], bool] = never,
    ) -> int:
        """Write the list; returns its pages. Raises Annule, StockageIndisponible."""
        draw = self._draw_liste(acteur, filtre, tri, colonnes, ids)
        return to_file(partial(draw, progress=progress, cancelled=cancelled), path)

    def _draw_fiche(self, acteur: Acteur, personne_id: int, pour_foyer: int | None) -> Draw:
        fiche = self._personnes.fiche(acteur, personne_id)
        fiche = self._impression.retenues([personne_id], pour_foyer).fiche(fiche)
        centre = self._impression.centre()
        return partial(pages.fiche_personne, fiche, centre, self._impression.today())

    def _draw_liste(
        self,
        acteur: Acteur,
        filtre: FiltrePersonnes,
        tri: Tri,
        colonnes: Sequence[str],
        ids: Sequence[int] | None,
    ) -> Callable[..., int]:
        if ids is None:
            count = self._personnes.count(acteur, filtre)
            rows = self._personnes.page(acteur, filtre, tri, 0, count)
        else:
            rows = self._personnes.rows(acteur, ids)
        rows = self._impression.retenues([row.id for row in rows]).rows(rows)
        critere = "sélection" if ids is not None else critere_texte(filtre)
        centre, today = self._impression.centre(), self._impression.today()
        return partial(pages.liste_personnes, rows, colonnes, centre, today, critere=critere)


def critere_texte(filtre: FiltrePersonnes) -> str:
    """The filter in words, as the list prints it; empty when everybody is listed."""
    parts = [
        f"contenant «\u00a0{filtre.texte.strip()}\u00a0»" if filtre.texte.strip() else "",
        "archivées" if filtre.etat is Etat.ARCHIVEES else "",
        filtre.adhesion.libelle.lower() if filtre.adhesion else "",
        filtre.groupe_age.libelle.lower() if filtre.groupe_age else "",
        ", ".join(sorted(sexe.libelle.lower() for sexe in filtre.sexes)),
        plural(len(filtre.zone_ids), "zone") if filtre.zone_ids else "",
        "sans téléphone" if filtre.sans_telephone else "",
        "sans courriel" if filtre.sans_courriel else "",
        "sans foyer" if filtre.sans_foyer else "",
    ]
    return " · ".join(part for part in parts if part)
