"""Who remains to be drawn: ages, sexes and states that the rules of Mosaïque ask for, exactly.

What the written figures already are is taken off first. Another size repeats the same shares.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.ages import TRANCHES_FINES, Tranche, tranche_a, tranches
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.money import split_cents
from cs_desktop.domain.personnes import Sexe
from cs_desktop.services.demo.tirage import Donnees

ADHERENTS = (EtatAdhesion.A_JOUR, EtatAdhesion.A_RENOUVELER)
_SEXES = {"f": Sexe.F, "m": Sexe.M, "nr": Sexe.NON_RENSEIGNE}
_SAISON = timedelta(days=400)  # everybody drawn was born when the last season began
_JEUNES, _AINES = 18, 60
_GENRES = ("mineur", "jeune", "adulte", "aine", "inconnu")
_CENTENAIRE = 94  # the eldest age drawn in the last band

Case = tuple[Tranche, Sexe]


@dataclass(frozen=True, slots=True)
class Profil:
    """A person to draw."""

    tranche: Tranche
    sexe: Sexe
    adherent: bool  # among the 240

    @property
    def genre(self) -> str:
        """Which pile it waits in."""
        if self.tranche.debut is None:
            return "inconnu"
        if self.tranche.debut < _JEUNES:
            return "mineur"
        return (
            "jeune"
            if self.tranche.debut == _JEUNES
            else ("aine" if self.tranche.debut >= _AINES else "adulte")
        )


class Paquet:
    """The profiles not drawn yet, dealt one by one."""

    def __init__(
        self,
        donnees: Donnees,
        alea: random.Random,
        jour: date,
        personnes: int,
        figures: Iterable[tuple[EtatAdhesion, Naissance | None, Sexe]],
    ) -> None:
        self._alea, self._jour = alea, jour
        self._reference = date(jour.year, 12, 31)
        etats = {EtatAdhesion(code): n for code, n in donnees["etats_adhesion"].items()}
        shares = split_cents(personnes, list(etats.values()))
        self.etats = Counter(dict(zip(etats, shares, strict=True)))
        wanted = self._adherents(donnees), self._autres(donnees)
        for etat, naissance, sexe in figures:
            self.etats[etat] -= 1
            case = (tranche_a(naissance, self._reference), sexe)
            wanted[etat not in ADHERENTS][case] -= 1
        self._piles: dict[tuple[bool, str], list[Profil]] = {}
        for adherent, cases in ((True, wanted[0]), (False, wanted[1])):
            for case in self._filled(cases, self._left(adherent=adherent)):
                profil = Profil(*case, adherent=adherent)
                self._piles.setdefault((adherent, profil.genre), []).append(profil)

    def enfants(self) -> int:
        """How many may be drawn as children of a foyer: minors, and half of the young adults."""
        return self._count("mineur") + self._count("jeune") // 2

    def menage(self, roles: Sequence[str]) -> list[Profil]:
        """The people of a foyer, adhérents together as long as there are enough of them."""
        enfants = sum(role == "enfant" for role in roles)
        adherent = self._holds(enfants, len(roles) - enfants)
        return [self._profil(role, parent=enfants > 0, adherent=adherent) for role in roles]

    def seul(self) -> Profil:
        """Somebody outside any foyer, seldom adhérent."""
        return self._profil("responsable", parent=True, adherent=False)

    def _profil(self, role: str, *, parent: bool, adherent: bool) -> Profil:
        if role == "enfant":
            order = ("mineur", "jeune")
        elif parent:
            order = ("adulte", "inconnu", "aine")
        else:
            order = ("aine", "adulte", "inconnu", "jeune")
        whole = (*order, *(kind for kind in _GENRES if kind not in order))
        for wanted in (adherent, not adherent):
            for kind in order if wanted is adherent else whole:
                if pile := self._piles.get((wanted, kind)):
                    return pile.pop()
        return Profil(TRANCHES_FINES[6], Sexe.F, adherent=False)  # a size smaller than the figures

    def _holds(self, enfants: int, adultes: int) -> bool:
        """Whether a whole foyer can still be among the 240."""
        piles = {kind: len(self._piles.get((True, kind), ())) for kind in _GENRES}
        young = piles["mineur"] + piles["jeune"]
        grown = piles["adulte"] + piles["aine"] + piles["inconnu"]
        return young >= enfants and grown >= adultes

    def _count(self, genre: str) -> int:
        return sum(len(self._piles.get((adherent, genre), ())) for adherent in (True, False))

    def _left(self, *, adherent: bool) -> int:
        """How many remain to be drawn once the figures are there."""
        return max(sum(n for e, n in self.etats.items() if (e in ADHERENTS) is adherent), 0)

    def _adherents(self, donnees: Donnees) -> Counter[Case]:
        return self._scaled(
            {
                (band, sexe): line[key]
                for line in donnees["tranche"]
                for band in tranches(line["ages"])
                for key, sexe in _SEXES.items()
                if line.get(key)
            },
            self.etats[EtatAdhesion.A_JOUR] + self.etats[EtatAdhesion.A_RENOUVELER],
        )

    def _autres(self, donnees: Donnees) -> Counter[Case]:
        rules = donnees["autres_personnes"]
        groups = (
            ("26-59", rules["adultes_26_59"]),
            ("60+", rules["adultes_60_et_plus"]),
            ("18-25", rules["jeunes_18_25"]),
            ("3-17", rules["enfants_moins_18"]),
            ("inconnu", rules["age_inconnu"]),
        )
        women = rules["part_femmes"]
        cases: dict[Case, int] = {}
        for code, total in groups:
            bands = tranches(code)
            parts = split_cents(total, [_years(band) for band in bands])
            for band, part in zip(bands, parts, strict=True):
                female, male = split_cents(part, [women, 100 - women])
                cases[band, Sexe.F], cases[band, Sexe.M] = female, male
        rest = self.etats[EtatAdhesion.EXPIREE] + self.etats[EtatAdhesion.SANS]
        return self._scaled(cases, rest)

    @staticmethod
    def _scaled(cases: Mapping[Case, int], total: int) -> Counter[Case]:
        parts = split_cents(total, list(cases.values()))
        return Counter(dict(zip(cases, parts, strict=True)))

    def _filled(self, cases: Counter[Case], wanted: int) -> list[Case]:
        """`wanted` cases. A figure too many in one is made up for by one less in another."""
        found = [case for case, n in cases.items() for _ in range(max(n, 0))]
        self._alea.shuffle(found)
        usual: Case = (TRANCHES_FINES[6], Sexe.F)
        return (found + [usual] * max(wanted - len(found), 0))[:wanted]

    def naissance(self, bande: Tranche, ages: range = range(200)) -> date | None:
        """A birth of this band on 31 December, within `ages` if it can; None when unknown."""
        if bande.debut is None:
            return None
        youngest, eldest = bande.debut, bande.fin or _CENTENAIRE
        if youngest <= ages.start <= eldest:
            youngest = ages.start
        if youngest <= ages.stop - 1 <= eldest:
            eldest = ages.stop - 1
        first = date(self._reference.year - self._alea.randint(youngest, eldest), 1, 1)
        last = min(date(first.year, 12, 31), self._jour - _SAISON)
        return first + timedelta(days=self._alea.randint(0, max((last - first).days, 0)))


def _years(band: Tranche) -> int:
    if band.debut is None:
        return 1
    return (band.fin or _CENTENAIRE) - band.debut + 1
