"""Invariants 1 to 3 of the data files: states, seasons, ages, sexes, zones, bounds of quotients."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.ages import tranche_a
from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.personnes import Etat, FiltrePersonnes
from cs_desktop.persistence.database import Database
from cs_desktop.services.demo.creation import Demonstration, create_demonstration
from cs_desktop.services.ouverture import open_services
from cs_desktop.services.services import Services

MOSAIQUE, RESOURCES = Path("resources/data/mosaique"), Path("resources")
JOUR = date(2026, 9, 15)
RULES = tomllib.loads((MOSAIQUE / "population.toml").read_text("utf-8"))
SEASONS = RULES["adherents_par_saison"]


@pytest.fixture(scope="module", params=[1, 2, 77])
def database(request, tmp_path_factory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("demo") / "demo.csd"
    create_demonstration(path, Demonstration(MOSAIQUE, graine=request.param))
    opened = Database(path)
    yield opened
    opened.close()


@pytest.fixture
def mosaique(database: Database) -> Services:
    return services_on(database, JOUR)


def services_on(database: Database, jour: date) -> Services:
    return open_services(database, today=lambda: jour, now=lambda: None, resources=RESOURCES)


def counts(services: Services) -> dict[EtatAdhesion, int]:
    return dict(services.personnes.resume(SANS_COMPTE).adhesions)


def figure(services: Services, code: str, annee: int, **filters: str) -> int | None:
    filtre = Filtre.de(filters)
    (value,) = services.chiffres.values(SANS_COMPTE, annee, [f"adhesions.{code}"], filtre)
    return value.valeur


def rows_of(database: Database, query: str) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(query))]


def test_the_386_are_in_the_four_states(mosaique):
    assert {etat.value: n for etat, n in counts(mosaique).items()} == RULES["etats_adhesion"]


@pytest.mark.parametrize("saison", ["2024-2025", "2025-2026", "2026-2027"])
def test_the_people_and_the_adhesions_of_each_season(mosaique, database, saison):
    annee, rules = int(saison[:4]), SEASONS[saison]
    assert figure(mosaique, "adherents", annee) == rules["personnes"]
    taken = rows_of(
        database,
        f"SELECT genre, count(*) FROM adhesion WHERE fin = '{annee + 1}-08-31' GROUP BY genre",
    )
    kinds = dict(taken)
    assert kinds["individuelle"] == rules["individuelles"]
    assert kinds["familiale"] == rules["familiales"]
    assert kinds.get("association", 0) == (11 if annee >= 2025 else 0)


@pytest.mark.parametrize("saison", ["2024-2025", "2025-2026"])
def test_how_many_were_a_jour_on_15_september(database, saison):
    services = services_on(database, date(int(saison[:4]), 9, 15))
    found = counts(services)[EtatAdhesion.A_JOUR]
    gone = len(
        services.personnes.ids(
            SANS_COMPTE, FiltrePersonnes(etat=Etat.ARCHIVEES, adhesion=EtatAdhesion.A_JOUR)
        )
    )
    assert found + gone == SEASONS[saison]["a_jour_au_15_septembre"]


def test_118_renewed_19_are_new_and_103_have_not_yet(mosaique):
    assert figure(mosaique, "fideles", 2026) == 118
    assert figure(mosaique, "nouveaux", 2026) == 19
    assert figure(mosaique, "renouvelables", 2026) == 240
    assert figure(mosaique, "a_renouveler", 2026) == 103
    assert figure(mosaique, "a_jour", 2026) == 137


def the_240(services: Services):
    found = []
    for etat in (EtatAdhesion.A_JOUR, EtatAdhesion.A_RENOUVELER):
        found += services.personnes.page(
            SANS_COMPTE, FiltrePersonnes(adhesion=etat), offset=0, limit=500
        )
    return found


def test_the_240_by_age_and_sex(mosaique):
    found = Counter(
        (tranche_a(row.naissance, date(2026, 12, 31)).code, row.sexe.value)
        for row in the_240(mosaique)
    )
    expected = Counter[tuple[str, str]]()
    for line in RULES["tranche"]:
        for key, sexe in (("f", "F"), ("m", "M"), ("nr", "non_renseigne")):
            expected[line["ages"], sexe] += line.get(key, 0)
    assert found == +expected
    by_sex = Counter[str]()
    for (_, sexe), count in found.items():
        by_sex[sexe] += count
    assert by_sex == {"F": 170, "M": 69, "non_renseigne": 1}


def test_the_240_by_zone(mosaique, database):
    ids = ",".join(str(row.id) for row in the_240(mosaique))
    found = dict(
        rows_of(
            database,
            "SELECT zone.genre, count(*) FROM personne JOIN zone ON zone.id = personne.zone_id "
            f"WHERE personne.id IN ({ids}) GROUP BY zone.genre",
        )
    )
    names = {"QPV": "QPV", "COM": "commune", "FRR": "FRR", "HCO": "hors commune", "INC": "inconnu"}
    assert found == {names[code]: count for code, count in RULES["zones"].items()}


def test_a_foyer_stands_on_each_bound_of_the_quotients(database):
    held = {row[0] for row in rows_of(database, "SELECT DISTINCT valeur FROM quotient")}
    assert held >= set(RULES["quotients"]["bornes_a_couvrir"])
    absent = rows_of(
        database, "SELECT foyer_id FROM quotient WHERE genre = 'absent' AND valeur IS NULL"
    )
    assert len(absent) == RULES["quotients"]["foyers_a_jour_sans_justificatif"]


def test_numbers_follow_the_days_without_a_gap(database):
    taken = rows_of(database, "SELECT numero, prise_le FROM adhesion ORDER BY numero")
    assert [row[0] for row in taken] == list(range(1, len(taken) + 1))
    assert [row[1] for row in taken] == sorted(row[1] for row in taken)
    assert max(row[1] for row in taken) < "2026-09-15"


def test_nobody_arrives_or_is_born_after_her_first_adhesion(database):
    late = rows_of(
        database,
        "SELECT personne.id FROM personne JOIN adhesion_couverture c ON c.personne_id = personne.id"
        " JOIN adhesion ON adhesion.id = c.adhesion_id WHERE date(personne.cree_le) > prise_le"
        " OR naissance_le > prise_le",
    )
    assert late == []


def test_a_familiale_names_people_of_its_foyer(database):
    strangers = rows_of(
        database,
        "SELECT c.id FROM adhesion_couverture c JOIN adhesion a ON a.id = c.adhesion_id "
        "WHERE a.foyer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rattachement r "
        "WHERE r.foyer_id = a.foyer_id AND r.personne_id = c.personne_id)",
    )
    assert strangers == []


def test_a_larger_size_keeps_the_shares(tmp_path):
    path = tmp_path / "demo.csd"
    create_demonstration(path, Demonstration(MOSAIQUE, personnes=3_860))
    opened = Database(path)
    try:
        found = counts(services_on(opened, JOUR))
        for code, count in RULES["etats_adhesion"].items():
            assert found[EtatAdhesion(code)] == pytest.approx(10 * count, rel=0.03)
    finally:
        opened.close()
