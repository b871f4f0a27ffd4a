"""Who in a file is who in the base: the same person, perhaps the same, somebody new.

Two people are never taken for one by their names alone: twins, fathers and sons, namesakes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from rapidfuzz import fuzz

from cs_desktop.domain.ages import age
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.imports_lignes import MAJORITE
from cs_desktop.domain.personnes import PersonneDraft, Sexe
from cs_desktop.domain.text import search_key

PROCHES = 85  # of 100: names one slip apart
DEMANDE = 40  # points from which a person is asked about
BLOC = 300  # look-alikes compared at most for one key
FREQUENT = 12  # bearers of a name in base and file, from which it tells little
_NOMS_COURANTS = """
    martin bernard thomas petit robert richard durand dubois moreau laurent simon michel
    lefebvre leroy roux david bertrand morel fournier girard bonnet dupont lambert fontaine
    rousseau vincent muller lefevre faure andre mercier blanc guerin boyer garnier chevalier
    francois legrand gauthier garcia perrin robin clement morin nicolas henry roussel
    mathieu gautier masson marchand duval denis dumont marie lemaire noel meyer dufour
    meunier brun blanchard giraud joly riviere lucas brunet gaillard barbier arnaud martinez
    gerard roche renard schmitt roy leroux colin vidal caron picard roger fabre aubert
    lemoine renaud dumas lacroix olivier philippe bourgeois pierre benoit diallo traore ba
    nguyen
"""
_COURANTS = frozenset(_NOMS_COURANTS.split())
_TYPO = 2  # parts of a date that agree when one is a slip


class Niveau(IntEnum):
    """How sure we are that two cards are one person."""

    NON = 0
    PROBABLE = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Fiche:
    """What is compared of one person."""

    nom: str
    prenom: str
    nom_naissance: str
    naissance: Naissance | None
    numeros: frozenset[str]
    courriel: str
    sexe: Sexe
    adresse: str
    mineur: bool | None

    @property
    def noms(self) -> frozenset[str]:
        """Either of the names she goes by."""
        return frozenset({self.nom, self.nom_naissance} - {""})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two people compare, and in what."""

    niveau: Niveau
    points: int = 0
    motif: str = ""


_cle = cache(search_key)
NON = Verdict(Niveau.NON)


def fiche(draft: PersonneDraft, today: date) -> Fiche:
    """A card ready to be compared."""
    return Fiche(
        nom=_cle(draft.nom),
        prenom=_cle(draft.prenom),
        nom_naissance=_cle(draft.nom_naissance),
        naissance=draft.naissance,
        numeros=frozenset({draft.telephone, draft.telephone_2} - {""}),
        courriel=draft.courriel.casefold(),
        sexe=draft.sexe,
        adresse=_cle(draft.adresse),
        mineur=None if draft.naissance is None else age(draft.naissance.le, today) < MAJORITE,
    )


class Repertoire:
    """People by what may find them again, without comparing each with all."""

    def __init__(self) -> None:
        self._blocs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._fiches: dict[int, Fiche] = {}
        self._porteurs: Counter[str] = Counter()

    def add(self, key: int, one: Fiche) -> None:
        """Put somebody where her look-alikes will look."""
        self._fiches[key] = one
        self._porteurs[one.nom] += 1
        for bloc in _keys(one):
            self._blocs[bloc].append(key)

    def compare(self, one: Fiche) -> Iterator[tuple[int, Verdict]]:
        """Everybody who is or may be `one`."""
        seen: set[int] = set()
        for bloc in _keys(one):
            for key in self._blocs.get(bloc, ())[:BLOC]:
                if key not in seen:
                    seen.add(key)
                    verdict = compare(one, self._fiches[key], self._porteurs)
                    if verdict.niveau is not Niveau.NON:
                        yield key, verdict


def _keys(one: Fiche) -> Iterator[tuple[str, ...]]:
    whole = f"{one.nom} {one.prenom}"
    yield ("noms", *sorted(whole.split()))
    for numero in one.numeros:
        yield "numero", numero
    if one.courriel:
        yield "courriel", one.courriel
    birth = one.naissance
    if birth is not None and birth.precision is Precision.JOUR and not _new_year(birth):
        yield "naissance", birth.le.isoformat(), one.prenom[:1]
    for nom in one.noms:
        yield "debut", nom[:3], one.prenom[:2]
        yield "fin", nom[-3:], one.prenom[-3:]


def compare(one: Fiche, other: Fiche, porteurs: Mapping[str, int]) -> Verdict:
    """Whether two cards are one person."""
    same = _same_names(one, other)
    births = _births(one.naissance, other.naissance)
    against = _opposed(one, other)
    shared = _shared(one, other)
    if same and births >= 0 and not against:
        strong = births == _EQUAL
        if strong or (births >= 0 and shared and _same_age_group(one, other)):
            return Verdict(Niveau.CERTAIN, 100, _told(one, other, births))
    if against and not same:
        return NON
    points = _name_points(one, other, porteurs, births, same=same)
    if points is None:
        return NON
    points += births + 25 * len(shared)
    points += 10 if one.adresse and one.adresse == other.adresse else 0
    points -= 30 if against else 0
    if points < DEMANDE:
        return NON
    return Verdict(Niveau.PROBABLE, points, _told(one, other, births))


