"""Verbs that keep the base safe: backup, restore, check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from cs_desktop.cli.acces import base_of, now, password, reading, rescue_words, writing
from cs_desktop.cli.sortie import REFUSE, answer
from cs_desktop.domain.comptes import Identite
from cs_desktop.domain.errors import CleRefusee
from cs_desktop.services.sauvegarde import (
    identite_compte,
    identite_fiche,
    lire_sauvegarde,
    restaurer,
)


def run(arguments: Namespace) -> int:
    """Do what the verb asks."""
    return {"sauvegarder": sauvegarder, "restaurer": remettre, "verifier": verifier}[
        arguments.verbe
    ](arguments)


def sauvegarder(arguments: Namespace) -> int:
    """A verified backup; the window may stay open."""
    with reading(arguments) as acces:
        made = acces.services.sauvegarde.sauvegarder(acces.acteur, arguments.vers)
    return answer(
        _document(made.fichier),
        [f"Sauvegarde vérifiée : « {made.fichier} »."],
        as_json=arguments.json,
    )


def remettre(arguments: Namespace) -> int:
    """Put a backup in place of the base."""
    base = base_of(arguments)
    identite = _identite(arguments) if lire_sauvegarde(arguments.fichier).protegee else None
    with writing(base):
        restaurer(arguments.fichier, base, identite, now=now)
    told = f"La sauvegarde « {arguments.fichier} » est en place dans « {base} »."
    return answer(_document(base), [told], as_json=arguments.json)


def _identite(arguments: Namespace) -> Identite:
    """Who restores a protected base: an account, or whoever holds the fiche de secours."""
    if arguments.secours:
        return identite_fiche(rescue_words())
    if not arguments.compte:
        raise CleRefusee(
            "Cette sauvegarde est protégée : ajoutez --compte et le nom d’un compte, ou --secours "
            "avec les mots de la fiche de secours."
        )
    return identite_compte(arguments.compte, password())


def verifier(arguments: Namespace) -> int:
    """Everything looked at; status 1 when something is wrong."""
    with reading(arguments) as acces:
        checks = acces.services.sauvegarde.verifier(acces.acteur)
    problems = [f"{check.nom} : {problem}" for check in checks for problem in check.problemes]
    told = problems or [f"{check.nom} : en ordre." for check in checks]
    status = answer(_document(base_of(arguments), problems), told, as_json=arguments.json)
    return REFUSE if problems else status


def _document(fichier: Path, problemes: Sequence[str] = ()) -> dict[str, object]:
    return {"fichier": fichier, "verifie": not problemes, "problemes": list(problemes)}
