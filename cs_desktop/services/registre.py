"""Every service method declares the right that it needs; the registry lists them all (A4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Droit
from cs_desktop.domain.errors import DroitManquant

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Methode:
    """One use-case of the program and the right it asks for."""

    nom: str  # "PersonneService.save"
    droit: Droit


METHODES: dict[str, Methode] = {}


def droit(
    needed: Droit,
) -> Callable[[Callable[Concatenate[S, Acteur, P], R]], Callable[Concatenate[S, Acteur, P], R]]:
    """Refuse the call unless its Acteur holds `needed`. Raises DroitManquant before any reading."""

    def decorate(
        method: Callable[Concatenate[S, Acteur, P], R],
    ) -> Callable[Concatenate[S, Acteur, P], R]:
        METHODES[method.__qualname__] = Methode(method.__qualname__, needed)

        @wraps(method)
        def checked(self: S, acteur: Acteur, /, *args: P.args, **kwargs: P.kwargs) -> R:
            check_droit(acteur, needed)
            return method(self, acteur, *args, **kwargs)

        return checked

    return decorate


def check_droit(acteur: Acteur, needed: Droit) -> None:
    """Raises DroitManquant unless the rôle of `acteur` holds `needed`."""
    if not acteur.peut(needed):
        raise DroitManquant(
            f"Le rôle « {acteur.role.libelle} » ne permet pas cette action. "
            "Demandez-la à la direction."
        )
