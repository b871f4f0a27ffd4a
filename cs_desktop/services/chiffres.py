"""The only way to a figure: the catalogue says what it is, its rows say how many (A9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.chiffres import (
    Catalogue,
    Chiffre,
    Filtre,
    Nature,
    ReglePeriode,
    ValeurChiffre,
    parse_catalogue,
)
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.periods import Periode, annee_civile, saison
from cs_desktop.domain.preuves import Preuve
from cs_desktop.persistence.centre import find_centre
from cs_desktop.persistence.chiffres import registre
from cs_desktop.persistence.database import Database
from cs_desktop.services.registre import check_droit, droit

CATALOGUE = Path("data", "chiffres.toml")
NO_FILTER = Filtre()


class ChiffreService:
    """Values and proofs. `resources` is the folder that holds the catalogue."""

    def __init__(self, database: Database, resources: Path) -> None:
        self._database, self._resources = database, resources

    @cached_property
    def _catalogue(self) -> Catalogue:
        """Read when the first figure is asked for: start-up does not need it."""
        return parse_catalogue((self._resources / CATALOGUE).read_text(encoding="utf-8"))

    @droit(Droit.CONSULTER_CHIFFRES)
    def catalogue(self, _acteur: Acteur) -> Catalogue:
        """Every figure with its definition, those still to come included."""
        return self._catalogue

    @droit(Droit.CONSULTER_CHIFFRES)
    def values(
        self,
        _acteur: Acteur,
        annee: int,
        codes: Collection[str] | None = None,
        filtre: Filtre = NO_FILTER,
    ) -> list[ValeurChiffre]:
        """The figures of a year, in printing order; all those that take `filtre` unless named.

        Raises Introuvable for an unknown code, RegleMetier for one that is not counted yet or that
        cannot be filtered so.
        """
        wanted = self._counted(filtre) if codes is None else [*map(self._chiffre, codes)]
        return [self._value(chiffre, self._period(chiffre, annee), filtre) for chiffre in wanted]

    @droit(Droit.CONSULTER_CHIFFRES)
    def rows(
        self, acteur: Acteur, code: str, annee: int, filtre: Filtre = NO_FILTER
    ) -> list[Preuve]:
        """The rows a figure is made of; for a taux, its numérateur’s then its dénominateur’s.

        They name people: the right to see them is needed as well. Raises as `values`.
        """
        check_droit(acteur, Droit.CONSULTER_PERSONNES)
        chiffre = self._chiffre(code)
        self._catalogue.check_filtre(chiffre, filtre)
        periode = self._period(chiffre, annee)
        return [self._proof(part, periode, own) for part, own in self._parts(chiffre, filtre)]

    def _counted(self, filtre: Filtre) -> list[Chiffre]:
        return [
            chiffre
            for chiffre in self._catalogue
            if self._is_counted(chiffre) and all(code in chiffre.ventilations for code, _ in filtre)
        ]

    def _is_counted(self, chiffre: Chiffre) -> bool:
        if chiffre.nature is Nature.TAUX:
            return all(code in registre.COMPTAGES for code in chiffre.operandes)
        return chiffre.code in registre.COMPTAGES

    def _chiffre(self, code: str) -> Chiffre:
        chiffre = self._catalogue.chiffre(code)
        if not self._is_counted(chiffre):
            raise RegleMetier(
                f"« {chiffre.libelle} » n’est pas encore calculé par cette version. "
                "Demandez la liste des chiffres calculés."
            )
        return chiffre

    def _parts(self, chiffre: Chiffre, filtre: Filtre) -> Iterator[tuple[Chiffre, Filtre]]:
        """The figure itself, or the two sides of a taux, each under its whole filter."""
        if chiffre.nature is not Nature.TAUX:
            yield chiffre, filtre
            return
        for code, own in (
            (chiffre.numerateur, chiffre.numerateur_filtre),
            (chiffre.denominateur, chiffre.denominateur_filtre),
        ):
            if code is not None:  # the catalogue was checked: a taux has both
                yield self._catalogue.chiffre(code), filtre.avec(own)

    def _value(self, chiffre: Chiffre, periode: Periode, filtre: Filtre) -> ValeurChiffre:
        self._catalogue.check_filtre(chiffre, filtre)
        with self._database.reading() as session:
            counts = [
                registre.value(session, part.code, periode, own)
                for part, own in self._parts(chiffre, filtre)
            ]
        if chiffre.nature is not Nature.TAUX:
            return ValeurChiffre(chiffre.code, periode, filtre, valeur=counts[0])
        above, below = counts
        return ValeurChiffre(chiffre.code, periode, filtre, numerateur=above, denominateur=below)

    def _proof(self, chiffre: Chiffre, periode: Periode, filtre: Filtre) -> Preuve:
        with self._database.reading() as session:
            columns, lines = registre.rows(session, chiffre.code, periode, filtre)
        return Preuve(chiffre.code, chiffre.libelle, periode, filtre, columns, tuple(lines))

    def _period(self, chiffre: Chiffre, annee: int) -> Periode:
        if chiffre.periode is not ReglePeriode.SAISON:
            return annee_civile(annee)  # a figure at a date is the state on its last day
        with self._database.reading() as session:
            centre = find_centre(session)
        if centre is None:
            return saison(annee)
        return saison(annee, centre.saison_mois, centre.saison_jour)
