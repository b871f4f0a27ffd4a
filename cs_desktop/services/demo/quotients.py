"""The quotients of the foyers that adhered: bands by share, each bound of the grid on one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.money import split_cents
from cs_desktop.domain.quotients import GenreQuotient, QuotientDraft, TrancheQf, tranche_de
from cs_desktop.services.demo.modele import FoyerTire, Population
from cs_desktop.services.demo.tirage import Donnees

_GENRES = {
    "CAF": GenreQuotient.CAF,
    "MSA": GenreQuotient.MSA,
    "calculé": GenreQuotient.CALCULE,
}
_HISTORIQUE = 0.7  # of the foyers have a line for each season, the others for two or three
_SAISONS = 4
_VARIATION = -90, 120  # from one year to the next
_SOMMET = 2_400  # the highest value drawn
_ABSENT = "absent"


def bands(centre: Donnees) -> tuple[TrancheQf, ...]:
    """The bands of the centre; the last one has no end."""
    lines = centre["qf"]["tranches"]
    last = len(lines) - 1
    return tuple(
        TrancheQf(one["code"], one["de"], None if rank == last else one["a"], one["libelle"])
        for rank, one in enumerate(lines)
    )


class Quotients:
    """Draws the history of each foyer; foyers by their place in the population."""

    def __init__(
        self,
        donnees: Donnees,
        tranches: Sequence[TrancheQf],
        population: Population,
        alea: random.Random,
        jour: date,
    ) -> None:
        self._donnees, self._tranches, self._alea = donnees, tranches, alea
        self._people, self._foyers = population.personnes, population.foyers
        self._annee = jour.year
        figures: Sequence[Donnees] = donnees["foyer_figure"]
        self._told: dict[int, Donnees] = dict(enumerate(figures))
        for one in donnees["personne"]:
            if "qf" in one:  # somebody who lives alone
                person = population.codes[one["code"]]
                home = next(p for p, f in enumerate(self._foyers) if self._lives(f, person))
                self._told[home] = {
                    "quotients": [
                        {
                            "depuis": date(jour.year, 9, 1),
                            "qf": one["qf"],
                            "type": "CAF",
                            "source": "attestation vue",
                        }
                    ]
                }

    def draw(self) -> Iterator[tuple[int, QuotientDraft]]:
        """Lines with the place of their foyer; `foyer_id` is filled when they are written."""
        for place, figure in self._told.items():
            yield from self._written(place, figure)
        free = [p for p in range(len(self._foyers)) if p not in self._told and self._adhered(p)]
        self._alea.shuffle(free)
        a_jour = [p for p in free if self._holds(p, EtatAdhesion.A_JOUR)]
        rules = self._donnees["quotients"]
        told_absent = sum(bool(one.get("sans_justificatif")) for one in self._told.values())
        silent = set(a_jour[: rules["foyers_a_jour_sans_justificatif"] - told_absent])
        renewing = [p for p in free if p not in a_jour]
        never = set(renewing[: self._share(len(free)) - len(silent)])
        values = self._values([p for p in free if p not in silent | never])
        for place in free:
            if place not in never:
                yield from self._history(place, values.get(place, 0), shown=place not in silent)

    @staticmethod
    def _lives(foyer: FoyerTire, person: int) -> bool:
        return any(membre.personne == person for membre in foyer.membres)

    def _holds(self, place: int, etat: EtatAdhesion) -> bool:
        return any(self._people[m.personne].etat is etat for m in self._foyers[place].membres)

    def _adhered(self, place: int) -> bool:
        return any(self._people[m.personne].adherent for m in self._foyers[place].membres)

    def _share(self, foyers: int) -> int:
        return foyers * self._donnees["quotients"]["parts"][_ABSENT] // 100

    def _values(self, places: Sequence[int]) -> dict[int, int]:
        """The latest value of each foyer: the bounds first, then the shares of the bands."""
        rules = self._donnees["quotients"]
        parts = {code: n for code, n in rules["parts"].items() if code != _ABSENT}
        bounds = [value for value in rules["bornes_a_couvrir"] if value not in self._told_values()]
        counts = split_cents(len(places), list(parts.values()))
        left = Counter(dict(zip(parts, counts, strict=True)))
        drawn = bounds[: len(places)]
        for value in drawn:
            band = tranche_de(value, self._tranches)
            left[band.code if band is not None else ""] -= 1
        for band in self._tranches:
            top = _SOMMET if band.fin is None else band.fin
            drawn += [self._alea.randint(band.debut, top) for _ in range(max(left[band.code], 0))]
        drawn = drawn[: len(places)]
        return dict(zip(places, drawn, strict=False))

    def _told_values(self) -> set[int]:
        lines = (figure["quotients"] for figure in self._told.values())
        return {line[0]["qf"] for line in lines if line}

    def _written(self, place: int, figure: Donnees) -> Iterator[tuple[int, QuotientDraft]]:
        for line in figure["quotients"]:
            yield (
                place,
                QuotientDraft(0, line["qf"], _GENRES[line["type"]], line["depuis"], line["source"]),
            )
        if figure.get("sans_justificatif"):
            yield place, QuotientDraft(0, None, GenreQuotient.ABSENT, date(self._annee, 9, 1))

    def _history(
        self, place: int, value: int, *, shown: bool
    ) -> Iterator[tuple[int, QuotientDraft]]:
        """Backwards from the latest season, a value a year."""
        renewed = self._holds(place, EtatAdhesion.A_JOUR)
        latest = self._annee if renewed else self._annee - 1
        seasons = _SAISONS if self._alea.random() < _HISTORIQUE else self._alea.randint(2, 3)
        genre, source = self._proof(self._foyers[place].caisse)
        if not shown:
            yield place, QuotientDraft(0, None, GenreQuotient.ABSENT, date(latest, 9, 1))
            latest, value = latest - 1, self._alea.randint(0, 1_400)
        for annee in range(latest, max(latest - seasons, self._annee - _SAISONS), -1):
            yield place, QuotientDraft(0, value, genre, date(annee, 9, 1), source)
            value = max(value - self._alea.randint(*_VARIATION), 0)

    @staticmethod
    def _proof(caisse: str) -> tuple[GenreQuotient, str]:
        if caisse in {"CAF", "MSA"}:
            return GenreQuotient(caisse), "attestation vue"
        return GenreQuotient.CALCULE, "avis d’impôt"
