"""Adhésions as screens see them: who is covered, from when to when, for how much (R4.1, R4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum

from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.foyers import FoyerFiche
from cs_desktop.domain.money import MAX_CENTS, euros
from cs_desktop.domain.periods import Periode
from cs_desktop.domain.text import NBSP

DELAI_RENOUVELLEMENT = 12  # months: the default of the catalogue, a centre may set another one
LONGUEUR_MAX = 120
DELAI_MAX = 120
_OLDEST = 36_525  # days: a century


class GenreAdhesion(StrEnum):
    """Who is covered: one person, the people of a foyer who are named, an association."""

    INDIVIDUELLE = "individuelle"
    FAMILIALE = "familiale"
    ASSOCIATION = "association"

    @property
    def libelle(self) -> str:
        """The word shown and counted under."""
        return self.value.capitalize()


class EtatAdhesion(StrEnum):
    """The four states of a person at a date; an archived row or a payment changes nothing to it."""

    A_JOUR = "a_jour"
    A_RENOUVELER = "a_renouveler"
    EXPIREE = "expiree"
    SANS = "sans_adhesion"

    @property
    def libelle(self) -> str:
        """The words of the chip."""
        return {
            "a_jour": "À jour",
            "a_renouveler": "À renouveler",
            "expiree": "Expirée",
            "sans_adhesion": "Sans adhésion",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Couverture:
    """One person whom an adhésion covers, and the days it does."""

    personne_id: int
    nom: str
    debut: date
    fin: date


@dataclass(frozen=True, slots=True)
class Adhesion:
    """One adhésion as it was taken: number, amount and days are never computed again."""

    id: int
    version: int
    site: int
    numero: int
    genre: GenreAdhesion
    titulaire: str  # the person, « foyer Belkacem », the association
    prise_le: date
    debut: date
    fin: date
    montant: int  # cents
    annulee_le: datetime | None
    motif: str
    couvertures: tuple[Couverture, ...] = ()

    @property
    def numero_texte(self) -> str:
        """« n° 0412 », « n° 2-0412 » for another site than the first."""
        site = f"{self.site}-" if self.site else ""
        return f"n°{NBSP}{site}{self.numero:04}"


@dataclass(frozen=True, slots=True)
class AdhesionDraft:
    """What the form holds. Exactly one of the three titulaires, according to `genre`.

    `couvertes` are the people of the foyer that a familiale names.
    """

    genre: GenreAdhesion = GenreAdhesion.INDIVIDUELLE
    prise_le: date | None = None
    montant: int | None = None
    personne_id: int | None = None
    foyer_id: int | None = None
    organisme_id: int | None = None
    couvertes: frozenset[int] = field(default_factory=frozenset[int])
    suivante: bool = False  # the season to come, taken before it begins


@dataclass(frozen=True, slots=True)
class ReglagesAdhesion:
    """What the centre chose, and what an adhésion costs today, in cents."""

    montants: tuple[tuple[GenreAdhesion, int], ...] = ()
    delai: int = DELAI_RENOUVELLEMENT

    def montant(self, genre: GenreAdhesion) -> int:
        """The price of a kind, 0 when the centre asks nothing."""
        return dict(self.montants).get(genre, 0)


@dataclass(frozen=True, slots=True)
class ARenouveler:
    """One line of the renewal list: what would be taken again, and for whom."""

    adhesion_id: int
    genre: GenreAdhesion
    titulaire: str
    personnes: tuple[tuple[int, str], ...]  # ids and names of those who would be covered
    fin: date
    montant: int  # what it costs today
    personne_id: int | None = None
    foyer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What taking an adhésion now would give, said before it is taken."""

    periode: Periode
    montant: int


@dataclass(frozen=True, slots=True)
class DossierAdhesion:
    """Everything the tab of one person shows. States are those of the day."""

    etat: EtatAdhesion
    fin: date | None  # of what covers her, or covered her last
    adhesions: tuple[Adhesion, ...]  # latest first, those cancelled included
    foyers: tuple[FoyerFiche, ...]
    etats: tuple[tuple[int, EtatAdhesion], ...]  # of each member of the foyers
    reglages: ReglagesAdhesion

    def etat_de(self, personne_id: int) -> EtatAdhesion:
        """The state of a member."""
        return dict(self.etats)[personne_id]


