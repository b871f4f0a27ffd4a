import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cs_desktop.domain.chiffres import (
    Catalogue,
    DonneesInvalides,
    Filtre,
    Nature,
    ReglePeriode,
    ValeurChiffre,
    parse_catalogue,
)
from cs_desktop.domain.chiffres_texte import detail, texte
from cs_desktop.domain.errors import Introuvable, RegleMetier
from cs_desktop.domain.periods import annee_civile

DATA = Path(__file__).parents[2] / "resources" / "data"
SHIPPED = (DATA / "chiffres.toml").read_text(encoding="utf-8")
ANNEE = annee_civile(2026)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parse_catalogue(SHIPPED)


def broken(pattern: str, replacement: str) -> tuple[str, ...]:
    """The problems found once `pattern` is replaced, once, in the shipped catalogue."""
    text, times = re.subn(pattern, replacement, SHIPPED, count=1, flags=re.DOTALL | re.MULTILINE)
    assert times == 1, "the catalogue changed: this test breaks nothing any more"
    with pytest.raises(DonneesInvalides) as refus:
        parse_catalogue(text)
    return refus.value.problems


def test_the_shipped_catalogue_is_sound(catalogue: Catalogue) -> None:
    assert len(catalogue) == 153
    assert len(catalogue.familles) == 27
    assert [c.code for c in catalogue.de_la_famille("fichier")] == [
        "fichier.personnes",
        "fichier.part_ages_inconnus",
    ]
    personnes = catalogue.chiffre("fichier.personnes")
    assert personnes.nature is Nature.PERSONNES
    assert personnes.periode is ReglePeriode.DATE
    assert personnes.ventilations == ("sexe", "tranche_age", "zone", "site")
    part = catalogue.chiffre("fichier.part_ages_inconnus")
    assert part.operandes == ("fichier.personnes", "fichier.personnes")
    assert part.numerateur_filtre.valeurs("tranche_age") == ("inconnu",)
    assert catalogue.chiffre("laep.enfants_differents").saisi
    assert catalogue.parametres["seuil_regulier"].defaut == 3
    assert catalogue.parametres["heure_soir"].defaut == "18:00"
    assert catalogue.types_financeur["CAF"] == ("caf",)


