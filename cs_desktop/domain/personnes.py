"""People as screens see them: drafts go in, rows come out, filters say which rows (A10).

No social-security number, no nationality, nothing about health: those fields do not exist (R8.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from cs_desktop.domain.adhesions import Adhesion, EtatAdhesion
from cs_desktop.domain.dates import OLDEST_AGE, Naissance
from cs_desktop.domain.errors import Refus, RegleMetier
from cs_desktop.domain.foyers import FoyerFiche
from cs_desktop.domain.noms import nom_complet, nom_liste
from cs_desktop.domain.phones import check_telephone
from cs_desktop.domain.quotients import Quotient

_COURRIEL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_CODE_POSTAL = re.compile(r"[0-9]{5}")
_TELEPHONES = ("telephone", "telephone_2", "urgence_telephone")
_TEXTES = (
    *("nom", "prenom", "nom_naissance", "courriel", "chez", "adresse", "complement"),
    *("code_postal", "commune", "urgence_nom", "urgence_lien"),
)
LONGUEUR_MAX = 120


class Sexe(StrEnum):
    """As the funders’ reports ask for it; unknown is an answer."""

    F = "F"
    M = "M"
    AUTRE = "autre"
    NON_RENSEIGNE = "non_renseigne"

    @property
    def libelle(self) -> str:
        """The word shown and counted under."""
        return {"F": "Femme", "M": "Homme", "autre": "Autre"}.get(self.value, "Non renseigné")


class Canal(StrEnum):
    """How the person would rather be reached."""

    SMS = "sms"
    TELEPHONE = "telephone"
    COURRIEL = "courriel"
    COURRIER = "courrier"

    @property
    def libelle(self) -> str:
        """The word shown in the form."""
        return {"sms": "SMS", "telephone": "Téléphone"}.get(self.value, self.value.capitalize())


class GenreAdresse(StrEnum):
    """What kind of address it is; some people have none."""

    DOMICILE = "domicile"
    CHEZ = "chez"
    DOMICILIATION = "domiciliation"
    SANS = "sans"

    @property
    def libelle(self) -> str:
        """The words shown in the form."""
        return {
            "domicile": "Domicile",
            "chez": "Hébergement chez…",
            "domiciliation": "Domiciliation",
            "sans": "Sans adresse",
        }[self.value]


class Etat(StrEnum):
    """Which people a list shows: those in use, or the corbeille."""

    ACTIVES = "actives"
    ARCHIVEES = "archivees"


class GroupeAge(StrEnum):
    """The filter buttons of the list; an unknown age is a group, never hidden."""

    ADULTES = "adultes"
    MINEURS = "mineurs"
    INCONNU = "inconnu"

    @property
    def libelle(self) -> str:
        """The words of the button."""
        return {"adultes": "Adultes", "mineurs": "Mineurs"}.get(self.value, "Âge inconnu")


class Colonne(StrEnum):
    """What the list can be sorted by."""

    NOM = "nom"
    NUMERO = "numero"
    NAISSANCE = "naissance"
    AGE = "age"
    SEXE = "sexe"
    TELEPHONE = "telephone"
    COURRIEL = "courriel"
    COMMUNE = "commune"
    ZONE = "zone"
    FOYER = "foyer"
    ADHESION = "adhesion"
    CREE_LE = "cree_le"


@dataclass(frozen=True, slots=True)
class Tri:
    """A sort; unknown values come last in both directions, `puis` then the name settle ties."""

    colonne: Colonne = Colonne.NOM
    descendant: bool = False
    puis: Tri | None = None


@dataclass(frozen=True, slots=True)
class FiltrePersonnes:
    """Which people; the empty filter is everybody in use. Fields add up (and, never or)."""

    texte: str = ""
    etat: Etat = Etat.ACTIVES
    adhesion: EtatAdhesion | None = None
    groupe_age: GroupeAge | None = None
    sexes: frozenset[Sexe] = field(default_factory=frozenset[Sexe])
    zone_ids: frozenset[int] = field(default_factory=frozenset[int])
    sans_telephone: bool = False
    sans_courriel: bool = False
    sans_foyer: bool = False


@dataclass(frozen=True, slots=True)
class ResumePersonnes:
    """The counts on the filter buttons, under the same text and other filters."""

    toutes: int
    adhesions: tuple[tuple[EtatAdhesion, int], ...]
    archivees: int


@dataclass(frozen=True, slots=True)
class PersonneDraft:
    """What the form holds. `version` is the one that was read: another one on disk is a Conflit."""

    nom: str = ""
    prenom: str = ""
    nom_naissance: str = ""
    sexe: Sexe = Sexe.NON_RENSEIGNE
    naissance: Naissance | None = None
    telephone: str = ""
    telephone_2: str = ""
    courriel: str = ""
    canal: Canal | None = None
    genre_adresse: GenreAdresse = GenreAdresse.DOMICILE
    chez: str = ""
    adresse: str = ""
    complement: str = ""
    code_postal: str = ""
    commune: str = ""
    zone_id: int | None = None
    zone_le: date | None = None
    urgence_nom: str = ""
    urgence_lien: str = ""
    urgence_telephone: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PersonneRow:
    """One line of the list."""

    id: int
    version: int
    numero: int
    nom: str
    prenom: str
    naissance: Naissance | None
    age: int | None
    sexe: Sexe
    telephone: str
    courriel: str
    commune: str
    zone: str
    foyer: str
    archive_le: datetime | None
    cree_le: datetime
    alerte: str = ""  # who must not collect her; red wherever her name is shown
    adhesion: EtatAdhesion = EtatAdhesion.SANS

    @property
    def nom_liste(self) -> str:
        """« Belkacem, Amina »."""
        return nom_liste(self.nom, self.prenom)

    @property
    def nom_complet(self) -> str:
        """« Amina Belkacem »."""
        return nom_complet(self.nom, self.prenom)


@dataclass(frozen=True, slots=True)
class PersonneFiche:
    """Everything the sheet shows: the row, the form’s fields, the foyers and their members."""

    row: PersonneRow
    draft: PersonneDraft
    foyers: tuple[FoyerFiche, ...]
    modifie_le: datetime
    adhesion: Adhesion | None = None  # the one that covers her, or covered her last
    quotients: tuple[Quotient, ...] = ()  # in force, one for each foyer; none without the right


@dataclass(frozen=True, slots=True)
class ResultatRecherche:
    """One answer of the palette. `approche` says that a wrong letter was forgiven."""

    id: int
    numero: int
    nom: str
    prenom: str
    naissance: Naissance | None
    telephone: str
    commune: str
    foyer: str
    approche: bool

    @property
    def nom_liste(self) -> str:
        """« Belkacem, Amina »."""
        return nom_liste(self.nom, self.prenom)


def check_draft(draft: PersonneDraft, today: date) -> PersonneDraft:
    """`draft` as it is stored: texts trimmed, telephones in digits.

    Raises RegleMetier with every reason at once, each beside its field.
    """
    stored = {name: " ".join(getattr(draft, name).split()) for name in _TEXTES}
    refus: list[Refus] = []
    for name in _TELEPHONES:
        typed = getattr(draft, name).strip()
        try:
            stored[name] = check_telephone(typed, name) if typed else ""
        except RegleMetier as refused:
            refus += refused.refus
            stored[name] = typed
    checked = replace(draft, **stored)
    refus += [*_refus_identite(checked, today), *_refus_contact(checked, today)]
    if refus:
        order = [*PersonneDraft.__dataclass_fields__]
        raise RegleMetier.plusieurs(sorted(refus, key=lambda one: order.index(one.champ or "nom")))
    return checked


def _refus_identite(draft: PersonneDraft, today: date) -> Iterator[Refus]:
    if not draft.nom and not draft.prenom:
        yield Refus("Indiquez un nom ou un prénom.", "nom")
    for name in _TEXTES:
        if len(getattr(draft, name)) > LONGUEUR_MAX:
            yield Refus(f"Ce texte dépasse {LONGUEUR_MAX} caractères. Raccourcissez-le.", name)
    if draft.naissance is not None:
        if draft.naissance.le > today:
            message = "Cette naissance est dans l’avenir. Vérifiez l’année."
            yield Refus(message, "naissance")
        elif today.year - draft.naissance.le.year > OLDEST_AGE:
            message = f"Cette naissance donne plus de {OLDEST_AGE} ans. Vérifiez l’année."
            yield Refus(message, "naissance")


def _refus_contact(draft: PersonneDraft, today: date) -> Iterator[Refus]:
    if draft.courriel and not _COURRIEL.fullmatch(draft.courriel):
        yield Refus("Cette adresse est incomplète. Exemple : prenom@exemple.fr", "courriel")
    if draft.code_postal and not _CODE_POSTAL.fullmatch(draft.code_postal):
        yield Refus("Un code postal a cinq chiffres. Exemple : 59999", "code_postal")
    if draft.genre_adresse is GenreAdresse.CHEZ and not draft.chez:
        yield Refus("Indiquez chez qui la personne est hébergée.", "chez")
    if draft.zone_le is not None and draft.zone_le > today:
        yield Refus("Cette date est dans l’avenir. Vérifiez l’année.", "zone_le")
    if draft.canal in {Canal.SMS, Canal.TELEPHONE} and not draft.telephone:
        yield Refus("Indiquez le téléphone, ou choisissez un autre moyen.", "canal")
    if draft.canal is Canal.COURRIEL and not draft.courriel:
        yield Refus("Indiquez le courriel, ou choisissez un autre moyen.", "canal")
    if draft.urgence_nom and not draft.urgence_telephone:
        yield Refus("Indiquez le téléphone à appeler en urgence.", "urgence_telephone")