def check_adhesion(draft: AdhesionDraft, today: date) -> AdhesionDraft:
    """`draft` as it is stored. Raises RegleMetier with every reason, each beside its field."""
    refus = [*_refus_jour(draft, today), *_refus_montant(draft), *_refus_titulaire(draft)]
    if refus:
        order = [one.name for one in fields(AdhesionDraft)]
        raise RegleMetier.plusieurs(
            sorted(refus, key=lambda one: order.index(one.champ or "genre"))
        )
    covered: frozenset[int] = draft.couvertes
    if draft.genre is GenreAdhesion.INDIVIDUELLE and draft.personne_id is not None:
        covered = frozenset({draft.personne_id})
    if draft.genre is GenreAdhesion.ASSOCIATION:
        covered = frozenset[int]()
    return replace(draft, couvertes=covered)


def _refus_jour(draft: AdhesionDraft, today: date) -> Iterator[Refus]:
    if draft.prise_le is None:
        yield Refus("Indiquez le jour où l’adhésion est prise.", "prise_le")
    elif draft.prise_le > today:
        yield Refus("Ce jour est dans l’avenir. Vérifiez l’année.", "prise_le")
    elif (today - draft.prise_le).days > _OLDEST:
        yield Refus("Ce jour est trop ancien. Vérifiez l’année.", "prise_le")


def _refus_montant(draft: AdhesionDraft) -> Iterator[Refus]:
    if draft.montant is None:
        yield Refus("Indiquez le montant, 0 si l’adhésion est gratuite.", "montant")
    elif draft.montant < 0:
        yield Refus("Un montant est positif. Pour corriger, annulez l’adhésion.", "montant")
    elif draft.montant > MAX_CENTS:
        yield Refus(f"Le montant dépasse {euros(MAX_CENTS)}. Vérifiez les zéros.", "montant")


def _refus_titulaire(draft: AdhesionDraft) -> Iterator[Refus]:
    titulaires = (draft.personne_id, draft.foyer_id, draft.organisme_id)
    if sum(one is not None for one in titulaires) > 1:
        yield Refus("Une adhésion a un seul titulaire. Choisissez-le.", "genre")
        return
    match draft.genre:
        case GenreAdhesion.INDIVIDUELLE if draft.personne_id is None:
            yield Refus("Choisissez la personne qui adhère.", "personne_id")
        case GenreAdhesion.FAMILIALE if draft.foyer_id is None:
            message = "Cette personne n’a pas de foyer. Prenez une adhésion individuelle."
            yield Refus(message, "genre")
        case GenreAdhesion.FAMILIALE if not draft.couvertes:
            yield Refus("Cochez au moins une personne du foyer.", "couvertes")
        case GenreAdhesion.ASSOCIATION if draft.organisme_id is None:
            yield Refus("Choisissez l’association qui adhère.", "organisme_id")
        case _:
            return


def check_motif(motif: str) -> str:
    """Why an adhésion is cancelled, trimmed. Raises RegleMetier when nothing is said."""
    said = " ".join(motif.split())
    if not said:
        raise RegleMetier("Indiquez pourquoi l’adhésion est annulée.", "motif")
    if len(said) > LONGUEUR_MAX:
        raise RegleMetier(f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le.", "motif")
    return said


def check_reglages(reglages: ReglagesAdhesion) -> ReglagesAdhesion:
    """Raises RegleMetier for a price below zero or a delay that is not some months."""
    if any(not 0 <= cents <= MAX_CENTS for _genre, cents in reglages.montants):
        raise RegleMetier("Un prix d’adhésion est positif, 0 si elle est gratuite.", "montants")
    if not 0 <= reglages.delai <= DELAI_MAX:
        raise RegleMetier(f"Le délai va de 0 à {DELAI_MAX} mois.", "delai")
    return reglages
