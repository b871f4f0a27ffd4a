"""Where the reference data names codes and words declared elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from tests.support.reference_homes import (
    ACTIVITES,
    BILAN,
    BUDGET,
    CENTRE,
    EQUIPE,
    POPULATION,
    PROJET,
)


class Link(NamedTuple):
    """A place that names codes of a kind; `also` are the other words allowed there."""

    file: str
    path: str
    kind: str
    also: tuple[str, ...] = ()


TIREE = ("tirée", "tiré, foot adultes", "tiré, hors commune")  # drawn by the seed
LINKS = [
    *(
        Link(POPULATION, path, kind, also)
        for path, kind, also in [
            ("foyer_figure[].membres[].personne", "personnes", ()),
            ("foyer_figure[].zone", "zones", ()),
            ("foyer_figure[].responsable_legal_organisme", "organismes", ()),
            ("foyer_figure[].payeur_organisme", "organismes", ()),
            ("foyer_figure[].coordonnees_a_ne_pas_communiquer[]", "personnes", ()),
            ("figure[].zone", "zones", ()),
            ("figure[].etat", "etats", ("partie",)),
            ("figure[].adhesion", "adhesions", ()),
            ("figure[].activites[]", "activites", ()),
            ("figure[].deux_foyers[]", "foyers", ()),
            ("figure[].payeurs[].foyer", "foyers", ()),
            ("figure[].autorises[]", "personnes", ()),
            ("figure[].pieces_manquantes[]", "pieces du centre", ()),
            ("figure[].derniere_saison", "saisons", ("2022-2023",)),
            ("figure[].prise_en_charge.organisme", "organismes", ()),
            ("figure[].prise_en_charge.pour", "personnes", ()),
            ("figure[].prise_en_charge.activite", "activites", ()),
            ("figure[].responsable_legal.organisme", "organismes", ()),
            ("figure[].fin_annoncee.activite", "activites", ()),
            ("figure[].attente.activite", "activites", ()),
            ("personne[].zone", "zones", ()),
            ("personne[].etat", "etats", ("partie",)),
            ("personne[].adhesion", "adhesions", ()),
            ("personne[].activites[]", "activites", ()),
            ("personne[].derniere_saison", "saisons", ()),
            ("adherents_par_saison.@", "saisons", ("regle",)),
            ("zones.@", "zones", ()),
            ("quotients.parts.@", "tranches de quotient", ("absent",)),
            ("inscriptions.femmes_par_activite.@", "activites", ()),
            ("inscriptions.zones_par_activite.@", "activites", ()),
            ("inscriptions.zones_par_activite.*.@", "zones", ()),
            ("a_traiter.foyers_sans_justificatif.figures[]", "foyers", ()),
            ("a_traiter.cheques_a_deposer.detail[].payeur", "personnes", TIREE),
            ("a_traiter.place_liberee.activite", "activites", ()),
            ("a_traiter.place_liberee.par", "personnes", ()),
            ("a_traiter.place_liberee.en_attente[]", "personnes", TIREE),
            ("a_traiter.controle_a_renouveler[]", "personnes", ()),
            ("a_traiter.chartes_a_signer[]", "personnes", ()),
        ]
    ),
    *(
        Link(CENTRE, path, kind)
        for path, kind in [
            ("salle[].site", "sites"),
            ("horaire_ouverture[].site", "sites"),
            ("fermeture[].site", "sites"),
            ("fermeture[].salle", "salles"),
            ("saison.saison_en_cours", "saisons"),
            ("adhesion_type[].depuis_saison", "saisons"),
            ("tarif[].depuis_saison", "saisons"),
            ("tarif[].deliberation", "deliberations"),
            ("qf.sans_justificatif", "tranches de quotient"),
            ("piece_type[].exigee_pour[]", "activites"),
            ("regie.regisseur", "agents"),
            ("regie.suppleante", "agents"),
            ("regie.mandataires[]", "agents"),
            ("regie.recettes_autorisees[].compte", "comptes du centre"),
        ]
    ),
    *(
        Link(ACTIVITES, path, kind, ("vacataires",) if kind == "animation" else ())
        for path, kind in [
            ("activite[].fiches[]", "fiches"),
            ("activite[].theme", "themes du centre"),
            ("activite[].responsable", "agents"),
            ("activite[].accueillants[]", "animation"),
            ("activite[].organisme", "organisations"),
            ("activite[].site", "sites"),
            ("activite[].tarif", "tarifs"),
            ("activite[].tarif_enfant", "tarifs"),
            ("activite[].pieces[]", "pieces du centre"),
            ("activite[].horaire.salle", "salles"),
            ("activite[].saisons[].saison", "saisons"),
            ("activite[].saisons[].creneaux[].salle", "salles"),
            ("activite[].saisons[].creneaux[].tarif", "tarifs"),
            ("activite[].saisons[].creneaux[].animation[]", "animation"),
            ("activite[].saisons[].dates[].par", "agents"),
            ("activite[].saisons[].dates[].groupes[].organisme", "organismes"),
            ("cible[].participations.@", "activites"),
            ("jour_de_demonstration.agent", "agents"),
            ("jour_de_demonstration.seances[].creneau", "creneaux"),
            ("jour_de_demonstration.seances[].salle", "salles"),
            ("jour_de_demonstration.seances[].animation[]", "animation"),
            ("jour_de_demonstration.couture_inscrites[]", "personnes"),
            ("jour_de_demonstration.sans_emargement[].creneau", "creneaux"),
        ]
    ),
    *(
        Link(EQUIPE, path, kind)
        for path, kind in [
            ("benevole[].personne", "personnes"),
            ("benevole[].activite", "activites"),
            ("benevole[].instance", "instances"),
            ("benevole[].fiche", "fiches"),
            ("benevole[].heures_2026[].activite", "activites"),
            ("benevole[].heures_2026[].instance", "instances"),
            ("benevole[].a_valider_2026[].activite", "activites"),
            ("benevole[].a_valider_2026[].instance", "instances"),
            ("ancien_benevole[].personne", "personnes"),
            ("ancien_benevole[].activite", "activites"),
            ("ancien_benevole[].fiche", "fiches"),
            ("formation[].organisme", "organisations"),
            ("formation[].benevoles[]", "personnes"),
            ("frais[].benevole", "personnes"),
            ("intervenant[].organisme", "organisations"),
            ("intervenant[].fiches[]", "fiches"),
            ("instance[].membres[].personne", "personnes"),
            ("instance[].membres[].organisme", "organisations"),
            ("instance[].membres[].agent", "agents"),
            ("reunion[].instance", "instances"),
            ("reunion[].suites[].pilote", "equipe"),
            ("organisme[].actions[]", "fiches"),
            ("convention[].parties[]", "organisations"),
            ("convention[].dispositifs[]", "dispositifs du centre"),
            ("occupation[].organisme", "associations"),
            ("occupation[].salle", "salles"),
        ]
    ),
    *(
        Link(BUDGET, path, kind)
        for path, kind in [
            ("compte[].cerfa", "lignes cerfa"),
            ("compte[].caf", "lignes caf"),
            ("dispositif[].financeur", "financeurs du centre"),
            ("dispositif[].fiches[]", "fiches"),
            ("exercice[].vote", "deliberations"),
            ("ligne_charge[].compte", "comptes du centre"),
            ("ligne_charge[].financeur", "financeurs du centre"),
            ("ligne_charge[].dispositif", "dispositifs du centre"),
            ("ligne_charge[].financement_26[].financeur", "financeurs du centre"),
            ("ligne_charge[].financement_26[].dispositif", "dispositifs du centre"),
            ("ligne_charge[].fiches_26[].fiche", "fiches"),
            ("ligne_produit[].compte", "comptes du centre"),
            ("ligne_produit[].financeur", "financeurs du centre"),
            ("ligne_produit[].dispositif", "dispositifs du centre"),
            ("ligne_hors_budget[].compte", "comptes du centre"),
            ("ligne_hors_budget[].agent", "agents"),
            ("operations_2026.charges[].0", "lignes"),
            ("operations_2026.produits[].0", "lignes"),
            ("profil_mensuel.@", "lignes"),
            ("financement[].dispositif", "dispositifs du centre"),
            ("financement[].convention", "conventions"),
            ("echeances_generales.liste[].convention", "conventions"),
        ]
    ),
    *(
        Link(PROJET, path, kind)
        for path, kind in [
            ("projet.agrements[].type", "dispositifs du centre"),
            ("axe[].besoins[]", "besoins"),
            ("objectif_general[].axe", "axes"),
            ("objectif_operationnel[].objectif_general", "objectifs"),
            ("fiche[].axe", "axes"),
            ("fiche[].objectif_general", "objectifs"),
            ("fiche[].objectifs_operationnels[]", "objectifs operationnels"),
            ("fiche[].activites[]", "activites"),
            ("fiche[].pilote", "agents"),
            ("fiche[].partenaires[].organisme", "organisations"),
            ("fiche[].budget_2026.produits[].financeur", "financeurs du centre"),
            ("fiche[].budget_2026.produits[].dispositif", "dispositifs du centre"),
            ("evaluation_axe[].axe", "axes"),
            ("volet_familles.referente", "agents"),
            ("volet_familles.arbre[].objectifs[]", "objectifs"),
            ("volet_familles.arbre[].objectif", "objectifs"),
            ("volet_familles.arbre[].fiches[]", "fiches"),
            ("critere[].numero", "criteres"),
        ]
    ),
    Link(BILAN, "temoignage[].section", "sections"),
    Link(BILAN, "photo[].section", "sections"),
    Link("chiffres.toml", "type_financeur.*[]", "financeurs"),
    Link("registre-traitements.toml", "traitement[].conservation[]", "conservations"),
    Link("senacs-base.toml", "question[].bloc", "blocs"),
    Link("senacs-base.toml", "question[].type", "types de question"),
    Link("senacs-base.toml", "question[].controles[]", "controles"),
    Link("senacs-base.toml", "question[].reperes[]", "chiffres"),
    Link("controles.toml", "controle[].regle", "regles"),
    Link("controles.toml", "controle[].niveau", "niveaux"),
    Link("controles.toml", "controle[].portee", "portees"),
    Link("controles.toml", "controle[].parametre", "parametres"),
    Link("controles.toml", "controle[].diviseur", "parametres"),
    Link("controles.toml", "controle[].chaine[][]", "questions"),
    Link("controles.toml", "controle[].liste", "chiffres"),
    Link("controles.toml", "controle[].ventilation", "ventilations"),
    Link("correspondance-cerfa.csv", "[].parent", "lignes cerfa", ("",)),
    Link("correspondance-caf.csv", "[].parent", "lignes caf", ("",)),
    Link("correspondances.csv", "[].ligne_cerfa", "lignes cerfa"),
    Link("correspondances.csv", "[].ligne_caf", "lignes caf"),
]

# Places that use the words of a breakdown of the catalogue.
WORDS = [
    Link(ACTIVITES, "themes.liste[]", "theme"),
    Link(ACTIVITES, "activite[].type", "type_activite"),
    Link(ACTIVITES, "activite[].canaux.@", "canal"),
    Link(ACTIVITES, "activite[].suites.@", "suite"),
    Link(EQUIPE, "benevole[].role", "role_benevole"),
    Link(EQUIPE, "ancien_benevole[].role", "role_benevole"),
    Link(EQUIPE, "instance[].type", "type_instance"),
    Link(EQUIPE, "organisme[].roles[]", "role_partenaire"),
    Link(BUDGET, "ligne_charge[].fonction", "fonction"),
    Link(CENTRE, "site[].zone", "zone"),
    Link(CENTRE, "zone[].type", "zone"),
    Link(POPULATION, "quotients.caisses.@", "caisse"),
    Link(POPULATION, "foyer_figure[].caisse", "caisse"),
    Link(POPULATION, "tranche[].ages", "tranche_age"),
    Link(PROJET, "fiche[].etat", "etat_fiche"),
    Link(PROJET, "fiche[].niveau_participation", "place_habitants"),
    Link("themes-publics.toml", "theme_activite[].valeur", "theme"),
    Link("themes-publics.toml", "public_vise[].valeur", "public"),
]
