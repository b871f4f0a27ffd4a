"""The list of people in SQL: filters, sorts, pages and positions agree, whatever their number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import EtatAdhesion
from cs_desktop.domain.ages import age
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import Introuvable
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.domain.personnes import Colonne, Etat, FiltrePersonnes, GroupeAge, Sexe, Tri
from cs_desktop.persistence import foyers, personnes_liste
from cs_desktop.persistence.foyers import Rattachement
from cs_desktop.persistence.personnes import (
    load,
    read_draft,
    set_archived,
    sort_key,
)
from tests.support.adhesions import LAST_SEASON, OLD_SEASON, THIS_SEASON, covers
from tests.support.bases import open_copy
from tests.support.personnes import (
    AMINA,
    a_draft,
    a_foyer,
    a_personne,
    link,
    many_personnes,
    numbered_people,
)

TODAY = date(2026, 9, 15)
EVERYBODY = FiltrePersonnes()
NAME = Tri()


@pytest.fixture(scope="module")
def town(template, tmp_path_factory):
    """Forty people of every kind, two of them in a foyer, five in the corbeille."""
    base = open_copy(template, tmp_path_factory.mktemp("liste") / "centre.sqlite")
    people = many_personnes(base, numbered_people(40))
    a_foyer(base, people[0], people[1], nom="Zerrouki")
    a_foyer(base, people[2], nom="Élan")
    with base.transaction(SANS_COMPTE, "essai") as session:
        set_archived(session, people[35:], datetime(2026, 1, 1, tzinfo=UTC))
    yield base
    base.close()


def listed(base, filtre=EVERYBODY, tri=NAME):
    with base.reading() as session:
        return personnes_liste.page(session, filtre, tri, 0, 200, TODAY)


def counted(base, filtre=EVERYBODY):
    with base.reading() as session:
        return personnes_liste.count(session, filtre, TODAY)


def test_a_draft_is_stored_and_read_back_whole(database):
    someone = a_personne(database, **{f: getattr(AMINA, f) for f in AMINA.__dataclass_fields__})
    with database.reading() as session:
        draft = read_draft(load(session, someone))
    assert draft == replace(AMINA, telephone="0639984207", version=1)


def test_the_row_tells_what_the_list_shows(database):
    someone = a_personne(database, nom="Belkacem", prenom="Amina", naissance=AMINA.naissance)
    a_foyer(database, someone, nom="Zerrouki")
    a_foyer(database, someone, nom="Belkacem")
    row = listed(database)[0]
    assert (row.nom_liste, row.age, row.foyer) == ("Belkacem, Amina", 38, "Belkacem, Zerrouki")
    assert (row.numero, row.zone, row.version) == (1, "", 1)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", Colonne)
def test_pages_and_positions_agree_in_every_sort(town, column, descending):
    tri = Tri(column, descending)
    with town.reading() as session:
        rows = [
            row
            for offset in (0, 7, 14, 21, 28, 35)
            for row in personnes_liste.page(session, EVERYBODY, tri, offset, 7, TODAY)
        ]
        positions = [
            personnes_liste.position(session, EVERYBODY, tri, row.id, TODAY) for row in rows
        ]
    assert positions == list(range(35))


def test_unknown_values_come_last_both_ways(town):
    for column, empty in ((Colonne.COMMUNE, "commune"), (Colonne.FOYER, "foyer")):
        for descending in (False, True):
            values = [getattr(row, empty) for row in listed(town, tri=Tri(column, descending))]
            known = [value for value in values if value]
            assert values == [*known, *[""] * (len(values) - len(known))], (column, descending)
            assert known == sorted(known, key=lambda v: sort_key(v, ""), reverse=descending)


def test_the_youngest_first_is_the_latest_birth_first(town):
    ages = [row.age for row in listed(town, tri=Tri(Colonne.AGE))]
    assert ages == sorted(ages)
    births = [row.naissance.le for row in listed(town, tri=Tri(Colonne.NAISSANCE))]
    assert births == sorted(births)


def test_names_sort_without_accents_and_first_names_come_after(database):
    for nom, prenom in (
        ("Martin-Dupont", "Alice"),
        ("Emma", ""),
        ("Martin", "Zoé"),
        ("Élodie", ""),
        ("Edgar", ""),
    ):
        a_personne(database, nom=nom, prenom=prenom)
    names = [row.nom for row in listed(database)]
    assert names == ["Edgar", "Élodie", "Emma", "Martin", "Martin-Dupont"]


@pytest.mark.parametrize(
    ("filtre", "expected"),
    [
        (FiltrePersonnes(sexes=frozenset({Sexe.F})), lambda row: row.sexe is Sexe.F),
        (FiltrePersonnes(zone_ids=frozenset({4})), lambda row: row.zone == "Hors commune"),
        (FiltrePersonnes(groupe_age=GroupeAge.MINEURS), lambda row: row.age < 18),
        (FiltrePersonnes(groupe_age=GroupeAge.ADULTES), lambda row: row.age >= 18),
        (FiltrePersonnes(groupe_age=GroupeAge.INCONNU), lambda row: row.age is None),
        (FiltrePersonnes(sans_foyer=True), lambda row: not row.foyer),
        (FiltrePersonnes(sans_telephone=True), lambda row: not row.telephone),
        (FiltrePersonnes(sans_courriel=True), lambda row: not row.courriel),
        (FiltrePersonnes(texte="eclusier"), lambda row: row.commune == "Éclusier"),
        (FiltrePersonnes(texte="nom0012"), lambda row: row.nom == "Nom0012"),
        (FiltrePersonnes(texte="%"), lambda _row: False),
    ],
)
def test_each_filter_keeps_whom_it_says(town, filtre, expected):
    kept = [row.id for row in listed(town) if expected(row)]
    assert [row.id for row in listed(town, filtre)] == kept
    assert counted(town, filtre) == len(kept)
    with town.reading() as session:
        assert personnes_liste.ids(session, filtre, TODAY) == kept


def test_the_corbeille_is_another_list(town):
    assert counted(town, FiltrePersonnes(etat=Etat.ARCHIVEES)) == 5
    archived = listed(town, FiltrePersonnes(etat=Etat.ARCHIVEES))
    assert all(row.archive_le for row in archived)
    with town.reading() as session:
        away = personnes_liste.position(session, EVERYBODY, NAME, archived[0].id, TODAY)
    assert away is None


def test_the_counts_of_the_buttons_are_those_of_the_lists(town):
    for rank, row in enumerate(listed(town)[:9]):
        covers(town, row.id, periode=(THIS_SEASON, LAST_SEASON, OLD_SEASON)[rank % 3])
    for texte in ("", "eclusier"):
        filtre = FiltrePersonnes(texte=texte)
        with town.reading() as session:
            resume = personnes_liste.resume(session, filtre, TODAY)
        assert resume.toutes == counted(town, filtre)
        assert resume.archivees == counted(town, replace(filtre, etat=Etat.ARCHIVEES))
        assert [etat for etat, _ in resume.adhesions] == list(EtatAdhesion)
        for etat, value in resume.adhesions:
            kept = replace(filtre, adhesion=etat)
            assert value == counted(town, kept)
            assert {row.adhesion for row in listed(town, kept)} <= {etat}
        assert resume.toutes == sum(value for _, value in resume.adhesions)


def test_a_list_filter_forgives_a_letter_like_the_palette(database):
    someone = a_personne(database, nom="Belkacem")
    assert [row.id for row in listed(database, FiltrePersonnes(texte="blkacem"))] == [someone]


def test_the_same_number_of_statements_for_three_rows_and_three_hundred(
    template, tmp_path, statements
):
    seen: list[list[int]] = []
    for size in (3, 300):
        base = open_copy(template, tmp_path / f"{size}.sqlite")
        people = many_personnes(base, numbered_people(size))
        a_foyer(base, *people)
        costs: list[int] = []
        filtre = FiltrePersonnes(sexes=frozenset(Sexe), zone_ids=frozenset({1, 4}))
        for ask in (
            lambda s, f=filtre: personnes_liste.page(s, f, Tri(Colonne.FOYER), 0, 200, TODAY),
            lambda s, f=filtre: personnes_liste.count(s, f, TODAY),
            lambda s, f=filtre: personnes_liste.resume(s, f, TODAY),
            lambda s, f=filtre: personnes_liste.ids(s, f, TODAY),
            lambda s, f=filtre, i=people[1]: personnes_liste.position(s, f, NAME, i, TODAY),
            lambda s, i=people[0]: foyers.foyers_of(s, i, TODAY),
        ):
            with base.reading() as session, statements.count() as cost:
                ask(session)
            costs.append(len(cost))
        seen.append(costs)
        base.close()
    assert seen[0] == seen[1]
    assert seen[1] == [5, 1, 2, 1, 2, 4]


@given(
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    st.integers(0, 99),
)
@example(date(2009, 3, 1), date(2028, 2, 29), 19)
@example(date(2009, 2, 28), date(2028, 2, 29), 19)
@example(date(2008, 2, 29), date(2026, 2, 28), 18)
def test_born_before_is_the_age_of_the_domain(birth, day, years):
    assert (birth <= personnes_liste.born_before(day, years)) == (age(birth, day) >= years)


def test_foyers_of_a_person_are_those_of_the_day_responsables_first(database):
    amina, sami, gone = (a_personne(database, nom=nom) for nom in ("Amina", "Sami", "Partie"))
    foyer = a_foyer(database, sami)
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.query(Rattachement).one().role = RoleFoyer.ENFANT.value
        link(session, amina, foyer)
        link(session, gone, foyer, jusqu_au=date(2026, 9, 14))
    with database.reading() as session:
        (seen,) = foyers.foyers_of(session, sami, TODAY)
        assert foyers.foyers_of(session, gone, TODAY) == ()
    assert [member.nom for member in seen.membres] == ["Amina", "Sami"]
    assert seen.membres[1].role is RoleFoyer.ENFANT


def test_numbers_follow_one_another_without_a_gap(database):
    a_personne(database)
    many_personnes(database, [a_draft(), a_draft()])
    a_personne(database)
    assert sorted(row.numero for row in listed(database)) == [1, 2, 3, 4]


def test_the_shipped_zones_have_the_same_ids_everywhere(database):
    with database.reading() as session:
        shipped = [(zone.id, zone.genre) for zone in foyers.zones(session)]
    assert sorted(shipped) == [
        (1, "QPV"),
        (2, "FRR"),
        (3, "commune"),
        (4, "hors commune"),
        (5, "inconnu"),
    ]


def test_a_person_who_is_gone_is_told(database):
    with database.reading() as session, pytest.raises(Introuvable):
        load(session, 42)


def test_a_year_alone_is_kept_with_its_precision(database):
    birth = Naissance(date(1951, 1, 1), Precision.ANNEE)
    a_personne(database, naissance=birth)
    assert listed(database)[0].naissance == birth