ONE, PART = "fichier.personnes", "fichier.part_ages_inconnus"
BELOW = f'denominateur = "{ONE}"'
BREAKDOWNS = r'ventilations = \["sexe", "tranche_age"'
UNIT = 'unite = "personnes"\nnature'
TERMES = r"^\[\[terme\]\].*?(?=^\[\[famille\]\])"
AGES = "numerateur_filtre = { tranche_age = "
FAULTS = [
    ("^version", "= version", "chiffres.toml: Invalid"),
    ("version = 1", "version = 2", "version must be 1"),
    ("version = 1", 'version = "1"', "version must be a whole number"),
    ("version = 1", 'version = 1\nauteur = "x"', "unknown key auteur"),
    ('"participations", "comptage', '"comptage', "natures differ"),
    ('"saison" = "Saison"\n', "", "periodes differ"),
    (f'code = "{ONE}"', 'code = "publics.part_femmes"', "is declared 2 times"),
    (f'code = "{ONE}"', 'code = "Fichier.personnes"', "must be famille.nom"),
    (f'code = "{ONE}"', 'code = "absente.personnes"', "must be famille.nom"),
    ('nature = "personnes distinctes"', 'nature = "gens"', "nature cannot be «\u00a0gens\u00a0»"),
    ('periode = "date"', 'periode = "mois"', "periode cannot be «\u00a0mois\u00a0»"),
    (UNIT, 'unit = "personnes"\nnature', "unknown key unit"),
    (UNIT, 'unite = " "\nnature', "unite must be a text"),
    (BREAKDOWNS, 'ventilations = ["genre"', "breakdown genre does not exist"),
    (BREAKDOWNS, 'ventilations = ["sexe", "sexe"', "breakdown sexe is declared 2 times"),
    (BREAKDOWNS, "ventilations = [1", "ventilations must be a list of texts"),
    (BREAKDOWNS + ".*?]", 'ventilations = "sexe"', "ventilations must be a list of texts"),
    (BELOW, 'denominateur = "fichier.rien"', "figure fichier.rien does not exist"),
    (BELOW, "", "a taux names a numérateur and a dénominateur"),
    (BELOW, 'denominateur = "publics.part_femmes"', "not computed from another taux"),
    (BELOW, 'denominateur = "comptages.total"', "never combined"),
    (BELOW, f'denominateur = "{PART}"', "computed from itself"),
    ('nature = "taux"', 'nature = "nombre"', "only a taux has a numérateur"),
    (AGES, "numerateur_filtre = { theme = ", "not broken down by theme"),
    (f'{AGES}"inconnu"', f'{AGES}"12-16"', "tranche_age has no value «\u00a012-16\u00a0»"),
    ('code = "tranche_age"', 'code = "ages"', "tranche_age differs"),
    ('{ sexe = "F" }', '{ sexe = "X" }', "sexe has no value «\u00a0X\u00a0»"),
    ('{ sexe = "F" }', "{ sexe = 1 }", "numerateur_filtre.sexe must be a list of texts"),
    ('{ sexe = "F" }', '"F"', "numerateur_filtre must be a table"),
    ('"etp_base_heures"]', '"etp"]', "setting etp does not exist"),
    (r'derive = \["benevoles.heures"', 'derive = ["rien"', "figure rien does not exist"),
    ("^saisi = true", 'saisi = "oui"', "saisi must be true or false"),
    ('"0-2", "3-5", "6-11", "12-15"', '"0-5", "6-11", "12-15"', "tranche_age differs"),
    (
        r'bilan = \["0-5"',
        'bilan = ["0-4"',
        "groupes_age.bilan: «\u00a00-4\u00a0» is not made of whole",
    ),
    (r'bilan = \["0-5"', 'bilan = ["0-5", "0-2"', "groupes_age.bilan: 0-2 is declared 2 times"),
    ('"MSA" = ', '"Msa" = ', "do not name the same kinds"),
    (r'"MSA" = \["msa"\]', '"MSA" = ["caf"]', "caf is declared 2 times"),
    ('code = "fichier"\n', 'code = "fichiers"\n', "family fichiers has no figure"),
    (TERMES, "[terme]\n", "[[terme]] must be a list of tables"),
    (f"(?=^natures = ).*?{TERMES}", "terme = [1]\n", "[[terme]] must hold tables only"),
]


@pytest.mark.parametrize(("pattern", "replacement", "problem"), FAULTS)
def test_a_fault_is_found(pattern: str, replacement: str, problem: str) -> None:
    assert any(problem in found for found in broken(pattern, replacement))


def test_the_families_terms_and_settings_are_declared_once() -> None:
    for key in ("famille", "terme", "parametre", "ventilation"):
        first = SHIPPED.index(f"\n[[{key}]]")
        block = SHIPPED[first : SHIPPED.index("\n\n", first)]
        with pytest.raises(DonneesInvalides, match="is declared 2 times"):
            parse_catalogue(f"{SHIPPED}\n{block}")


def test_an_unknown_code_is_refused_with_its_neighbours(catalogue: Catalogue) -> None:
    with pytest.raises(Introuvable, match=r"fichier\.personnes et fichier\.part_ages_inconnus"):
        catalogue.chiffre("fichier.gens")
    with pytest.raises(Introuvable, match="Demandez la liste"):
        catalogue.chiffre("rien")


def test_filters_are_equal_in_any_order_and_combine() -> None:
    one = Filtre.de({"sexe": "F", "zone": ("QPV", "FRR")})
    assert one == Filtre.de({"zone": ("QPV", "FRR"), "sexe": ("F",)})
    assert dict(one.avec(Filtre.de({"sexe": "M"}))) == {"sexe": ("M",), "zone": ("QPV", "FRR")}
    assert one.valeurs("theme") == ()


