"""What the feature « foyers » brings to the window: a tab of the fiche personne."""

from __future__ import annotations

from cs_desktop.domain.droits import Droit
from cs_desktop.ui.foyers import codes
from cs_desktop.ui.foyers.foyer_tab import FoyerTab
from cs_desktop.ui.shell.contexte import Contexte
from cs_desktop.ui.shell.registre import PersonTab, Registre, Usage


def register(registre: Registre) -> None:
    """The tab Foyer, and the sentences of what is done there."""
    registre.add(
        PersonTab(
            codes.ONGLET,
            "Foyer",
            FoyerTab,
            order=10,
            droit=Droit.CONSULTER_PERSONNES,
            count=count_members,
        ),
        Usage("foyer.enregistrer", "Foyer enregistré"),
        Usage("foyer.creer", "Foyer créé"),
        Usage("foyer.rattacher", "Personne ajoutée au foyer"),
        Usage("foyer.ajouter_personne", "Personne créée et ajoutée au foyer"),
        Usage("foyer.modifier_lien", "Place dans le foyer modifiée"),
        Usage("foyer.detacher", "Personne retirée du foyer"),
        Usage("securite.autoriser", "Personne autorisée à venir chercher"),
        Usage("securite.retirer", "Autorisation retirée"),
        Usage("securite.interdire", "Noté : cette personne ne doit pas venir chercher"),
        Usage("securite.lever", "Interdiction retirée"),
        Usage("urgence.ajouter", "Contact d’urgence ajouté"),
        Usage("urgence.retirer", "Contact d’urgence retiré"),
        Usage("personne.retenir_coordonnees", "Choix sur les coordonnées enregistré"),
        Usage("responsabilite.ajouter", "Organisme responsable noté"),
        Usage("responsabilite.terminer", "L’organisme n’est plus responsable"),
        Usage("scolarite.enregistrer", "Scolarité enregistrée"),
        Usage("organisme.enregistrer", "Organisme enregistré"),
        Usage("organisme.ajouter_contact", "Contact ajouté", toast=False),
    )


def count_members(contexte: Contexte, personne_id: int) -> int | None:
    """The count on the tab."""
    return contexte.services.foyers.count_members(contexte.acteur, personne_id)
