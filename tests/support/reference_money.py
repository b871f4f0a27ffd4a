"""Checks of the plans of accounts, of the funders and of the sums of the demonstration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cs_desktop.domain.chiffres import Catalogue
from tests.support.reference_homes import BUDGET, EQUIPE
from tests.support.reference_tree import Tree

DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?")


def schemes_of(tree: Tree) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each scheme with its file."""
    for file, content in tree.items():
        if file.startswith("dispositifs/"):
            yield file, content


def funders(tree: Tree, _catalogue: Catalogue) -> Iterator[str]:
    """A funder names schemes that exist and accounts of each plan."""
    schemes_known = {scheme["code"] for _, scheme in schemes_of(tree)}
    for funder in tree["financeurs.toml"]["financeur"]:
        for scheme in set(funder["dispositifs"]) - schemes_known:
            yield f"financeur {funder['code']}: scheme {scheme} does not exist"
        for key, plan, year in (
            ("compte_associatif", "associatif", "2025-01-01"),
            ("compte_associatif_2024", "associatif", "2024-12-31"),
            ("compte_m57", "m57", "2026-01-01"),
        ):
            if funder[key] not in _plan(tree, plan, year):
                yield f"financeur {funder['code']}: {key} {funder[key]} is not in the plan"


def _plan(tree: Tree, plan: str, day: str) -> set[str]:
    return {row["compte"] for row in tree[f"plan-{plan}.csv"] if _valid(row, day)}


def _valid(row: dict[str, str], day: str) -> bool:
    return row["valable_du"] <= day <= (row["valable_au"] or "9999")


def accounts(tree: Tree, catalogue: Catalogue) -> Iterator[str]:
    """Plans are sound, and every account of every year finds a line of each presentation."""
    natures = set(catalogue.ventilations["nature_cvn"].valeurs)
    for plan in ("associatif", "m57"):
        for row in tree[f"plan-{plan}.csv"]:
            where = f"plan-{plan}.csv {row['compte']}"
            yield from (f"{where}: {p}" for p in _account_problems(row, natures))
            for day in _days(row):
                yield from (f"{where}: {p}" for p in _line_problems(tree, plan, row, day))
    for row in tree["correspondances.csv"]:
        if not (DATE.fullmatch(row["valable_du"]) and DATE.fullmatch(row["valable_au"])):
            yield f"correspondances.csv {row['compte']}: a date is AAAA-MM-JJ"


def _account_problems(row: dict[str, str], natures: set[str]) -> Iterator[str]:
    if row["compte"][:1] != row["classe"] or not row["compte"].isdigit():
        yield "the account does not begin with its class"
    if row["sens"] not in {"charge", "produit"}:
        yield f"sens {row['sens']} does not exist"
    if row["nature_cvn"] and row["nature_cvn"] not in natures:
        yield f"nature_cvn {row['nature_cvn']} does not exist"
    if not (DATE.fullmatch(row["valable_du"]) and DATE.fullmatch(row["valable_au"])):
        yield "a date is AAAA-MM-JJ"


def _days(row: dict[str, str]) -> list[str]:
    """A day of each period in which the account may be used."""
    return [day for day in ("2024-01-01", "2025-01-01", "2026-01-01") if _valid(row, day)]


def _line_problems(tree: Tree, plan: str, row: dict[str, str], day: str) -> Iterator[str]:
    prefixes = [
        line
        for line in tree["correspondances.csv"]
        if line["plan"] == plan and _valid(line, day) and row["compte"].startswith(line["compte"])
    ]
    if not prefixes:
        yield f"no line of the presentations on {day}"
        return
    longest = max(len(line["compte"]) for line in prefixes)
    best = [line for line in prefixes if len(line["compte"]) == longest]
    if len(best) > 1:
        yield f"{len(best)} lines of the presentations on {day}"
    for name in ("cerfa", "caf"):
        lines = {line["code"]: line for line in tree[f"correspondance-{name}.csv"]}
        shown = lines.get(best[0][f"ligne_{name}"])
        if shown is not None and shown["sens"] != row["sens"]:
            yield f"a {row['sens']} leads to the {name} line {shown['code']}"


def budget_sums(tree: Tree, _catalogue: Catalogue) -> Iterator[str]:
    """The budget of each year adds up; what finances a line is what the line plans."""
    budget = tree[BUDGET]
    total = budget["presentation"]["total_par_exercice"]
    for side in ("ligne_charge", "ligne_produit"):
        for year in ("a24", "a25", "a26"):
            planned = sum(line[year][0] for line in budget[side])
            if planned != total:
                yield f"{BUDGET} {side} {year}: {planned} for {total}"
    for line in budget["ligne_charge"]:
        financed = sum(part["montant"] for part in line["financement_26"])
        if financed != line["a26"][0]:
            yield f"{BUDGET} {line['code']}: financed {financed} for {line['a26'][0]}"
    for year in ("24", "25", "26"):
        carried = sum(line[f"a{year}"] for line in budget["ligne_hors_budget"])
        if carried != budget["hors_budget"][f"total_{year}"]:
            yield f"{BUDGET} hors_budget {year}: {carried}"
    for key in ("validé", "a_valider"):
        yield from _volunteer_sum(tree, key)


def _volunteer_sum(tree: Tree, key: str) -> Iterator[str]:
    team = tree[EQUIPE]
    rows, total = {
        "validé": ("heures_2026", "total_2026_valide_minutes"),
        "a_valider": ("a_valider_2026", "total_2026_a_valider_minutes"),
    }[key]
    minutes = sum(
        row["seances"] * row["minutes"]
        for volunteer in team["benevole"]
        for row in volunteer.get(rows, ())
    )
    if minutes != team["benevolat"][total]:
        yield f"equipe-benevoles {rows}: {minutes} minutes for {team['benevolat'][total]}"
