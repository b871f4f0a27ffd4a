"""What the import screen calls things: fields, people, states, places in the file."""

from __future__ import annotations

from collections.abc import Mapping

from cs_desktop.domain.imports import Champ, Cible, Qui
from cs_desktop.domain.imports_bilan import BilanAnnulation, BilanImport, Sort
from cs_desktop.domain.text import plural
from cs_desktop.ui.kit.table.columns import Chip

CHAMPS: Mapping[Champ, str] = {
    Champ.NOM: "Nom",
    Champ.PRENOM: "Prénom",
    Champ.NOM_PRENOM: "Nom et prénom",
    Champ.NOM_NAISSANCE: "Nom de naissance",
    Champ.CIVILITE: "Civilité",
    Champ.SEXE: "Sexe",
    Champ.NAISSANCE: "Date de naissance",
    Champ.TELEPHONE: "Téléphone",
    Champ.TELEPHONE_2: "Autre téléphone",
    Champ.COURRIEL: "Courriel",
    Champ.ADRESSE: "Adresse",
    Champ.COMPLEMENT: "Complément d’adresse",
    Champ.CODE_POSTAL: "Code postal",
    Champ.COMMUNE: "Commune",
    Champ.CP_COMMUNE: "Code postal et commune",
    Champ.URGENCE_NOM: "Personne à prévenir",
    Champ.URGENCE_LIEN: "Lien avec la personne à prévenir",
    Champ.URGENCE_TELEPHONE: "Téléphone d’urgence",
    Champ.FOYER: "Foyer (nom ou numéro)",
    Champ.ROLE: "Place dans le foyer",
    Champ.ENFANTS: "Enfants (plusieurs noms)",
}
QUI: Mapping[Qui, str] = {
    Qui.PRINCIPAL: "La personne de la ligne",
    Qui.RESPONSABLE: "Responsable",
    Qui.CONJOINT: "Conjoint",
    Qui.PERE: "Père",
    Qui.MERE: "Mère",
    Qui.ENFANT: "Enfant",
}
COMPLEMENTS: Mapping[str, str] = {
    "naissance": "date de naissance",
    "telephone": "téléphone",
    "telephone_2": "autre téléphone",
    "code_postal": "code postal",
    "complement": "complément d’adresse",
    "nom_naissance": "nom de naissance",
    "urgence_nom": "personne à prévenir",
    "urgence_lien": "lien de la personne à prévenir",
    "urgence_telephone": "téléphone d’urgence",
    "prenom": "prénom",
}
REFUSEE, REMARQUE = "refuse", "remarque"
CHIPS: Mapping[str, Chip] = {
    Sort.CREE: Chip("À créer", "ok", "user-plus"),
    Sort.COMPLETE: Chip("À compléter", "info", "square-pen"),
    Sort.INCHANGE: Chip("Inchangée", "neutral", "equal"),
    Sort.DOUBLON: Chip("À vérifier", "warn", "circle-question-mark"),
    REFUSEE: Chip("Refusée", "bad", "ban"),
    REMARQUE: Chip("Non repris", "neutral", "minus"),
}


def qui(cible: Cible) -> str:
    """« Enfant 2 », « Père »."""
    name = QUI[cible.qui]
    return f"{name}\u00a0{cible.rang}" if cible.qui is Qui.ENFANT else name


def destination(cible: Cible) -> str:
    """« Prénom », « Père : téléphone »."""
    champ = CHAMPS[cible.champ]
    if cible.qui is Qui.PRINCIPAL:
        return champ
    return f"{qui(cible)}\u00a0: {champ[:1].lower()}{champ[1:]}"


def place(feuille: str, ligne: int) -> str:
    """« 2025, ligne 12 »."""
    line = f"ligne\u00a0{ligne}"
    return f"{feuille}, {line}" if feuille else line.capitalize()


def left_out(bilan: BilanImport) -> int:
    """Rows refused and people that nobody decided about."""
    return bilan.refuses + bilan.compte(Sort.DOUBLON)


def summary(bilan: BilanImport) -> str:
    """« 238 personnes ajoutées, 4 ignorées. »."""
    parts = [plural(bilan.compte(Sort.CREE), "personne ajoutée", "personnes ajoutées")]
    for sort, one, several in (
        (Sort.COMPLETE, "complétée", "complétées"),
        (Sort.INCHANGE, "inchangée", "inchangées"),
    ):
        if bilan.compte(sort):
            parts.append(plural(bilan.compte(sort), one, several))
    if left_out(bilan):
        parts.append(plural(left_out(bilan), "ignorée", "ignorées"))
    return f"{', '.join(parts)}."


def told_undone(bilan: BilanAnnulation) -> str:
    """What an undo removed and left."""
    done = "Import annulé\u00a0: ce qu’il avait ajouté est retiré."
    if not bilan.gardes:
        return done
    kept = plural(
        len(bilan.gardes), "élément modifié depuis reste", "éléments modifiés depuis restent"
    )
    return f"Import annulé. {kept} en place."
