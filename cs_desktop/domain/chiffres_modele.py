"""The shapes of the catalogue of figures; `chiffres.parse_catalogue` builds and checks one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from cs_desktop.domain.ages import tranches
from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.text import join_et


class Nature(StrEnum):
    """What a figure counts. The first and the third are never added."""

    PERSONNES = "personnes distinctes"
    PARTICIPATIONS = "participations"
    ANONYME = "comptage anonyme"
    NOMBRE = "nombre"
    HEURES = "heures"
    EUROS = "euros"
    TAUX = "taux"


class ReglePeriode(StrEnum):
    """The period of a figure when none is asked for."""

    ANNEE_CIVILE = "annee civile"
    SAISON = "saison"
    DATE = "date"  # the state on the last day of the period


@dataclass(frozen=True, slots=True)
class Filtre:
    """Breakdowns and the values kept in each: any value of a breakdown, every breakdown."""

    criteres: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def de(cls, criteres: Mapping[str, str | tuple[str, ...]]) -> Self:
        """A filter from a table, in an order that does not matter."""
        return cls(
            tuple(
                (code, (values,) if isinstance(values, str) else values)
                for code, values in sorted(criteres.items())
            )
        )

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return iter(self.criteres)

    def valeurs(self, ventilation: str) -> tuple[str, ...]:
        """The values kept in a breakdown; empty when it is not filtered."""
        return dict(self.criteres).get(ventilation, ())

    def avec(self, autre: Filtre) -> Filtre:
        """Both filters at once; where both name a breakdown, `autre` wins."""
        return Filtre.de({**dict(self.criteres), **dict(autre.criteres)})


@dataclass(frozen=True, slots=True)
class Ventilation:
    """A breakdown; `somme_…` say whether its parts may be totalled."""

    code: str
    libelle: str
    valeurs: tuple[str, ...]
    ouverte: bool  # the centre edits the values, or they are its own rows
    somme_personnes: bool
    somme_lignes: bool
    note: str

    def accepte(self, valeur: str) -> bool:
        """Whether a filter may name `valeur`; ages also come as spans (« 12-17 », « 60+ »)."""
        if self.ouverte or not self.valeurs or valeur in self.valeurs:
            return True
        if self.code != "tranche_age":
            return False
        try:
            tranches(valeur)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Parametre:
    """A setting that counts depend on, with its default."""

    code: str
    libelle: str
    defaut: str | int
    unite: str
    note: str


@dataclass(frozen=True, slots=True)
class Chiffre:
    """One figure. A taux names two codes; `derive` names the codes a computed figure combines."""

    code: str
    libelle: str
    definition: str
    unite: str
    nature: Nature
    periode: ReglePeriode
    compte: str
    ventilations: tuple[str, ...]
    pieges: str
    numerateur: str | None = None
    denominateur: str | None = None
    numerateur_filtre: Filtre = Filtre()
    denominateur_filtre: Filtre = Filtre()
    parametres: tuple[str, ...] = ()
    derive: tuple[str, ...] = ()
    saisi: bool = False

    @property
    def famille(self) -> str:
        """First part of the code."""
        return self.code.partition(".")[0]

    @property
    def operandes(self) -> tuple[str, ...]:
        """The codes this figure is computed from."""
        return (*self.derive, *(code for code in (self.numerateur, self.denominateur) if code))


@dataclass(frozen=True, slots=True)
class ValeurChiffre:
    """A figure once counted: an integer in its smallest unit (cents, minutes), or two for a taux.

    None means that nothing can be said, which is not zero.
    """

    code: str
    periode: Periode
    filtre: Filtre
    valeur: int | None = None
    numerateur: int | None = None
    denominateur: int | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every figure by its code, with the words that define them, in printing order."""

    chiffres: Mapping[str, Chiffre]
    familles: Mapping[str, str]
    ventilations: Mapping[str, Ventilation]
    parametres: Mapping[str, Parametre]
    termes: Mapping[str, str]
    groupes_age: Mapping[str, tuple[str, ...]]
    types_financeur: Mapping[str, tuple[str, ...]]

    def __iter__(self) -> Iterator[Chiffre]:
        return iter(self.chiffres.values())

    def __len__(self) -> int:
        return len(self.chiffres)

    def chiffre(self, code: str) -> Chiffre:
        """The figure of a code. Raises Introuvable naming its neighbours."""
        if code in self.chiffres:
            return self.chiffres[code]
        neighbours = [c.code for c in self.de_la_famille(code.partition(".")[0])]
        hint = f"Sa famille a {join_et(neighbours)}." if neighbours else "Demandez la liste."
        raise Introuvable(f"Le chiffre « {code} » n’existe pas. {hint}")

    def de_la_famille(self, famille: str) -> list[Chiffre]:
        """The figures of a family, in printing order."""
        return [chiffre for chiffre in self if chiffre.famille == famille]

    def check_filtre(self, chiffre: Chiffre, filtre: Filtre) -> None:
        """Refuse what the figure cannot be filtered by. Raises RegleMetier."""
        for code, values in filtre:
            if code not in chiffre.ventilations:
                known = join_et(chiffre.ventilations) or "rien"
                raise RegleMetier(
                    f"« {chiffre.libelle} » ne se filtre pas par « {code} » mais par {known}.", code
                )
            for value in values:
                if not self.ventilations[code].accepte(value):
                    choices = join_et(self.ventilations[code].valeurs)
                    raise RegleMetier(f"« {value} » n’est pas une valeur : {choices}.", code)
