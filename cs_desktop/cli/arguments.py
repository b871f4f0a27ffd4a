"""The words of the command line: verbs, options and their help, in French.

Nothing heavy is imported here: `__main__` parses first, then imports the family of the verb (A13).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, Protocol

from cs_desktop.domain.dates import parse_date
from cs_desktop.domain.errors import RegleMetier
from cs_desktop.domain.formes import FORMES

_FRANCAIS = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"mot inconnu : \1"),
    (r"argument (\S+): expected one argument", r"l’option \1 attend une valeur"),
    (r"argument (\S+): expected at least one argument", r"l’option \1 attend une valeur"),
    (
        r"argument (.+): invalid choice: (.+) \(choose from (.*)\)",
        r"\1 : \2 n’existe pas. Au choix : \3",
    ),
    (r"argument (.+): invalid \S+ value: (.+)", r"\1 : \2 n’a pas la bonne forme"),
    (r"argument (\S+): (.*)", r"\1 : \2"),
    (r"one of the arguments (.*) is required", r"il faut l’une des options : \1"),
)

CHIFFRES_MAX = 18
PERSONNES_MAX = 1_000_000
ANNEES = range(1900, 2200)
FORMATS_IMPORT = ["auto", "csv", "xlsx", "noethys", "paheko", "galette"]


class Analyseur(argparse.ArgumentParser):
    """An ArgumentParser that speaks French and leaves with status 2 on a wrong usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and which line would be right."""
        for pattern, french in _FRANCAIS:
            message, replaced = re.subn(f"^{pattern}$", french, message)
            if replaced:
                break
        self.exit(2, f"{self.format_usage()}Commande non comprise : {message}\n")

    def format_usage(self) -> str:
        """The usage line with its French heading."""
        return super().format_usage().replace("usage: ", "Usage : ", 1)

    def format_help(self) -> str:
        """The whole help with French headings."""
        text = super().format_help().replace("usage: ", "Usage : ", 1)
        text = text.replace("positional arguments:", "à indiquer :")
        return text.replace("options:", "options :").replace("verbes:", "verbes :")


class Verbes(Protocol):
    """What `add_subparsers` returns; argparse names no public type for it."""

    def add_parser(self, name: str, *, help: str, description: str, add_help: bool) -> Analyseur:  # noqa: A002 - argparse’s own word
        """The parser of one verb."""
        ...


def _jour(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        try:
            return parse_date(text, date.today())  # noqa: DTZ011 - the user’s own calendar day
        except RegleMetier as refus:
            raise argparse.ArgumentTypeError(str(refus)) from refus


def _jour_demo(text: str) -> date:
    jour = _jour(text)
    if jour.year not in ANNEES:
        raise argparse.ArgumentTypeError(_hors_annees(text))
    return jour


def _positif(text: str) -> int:
    """A number that the base can hold, hence no more than 18 digits."""
    if not text.isascii() or not text.isdigit() or len(text) > CHIFFRES_MAX or int(text) < 1:
        raise argparse.ArgumentTypeError(
            f"« {text[:40]} » n’est pas un nombre entier de 1 ou plus, de {CHIFFRES_MAX} chiffres "
            "au plus"
        )
    return int(text)


def _effectif(text: str) -> int:
    number = _positif(text)
    if number > PERSONNES_MAX:
        raise argparse.ArgumentTypeError(f"« {text} » dépasse {PERSONNES_MAX} personnes")
    return number


def _annee(text: str) -> int:
    number = _positif(text)
    if number not in ANNEES:
        raise argparse.ArgumentTypeError(_hors_annees(text))
    return number


def _hors_annees(text: str) -> str:
    return f"« {text} » n’est pas entre {ANNEES[0]} et {ANNEES[-1]}"


def _fichier(text: str) -> Path:
    path = Path(text)
    if path.name in {"", ".."}:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas le nom d’un fichier")
    return path


def _pdf(text: str) -> Path:
    path = _fichier(text)
    if path.suffix.casefold() != ".pdf":
        raise argparse.ArgumentTypeError(f"« {text} » doit se terminer par .pdf")
    return path


def _add(
    verbs: Verbes, nom: str, famille: str, aide: str, *, base_requise: bool = False
) -> Analyseur:
    verb = verbs.add_parser(nom, help=aide, description=aide, add_help=False)
    verb.set_defaults(famille=famille)
    commun = verb.add_argument_group("communes à tous les verbes")
    commun.add_argument("-h", "--help", "--aide", action="help", help="affiche cette aide")
    commun.add_argument(
        "--base", type=_fichier, metavar="FICHIER", help="base du centre", required=base_requise
    )
    commun.add_argument("--compte", metavar="NOM", help="compte qui agit")
    commun.add_argument("--json", action="store_true", help="une seule réponse, en JSON")
    return verb


def build() -> Analyseur:
    """The parser of every verb that exists today."""
    parser = Analyseur(
        prog="cs-desktop",
        usage="cs-desktop VERBE [options]",
        description="CS Desktop sans fenêtre : un verbe, une chose faite.",
        epilog="Le mot de passe se lit dans CS_DESKTOP_MOT_DE_PASSE, sinon il est demandé.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", "--aide", action="help", help="affiche cette aide")
    verbs = parser.add_subparsers(
        dest="verbe", required=True, metavar="VERBE", title="verbes", prog="cs-desktop"
    )
    _consulter(verbs)
    _documents(verbs)
    _centre(verbs)
    _imports(verbs)
    return parser


def _consulter(verbs: Verbes) -> None:
    chercher = _add(verbs, "chercher", "consulter", "cherche une personne, comme dans la fenêtre")
    chercher.add_argument("texte", nargs="+", metavar="TEXTE")
    chercher.add_argument("--limite", type=_positif, default=20, metavar="N")
    chiffres = _add(verbs, "chiffres", "consulter", "les chiffres du catalogue et leurs valeurs")
    chiffres.add_argument("--annee", type=_annee, required=True, metavar="A")
    chiffres.add_argument("--code", action="append", default=[], metavar="C")
    preuve = _add(verbs, "preuve", "consulter", "les lignes comptées derrière un chiffre")
    preuve.add_argument("code", metavar="CODE")
    preuve.add_argument("--annee", type=_annee, required=True, metavar="A")
    preuve.add_argument("--sortie", type=Path, metavar="F.csv")


def _documents(verbs: Verbes) -> None:
    exporter = _add(verbs, "exporter", "documents", "écrit une liste dans un tableur")
    exporter.add_argument("quoi", choices=["personnes"], metavar="QUOI", help="personnes")
    exporter.add_argument("--sortie", type=Path, required=True, metavar="F.csv|F.xlsx")
    exporter.add_argument("--texte", default="", help="filtre de la liste")
    exporter.add_argument("--archivees", action="store_true", help="la corbeille seulement")
    imprimer = _add(verbs, "imprimer", "documents", "crée le PDF d’un document")
    imprimer.add_argument(
        "document",
        choices=["fiche-personne", "liste-personnes"],
        metavar="DOCUMENT",
        help="fiche-personne (avec --personne) ou liste-personnes",
    )
    imprimer.add_argument("--personne", type=_positif, metavar="ID")
    imprimer.add_argument("--texte", default="", help="filtre de la liste")
    imprimer.add_argument("--sortie", type=_pdf, required=True, metavar="F.pdf")


def _centre(verbs: Verbes) -> None:
    creer = _add(verbs, "creer", "creation", "crée la base d’un nouveau centre", base_requise=True)
    creer.add_argument("--nom", required=True, metavar="N", help="nom du centre")
    creer.add_argument(
        "--forme", default="association", metavar="F", choices=list(FORMES), help=", ".join(FORMES)
    )
    creer.add_argument("--fiche", type=_pdf, metavar="F.pdf", help="fiche de secours à imprimer")
    creer.add_argument("--sans-compte", action="store_true", help="base d’essai, non chiffrée")
    demo = _add(verbs, "demo", "creation", "crée le centre de démonstration", base_requise=True)
    demo.add_argument("--personnes", type=_effectif, metavar="N")
    demo.add_argument(
        "--annees",
        type=_positif,
        default=3,
        metavar="A",
        help="années d’activité (sans effet tant que les activités ne sont pas là)",
    )
    demo.add_argument("--graine", type=int, metavar="G")
    demo.add_argument("--jour", type=_jour_demo, metavar="AAAA-MM-JJ")
    sauvegarder = _add(verbs, "sauvegarder", "sauvegardes", "écrit une sauvegarde vérifiée")
    sauvegarder.add_argument("--vers", type=Path, required=True, metavar="DOSSIER")
    restaurer = _add(verbs, "restaurer", "sauvegardes", "remet en place une sauvegarde")
    restaurer.add_argument("fichier", type=Path, metavar="FICHIER")
    restaurer.add_argument(
        "--secours",
        action="store_true",
        help="avec les mots de la fiche de secours, lus dans CS_DESKTOP_FICHE_DE_SECOURS "
        "ou demandés",
    )
    _add(verbs, "verifier", "sauvegardes", "contrôle la base de bout en bout")


def _imports(verbs: Verbes) -> None:
    importer = _add(verbs, "importer", "imports", "reprend les personnes d’un tableur")
    importer.add_argument("source", type=_fichier, metavar="SOURCE", help="CSV, XLSX, XLS ou ODS")
    importer.add_argument("--format", choices=FORMATS_IMPORT, default="auto", metavar="F")
    importer.add_argument(
        "--profil", type=_fichier, metavar="P.json", help="colonnes choisies ; proposé s’il manque"
    )
    importer.add_argument("--simuler", action="store_true", help="dit tout, n’écrit rien")
    importer.add_argument(
        "--doublons",
        choices=["demander", "ignorer", "creer"],
        default="demander",
        metavar="D",
        help="demander (mis de côté), ignorer ou creer",
    )
    annuler = _add(verbs, "annuler-import", "imports", "retire ce qu’un import a écrit")
    annuler.add_argument("id", type=_positif, metavar="ID")
    modele = _add(verbs, "modele-import", "imports", "écrit le tableur à remplir")
    modele.add_argument("--sortie", type=_fichier, required=True, metavar="F.xlsx")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options of one call. Leaves with status 2 and a French sentence when they are wrong."""
    parser = build()
    for word in argv:
        if not is_utf8(word):
            parser.error(f"« {ascii(word)[1:-1]} » n’est pas du texte en UTF-8")
    return parser.parse_args(list(argv))


def is_utf8(text: str) -> bool:
    """Whether what the system handed over can be kept and printed again."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
