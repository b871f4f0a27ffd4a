"""The codes that the reference data declares, each in one home."""

from __future__ import annotations

from tests.support.reference_tree import Tree, values

POPULATION, ACTIVITES = "mosaique/population.toml", "mosaique/activites.toml"
EQUIPE, BUDGET = "mosaique/equipe-benevoles.toml", "mosaique/budget.toml"
PROJET, CENTRE, BILAN = (
    "mosaique/projet-social.toml",
    "mosaique/centre.toml",
    "mosaique/bilan-2025.toml",
)

# Home of each kind of code: where it is declared, once.
HOMES: dict[str, list[tuple[str, str]]] = {
    "personnes": [(POPULATION, "figure[].code"), (POPULATION, "personne[].code")],
    "foyers": [(POPULATION, "foyer_figure[].code")],
    "etats": [(POPULATION, "etats_adhesion.@")],
    "agents": [(EQUIPE, "agent[].code")],
    "intervenants": [(EQUIPE, "intervenant[].code")],
    "instances": [(EQUIPE, "instance[].code")],
    "organismes": [(EQUIPE, "organisme[].code"), (EQUIPE, "organisme_autre[].code")],
    "associations": [(EQUIPE, "association_adherente[].code")],
    "conventions": [(EQUIPE, "convention[].code")],
    "activites": [(ACTIVITES, "activite[].code")],
    "creneaux": [(ACTIVITES, "activite[].saisons[].creneaux[].code")],
    "themes du centre": [(ACTIVITES, "themes.liste[]")],
    "sites": [(CENTRE, "site[].code")],
    "salles": [(CENTRE, "salle[].code")],
    "zones": [(CENTRE, "zone[].code")],
    "saisons": [(CENTRE, "saison.saisons[]")],
    "adhesions": [(CENTRE, "adhesion_type[].code")],
    "tranches de quotient": [(CENTRE, "qf.tranches[].code")],
    "tarifs": [(CENTRE, "tarif[].code")],
    "deliberations": [(CENTRE, "deliberation[].code")],
    "pieces du centre": [(CENTRE, "piece_type[].code")],
    "comptes du centre": [(BUDGET, "compte[].code")],
    "financeurs du centre": [(BUDGET, "financeur[].code")],
    "dispositifs du centre": [(BUDGET, "dispositif[].code")],
    "lignes": [
        (BUDGET, "ligne_charge[].code"),
        (BUDGET, "ligne_produit[].code"),
        (BUDGET, "ligne_hors_budget[].code"),
    ],
    "axes": [(PROJET, "axe[].code")],
    "besoins": [(PROJET, "besoin[].code")],
    "objectifs": [(PROJET, "objectif_general[].code")],
    "objectifs operationnels": [(PROJET, "objectif_operationnel[].code")],
    "fiches": [(PROJET, "fiche[].code")],
    "indicateurs": [(PROJET, "fiche[].indicateur[].code")],
    "sections": [(BILAN, "section[].code")],
    "financeurs": [("financeurs.toml", "financeur[].code")],
    "conservations": [("conservation.toml", "regle[].code")],
    "criteres": [("criteres-agrement.toml", "critere[].numero")],
    "lignes cerfa": [("correspondance-cerfa.csv", "[].code")],
    "lignes caf": [("correspondance-caf.csv", "[].code")],
    "questions": [("senacs-base.toml", "question[].code")],
    "blocs": [("senacs-base.toml", "bloc[].code")],
    "types de question": [("senacs-base.toml", "types[]")],
    "controles": [("controles.toml", "controle[].code")],
    "regles": [("controles.toml", "regle[].code")],
    "niveaux": [("controles.toml", "niveaux[]")],
    "portees": [("controles.toml", "portees[]")],
    "parametres": [("chiffres.toml", "parametre[].code")],
    "ventilations": [("chiffres.toml", "ventilation[].code")],
    "chiffres": [("chiffres.toml", "chiffre[].code")],
    "motifs": [("motifs-accueil.toml", "motif[].libelle")],
}
# The same créneau comes back each season; a tarif has one price list for each of its periods.
REPEATED = frozenset({"creneaux", "tarifs"})

# Kinds whose homes are other kinds together.
UNIONS: dict[str, tuple[str, ...]] = {
    "organisations": ("organismes", "associations"),
    "equipe": ("agents", "personnes"),
    "animation": ("agents", "intervenants", "personnes"),
}


def codes(tree: Tree, kind: str) -> set[object]:
    """Every code of a kind."""
    kinds = UNIONS.get(kind, (kind,))
    return {value for one in kinds for home in HOMES[one] for value in values(tree, *home)}
