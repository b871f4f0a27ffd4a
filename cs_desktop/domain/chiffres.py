"""The catalogue of figures: what each one is, never how the base counts it (A9).

Screens, documents, exports and the command line name a figure by its code; `persistence.chiffres`
holds for each code one rows query and one aggregate over it. The catalogue is data, read here and
refused whole when anything in it points nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cs_desktop.domain.ages import AGE_INCONNU, TRANCHES_FINES, tranches
from cs_desktop.domain.chiffres_modele import (
    Catalogue,
    Chiffre,
    Filtre,
    Nature,
    Parametre,
    ReglePeriode,
    ValeurChiffre,
    Ventilation,
)
from cs_desktop.domain.toml_table import DonneesInvalides, Table

__all__ = [
    "Catalogue",
    "Chiffre",
    "DonneesInvalides",
    "Filtre",
    "Nature",
    "Parametre",
    "ReglePeriode",
    "ValeurChiffre",
    "Ventilation",
    "parse_catalogue",
]

VERSION = 1
_CODE = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")


def parse_catalogue(toml_text: str) -> Catalogue:
    """Read and check the catalogue.

    Raises DonneesInvalides with a sentence for each fault: nothing is used of a wrong catalogue.
    """
    root = Table.parse(toml_text, "chiffres.toml")
    problems = root.problems
    if root.integer("version") != VERSION:
        problems.append(f"chiffres.toml: version must be {VERSION}")
    problems.extend(_same("natures", root.texts("natures"), Nature))
    problems.extend(_same("periodes", root.mapping("periodes"), ReglePeriode))
    lists = {
        "familles": [(t.text("code"), t.text("libelle")) for t in _closing(root, "famille")],
        "termes": [(t.text("nom"), t.text("sens")) for t in _closing(root, "terme")],
    }
    figures = [_chiffre(table) for table in _closing(root, "chiffre")]
    breakdowns = [_ventilation(table) for table in _closing(root, "ventilation")]
    settings = [_parametre(table) for table in _closing(root, "parametre")]
    catalogue = Catalogue(
        chiffres={figure.code: figure for figure in figures},
        familles=dict(lists["familles"]),
        ventilations={breakdown.code: breakdown for breakdown in breakdowns},
        parametres={setting.code: setting for setting in settings},
        termes=dict(lists["termes"]),
        groupes_age=root.mapping("groupes_age"),
        types_financeur=root.mapping("type_financeur"),
    )
    root.close()
    for named in (figures, breakdowns, settings):
        problems.extend(_twice(item.code for item in named))
    for pairs in lists.values():
        problems.extend(_twice(code for code, _ in pairs))
    problems.extend(_problems(catalogue))
    if problems:
        raise DonneesInvalides(problems)
    return catalogue


def _closing(root: Table, key: str) -> Iterator[Table]:
    for table in root.tables(key):
        yield table
        table.close()


def _ventilation(table: Table) -> Ventilation:
    return Ventilation(
        code=table.text("code"),
        libelle=table.text("libelle"),
        valeurs=table.texts("valeurs"),
        ouverte=table.flag("ouverte"),
        somme_personnes=table.flag("somme_personnes"),
        somme_lignes=table.flag("somme_lignes"),
        note=table.text("note", default=""),
    )


def _parametre(table: Table) -> Parametre:
    return Parametre(
        code=table.text("code"),
        libelle=table.text("libelle"),
        defaut=table.text_or_integer("defaut"),
        unite=table.text("unite"),
        note=table.text("note", default=""),
    )


def _chiffre(table: Table) -> Chiffre:
    return Chiffre(
        code=table.text("code"),
        libelle=table.text("libelle"),
        definition=table.text("definition"),
        unite=table.text("unite"),
        nature=table.choice("nature", Nature),
        periode=table.choice("periode", ReglePeriode),
        compte=table.text("compte"),
        ventilations=table.texts("ventilations"),
        pieges=table.text("pieges"),
        numerateur=table.optional_text("numerateur"),
        denominateur=table.optional_text("denominateur"),
        numerateur_filtre=Filtre.de(table.mapping("numerateur_filtre", optional=True)),
        denominateur_filtre=Filtre.de(table.mapping("denominateur_filtre", optional=True)),
        parametres=table.texts("parametres", optional=True),
        derive=table.texts("derive", optional=True),
        saisi=table.flag("saisi", default=False),
    )


def _same(name: str, written: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    if list(written) != [str(member) for member in known]:
        yield f"{name} differ from those of the program"


def _twice(codes: Iterable[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{code} is declared {times} times"


def _problems(catalogue: Catalogue) -> Iterator[str]:
    for chiffre in catalogue:
        for problem in _figure_problems(catalogue, chiffre):
            yield f"{chiffre.code}: {problem}"
    for famille in catalogue.familles:
        if not catalogue.de_la_famille(famille):
            yield f"family {famille} has no figure"
    yield from _age_problems(catalogue)
    yield from _funder_problems(catalogue)


def _figure_problems(catalogue: Catalogue, chiffre: Chiffre) -> Iterator[str]:
    if not _CODE.fullmatch(chiffre.code) or chiffre.famille not in catalogue.familles:
        yield "the code must be famille.nom, in lower case, of a declared family"
    for name, written, known in (
        ("breakdown", chiffre.ventilations, catalogue.ventilations),
        ("setting", chiffre.parametres, catalogue.parametres),
        ("figure", chiffre.operandes, catalogue.chiffres),
    ):
        for code in written:
            if code not in known:
                yield f"{name} {code} does not exist"
    for code in _twice(chiffre.ventilations):
        yield f"breakdown {code}"
    yield from _operand_problems(catalogue, chiffre)
    yield from _taux_problems(catalogue, chiffre)


def _operand_problems(catalogue: Catalogue, chiffre: Chiffre) -> Iterator[str]:
    inside = _all_operands(catalogue, chiffre)
    if chiffre.code in inside:
        yield "it is computed from itself"
    natures = {catalogue.chiffres[code].nature for code in inside if code in catalogue.chiffres}
    if {Nature.PERSONNES, Nature.ANONYME} <= natures:
        yield "distinct people and anonymous counts are never combined"
    if Nature.TAUX in natures:
        yield "a taux is not computed from another taux"


def _all_operands(catalogue: Catalogue, chiffre: Chiffre) -> set[str]:
    found: set[str] = set()
    waiting = list(chiffre.operandes)
    while waiting:
        code = waiting.pop()
        if code not in found and code in catalogue.chiffres:
            waiting.extend(catalogue.chiffres[code].operandes)
        found.add(code)
    return found


def _taux_problems(catalogue: Catalogue, chiffre: Chiffre) -> Iterator[str]:
    sides = (
        (chiffre.numerateur, chiffre.numerateur_filtre),
        (chiffre.denominateur, chiffre.denominateur_filtre),
    )
    if chiffre.nature is not Nature.TAUX:
        if any(code or filtre.criteres for code, filtre in sides):
            yield "only a taux has a numérateur, a dénominateur and their filters"
        return
    if any(code is None for code, _ in sides):
        yield "a taux names a numérateur and a dénominateur"
    for code, filtre in sides:
        if code is None or code not in catalogue.chiffres:
            continue
        side = catalogue.chiffres[code]
        for ventilation, values in filtre:
            yield from _filter_problems(catalogue, side, ventilation, values)


def _filter_problems(
    catalogue: Catalogue, side: Chiffre, ventilation: str, values: tuple[str, ...]
) -> Iterator[str]:
    if ventilation not in side.ventilations:
        yield f"{side.code} is not broken down by {ventilation}"
    elif ventilation in catalogue.ventilations:
        known = catalogue.ventilations[ventilation]
        for value in values:
            if not known.accepte(value):
                yield f"{ventilation} has no value « {value} »"


def _age_problems(catalogue: Catalogue) -> Iterator[str]:
    fine = [band.code for band in (*TRANCHES_FINES, AGE_INCONNU)]
    ages = catalogue.ventilations.get("tranche_age")
    if ages is None or list(ages.valeurs) != fine:
        yield "tranche_age differs from the age bands of the program"
    for name, codes in catalogue.groupes_age.items():
        try:
            bands = [band.code for code in codes for band in tranches(code)]
        except ValueError as error:
            yield f"groupes_age.{name}: {error}"
            continue
        for problem in _twice(bands):
            yield f"groupes_age.{name}: {problem}"


def _funder_problems(catalogue: Catalogue) -> Iterator[str]:
    kinds = catalogue.ventilations.get("type_financeur")
    if kinds is None or set(kinds.valeurs) != set(catalogue.types_financeur):
        yield "type_financeur and its breakdown do not name the same kinds"
    for problem in _twice(code for codes in catalogue.types_financeur.values() for code in codes):
        yield f"type_financeur: {problem}"
