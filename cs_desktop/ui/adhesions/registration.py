"""What adhésions bring to the window: a tab of the fiche, and how their gestures are told."""

from __future__ import annotations

from cs_desktop.domain.changes import Commit
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.text import plural
from cs_desktop.ui.adhesions.tab import AdhesionTab
from cs_desktop.ui.shell.registre import PersonTab, Registre, Usage

CODE = "adhesion"


def register(registre: Registre) -> None:
    """The tab « Adhésion » and the sentences of the use-cases."""
    registre.add(
        PersonTab(CODE, "Adhésion", AdhesionTab, order=20, droit=Droit.CONSULTER_PERSONNES),
        Usage("adhesion.prendre", "Adhésion enregistrée"),
        Usage("adhesion.couvrir", "Personne ajoutée à l’adhésion"),
        Usage("adhesion.renouveler", _renewed),
        Usage("adhesion.annuler", "Adhésion annulée, son numéro reste"),
        Usage("quotient.enregistrer", "Quotient enregistré"),
        Usage("quotient.retirer", "Quotient retiré"),
        Usage("quotient.actualiser", "Quotients mis à jour"),
    )


def _renewed(commit: Commit) -> str:
    """« 3 adhésions renouvelées »."""
    taken = sum(len(change.ids) for change in commit.changes if change.table == "adhesion")
    return plural(taken, "adhésion renouvelée", "adhésions renouvelées")
