"""Titles of columns as the centres write them, and where each one goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from cs_desktop.domain.imports import NOMMANTS, Champ, Cible, ColonneLue, Qui, parse_cible
from cs_desktop.domain.imports_interdits import interdit_par_titre
from cs_desktop.domain.text import search_key

Proche = Callable[[str], str | None]  # a title → the known title it looks like

SYNONYMES: Mapping[Champ, tuple[str, ...]] = {
    Champ.NOM: (
        *("nom", "noms", "nom de famille", "nom usuel", "nom d usage", "nom marital"),
        *("patronyme", "nom adherent", "nom de l adherent", "nom famille", "last name"),
    ),
    Champ.PRENOM: (
        *("prenom", "prenoms", "prenom usuel", "prenom adherent", "prenom de l adherent"),
        *("first name", "petit nom"),
    ),
    Champ.NOM_PRENOM: (
        *("nom prenom", "nom et prenom", "nom prenoms", "noms et prenoms", "noms prenoms"),
        *("prenom nom", "prenom et nom", "prenoms et noms", "nom complet", "identite"),
        *("adherent", "adherents", "participant", "participants", "usager", "beneficiaire"),
        *("membre", "membres", "habitant", "habitants", "personne", "personnes", "stagiaire"),
        *("nom prenom adherent", "nom et prenom de l adherent", "inscrit", "inscrits"),
    ),
    Champ.NOM_NAISSANCE: (
        *("nom de naissance", "nom naissance", "nom de jeune fille", "nom jeune fille"),
        *("nom de jf", "nom patronymique"),
    ),
    Champ.CIVILITE: ("civilite", "civ", "titre", "m mme", "mme m", "m ou mme", "monsieur madame"),
    Champ.SEXE: ("sexe", "genre", "h f", "f h", "m f", "f m", "homme femme", "sexe h f"),
    Champ.NAISSANCE: (
        *("date de naissance", "naissance", "ne le", "nee le", "date naissance", "ddn", "dn"),
        *("date naiss", "date de naiss", "naiss", "dt naissance", "d naissance", "ne en"),
        *("annee de naissance", "annee naissance", "ne", "nee", "birth date", "date nais"),
    ),
    Champ.TELEPHONE: (
        *("telephone", "tel", "telephones", "portable", "mobile", "tel portable", "tel mobile"),
        *("telephone portable", "telephone mobile", "gsm", "numero de telephone", "n tel"),
        *("n de tel", "n telephone", "n de telephone", "num tel", "numero telephone", "tel 1"),
        *("telephone 1", "phone", "port", "coordonnees telephoniques", "numero tel"),
    ),
    Champ.TELEPHONE_2: (
        *("tel fixe", "fixe", "telephone fixe", "tel domicile", "telephone domicile", "tel 2"),
        *("telephone 2", "autre telephone", "2e telephone", "tel travail", "telephone travail"),
        *("autre tel", "portable 2", "mobile 2", "tel bis"),
    ),
    Champ.COURRIEL: (
        *("courriel", "email", "e mail", "mail", "mails", "adresse mail", "adresse email"),
        *("adresse e mail", "adresse courriel", "adresse electronique", "messagerie", "mel"),
        *("courrier electronique", "emails", "e mails", "courriels"),
    ),
    Champ.ADRESSE: (
        *("adresse", "rue", "adresse postale", "voie", "adresse 1", "numero et rue"),
        *("n et rue", "adresse complete", "adresse domicile", "rue et numero", "n et voie"),
    ),
    Champ.COMPLEMENT: (
        *("complement", "complement d adresse", "complement adresse", "adresse 2", "batiment"),
        *("appartement", "bat appt", "residence", "bat", "appt", "etage"),
    ),
    Champ.CODE_POSTAL: ("code postal", "cp", "c p", "code post", "codepostal", "zip"),
    Champ.COMMUNE: ("commune", "ville", "localite", "commune de residence", "ville de residence"),
    Champ.CP_COMMUNE: (
        *("code postal et ville", "cp ville", "cp et ville", "code postal ville", "cp commune"),
        *("code postal et commune", "code postal commune", "ville cp", "ville et code postal"),
    ),
    Champ.URGENCE_NOM: (
        *("urgence", "personne a prevenir", "contact urgence", "contact d urgence"),
        *("a prevenir", "personne a contacter", "a prevenir en cas d urgence", "urgence nom"),
        *("personne a prevenir en cas d urgence", "nom urgence", "urgence contact"),
        *("personne a contacter en cas d urgence",),
    ),
    Champ.URGENCE_LIEN: ("urgence lien", "lien urgence", "lien contact urgence"),
    Champ.URGENCE_TELEPHONE: (
        *("tel urgence", "telephone urgence", "urgence tel", "urgence telephone", "n urgence"),
        *("tel d urgence", "telephone d urgence", "numero d urgence", "tel a prevenir"),
        *("telephone en cas d urgence", "telephone personne a prevenir", "numero urgence"),
    ),
    Champ.FOYER: (
        *("famille", "foyer", "n famille", "numero famille", "id famille", "n foyer"),
        *("nom de la famille", "code famille", "numero foyer", "id foyer", "numero de famille"),
        *("menage", "numero de foyer", "nom du foyer", "n de famille"),
    ),
    Champ.ROLE: (
        *("role", "lien", "lien de parente", "qualite", "role dans la famille", "statut familial"),
        *("place dans le foyer", "role dans le foyer", "parente", "lien de famille"),
    ),
    Champ.ENFANTS: (
        *("enfants", "prenoms des enfants", "enfants prenoms", "noms des enfants"),
        *("liste des enfants", "prenom des enfants", "enfants a charge", "nom des enfants"),
    ),
}
CONNUS: Mapping[str, Champ] = {word: champ for champ, words in SYNONYMES.items() for word in words}

_CONSENTEMENT = re.compile(
    r"\b(?:droit a l image|image|photos?|rgpd|consent\w*|autorisation\w*|autorise\w*|newsletter|"
    r"lettre d information|accepte\w*|reglement interieur)\b"
)
_A_VENIR: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:qf|quotient\w*|revenus?|rfr|allocataire|caf|msa)\b"), "le quotient"),
    (re.compile(r"\b(?:adhesion\w*|cotisation\w*|carte|adhere)\b"), "les adhésions"),
    (
        re.compile(r"\b(?:paye\w*|paiement\w*|reglement\w*|montant\w*|tarif\w*|prix|euros?)\b"),
        "les règlements",
    ),
    (re.compile(r"\b(?:activite\w*|atelier\w*|inscription\w*|cours|groupe)\b"), "les inscriptions"),
    (re.compile(r"\b(?:ecole|classe|niveau|scolarite|college|lycee)\b"), "la scolarité"),
)
_REMARQUE = re.compile(r"\b(?:observations?|remarques?|commentaires?|notes?|memo|divers|infos?)\b")
_AGE = re.compile(r"\bages?\b")
_NOMBRE = re.compile(r"\b(?:nb|nbre|nombre)\b")
_QUI: tuple[tuple[re.Pattern[str], Qui], ...] = (
    (
        re.compile(r"\b(?:(\d{1,2}) ?(?:er|e|eme|nd)? )?(?:enfant|enf) ?n? ?(\d{1,2})?\b"),
        Qui.ENFANT,
    ),
    (
        re.compile(
            r"\b(?:conjointe?|epoux|epouse|mari|compagn(?:on|e)|partenaire|"
            r"(?:parent|responsable|resp|adulte|tuteur|representant)s?(?: legal)? 2)\b"
        ),
        Qui.CONJOINT,
    ),
    (re.compile(r"\b(?:pere|papa)\b"), Qui.PERE),
    (re.compile(r"\b(?:mere|maman)\b"), Qui.MERE),
    (
        re.compile(
            r"\b(?:parent|responsable|resp|tuteur|tutrice|representant)s?"
            r"(?: legal| legaux)?(?: 1)?\b"
        ),
        Qui.RESPONSABLE,
    ),
)
_URGENCE = re.compile(r"\b(?:urgence|prevenir)\b")
_MOTS_VIDES = re.compile(r"\b(?:de la|de l|du|de|d|des|la|le|l|n)\b")
_PRENOM_DABORD = re.compile(r"\bprenoms?\b.*\bnoms?\b")


@cache
def cle_titre(titre: str) -> str:
    """A title without accents, signs nor feminine endings: « Né(e) le : » → « ne le »."""
    key = re.sub(r"\((?:e|s|es|x|ne|nee)\)|[.·](?:e|s)\b", "", search_key(titre[:200]))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", key).split())


def prenom_dabord(titre: str) -> bool | None:
    """Whether a title of full names says « Prénom Nom », None when it does not say."""
    key = cle_titre(titre)
    if "nom" not in key or "prenom" not in key:
        return None
    return _PRENOM_DABORD.search(key) is not None and not key.startswith("nom")


def cible_de(titre: str, proche: Proche) -> tuple[Cible | None, bool]:
    """Where a title points, and whether it is known rather than look-alike."""
    key = cle_titre(titre)
    if key in CONNUS:
        return Cible(CONNUS[key]), True
    for pattern, qui in _QUI:
        found = pattern.search(key)
        if found is None or _URGENCE.search(key):
            continue
        rest = _without(key, found)
        rang = next((int(one) for one in found.groups() if one), 1) if found.groups() else 0
        champ, known = (Champ.NOM_PRENOM, True) if not rest else _champ(rest, proche)
        return (None if champ is None else Cible(champ, qui, rang)), known
    champ, known = _champ(key, proche)
    return (None if champ is None else Cible(champ)), known


def _without(key: str, found: re.Match[str]) -> str:
    rest = " ".join(f"{key[: found.start()]} {key[found.end() :]}".split())
    return rest if rest in CONNUS else " ".join(_MOTS_VIDES.sub(" ", rest).split())


def _champ(key: str, proche: Proche) -> tuple[Champ | None, bool]:
    if key in CONNUS:
        return CONNUS[key], True
    alike = proche(key) if len(key) > 3 else None
    return (None if alike is None else CONNUS[alike]), False


def raison_non_reprise(titre: str) -> str:
    """Why a column is left out whatever it looks like, "" when nothing speaks against it."""
    key = cle_titre(titre)
    what = interdit_par_titre(key)
    if what:
        return f"Colonne jamais lue : elle peut contenir {what}."
    if _CONSENTEMENT.search(key):
        return (
            "Non repris : un consentement ne se déduit pas d’un tableau, il se recueille auprès "
            "de la personne."
        )
    if _NOMBRE.search(key) or (_AGE.search(key) and "naiss" not in key):
        return "Non repris : ce nombre se calcule, il change avec le temps."
    if key in CONNUS:
        return ""
    for pattern, what in _A_VENIR:
        if pattern.search(key):
            return f"Non repris : cette version n’importe pas encore {what}."
    if _REMARQUE.search(key):
        return "Non repris : les remarques libres ne sont pas importées."
    return ""


def proposer(
    titres: Sequence[str], proche: Proche, choix: Mapping[str, str | None]
) -> list[ColonneLue]:
    """Each column and where it goes: the profile first, then its title."""
    columns = [_proposee(rang, titre, proche, choix) for rang, titre in enumerate(titres)]
    return list(_sans_conflit(_enfants(columns)))


def _proposee(rang: int, titre: str, proche: Proche, choix: Mapping[str, str | None]) -> ColonneLue:
    raison = raison_non_reprise(titre)
    if raison.startswith("Colonne jamais lue"):
        return ColonneLue(rang, titre, raison=raison)  # not even when a profile asks for it
    if titre in choix:
        code = choix[titre]
        if code is None:
            return ColonneLue(rang, titre, raison="Non repris : le profil laisse cette colonne.")
        return ColonneLue(rang, titre, parse_cible(code))
    if raison or not titre.strip():
        return ColonneLue(rang, titre, raison=raison)
    cible, known = cible_de(titre, proche)
    return ColonneLue(rang, titre, cible, sure=known)


def _enfants(columns: Sequence[ColonneLue]) -> Iterator[ColonneLue]:
    """« Enfant 1 | Né le | Enfant 2 | Né le »: a plain title after a child is about her."""
    qui: Cible | None = None
    held: set[str] = set()
    for column in columns:
        cible = column.cible
        if cible is None:
            yield column
            continue
        if cible.qui is Qui.ENFANT:
            qui = cible
        elif (
            qui is not None
            and cible.qui is Qui.PRINCIPAL
            and cible.champ in {Champ.NAISSANCE, Champ.SEXE, Champ.PRENOM, Champ.NOM}
            and Cible(cible.champ, qui.qui, qui.rang).code not in held
        ):
            cible = Cible(cible.champ, qui.qui, qui.rang)
            column = ColonneLue(column.rang, column.titre, cible, sure=column.sure)  # noqa: PLW2901
        else:
            qui = None
        held.add(cible.code)
        yield column


def _sans_conflit(columns: Iterator[ColonneLue]) -> Iterator[ColonneLue]:
    """Two columns never fill one field: a second telephone is the other one, the rest is left."""
    taken: dict[str, str] = {}
    for column in columns:
        cible = column.cible
        if cible is not None and cible.code in taken and cible.champ is Champ.TELEPHONE:
            cible = Cible(Champ.TELEPHONE_2, cible.qui, cible.rang)
        if cible is not None and cible.code in taken:
            raison = f"Non repris : la colonne « {taken[cible.code]} » donne déjà cette valeur."
            yield ColonneLue(column.rang, column.titre, raison=raison)
            continue
        if cible is not None:
            taken[cible.code] = column.titre
        yield ColonneLue(column.rang, column.titre, cible, column.raison, sure=column.sure)


def nomme_quelquun(columns: Sequence[ColonneLue]) -> bool:
    """Whether one column at least says who the rows are about."""
    return any(
        column.cible is not None
        and (column.cible.champ in NOMMANTS or column.cible.champ is Champ.ENFANTS)
        for column in columns
    )
