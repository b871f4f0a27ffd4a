"""Rôles of the accounts and the rights that each one holds (A4, R8.2)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The five rôles of an account; the code is what the base stores."""

    ACCUEIL = "accueil"
    ANIMATION = "animation"
    COMPTABILITE = "comptabilite"
    DIRECTION = "direction"
    ADMINISTRATION = "administration"

    @property
    def libelle(self) -> str:
        """The rôle as the status bar shows it."""
        return "comptabilité" if self is Role.COMPTABILITE else self.value


class Droit(StrEnum):
    """What a use-case needs; one right groups the gestures that go together for the team."""

    CONSULTER_PERSONNES = "consulter_personnes"
    MODIFIER_PERSONNES = "modifier_personnes"
    FUSIONNER_PERSONNES = "fusionner_personnes"
    EXPORTER_PERSONNES = "exporter_personnes"
    GERER_ADHESIONS = "gerer_adhesions"  # take, renew, cancel; note a quotient
    CONSULTER_QUOTIENTS = "consulter_quotients"  # what a family earns is not for everybody
    CONSULTER_CHIFFRES = "consulter_chiffres"
    CONSULTER_HISTORIQUE = "consulter_historique"
    SAUVEGARDER = "sauvegarder"
    RESTAURER = "restaurer"
    GERER_COMPTES = "gerer_comptes"
    REGLER_CENTRE = "regler_centre"
    PREFERENCES = "preferences"  # one's own columns, drafts and password


_COMMUNS = frozenset(
    {
        Droit.CONSULTER_PERSONNES,
        Droit.CONSULTER_CHIFFRES,
        Droit.CONSULTER_HISTORIQUE,
        Droit.SAUVEGARDER,
        Droit.PREFERENCES,
    }
)
_SAISIE = _COMMUNS | {Droit.MODIFIER_PERSONNES, Droit.EXPORTER_PERSONNES}

DROITS: dict[Role, frozenset[Droit]] = {
    Role.ACCUEIL: _SAISIE
    | {Droit.FUSIONNER_PERSONNES, Droit.GERER_ADHESIONS, Droit.CONSULTER_QUOTIENTS},
    Role.ANIMATION: _SAISIE,
    Role.COMPTABILITE: _COMMUNS | {Droit.EXPORTER_PERSONNES, Droit.CONSULTER_QUOTIENTS},
    Role.DIRECTION: frozenset(Droit),
    Role.ADMINISTRATION: frozenset(
        {
            Droit.SAUVEGARDER,
            Droit.RESTAURER,
            Droit.GERER_COMPTES,
            Droit.REGLER_CENTRE,
            Droit.CONSULTER_HISTORIQUE,
            Droit.PREFERENCES,
        }
    ),
}
