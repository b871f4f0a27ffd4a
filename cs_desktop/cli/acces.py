"""Opening a base for one verb: who acts, and whether a window may hold it meanwhile."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from cs_desktop.cli.arguments import is_utf8
from cs_desktop.domain.errors import CleRefusee
from cs_desktop.services import comptes
from cs_desktop.services.ouverture import Ouverture, open_services
from cs_desktop.system.folders import default_base, resource
from cs_desktop.system.lock import Verrou

MOT_DE_PASSE = "CS_DESKTOP_MOT_DE_PASSE"
FICHE_DE_SECOURS = "CS_DESKTOP_FICHE_DE_SECOURS"


def base_of(arguments: Namespace) -> Path:
    """The base named by `--base`, else the user’s own."""
    return arguments.base or default_base()


def now() -> datetime:
    """The clock of the command line."""
    return datetime.now(UTC)


def today() -> date:
    """The user’s calendar day."""
    return now().astimezone().date()


def password(prompt: str = "Mot de passe : ") -> str:
    """From the environment, else asked at the terminal; never an argument.

    Raises CleRefusee where nobody can be asked.
    """
    return _secret(MOT_DE_PASSE, prompt, "aucun mot de passe n’est donné : mettez-le")


def rescue_words() -> str:
    """The words of the fiche de secours, by the same two ways. Raises CleRefusee."""
    told = "les mots de la fiche de secours ne sont pas donnés : mettez-les"
    return _secret(FICHE_DE_SECOURS, "Mots de la fiche de secours : ", told)


def _secret(variable: str, prompt: str, missing: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        if not is_utf8(given):
            raise CleRefusee(
                f"Le mot de passe de la variable {MOT_DE_PASSE} n’est pas du texte en UTF-8 : "
                "réglez le terminal en UTF-8, puis recommencez."
            )
        return given
    if not sys.stdin.isatty():
        raise CleRefusee(
            f"Cette base est protégée et {missing} dans la variable {variable}, ou lancez la "
            "commande dans un terminal."
        )
    return getpass.getpass(prompt)


@contextmanager
def reading(arguments: Namespace) -> Generator[Ouverture]:
    """For verbs that only read: the window may stay open."""
    with _opened(arguments, lecture=True) as acces:
        yield acces


@contextmanager
def changing(arguments: Namespace) -> Generator[Ouverture]:
    """For verbs that write in a base: refused while a window holds it."""
    with writing(base_of(arguments)), _opened(arguments, lecture=False) as acces:
        yield acces


@contextmanager
def writing(base: Path) -> Generator[None]:
    """Hold the lock of `base`. Raises BaseOccupee naming whoever holds it."""
    verrou = Verrou(base)
    verrou.acquire(now())
    try:
        yield
    finally:
        verrou.release()


@contextmanager
def _opened(arguments: Namespace, *, lecture: bool) -> Generator[Ouverture]:
    base = base_of(arguments)
    if comptes.est_protegee(base):
        if not arguments.compte:
            raise CleRefusee(
                f"La base « {base} » est protégée : ajoutez --compte et le nom d’un compte."
            )
        database, acteur = comptes.ouvrir(
            base, arguments.compte, password(), now=now, lecture=lecture
        )
    else:
        database, acteur = comptes.ouvrir_sans_compte(base, now=now, lecture=lecture)
    try:
        services = open_services(database, today=today, now=now, resources=resource("."))
        yield Ouverture(database, services, acteur)
    finally:
        database.close()
