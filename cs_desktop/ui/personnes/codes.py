"""Codes of the screens of people, of their drafts and preferences; they are stable."""

from __future__ import annotations

LISTE = "adherents"
FICHE = "personne"
NOUVELLE = "nouvelle-personne"
FUSION = "fusion"
IMPORT = "import"  # a screen of another feature
CHIFFRES = ("fichier.personnes", "fichier.part_ages_inconnus")
TABLES = frozenset(
    {
        *("adhesion_couverture", "quotient", "reglage", "personne", "rattachement", "foyer"),
        *("zone", "personne_autorisee", "personne_interdite", "contact_urgence"),
        *("coordonnees_retenues", "responsabilite", "scolarite", "organisme"),
    }
)

PREFERENCE_TABLEAU = "adherents.tableau"
PREFERENCE_PANNEAU = "adherents.panneau"

IDENTITE, HISTORIQUE = "identite", "historique"


def chiffre_screen(code: str) -> str:
    """The screen that shows where a figure comes from."""
    return f"chiffre.{code}"


def brouillon(personne_id: int | None) -> str:
    """The name of the draft of a form."""
    return f"personne/{'nouvelle' if personne_id is None else personne_id}"
