"""The figures of the file, and the promise that a value is the count of its rows (A9)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.ages import AGE_INCONNU, TRANCHES_FINES, tranche_a
from cs_desktop.domain.chiffres import Filtre, Nature, parse_catalogue
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.periods import annee_civile
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.chiffres import registre
from cs_desktop.persistence.chiffres.personnes import rows_of_the_file
from cs_desktop.persistence.chiffres.registre import Agregat, Comptage
from cs_desktop.persistence.fusion import merge
from cs_desktop.persistence.personnes_masse import NouvellePersonne, insert_people
from tests.support.bases import open_copy
from tests.support.personnes import AMINA, a_draft, a_personne, many_personnes, numbered_people

CATALOGUE = Path(__file__).parents[2] / "resources" / "data" / "chiffres.toml"
CODE = "fichier.personnes"
ALL = Filtre()


@pytest.fixture(scope="module")
def catalogue():
    """The shipped catalogue, read once."""
    return parse_catalogue(CATALOGUE.read_text(encoding="utf-8"))


def value(database, annee=2026, **criteres) -> int:
    with database.reading() as session:
        return registre.value(session, CODE, annee_civile(annee), Filtre.de(criteres))


def people(database, annee=2026, **criteres) -> list[int]:
    with database.reading() as session:
        columns, lines = registre.rows(session, CODE, annee_civile(annee), Filtre.de(criteres))
    assert columns[0] == "personne_id"
    return [line[0] for line in lines]


def test_the_catalogue_and_the_registry_hold_the_same_codes(catalogue):
    """A family to come has no implementation; every figure of the others has one."""
    counted = {code.partition(".")[0] for code in registre.COMPTAGES}
    assert set(catalogue.familles) >= registre.FAMILLES_A_VENIR
    assert not counted & registre.FAMILLES_A_VENIR, "take the family off the list"
    for chiffre in catalogue:
        waits = chiffre.code in registre.CHIFFRES_A_VENIR
        if chiffre.famille in registre.FAMILLES_A_VENIR or chiffre.saisi or waits:
            assert chiffre.code not in registre.COMPTAGES
        elif chiffre.nature is Nature.TAUX:
            assert set(chiffre.operandes) <= set(registre.COMPTAGES), chiffre.code
        else:
            assert chiffre.code in registre.COMPTAGES
    assert set(registre.COMPTAGES) <= set(catalogue.chiffres)
    assert set(catalogue.chiffres) >= registre.CHIFFRES_A_VENIR


def test_a_value_is_the_count_of_its_rows(database):
    many_personnes(database, numbered_people(60))
    for criteres in ({}, {"sexe": "F"}, {"zone": "QPV"}, {"tranche_age": ("12-17", "60+")}):
        assert value(database, **criteres) == len(people(database, **criteres)) > 0


def written(database, cree_le, archive_le=None):
    with database.transaction(SANS_COMPTE, "essai") as session:
        number = next(written.numbers)
        one = NouvellePersonne(a_draft(), cree_le, archive_le, number)
        return insert_people(session, [one])[0]


written.numbers = iter(range(1000, 2000))


def test_the_file_is_what_it_was_at_the_end_of_the_year(database):
    new_year = datetime(2026, 1, 1).astimezone(UTC)
    eve = datetime(2025, 12, 31, 23, 59, 59).astimezone(UTC)
    old = written(database, eve)
    new = written(database, new_year)
    left_in_time = written(database, eve, archive_le=eve)
    left_later = written(database, eve, archive_le=new_year)
    assert set(people(database, 2025)) == {old, left_later}
    assert set(people(database, 2026)) == {old, new}
    assert left_in_time not in people(database, 2026)


def test_merged_rows_count_once(database):
    kept, lost = a_personne(database), a_personne(database)
    with database.transaction(SANS_COMPTE, "essai") as session:
        merge(session, kept, lost)
    assert people(database) == [kept]


def test_parts_add_up_to_the_total(database, catalogue):
    many_personnes(database, numbered_people(80))
    a_personne(database, nom="Sans âge")
    for ventilation in ("sexe", "tranche_age", "zone"):
        parts = catalogue.ventilations[ventilation].valeurs
        assert sum(value(database, **{ventilation: part}) for part in parts) == 81, ventilation


def test_a_zone_that_began_later_is_unknown_on_that_day(database):
    someone = a_personne(database, zone_id=1, zone_le=date(2026, 3, 1))
    with database.transaction(SANS_COMPTE, "essai") as session:
        table = registre.personnes.Personne
        session.get_one(table, someone).cree_le = datetime(2024, 1, 1, tzinfo=UTC)
    assert value(database, 2026, zone="QPV") == value(database, 2025, zone="inconnu") == 1
    assert value(database, 2025, zone="QPV") == 0


def test_a_site_is_named(template, tmp_path):
    base = open_copy(template, tmp_path / "antenne.sqlite", site=3)
    with base.transaction(SANS_COMPTE, "essai") as session:
        session.add(Site(numero=3, nom="Antenne du Lin"))
    someone = a_personne(base)
    assert people(base, site="Antenne du Lin") == [someone]
    assert people(base, site="Ailleurs") == []
    base.close()


BIRTHS = st.one_of(
    st.none(),
    st.builds(
        Naissance,
        st.dates(date(1920, 1, 1), date(2026, 9, 15)),
        st.sampled_from([Precision.JOUR, Precision.PRESUMEE]),
    ),
    st.builds(lambda year: Naissance(date(year, 1, 1), Precision.ANNEE), st.integers(1920, 2025)),
    st.builds(
        lambda year, month: Naissance(date(year, month, 1), Precision.MOIS),
        st.integers(1920, 2025),
        st.integers(1, 12),
    ),
)


@pytest.fixture(scope="module")
def ages(template, tmp_path_factory):
    """A base that the property fills again and again."""
    base = open_copy(template, tmp_path_factory.mktemp("ages") / "centre.sqlite")
    yield base
    base.close()


@given(st.lists(BIRTHS, min_size=1, max_size=8))
def test_bands_are_those_of_the_domain_on_31_december(ages, births):
    added = many_personnes(ages, [a_draft(naissance=birth) for birth in births])
    last_day = date(2026, 12, 31)
    for band in (*TRANCHES_FINES, AGE_INCONNU):
        found = set(people(ages, tranche_age=band.code)) & set(added)
        expected = {
            one
            for one, birth in zip(added, births, strict=True)
            if tranche_a(birth, last_day) == band
        }
        assert found == expected, band.code


@pytest.mark.parametrize(
    ("comptage", "expected"),
    [
        (Comptage(rows_of_the_file, Agregat.LIGNES), 3),
        (Comptage(rows_of_the_file, Agregat.DISTINCTS, "nom"), 2),
        (Comptage(rows_of_the_file, Agregat.SOMME, "numero"), 6),
    ],
)
def test_each_aggregate(database, monkeypatch, comptage, expected):
    many_personnes(database, [a_draft(nom=nom) for nom in ("Martel", "Martel", AMINA.nom)])
    monkeypatch.setitem(registre.COMPTAGES, CODE, comptage)
    assert value(database) == expected


def test_nothing_adds_up_to_zero(database, monkeypatch):
    monkeypatch.setitem(
        registre.COMPTAGES, CODE, Comptage(rows_of_the_file, Agregat.SOMME, "numero")
    )
    assert value(database) == 0