def test_a_filter_is_checked_against_the_figure(catalogue: Catalogue) -> None:
    personnes = catalogue.chiffre("fichier.personnes")
    catalogue.check_filtre(personnes, Filtre.de({"tranche_age": "60+", "site": "Les Tisserands"}))
    with pytest.raises(
        RegleMetier, match="ne se filtre pas par «\u00a0theme\u00a0» mais par sexe,"
    ):
        catalogue.check_filtre(personnes, Filtre.de({"theme": "santé"}))
    with pytest.raises(RegleMetier, match="«\u00a0X\u00a0» n’est pas une valeur\u00a0: F, M"):
        catalogue.check_filtre(personnes, Filtre.de({"sexe": "X"}))
    with pytest.raises(RegleMetier, match="n’est pas une valeur"):
        catalogue.check_filtre(personnes, Filtre.de({"tranche_age": "12-16"}))


def test_a_breakdown_that_the_centre_edits_takes_any_value(catalogue: Catalogue) -> None:
    people = catalogue.chiffre("publics.personnes_distinctes")
    catalogue.check_filtre(people, Filtre.de({"theme": "astronomie"}))


def test_a_figure_without_breakdown_says_so(catalogue: Catalogue) -> None:
    alone = replace(catalogue.chiffre("fichier.personnes"), ventilations=())
    with pytest.raises(RegleMetier, match="mais par rien"):
        catalogue.check_filtre(alone, Filtre.de({"sexe": "F"}))


@pytest.mark.parametrize(
    ("code", "valeur", "printed"),
    [
        ("fichier.personnes", 1240, "1\u202f240"),
        ("fichier.personnes", 0, "0"),
        ("fichier.personnes", None, "—"),
        ("benevoles.heures", 48750, "812\u00a0h\u00a030"),
        ("benevoles.valeur", 1318688, "13\u202f186,88\u00a0€"),
        ("benevoles.etp", 51, "0,51"),
    ],
)
def test_a_count_is_printed_in_its_unit(
    catalogue: Catalogue, code: str, valeur: int | None, printed: str
) -> None:
    value = ValeurChiffre(code, ANNEE, Filtre(), valeur=valeur)
    assert texte(catalogue, value) == printed
    assert detail(catalogue, value) == ""


@pytest.mark.parametrize(
    ("code", "above", "below", "printed", "numbers"),
    [
        ("publics.part_femmes", 6, 31, "19\u202f%", "6 sur 31"),
        ("publics.part_femmes", 1, 29, "3,4\u202f%", "1 sur 29"),
        ("publics.part_femmes", 1, 50, "2\u202f%", "1 sur 50"),
        ("publics.part_femmes", 31, 31, "100\u202f%", "31 sur 31"),
        ("publics.part_femmes", 0, 31, "0\u202f%", "0 sur 31"),
        ("publics.part_femmes", 0, 0, "—", "0 sur 0"),
        ("publics.part_femmes", None, 31, "—", ""),
        ("publics.part_femmes", 6, None, "—", ""),
        ("publics.participations_par_personne", 12, 5, "2,40", "12 sur 5"),
        ("publics.participations_par_personne", 12, 4, "—", "12 sur 4"),
        ("participations.par_seance", 12, 4, "3,00", "12 sur 4"),
        ("budget.cout_par_participation", 143892, 126, "11,42\u00a0€",
         "1\u202f438,92\u00a0€ sur 126"),
        ("budget.part_personnel", -350, 10000, "−3,5\u202f%", "−3,50\u00a0€ sur 100,00\u00a0€"),
        ("alsh.taux_occupation", 600, 1200, "50\u202f%", "10\u00a0h sur 20\u00a0h"),
    ],
)  # fmt: skip
def test_a_rate_is_printed_with_its_two_numbers(
    catalogue: Catalogue,
    code: str,
    above: int | None,
    below: int | None,
    printed: str,
    numbers: str,
) -> None:
    value = ValeurChiffre(code, ANNEE, Filtre(), numerateur=above, denominateur=below)
    assert texte(catalogue, value) == printed
    assert detail(catalogue, value) == numbers


def test_a_value_knows_its_period() -> None:
    value = ValeurChiffre("fichier.personnes", ANNEE, Filtre(), valeur=3)
    assert value.periode.fin == date(2026, 12, 31)