_EQUAL, _NEW_YEAR, _YEAR, _UNKNOWN, _SLIP, _OTHER = 40, 10, 9, 0, -5, -60


def _births(one: Naissance | None, other: Naissance | None) -> int:
    """Points for two births: 1 January is what is written when the day is not known."""
    if one is None or other is None:
        return _UNKNOWN
    if one.precision is Precision.JOUR and other.precision is Precision.JOUR:
        if one.le == other.le:
            return _NEW_YEAR if _new_year(one) else _EQUAL
        parts = zip(one.le.timetuple()[:3], other.le.timetuple()[:3], strict=True)
        swapped = (one.le.day, one.le.month) == (other.le.month, other.le.day)
        agree = sum(a == b for a, b in parts)
        if _new_year(one) or _new_year(other):
            return _YEAR if one.le.year == other.le.year else _OTHER
        return _SLIP if agree >= _TYPO or (swapped and one.le.year == other.le.year) else _OTHER
    return _YEAR if one.le.year == other.le.year else _OTHER


def _new_year(birth: Naissance) -> bool:
    return (birth.le.month, birth.le.day) == (1, 1)


def _same_names(one: Fiche, other: Fiche) -> bool:
    if not one.nom and not one.prenom:
        return False
    one_name = not one.noms and not other.noms
    if one.prenom == other.prenom and (one_name or one.noms & other.noms):
        return bool(one.prenom) or one.sexe is other.sexe
    swapped = one.nom == other.prenom and one.prenom == other.nom
    return swapped and bool(one.nom and one.prenom)


def _opposed(one: Fiche, other: Fiche) -> bool:
    known = {Sexe.F, Sexe.M}
    return one.sexe in known and other.sexe in known and one.sexe is not other.sexe


def _shared(one: Fiche, other: Fiche) -> list[str]:
    found = ["téléphone"] if one.numeros & other.numeros else []
    return [*found, "courriel"] if one.courriel and one.courriel == other.courriel else found


def _same_age_group(one: Fiche, other: Fiche) -> bool:
    """A child has the telephone of a parent, and often the same names."""
    return not (one.mineur is None) ^ (other.mineur is None) or not (one.mineur or other.mineur)


def _name_points(
    one: Fiche, other: Fiche, porteurs: Mapping[str, int], births: int, *, same: bool
) -> int | None:
    """Points for the names, None when they are those of two people."""
    frequent = one.nom in _COURANTS or porteurs.get(one.nom, 0) >= FREQUENT
    loss = 15 if frequent else 0
    if same:
        return 55 - loss
    shared = _shared(one, other)
    if not one.prenom or not other.prenom:  # « Mme Dupont » may be any of them
        told = bool(shared) or births == _EQUAL
        return (
            30 - loss
            if told and one.noms & other.noms and not (one.mineur or other.mineur)
            else None
        )
    first = fuzz.ratio(one.prenom, other.prenom)
    last = max((fuzz.ratio(a, b) for a in one.noms for b in other.noms), default=0)
    limit = PROCHES + 3 if births == _EQUAL else PROCHES  # twins are named alike
    if first >= limit and last >= PROCHES:
        return (30 if last == 100 else 22) + (25 if first == 100 else 18) - loss
    if (
        first == 100
        and births == _EQUAL
        and (shared or (one.adresse and one.adresse == other.adresse))
    ):
        return 25  # the name changed: a marriage
    return None


def _told(one: Fiche, other: Fiche, births: int) -> str:
    parts = ["mêmes noms" if _same_names(one, other) else "noms proches"]
    if births in {_EQUAL, _NEW_YEAR}:
        parts.append("même naissance")
    elif births == _SLIP:
        parts.append("naissances proches")
    parts += [f"même {what}" for what in _shared(one, other)]
    if one.adresse and one.adresse == other.adresse:
        parts.append("même adresse")
    return ", ".join(parts)


def decide(found: Sequence[tuple[int, Verdict]]) -> tuple[int | None, Verdict]:
    """The one she is when only one is certain; else the likeliest, to be asked about."""
    certain = [key for key, verdict in found if verdict.niveau is Niveau.CERTAIN]
    if len(certain) == 1:
        return certain[0], next(verdict for key, verdict in found if key == certain[0])
    if not found:
        return None, NON
    key, verdict = max(found, key=lambda pair: (pair[1].points, -pair[0]))
    return key, Verdict(Niveau.PROBABLE, verdict.points, verdict.motif)
