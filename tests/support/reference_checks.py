"""Checks of the reference data: each takes the loaded tree and yields what is wrong in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from cs_desktop.domain.chiffres import Catalogue, Chiffre, Filtre, Nature
from cs_desktop.domain.errors import RegleMetier
from tests.support.reference_homes import BILAN, CENTRE, HOMES, PROJET, REPEATED, codes
from tests.support.reference_links import LINKS, WORDS
from tests.support.reference_money import accounts, budget_sums, funders, schemes_of
from tests.support.reference_tree import Tree, values

QUOTED = re.compile(r"\{chiffre:([^}]+)\}")
# Breakdowns whose values are rows of the centre, declared by the demonstration.
CENTRE_ROWS = {"activite": "activites", "fiche_action": "fiches", "axe": "axes", "site": "sites"}
COMPUTED = {"calcule", "calcule_ou_saisi"}


def every_problem(tree: Tree, catalogue: Catalogue) -> list[str]:
    """What is wrong, from every check."""
    found: list[str] = []
    for check in (
        unique_codes,
        existing_codes,
        catalogue_words,
        questions,
        controls,
        schemes,
        funders,
        accounts,
        review,
        indicators,
        budget_sums,
    ):
        found.extend(check(tree, catalogue))
    return found


def unique_codes(tree: Tree, _catalogue: Catalogue) -> Iterator[str]:
    """A code is declared once in its home; homes of the same kind do not share codes."""
    for kind, homes in HOMES.items():
        declared = [value for home in homes for value in values(tree, *home)]
        if not declared:
            yield f"{kind}: nothing is declared"
        for code, times in Counter(declared).items():
            if times > 1 and kind not in REPEATED:
                yield f"{kind}: {code} is declared {times} times"
    prices = values(tree, CENTRE, "tarif[]")
    for (code, season), times in Counter((p["code"], p["depuis_saison"]) for p in prices).items():
        if times > 1:
            yield f"tarifs: {code} of {season} is declared {times} times"


def existing_codes(tree: Tree, _catalogue: Catalogue) -> Iterator[str]:
    """A code named anywhere exists in its home."""
    for link in LINKS:
        known = codes(tree, link.kind) | set(link.also)
        found = values(tree, link.file, link.path)
        if not found:
            yield f"{link.file} {link.path}: nothing is named there"
        for value in found:
            if value not in known:
                yield f"{link.file} {link.path}: {value} is not one of {link.kind}"


def catalogue_words(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """What will become a breakdown uses the words of the catalogue."""
    for link in WORDS:
        breakdown = catalogue.ventilations[link.kind]
        found = values(tree, link.file, link.path)
        if not found:
            yield f"{link.file} {link.path}: nothing is named there"
        for value in found:
            closed = breakdown.valeurs and value not in breakdown.valeurs
            if closed and (breakdown.ouverte or not breakdown.accepte(value)):
                yield f"{link.file} {link.path}: {value} is not a word of {link.kind}"


def term_problems(tree: Tree, catalogue: Catalogue, term: dict[str, Any]) -> Iterator[str]:
    """A term names a figure, and filters it by breakdowns and values that it has."""
    code = term.get("chiffre")
    if code not in catalogue.chiffres:
        yield f"figure {code} does not exist"
        return
    yield from _filter_problems(tree, catalogue, catalogue.chiffre(code), term.get("filtre", {}))


def _filter_problems(
    tree: Tree, catalogue: Catalogue, chiffre: Chiffre, written: dict[str, Any]
) -> Iterator[str]:
    filtre = Filtre.de({k: v if isinstance(v, str) else tuple(v) for k, v in written.items()})
    try:
        catalogue.check_filtre(chiffre, filtre)
    except RegleMetier as refusal:
        yield f"{chiffre.code}: {refusal}"
    for breakdown, kept in filtre:
        known = _open_values(tree, catalogue, breakdown)
        for value in kept:
            if known and value not in known:
                yield f"{chiffre.code}: {breakdown} has no value {value}"


def _open_values(tree: Tree, catalogue: Catalogue, breakdown: str) -> set[Any]:
    """Values of a breakdown that the centre edits, as shipped."""
    if breakdown in CENTRE_ROWS:
        return codes(tree, CENTRE_ROWS[breakdown])
    if breakdown == "motif":
        return codes(tree, "motifs")
    declared = catalogue.ventilations.get(breakdown)
    return set(declared.valeurs) if declared and declared.ouverte else set()


def questions(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """Each question is of its block, in one place, typed or computed from a figure."""
    survey = tree["senacs-base.toml"]
    prefixes = {block["code"]: block["prefixe"] for block in survey["bloc"]}
    taken = Counter((question["bloc"], question["ordre"]) for question in survey["question"])
    for question in survey["question"]:
        code, source = question["code"], question["source"]
        if code.partition("-")[0] != prefixes.get(question["bloc"]):
            yield f"{code} does not begin like its block"
        if taken[question["bloc"], question["ordre"]] > 1:
            yield f"{code} shares its place with another question"
        if (question["type"] == "choix") != ("choix" in question):
            yield f"{code}: only a choice has choices"
        if source != "saisi":
            yield from (f"{code}: {p}" for p in term_problems(tree, catalogue, source))


def controls(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """Terms exist, and questions and controls name each other both ways."""
    named: dict[str, set[str]] = {}
    known = codes(tree, "questions")
    for control in tree["controles.toml"]["controle"]:
        code = control["code"]
        if code in named:
            continue
        named[code] = set()
        for term in _terms(control):
            if "question" in term:
                named[code].add(term["question"])
                if term["question"] not in known:
                    yield f"{code}: question {term['question']} does not exist"
            else:
                yield from (f"{code}: {p}" for p in term_problems(tree, catalogue, term))
                figure, breakdown = term.get("chiffre"), control.get("ventilation")
                if breakdown and figure in catalogue.chiffres:
                    known_for = catalogue.chiffre(figure).ventilations
                    if breakdown not in known_for:
                        yield f"{code}: {figure} is not broken down by {breakdown}"
    for question in tree["senacs-base.toml"]["question"]:
        listed = set(question.get("controles", ()))
        naming = {code for code, asked in named.items() if question["code"] in asked}
        for code in sorted(listed ^ naming):
            yield f"{question['code']} and {code} do not name each other"


def _terms(control: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for side in ("gauche", "droite", "si_non_nul"):
        yield from control.get(side, ())


def schemes(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """A scheme is the file of its code; its funders name it back; its indicators are countable."""
    known = codes(tree, "financeurs")
    funders = tree["financeurs.toml"]["financeur"]
    for file, scheme in schemes_of(tree):
        code = scheme["code"]
        if PurePosixPath(file).stem != code:
            yield f"{file}: its code is {code}"
        for funder in set(scheme["financeurs"]) - known:
            yield f"{file}: funder {funder} does not exist"
        naming = {funder["code"] for funder in funders if code in funder["dispositifs"]}
        for funder in sorted(naming ^ set(scheme["financeurs"])):
            yield f"{file}: {code} and {funder} do not name each other"
        for part in ("indicateurs", "echeances", "pieces"):
            for item, times in Counter(i["code"] for i in scheme.get(part, ())).items():
                if times > 1:
                    yield f"{file}: {part} {item} is declared {times} times"
        for indicator in scheme["indicateurs"]:
            where = f"{file} {indicator['code']}"
            yield from (f"{where}: {p}" for p in _indicator(tree, catalogue, indicator))


def _indicator(tree: Tree, catalogue: Catalogue, indicator: dict[str, Any]) -> Iterator[str]:
    computed = indicator["saisie"] in COMPUTED
    if computed != ("chiffre" in indicator):
        yield "a computed indicator names a figure, a typed one does not"
    if indicator["nature"] not in {*Nature, "texte"}:
        yield f"nature {indicator['nature']} does not exist"
    if "chiffre" not in indicator:
        return
    yield from term_problems(tree, catalogue, indicator)
    if indicator["chiffre"] in catalogue.chiffres:
        figure = catalogue.chiffre(indicator["chiffre"])
        for breakdown in set(indicator.get("ventilation", ())) - set(figure.ventilations):
            yield f"{figure.code} is not broken down by {breakdown}"
        if indicator["nature"] != figure.nature:
            yield f"its nature is not that of {figure.code}, {figure.nature}"


def review(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """Every placeholder of the review is a figure of the catalogue, or is typed."""
    declared: dict[str, dict[str, Any]] = tree[BILAN]["chiffres"]
    quoted = set(_quoted(tree[BILAN]["section"]))
    for code in sorted(quoted - set(declared)):
        yield f"{BILAN}: {{chiffre:{code}}} is not described"
    for code in sorted(set(declared) - quoted):
        yield f"{BILAN}: {code} is described and used nowhere"
    for code, term in declared.items():
        if term.get("saisi") is not True:
            yield from (f"{BILAN} {code}: {p}" for p in _ratio(tree, catalogue, term))


def _quoted(sections: Iterable[dict[str, Any]]) -> Iterator[str]:
    for section in sections:
        for code in QUOTED.findall(section["texte"]):
            yield code.removesuffix(".n1")


def _ratio(tree: Tree, catalogue: Catalogue, term: dict[str, Any]) -> Iterator[str]:
    """A figure, or a figure over another one."""
    yield from term_problems(tree, catalogue, term)
    if "sur" in term:
        below = {"chiffre": term["sur"], "filtre": term.get("sur_filtre", {})}
        yield from term_problems(tree, catalogue, below)


def indicators(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """Indicators of the fiches are computed from the catalogue, or typed from a source."""
    for indicator in values(tree, PROJET, "fiche[].indicateur[]"):
        where = f"{PROJET} {indicator['code']}"
        if indicator["type"] == "calculé":
            yield from (f"{where}: {p}" for p in _ratio(tree, catalogue, indicator))
        elif "chiffre" in indicator or "source" not in indicator:
            yield f"{where}: a typed indicator says its source and names no figure"
