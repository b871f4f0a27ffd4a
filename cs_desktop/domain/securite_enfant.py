"""Who may collect a child, who must not, who is called; whose contact details stay here.

A person who must not collect a child is told by a short reason and the day when the paper was
seen: no copy, no story.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cs_desktop.domain.dates import date_fr
from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.personnes import GenreAdresse, PersonneDraft, PersonneFiche, PersonneRow
from cs_desktop.domain.phones import check_telephone, telephone_fr
from cs_desktop.domain.text import join_et, search_key

LONGUEUR_MAX = 120
MOTIF_MAX = 60  # a reason, never a story
INTERDICTION = "Ne doit pas venir chercher"  # said wherever the name of the child is printed


@dataclass(frozen=True, slots=True)
class ProcheDraft:
    """Somebody around a child: known to the centre by `proche_id`, or by what is typed."""

    proche_id: int | None = None
    nom: str = ""
    lien: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Proche:
    """The same, as cards show it."""

    id: int
    proche_id: int | None
    nom: str  # « Mehdi Zerrouki »
    lien: str
    telephone: str


@dataclass(frozen=True, slots=True)
class InterditeDraft:
    """Who must not collect: a known person or a description, why, and the paper seen."""

    proche_id: int | None = None
    nom: str = ""
    motif: str = ""
    vu_le: date | None = None


@dataclass(frozen=True, slots=True)
class Interdite:
    """The same, as the red card shows it."""

    id: int
    proche_id: int | None
    nom: str
    motif: str
    vu_le: date | None

    @property
    def texte(self) -> str:
        """« Steven Vandamme · Décision de justice · vu le 12/11/2025 »."""
        seen = f"vu le {date_fr(self.vu_le)}" if self.vu_le else ""
        return " · ".join(part for part in (self.nom, self.motif, seen) if part)


@dataclass(frozen=True, slots=True)
class Securite:
    """Everything about collecting and reaching the people around one person."""

    personne_id: int
    nom: str
    autorisees: tuple[Proche, ...] = ()
    interdites: tuple[Interdite, ...] = ()
    urgences: tuple[Proche, ...] = ()
    retenue: bool = False  # this person asked that her contact details stay here


def alerte(noms: Sequence[str]) -> str:
    """« Ne doit pas venir chercher : Steven Vandamme », empty when nobody is refused."""
    return f"{INTERDICTION}\u00a0: {join_et(noms)}" if noms else ""


def check_proche(draft: ProcheDraft, enfant_id: int, *, appel: bool = False) -> ProcheDraft:
    """`draft` as it is stored; `appel` when there must be a number to call. Raises RegleMetier."""
    texts = {name: " ".join(getattr(draft, name).split()) for name in ("nom", "lien")}
    refus = list(_refus_nom(texts["nom"], draft.proche_id, enfant_id))
    if len(texts["lien"]) > LONGUEUR_MAX:
        refus.append(Refus("Ce lien est trop long. Exemple : grand-mère", "lien"))
    telephone = draft.telephone.strip()
    try:
        telephone = check_telephone(telephone) if telephone else ""
    except RegleMetier as refused:
        refus += refused.refus
    if appel and not telephone and draft.proche_id is None:
        refus.append(Refus("Indiquez le téléphone à appeler en urgence.", "telephone"))
    if refus:
        raise RegleMetier.plusieurs(refus)
    return replace(draft, **texts, telephone=telephone)


def check_interdite(draft: InterditeDraft, enfant_id: int, today: date) -> InterditeDraft:
    """`draft` as it is stored. Raises RegleMetier."""
    nom, motif = (" ".join(text.split()) for text in (draft.nom, draft.motif))
    refus = list(_refus_nom(nom, draft.proche_id, enfant_id))
    if not motif:
        message = "Indiquez le motif en quelques mots. Exemple : décision de justice"
        refus.append(Refus(message, "motif"))
    elif len(motif) > MOTIF_MAX:
        message = f"{MOTIF_MAX} caractères au plus : le motif seul, sans l’histoire."
        refus.append(Refus(message, "motif"))
    if draft.vu_le is not None and draft.vu_le > today:
        refus.append(Refus("Cette date est dans l’avenir. Vérifiez l’année.", "vu_le"))
    if refus:
        raise RegleMetier.plusieurs(refus)
    return replace(draft, nom=nom, motif=motif)


def _refus_nom(nom: str, proche_id: int | None, enfant_id: int) -> Iterator[Refus]:
    if proche_id == enfant_id:
        yield Refus("C’est l’enfant lui-même. Choisissez une autre personne.", "nom")
    elif proche_id is None and not nom:
        yield Refus("Indiquez qui, ou décrivez la personne.", "nom")
    elif len(nom) > LONGUEUR_MAX:
        yield Refus(f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le.", "nom")


@dataclass(frozen=True, slots=True)
class AdresseRetenue:
    """A place that must not be told; compared without case nor accents."""

    voie: str
    code_postal: str
    commune: str

    def is_that_of(self, draft: PersonneDraft) -> bool:
        """Whether somebody else lives at this place: a child with two homes may."""
        same_town = search_key(draft.commune) == self.commune
        same_street = search_key(draft.adresse) == self.voie
        return same_town and same_street and draft.code_postal.strip() == self.code_postal


def adresse_retenue(voie: str, code_postal: str, commune: str) -> AdresseRetenue | None:
    """The key of a place; None when nothing is known of it."""
    if not (voie.strip() or commune.strip() or code_postal.strip()):
        return None
    return AdresseRetenue(search_key(voie), code_postal.strip(), search_key(commune))


@dataclass(frozen=True, slots=True)
class Retenues:
    """What a paper must not carry: the numbers, courriels and places of those who asked for it.

    Every document hands its data to `fiche` or `rows` before it is drawn. What is left out leaves
    no mark: a paper does not tell the other foyer that something is kept from it.
    """

    personnes: frozenset[int] = frozenset()
    telephones: frozenset[str] = frozenset()
    courriels: frozenset[str] = frozenset()
    adresses: frozenset[AdresseRetenue] = frozenset()
    habitants: frozenset[int] = frozenset()  # who lives at one of these places

    def telephone(self, number: str) -> str:
        """The number, or nothing."""
        return "" if telephone_fr(number) in self.telephones else number

    def courriel(self, address: str) -> str:
        """The courriel, or nothing."""
        return "" if search_key(address) in self.courriels else address

    def draft(self, draft: PersonneDraft) -> PersonneDraft:
        """The fields of a form without what must not be told."""
        kept = replace(
            draft,
            telephone=self.telephone(draft.telephone),
            telephone_2=self.telephone(draft.telephone_2),
            courriel=self.courriel(draft.courriel),
            urgence_telephone=self.telephone(draft.urgence_telephone),
        )
        if not any(place.is_that_of(draft) for place in self.adresses):
            return kept
        return replace(
            kept,
            genre_adresse=GenreAdresse.DOMICILE,
            chez="",
            adresse="",
            complement="",
            code_postal="",
            commune="",
            zone_id=None,
            zone_le=None,
        )

    def row(self, row: PersonneRow) -> PersonneRow:
        """A line of a list without what must not be told."""
        kept = replace(
            row, telephone=self.telephone(row.telephone), courriel=self.courriel(row.courriel)
        )
        return replace(kept, commune="", zone="") if row.id in self.habitants else kept

    def rows(self, rows: Collection[PersonneRow]) -> list[PersonneRow]:
        """The lines of a list."""
        return [self.row(row) for row in rows]

    def fiche(self, fiche: PersonneFiche) -> PersonneFiche:
        """A fiche without what must not be told; a foyer keeps its name and its members."""
        row = self.row(fiche.row)
        if any(place.is_that_of(fiche.draft) for place in self.adresses):
            row = replace(row, commune="", zone="")
        foyers = tuple(
            replace(one, adresse="", complement="", code_postal="", commune="")
            if adresse_retenue(one.adresse, one.code_postal, one.commune) in self.adresses
            else one
            for one in fiche.foyers
        )
        return replace(fiche, row=row, draft=self.draft(fiche.draft), foyers=foyers)
