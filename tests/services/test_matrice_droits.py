"""Each use-case × each rôle: done, or refused before anything is read (A4)."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path

import pytest

import cs_desktop.services
from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import DROITS, Droit, Role
from cs_desktop.domain.errors import DroitManquant
from cs_desktop.services.registre import METHODES

SERVICES = Path(cs_desktop.services.__path__[0])


@cache
def service_classes() -> dict[str, tuple[Path, ast.ClassDef]]:
    """Every class named …Service of the layer, read from its source."""
    return {
        node.name: (path, node)
        for path in sorted(SERVICES.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Service")
    }


def public_methods() -> list[str]:
    """ "PersonneService.save" and the others."""
    return [
        f"{name}.{item.name}"
        for name, (_, node) in service_classes().items()
        for item in node.body
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
    ]


def test_every_public_method_is_registered():
    load_everything()
    assert len(public_methods()) >= 20
    assert sorted(public_methods()) == sorted(METHODES)


@cache
def load_everything() -> None:
    """METHODES fills when a module is imported."""
    for path, _ in service_classes().values():
        name = ".".join(("cs_desktop", *path.relative_to(SERVICES.parent).with_suffix("").parts))
        __import__(name)


def registered(method: str):
    load_everything()
    class_name, _, name = method.partition(".")
    path, _ = service_classes()[class_name]
    module = ".".join(("cs_desktop", *path.relative_to(SERVICES.parent).with_suffix("").parts))
    service = getattr(__import__(module, fromlist=[class_name]), class_name)
    return service, getattr(service, name)


class Untouchable:
    """A service without a base: it fails as soon as it reads anything of itself."""


def is_refused(function, acteur: Acteur) -> bool:
    """Whether the right is missing; a method that may begin fails at once on what it was given."""
    given = [object() for _ in required(function)]
    try:
        function(Untouchable(), acteur, *given)
    except DroitManquant:
        return True
    except (AttributeError, TypeError):
        return False
    return False


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("method", public_methods())
def test_a_role_does_what_it_may_and_nothing_else(method, role):
    _, function = registered(method)
    allowed = METHODES[method].droit in DROITS[role]
    assert is_refused(function, Acteur(1, "Compte", role)) is not allowed


def required(function) -> list[inspect.Parameter]:
    """What must be passed after the service and the Acteur."""
    parameters = list(inspect.signature(inspect.unwrap(function)).parameters.values())[2:]
    return [
        one for one in parameters if one.default is one.empty and one.kind is not one.KEYWORD_ONLY
    ]


def test_a_refusal_reaches_no_statement(services, statements):
    administration = Acteur(1, "Compte", Role.ADMINISTRATION)
    with statements.count() as seen, pytest.raises(DroitManquant, match="administration"):
        services.personnes.page(administration)
    assert seen == []


def test_every_right_is_held_by_somebody_and_every_role_may_something():
    assert set().union(*DROITS.values()) == set(Droit)
    assert all(DROITS[role] for role in Role)


def test_the_proof_of_a_figure_needs_the_right_to_see_people(services, monkeypatch):
    role = Role.COMPTABILITE
    monkeypatch.setitem(DROITS, role, DROITS[role] - {Droit.CONSULTER_PERSONNES})
    with pytest.raises(DroitManquant):
        services.chiffres.rows(Acteur(1, "Compte", role), "fichier.personnes", 2026)
