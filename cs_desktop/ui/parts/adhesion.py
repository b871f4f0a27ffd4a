"""How the state of an adhésion looks, wherever it is shown: one word, one icon, one colour."""

from __future__ import annotations

from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.ui.kit.table.columns import Chip

_LOOKS = {
    EtatAdhesion.A_JOUR: ("ok", "circle-check"),
    EtatAdhesion.A_RENOUVELER: ("warn", "hourglass"),
    EtatAdhesion.EXPIREE: ("bad", "circle-alert"),
    EtatAdhesion.SANS: ("neutral", "circle-dashed"),
}


def adhesion_chip(etat: EtatAdhesion) -> Chip:
    """« À jour » with its tick, « À renouveler » with its hourglass…"""
    tone, icon = _LOOKS[etat]
    return Chip(etat.libelle, tone, icon)
