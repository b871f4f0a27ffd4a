"""Verbs that bring in a list, and take it back."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from cs_desktop.cli.acces import base_of, changing, reading
from cs_desktop.cli.sortie import answer
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.imports import (
    NonRepris,
    Profil,
    TraitementDoublons,
    parse_profil,
)
from cs_desktop.domain.imports_bilan import BilanAnnulation, BilanImport, Garde, Sort
from cs_desktop.domain.text import plural
from cs_desktop.services.fichiers import written_file

_A_VENIR = {"noethys": "Noethys", "paheko": "Paheko", "galette": "Galette"}
_FORMATS = {"csv": {"csv"}, "xlsx": {"xlsx", "xls", "ods"}}


def run(arguments: Namespace) -> int:
    """Do what the verb asks."""
    return {"importer": importer, "annuler-import": annuler, "modele-import": modele}[
        arguments.verbe
    ](arguments)


def importer(arguments: Namespace) -> int:
    """Bring in a list, or say what it would bring."""
    if arguments.format in _A_VENIR:
        raise RegleMetier(
            f"Cette version ne lit pas encore les fichiers de {_A_VENIR[arguments.format]} : "
            "exportez les personnes en XLSX ou en CSV depuis ce logiciel, puis importez ce "
            "fichier avec --format auto."
        )
    profil = _profil(arguments.profil)
    doublons = TraitementDoublons(arguments.doublons)
    source: Path = arguments.source
    opened = reading(arguments) if arguments.simuler else changing(arguments)
    with opened as acces:
        service = acces.services.imports
        if arguments.format != "auto" or (arguments.profil and not arguments.profil.exists()):
            apercu = service.analyse(acces.acteur, source, profil)
            _check_format(arguments.format, apercu.format)
            if arguments.profil and not arguments.profil.exists():
                _write_profil(arguments.profil, apercu.profil)
        do = service.simuler if arguments.simuler else service.importer
        bilan = do(acces.acteur, source, profil, doublons, progress=_progress)
    return answer(_document(bilan), _told(bilan, base_of(arguments)), as_json=arguments.json)


def _check_format(asked: str, found: str) -> None:
    if asked != "auto" and found not in _FORMATS[asked]:
        raise RegleMetier(
            f"Ce fichier est au format {found.upper()}, pas {asked.upper()} : retirez --format, ou "
            "choisissez l’autre fichier."
        )


def _profil(path: Path | None) -> Profil:
    if path is None or not path.exists():
        return Profil()
    try:
        return parse_profil(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise RegleMetier(
            f"Le profil « {path} » n’est pas lisible : choisissez un autre fichier, ou effacez-le "
            "pour qu’il soit proposé de nouveau."
        ) from error


def _write_profil(path: Path, profil: Profil) -> None:
    with written_file(path) as stream:
        stream.write(json.dumps(profil.document(), ensure_ascii=False, indent=2).encode())


def _document(bilan: BilanImport) -> dict[str, Any]:
    return {
        "format": bilan.format,
        "simulation": bilan.simulation,
        "import": bilan.import_id,
        "crees": bilan.compte(Sort.CREE),
        "completes": bilan.compte(Sort.COMPLETE),
        "inchanges": bilan.compte(Sort.INCHANGE),
        "doublons": bilan.compte(Sort.DOUBLON),
        "refuses": bilan.refuses,
        "non_repris": [_left(one) for one in bilan.non_repris],
        "par_table": dict(bilan.par_table),
        "personnes": [
            {
                "feuille": one.feuille,
                "ligne": one.ligne,
                "sort": one.sort.value,
                "nom": one.draft.nom,
                "prenom": one.draft.prenom,
                "naissance": None if one.draft.naissance is None else one.draft.naissance.texte(),
                "role": one.role.value if one.foyer else None,
                "foyer": one.foyer,
                "complements": list(one.complements),
            }
            for one in bilan.lignes
        ],
        "a_decider": [
            {
                "feuille": one.feuille,
                "ligne": one.ligne,
                "nom": one.nom,
                "personne": one.personne_id,
                "autre": one.autre_nom,
                "motif": one.motif,
            }
            for one in bilan.doublons
        ],
    }


def _left(one: NonRepris) -> dict[str, Any]:
    return {
        "feuille": one.feuille,
        "ligne": one.ligne,
        "colonne": one.colonne,
        "raison": one.raison,
        "refusee": one.refusee,
    }


def _told(bilan: BilanImport, base: Path) -> list[str]:
    verb = "seraient" if bilan.simulation else "sont"
    counts = (
        f"{plural(bilan.compte(Sort.CREE), 'fiche créée', 'fiches créées')}, "
        f"{plural(bilan.compte(Sort.COMPLETE), 'complétée')}, "
        f"{plural(bilan.compte(Sort.INCHANGE), 'inchangée')}, "
        f"{plural(bilan.refuses, 'ligne refusée', 'lignes refusées')}."
    )
    lines = [counts]
    lines += [
        f"{_place(one.feuille, one.ligne)} {one.nom} ressemble à {one.autre_nom} ({one.motif})."
        for one in bilan.doublons
    ]
    if bilan.doublons:
        lines.append(
            f"{plural(len(bilan.doublons), 'personne')} à vérifier ne {verb} pas reprises : "
            "ajoutez --doublons creer si ce sont d’autres personnes."
        )
    lines += [
        f"{_place(one.feuille, one.ligne)} {one.colonne + ' : ' if one.colonne else ''}{one.raison}"
        for one in bilan.non_repris
    ]
    if bilan.simulation:
        lines.append("Simulation : rien n’est écrit.")
    elif bilan.import_id is None:
        lines.append("Rien de nouveau : la base n’a pas changé.")
    else:
        lines.append(
            f"Import {bilan.import_id} écrit dans « {base} ». Pour revenir en arrière : "
            f"annuler-import {bilan.import_id}"
        )
    return lines


def _place(feuille: str, ligne: int) -> str:
    return f"Feuille « {feuille} », ligne {ligne} :" if feuille else f"Ligne {ligne} :"


def annuler(arguments: Namespace) -> int:
    """Take an import back; what was changed since stays."""
    with changing(arguments) as acces:
        bilan = acces.services.imports.annuler(acces.acteur, arguments.id)
    return answer(_undone(bilan), _told_undone(bilan), as_json=arguments.json)


def _undone(bilan: BilanAnnulation) -> dict[str, Any]:
    return {"annules": bilan.annules, "gardes": [_kept(one) for one in bilan.gardes]}


def _kept(one: Garde) -> dict[str, Any]:
    return {
        "table": one.table,
        "id": one.ligne_id,
        "feuille": one.feuille,
        "ligne": one.ligne,
        "raison": one.raison,
    }


def _told_undone(bilan: BilanAnnulation) -> list[str]:
    lines = [f"{plural(bilan.annules, 'ligne retirée ou remise', 'lignes retirées ou remises')}."]
    return [*lines, *(f"Gardé ({one.table} {one.ligne_id}) : {one.raison}" for one in bilan.gardes)]


def modele(arguments: Namespace) -> int:
    """The spreadsheet to fill in."""
    with reading(arguments) as acces:
        acces.services.imports.modele(acces.acteur, arguments.sortie)
    told = f"Le fichier modèle est écrit dans « {arguments.sortie} »."
    return answer({"fichier": arguments.sortie}, [told], as_json=arguments.json)


def _progress(done: int, total: int) -> None:
    if total > 5_000 and done % 1_000 == 0:
        sys.stderr.write(f"{done} sur {total}\n")
