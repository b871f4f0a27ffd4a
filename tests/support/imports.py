"""Lists to import, and what came of them."""

from __future__ import annotations

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.imports_bilan import BilanImport, Sort
from cs_desktop.domain.personnes import FiltrePersonnes, PersonneDraft
from cs_desktop.services.services import Services

COUPLE = (
    "M. et Mme DUPONT;Paul et Anna;12/03/1980 et 05/06/1982;06.39.98.00.01 / 639980002;"
    "paul@exemple.fr anna@exemple.fr;4 rue des Lilas;59999 VALMONT;Léo;12/03/2015;ZOÉ MARTIN;2018"
)
FAMILLE = (
    "Nom;Prénom;Né(e) le;Tél.;E-mail;Adresse;CP Ville;Enfant 1;Né le;Enfant 2;Né le",
    COUPLE,
)


def sorts(bilan: BilanImport) -> dict[str, int]:
    """How many people end each way."""
    return {sort.value: bilan.compte(sort) for sort in Sort if bilan.compte(sort)}


def everybody(services: Services, acteur: Acteur) -> dict[str, PersonneDraft]:
    """« Dupont Anna » → her card."""
    ids = services.personnes.ids(acteur, FiltrePersonnes())
    drafts = [services.personnes.draft(acteur, one) for one in ids]
    return {f"{draft.nom} {draft.prenom}".strip(): draft for draft in drafts}
