"""Verbs that make a base: a new centre, the demonstration."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from cs_desktop.cli.acces import base_of, now, password, today, writing
from cs_desktop.cli.sortie import answer
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.text import plural
from cs_desktop.services import comptes
from cs_desktop.services.demo.creation import (
    PERSONNES_PAR_DEFAUT,
    Demonstration,
    create_demonstration,
)
from cs_desktop.services.documents.comptes import CompteDocumentService
from cs_desktop.system.folders import resource


def run(arguments: Namespace) -> int:
    """Do what the verb asks."""
    return {"creer": creer, "demo": demo}[arguments.verbe](arguments)


def creer(arguments: Namespace) -> int:
    """A new empty centre, with its first account and its fiche de secours."""
    base = base_of(arguments)
    protege = not arguments.sans_compte
    _check_protection(arguments)
    if protege:
        _check_fiche(arguments.fiche, base)
    mot_de_passe = password("Mot de passe du premier compte : ") if protege else ""
    with writing(base):
        mots = comptes.creer_centre(
            base,
            arguments.nom,
            arguments.forme,
            compte=arguments.compte or "",
            mot_de_passe=mot_de_passe,
            sans_compte=arguments.sans_compte,
            now=now,
        )
        if protege:
            _print_fiche(base, arguments, mot_de_passe, mots)
    told = [f"Le centre « {arguments.nom} » est créé dans « {base} »."]
    if protege:
        told.append(
            f"Imprimez la fiche de secours « {arguments.fiche} », rangez-la hors de l’ordinateur, "
            "puis effacez ce fichier."
        )
    document = {"base": base, "fiche": arguments.fiche if protege else None}
    return answer(document, told, as_json=arguments.json)


def _check_protection(arguments: Namespace) -> None:
    if arguments.sans_compte and (arguments.compte or arguments.fiche):
        raise RegleMetier(
            "--sans-compte fait une base que rien ne protège : ôtez --compte et --fiche, ou bien "
            "ôtez --sans-compte."
        )
    if not arguments.sans_compte and not (arguments.compte and arguments.fiche):
        raise RegleMetier(
            "Un centre protégé a besoin d’un premier compte et du fichier où écrire sa fiche de "
            "secours : ajoutez --compte et --fiche, ou --sans-compte pour un essai."
        )


def _check_fiche(fiche: Path, base: Path) -> None:
    if fiche.exists() or fiche.resolve() == base.resolve():
        raise RegleMetier(
            f"Le fichier « {fiche} » existe déjà, ou porte le nom de la base : choisissez un autre "
            "nom pour la fiche de secours."
        )
    if not fiche.parent.is_dir():
        raise RegleMetier(
            f"Le dossier « {fiche.parent} » n’existe pas : créez-le, ou choisissez un autre "
            "dossier pour la fiche de secours."
        )


def _print_fiche(base: Path, arguments: Namespace, mot_de_passe: str, mots: Sequence[str]) -> None:
    """Write the fiche; without it the new centre would have no way back, so that it goes too."""
    try:
        _write_fiche(base, arguments, mot_de_passe, mots)
    except BaseException:
        comptes.abandonner_centre(base)
        raise


def _write_fiche(base: Path, arguments: Namespace, mot_de_passe: str, mots: Sequence[str]) -> None:
    database, acteur = comptes.ouvrir(base, arguments.compte, mot_de_passe, now=now, lecture=True)
    try:
        service = CompteDocumentService(database, today)
        identity = "" if database.trousseau is None else database.trousseau.base_uuid
        service.write_fiche_secours(acteur, mots, identity, arguments.fiche)
    finally:
        database.close()


def demo(arguments: Namespace) -> int:
    """The demonstration centre, the same for one seed and day."""
    base = base_of(arguments)
    demande = Demonstration(
        donnees=resource("data/mosaique"),
        jour=arguments.jour,
        graine=arguments.graine,
        personnes=arguments.personnes or PERSONNES_PAR_DEFAUT,
    )
    with writing(base):
        counts = create_demonstration(base, demande, _progress)
    size = f"{plural(counts['personne'], 'personne')}, {plural(counts['foyer'], 'foyer')}"
    told = f"La démonstration est créée dans « {base} » : {size}."
    return answer({"base": base, "comptes": counts}, [told], as_json=arguments.json)


def _progress(done: int, total: int) -> None:
    if total > 5_000:
        sys.stderr.write(f"{done} sur {total}\n")
