"""Ways to damage the reference data, each with the sentence that must follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.reference_homes import ACTIVITES, BILAN, BUDGET, CENTRE, EQUIPE, PROJET
from tests.support.reference_tree import Tree

Break = Callable[[Tree], Any]


def question(tree: Tree, code: str) -> dict[str, Any]:
    return next(q for q in tree["senacs-base.toml"]["question"] if q["code"] == code)


def control(tree: Tree, code: str) -> dict[str, Any]:
    return next(c for c in tree["controles.toml"]["controle"] if c["code"] == code)


def indicator(tree: Tree, file: str, code: str) -> dict[str, Any]:
    return next(i for i in tree[file]["indicateurs"] if i["code"] == code)


def fiche_indicator(tree: Tree, kind: str) -> dict[str, Any]:
    fiches = tree[PROJET]["fiche"]
    return next(i for fiche in fiches for i in fiche["indicateur"] if i["type"] == kind)


def account(tree: Tree, plan: str, code: str) -> dict[str, str]:
    return next(row for row in tree[f"plan-{plan}.csv"] if row["compte"] == code)


def funder(tree: Tree, code: str) -> dict[str, Any]:
    return next(f for f in tree["financeurs.toml"]["financeur"] if f["code"] == code)


ALSH = "dispositifs/alsh.toml"
BREAKS: dict[str, tuple[Break, str]] = {
    "a code declared twice": (
        lambda t: t[CENTRE]["salle"].append(t[CENTRE]["salle"][0]),
        "salles: S1 is declared 2 times",
    ),
    "a price list declared twice": (
        lambda t: t[CENTRE]["tarif"].append(t[CENTRE]["tarif"][0]),
        "tarifs: TAR-GRATUIT of 2023-2024 is declared 2 times",
    ),
    "a home that is gone": (lambda t: t[CENTRE].pop("salle"), "salles: nothing is declared"),
    "a path that is gone": (
        lambda t: [s.pop("site") for s in t[CENTRE]["salle"]],
        "salle[].site: nothing is named there",
    ),
    "words that are gone": (
        lambda t: t[ACTIVITES]["themes"].pop("liste"),
        "themes.liste[]: nothing is named there",
    ),
    "a question of another block": (
        lambda t: question(t, "PUB-03").update(code="ACC-99"),
        "ACC-99 does not begin like its block",
    ),
    "two questions in one place": (
        lambda t: question(t, "PUB-03").update(ordre=1),
        "PUB-03 shares its place",
    ),
    "a choice without choices": (
        lambda t: question(t, "IDE-03").pop("choix"),
        "IDE-03: only a choice",
    ),
    "a question on an unknown figure": (
        lambda t: question(t, "PUB-03")["source"].update(chiffre="publics.gens"),
        "PUB-03: figure publics.gens does not exist",
    ),
    "a question on an unknown breakdown": (
        lambda t: question(t, "PUB-04")["source"].update(filtre={"canal": "téléphone"}),
        "PUB-04: publics.participants_reguliers: «\u00a0Participants réguliers\u00a0» ne se",
    ),
    "a question on an unknown age": (
        lambda t: question(t, "PUB-06")["source"].update(filtre={"tranche_age": "0-16"}),
        "«\u00a00-16\u00a0» n’est pas une valeur",
    ),
    "a question on an unknown theme": (
        lambda t: question(t, "PUB-04")["source"].update(filtre={"theme": "astronomie"}),
        "theme has no value astronomie",
    ),
    "a question that forgets its control": (
        lambda t: question(t, "PUB-03")["controles"].remove("SEN-01"),
        "PUB-03 and SEN-01 do not name each other",
    ),
    "a control that forgets its question": (
        lambda t: control(t, "SEN-07")["gauche"].pop(),
        "GOU-03 and SEN-07 do not name each other",
    ),
    "a control on an unknown question": (
        lambda t: control(t, "SEN-07")["gauche"].append({"question": "GOU-99"}),
        "SEN-07: question GOU-99 does not exist",
    ),
    "a control on an unknown figure": (
        lambda t: control(t, "PUB-C11")["si_non_nul"].append({"chiffre": "rien.rien"}),
        "PUB-C11: figure rien.rien does not exist",
    ),
    "a control broken down by what its figure has not": (
        lambda t: control(t, "PUB-C01").update(ventilation="compte"),
        "PUB-C01: publics.personnes_distinctes is not broken down by compte",
    ),
    "a scheme under another name": (
        lambda t: t[ALSH].update(code="alsh-2"),
        "dispositifs/alsh.toml: its code is alsh-2",
    ),
    "a scheme with an unknown funder": (
        lambda t: t[ALSH]["financeurs"].append("mecene"),
        "alsh.toml: funder mecene does not exist",
    ),
    "a scheme that its funder forgets": (
        lambda t: funder(t, "msa")["dispositifs"].remove("alsh"),
        "alsh and msa do not name each other",
    ),
    "a funder with an unknown scheme": (
        lambda t: funder(t, "caf")["dispositifs"].append("loto"),
        "financeur caf: scheme loto does not exist",
    ),
    "a funder outside the plan": (
        lambda t: funder(t, "caf").update(compte_m57="999"),
        "financeur caf: compte_m57 999 is not in the plan",
    ),
    "an account of another year": (
        lambda t: funder(t, "caf").update(compte_associatif_2024="74152"),
        "financeur caf: compte_associatif_2024 74152 is not in the plan",
    ),
    "an indicator declared twice": (
        lambda t: t[ALSH]["indicateurs"].append(t[ALSH]["indicateurs"][0]),
        "indicateurs heures_peri_m6 is declared 2 times",
    ),
    "a computed indicator without figure": (
        lambda t: indicator(t, ALSH, "jours").pop("chiffre"),
        "alsh.toml jours: a computed indicator names a figure",
    ),
    "an indicator of another nature": (
        lambda t: indicator(t, ALSH, "jours").update(nature="heures"),
        "alsh.toml jours: its nature is not that of alsh.jours_ouverts",
    ),
    "an indicator of an unknown nature": (
        lambda t: indicator(t, ALSH, "projet_peda").update(nature="poésie"),
        "nature poésie does not exist",
    ),
    "an indicator on an unknown figure": (
        lambda t: indicator(t, ALSH, "jours").update(chiffre="alsh.nuits"),
        "alsh.toml jours: figure alsh.nuits does not exist",
    ),
    "an indicator broken down by what its figure has not": (
        lambda t: indicator(t, ALSH, "jours").update(ventilation=["sexe"]),
        "alsh.jours_ouverts is not broken down by sexe",
    ),
    "an account of another class": (
        lambda t: account(t, "m57", "6042").update(classe="7"),
        "plan-m57.csv 6042: the account does not begin with its class",
    ),
    "an account of another kind": (
        lambda t: account(t, "m57", "6042").update(sens="produit"),
        "plan-m57.csv 6042: a produit leads to the cerfa line",
    ),
    "an account of no kind": (
        lambda t: account(t, "m57", "6042").update(sens="débit"),
        "sens débit does not exist",
    ),
    "an account of an unknown gift": (
        lambda t: account(t, "m57", "6042").update(nature_cvn="troc"),
        "nature_cvn troc does not exist",
    ),
    "an account of an unreadable date": (
        lambda t: account(t, "m57", "6042").update(valable_du="01/01/2025"),
        "plan-m57.csv 6042: a date is AAAA-MM-JJ",
    ),
    "a line of an unreadable date": (
        lambda t: t["correspondances.csv"][0].update(valable_au="2025"),
        "correspondances.csv 60: a date is AAAA-MM-JJ",
    ),
    "an account without line": (
        lambda t: (
            t["plan-m57.csv"].append({**account(t, "m57", "6042"), "compte": "6999"})
            or [row.update(compte="x") for row in t["correspondances.csv"] if row["compte"] == "69"]
        ),
        "plan-m57.csv 6999: no line of the presentations on 2024-01-01",
    ),
    "an account with two lines": (
        lambda t: t["correspondances.csv"].extend(
            [row for row in t["correspondances.csv"] if row["plan"] == "m57"]
        ),
        "plan-m57.csv 6042: 2 lines of the presentations",
    ),
    "a placeholder that nobody describes": (
        lambda t: t[BILAN]["section"][0].update(texte="{chiffre:publics.gens}"),
        "{chiffre:publics.gens} is not described",
    ),
    "a description that nobody uses": (
        lambda t: t[BILAN]["chiffres"].update({"x.y": {"libelle": "X", "saisi": True}}),
        "x.y is described and used nowhere",
    ),
    "a placeholder on an unknown figure": (
        lambda t: t[BILAN]["chiffres"]["publics.village"].update(chiffre="publics.rien"),
        "publics.village: figure publics.rien does not exist",
    ),
    "a placeholder on an unknown activity": (
        lambda t: t[BILAN]["chiffres"]["alpha.personnes"].update(filtre={"activite": "SKI"}),
        "activite has no value SKI",
    ),
    "a ratio over an unknown figure": (
        lambda t: t[BILAN]["chiffres"]["finances.part_ville"].update(sur="budget.rien"),
        "finances.part_ville: figure budget.rien does not exist",
    ),
    "a computed indicator of a fiche without figure": (
        lambda t: fiche_indicator(t, "calculé").pop("chiffre"),
        "1.1.1-a: figure None does not exist",
    ),
    "a typed indicator of a fiche without source": (
        lambda t: fiche_indicator(t, "saisi").pop("source"),
        "a typed indicator says its source",
    ),
    "a reception reason that is not shipped": (
        lambda t: t[BILAN]["chiffres"]["numerique.accompagnements"].update(
            filtre={"motif": "Météo"}
        ),
        "motif has no value Météo",
    ),
    "a budget that does not add up": (
        lambda t: t[BUDGET]["ligne_produit"][0].update(a25=[0, 0]),
        "ligne_produit a25: 5760000 for 6000000",
    ),
    "a line that is not financed": (
        lambda t: t[BUDGET]["ligne_charge"][0]["financement_26"][0].update(montant=1),
        "C01: financed 1 for 640000",
    ),
    "lines of the town that do not add up": (
        lambda t: t[BUDGET]["ligne_hors_budget"][0].update(a24=0),
        "hors_budget 24: 21861000",
    ),
    "volunteer hours that do not add up": (
        lambda t: t[EQUIPE]["benevolat"].update(total_2026_valide_minutes=1),
        "heures_2026: 48750 minutes for 1",
    ),
}
