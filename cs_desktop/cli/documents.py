"""Verbs that write a file: lists for a spreadsheet, printed documents."""

from __future__ import annotations

from argparse import Namespace

from cs_desktop.cli.acces import reading, today
from cs_desktop.cli.sortie import answer
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.personnes import Etat, FiltrePersonnes, Tri
from cs_desktop.domain.text import plural
from cs_desktop.services.documents.personnes import PersonneDocumentService


def run(arguments: Namespace) -> int:
    """Do what the verb asks."""
    return {"exporter": exporter, "imprimer": imprimer}[arguments.verbe](arguments)


def exporter(arguments: Namespace) -> int:
    """A list of the program, as filtered."""
    etat = Etat.ARCHIVEES if arguments.archivees else Etat.ACTIVES
    filtre = FiltrePersonnes(texte=arguments.texte, etat=etat)
    with reading(arguments) as acces:
        count = acces.services.exports.personnes(acces.acteur, filtre, Tri(), arguments.sortie)
    told = f"{plural(count, 'ligne écrite', 'lignes écrites')} dans « {arguments.sortie} »."
    document = {"lignes": count, "fichier": arguments.sortie}
    return answer(document, [told], as_json=arguments.json)


def imprimer(arguments: Namespace) -> int:
    """A document as a PDF."""
    if arguments.document == "fiche-personne" and arguments.personne is None:
        raise RegleMetier(
            "Il manque la personne dont la fiche est demandée : ajoutez --personne et "
            "l’identifiant que donne « chercher --json »."
        )
    with reading(arguments) as acces:
        service = PersonneDocumentService(acces.database, acces.services.personnes, today)
        if arguments.document == "fiche-personne":
            pages = service.write_fiche(acces.acteur, arguments.personne, arguments.sortie)
        else:
            filtre = FiltrePersonnes(texte=arguments.texte)
            pages = service.write_liste(acces.acteur, filtre, Tri(), arguments.sortie)
    told = f"{plural(pages, 'page écrite', 'pages écrites')} dans « {arguments.sortie} »."
    return answer({"pages": pages, "fichier": arguments.sortie}, [told], as_json=arguments.json)
