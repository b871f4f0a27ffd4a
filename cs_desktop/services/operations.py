"""Undo, redo, and the list of what was done (A6)."""

from __future__ import annotations

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import AnnulationRefusee
from cs_desktop.domain.historique import LigneHistorique
from cs_desktop.domain.text import plural
from cs_desktop.persistence import operations
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.undo import undo
from cs_desktop.services.historique import author, usage_title
from cs_desktop.services.registre import check_droit, droit

# Undoing needs the right of the gesture itself; what is not here cannot be undone.
_DROITS = {
    "personne.fusionner": Droit.FUSIONNER_PERSONNES,
    "personne.distinguer": Droit.FUSIONNER_PERSONNES,
    "personne.creer": Droit.MODIFIER_PERSONNES,
    "personne.enregistrer": Droit.MODIFIER_PERSONNES,
    "personne.archiver": Droit.MODIFIER_PERSONNES,
    "personne.restaurer": Droit.MODIFIER_PERSONNES,
    "adhesion.prendre": Droit.GERER_ADHESIONS,
    "adhesion.couvrir": Droit.GERER_ADHESIONS,
    "adhesion.renouveler": Droit.GERER_ADHESIONS,
    "adhesion.annuler": Droit.GERER_ADHESIONS,
    "adhesion.regler": Droit.REGLER_CENTRE,
    "quotient.enregistrer": Droit.GERER_ADHESIONS,
    "quotient.actualiser": Droit.GERER_ADHESIONS,
    "quotient.retirer": Droit.GERER_ADHESIONS,
    "quotient.regler": Droit.REGLER_CENTRE,
    "personne.retenir_coordonnees": Droit.MODIFIER_PERSONNES,
    "foyer.enregistrer": Droit.MODIFIER_PERSONNES,
    "foyer.creer": Droit.MODIFIER_PERSONNES,
    "foyer.rattacher": Droit.MODIFIER_PERSONNES,
    "foyer.ajouter_personne": Droit.MODIFIER_PERSONNES,
    "foyer.modifier_lien": Droit.MODIFIER_PERSONNES,
    "foyer.detacher": Droit.MODIFIER_PERSONNES,
    "securite.autoriser": Droit.MODIFIER_PERSONNES,
    "securite.retirer": Droit.MODIFIER_PERSONNES,
    "securite.interdire": Droit.MODIFIER_PERSONNES,
    "securite.lever": Droit.MODIFIER_PERSONNES,
    "urgence.ajouter": Droit.MODIFIER_PERSONNES,
    "urgence.retirer": Droit.MODIFIER_PERSONNES,
    "responsabilite.ajouter": Droit.MODIFIER_PERSONNES,
    "responsabilite.terminer": Droit.MODIFIER_PERSONNES,
    "scolarite.enregistrer": Droit.MODIFIER_PERSONNES,
    "organisme.enregistrer": Droit.MODIFIER_PERSONNES,
    "organisme.ajouter_contact": Droit.MODIFIER_PERSONNES,
}
PAGE = 200


class OperationService:
    """What was done to the base, whatever the feature; no contents here, only gestures."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @droit(Droit.CONSULTER_HISTORIQUE)
    def undo(self, acteur: Acteur, operation: int) -> int:
        """Put back what `operation` changed; the id of the undo, which `redo` takes.

        Raises AnnulationRefusee naming the later change, DroitManquant, Introuvable.
        """
        return self._write_back(acteur, operation, "operation.annuler")

    @droit(Droit.CONSULTER_HISTORIQUE)
    def redo(self, acteur: Acteur, operation: int) -> int:
        """Undo the undo whose id is `operation`; the id of this use-case. Raises as `undo`."""
        return self._write_back(acteur, operation, "operation.retablir")

    def _write_back(self, acteur: Acteur, operation: int, usage: str) -> int:
        with self._database.reading() as session:
            done = operations.usage_of(session, operation)
        if done not in _DROITS:
            raise AnnulationRefusee(
                f"« {usage_title(done)} » ne s’annule pas. Refaites le changement à la main."
            )
        check_droit(acteur, _DROITS[done])
        with self._database.transaction(acteur, usage) as session:
            undo(session, operation)
            return session.info["operation"]

    @droit(Droit.CONSULTER_HISTORIQUE)
    def history(self, _acteur: Acteur, offset: int = 0, limit: int = PAGE) -> list[LigneHistorique]:
        """The latest use-cases first."""
        with self._database.reading() as session:
            done = operations.latest(session, offset, limit)
        return [
            LigneHistorique(
                operation=one.id,
                le=one.le,
                qui=author(one.acteur_id, one.acteur_nom),
                usage=one.usage,
                titre=f"{usage_title(one.usage)} ({plural(one.lignes, 'ligne')})",
                modifications=(),
                efface=False,
            )
            for one in done
        ]
