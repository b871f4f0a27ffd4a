"""Figures of adhésions: each value is the number of its rows, each filter keeps whom it says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.chiffres import Filtre
from cs_desktop.domain.dates import Naissance
from cs_desktop.domain.periods import Periode, annee_civile, saison
from cs_desktop.domain.personnes import Sexe
from cs_desktop.domain.quotients import GenreQuotient, QuotientDraft, TrancheQf
from cs_desktop.domain.saisons import jour_reference_age
from cs_desktop.persistence import adhesions, personnes, quotients
from cs_desktop.persistence.centre import Site
from cs_desktop.persistence.chiffres import registre
from cs_desktop.persistence.foyers import Foyer
from tests.support.adhesions import (
    LAST_SEASON,
    OLD_SEASON,
    THIS_SEASON,
    an_association,
    covers,
)
from tests.support.personnes import TODAY, a_foyer, a_personne, link

DAY = Periode(TODAY, TODAY)


def value(database, code: str, periode: Periode = THIS_SEASON, **filters) -> int | None:
    """The figure, after checking that it is the number of its rows."""
    with database.reading() as session:
        filtre = Filtre.de(filters)
        counted = registre.value(session, f"adhesions.{code}", periode, filtre)
        if counted is not None:
            _, lines = registre.rows(session, f"adhesions.{code}", periode, filtre)
            assert counted == len(lines)
        return counted


def foyers(database, **filters) -> int | None:
    with database.reading() as session:
        code = "familles.foyers_adherents"
        return registre.value(session, code, THIS_SEASON, Filtre.de(filters))


@pytest.fixture
def town(database):
    """A family of three this season, one faithful woman, one man to renew, one long gone."""
    amina = a_personne(database, prenom="Amina", sexe=Sexe.F, zone_id=1)
    sami = a_personne(database, prenom="Sami", sexe=Sexe.M, naissance=Naissance(date(2014, 6, 3)))
    ines = a_personne(database, prenom="Inès", sexe=Sexe.F, naissance=Naissance(date(2018, 2, 27)))
    foyer_id = a_foyer(database, amina, sami, ines)
    covers(database, amina, sami, ines, foyer_id=foyer_id, prise_le=TODAY)
    claudine = a_personne(database, prenom="Claudine", sexe=Sexe.F, zone_id=4)
    for season in (LAST_SEASON, THIS_SEASON):
        covers(database, claudine, periode=season)
    paulo = a_personne(database, prenom="Paulo", sexe=Sexe.M)
    covers(database, paulo, periode=LAST_SEASON)
    denis = a_personne(database, prenom="Denis", sexe=Sexe.M)
    covers(database, denis, periode=OLD_SEASON)
    a_personne(database, prenom="Estelle", sexe=Sexe.F)
    people = {"amina": amina, "sami": sami, "ines": ines, "claudine": claudine}
    return database, people | {"paulo": paulo, "denis": denis, "foyer": foyer_id}


def test_the_figures_of_a_season(town):
    database, _ = town
    assert value(database, "adherents") == 4
    assert value(database, "adherents", LAST_SEASON) == 2
    assert value(database, "a_jour", DAY) == 4
    assert value(database, "a_renouveler", DAY) == 1
    assert value(database, "nouveaux") == 3
    assert value(database, "fideles") == 1
    assert value(database, "renouvelables") == 2
    assert value(database, "souscrites", annee_civile(2026)) == 2
    assert value(database, "souscrites", annee_civile(2025)) == 2


def test_filters_of_a_person(town):
    database, _ = town
    assert value(database, "adherents", sexe="F") == 3
    assert value(database, "adherents", tranche_age="12-15") == 1
    assert value(database, "adherents", tranche_age="6-11") == 1
    assert value(database, "adherents", zone="QPV") == 1
    assert value(database, "adherents", zone=("QPV", "hors commune")) == 2
    assert value(database, "adherents", type_adhesion="familiale") == 3
    assert value(database, "a_jour", DAY, type_adhesion="individuelle") == 1
    assert value(database, "a_renouveler", DAY, type_adhesion="familiale") == 0
    assert value(database, "a_renouveler", DAY, type_adhesion="individuelle") == 1


def test_filters_of_an_adhesion(town):
    database, _ = town
    year = annee_civile(2026)
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.add(Site(numero=0, nom="Siège"))
    assert value(database, "souscrites", year, type_adhesion="familiale") == 1
    assert value(database, "souscrites", year, mois="2026-09") == 2
    assert value(database, "souscrites", year, mois="2026-10") == 0
    assert value(database, "souscrites", year, mois="septembre") == 0
    assert value(database, "souscrites", year, site="Siège") == 2
    assert value(database, "souscrites", year, site="Ailleurs") == 0
    assert value(database, "souscrites", year, zone="hors commune") == 1


def test_nobody_is_new_when_nothing_is_known_before(town):
    database, _ = town
    assert value(database, "nouveaux", OLD_SEASON) is None
    assert value(database, "nouveaux", LAST_SEASON) == 2


def test_associations_are_adhesions_of_nobody(database):
    organisme_id = an_association(database)
    taken = adhesions.NouvelleAdhesion(
        adhesions.GenreAdhesion.ASSOCIATION, TODAY, THIS_SEASON, 0, organisme_id=organisme_id
    )
    with database.transaction(SANS_COMPTE, "adhesion.prendre") as session:
        adhesions.insert(session, [taken])
    assert value(database, "souscrites", annee_civile(2026), type_adhesion="association") == 1
    assert value(database, "adherents") == 0


def test_cancelled_ones_count_nowhere(town):
    database, _ = town
    with database.transaction(SANS_COMPTE, "adhesion.annuler") as session:
        for row in session.query(adhesions.Adhesion):
            adhesions.cancel(session, row.id, "essai", session.info["now"])
    for code in ("adherents", "souscrites", "fideles", "renouvelables"):
        assert value(database, code) == 0
    assert value(database, "a_jour", DAY) == value(database, "a_renouveler", DAY) == 0
    assert foyers(database) == 0


def test_archiving_lowers_no_figure_but_those_to_renew(town):
    database, people = town
    with database.transaction(SANS_COMPTE, "personne.archiver") as session:
        day = datetime(2026, 9, 15, 9, tzinfo=UTC)
        personnes.set_archived(session, [people["amina"], people["paulo"]], day)
    assert value(database, "adherents") == 4
    assert value(database, "renouvelables") == 2
    assert value(database, "a_renouveler", DAY) == 0
    yesterday = Periode(date(2026, 9, 14), date(2026, 9, 14))
    assert value(database, "a_renouveler", yesterday) == 1


def test_foyers_adherents_by_either_way(town):
    database, people = town
    assert foyers(database) == 1
    other = a_foyer(database, people["claudine"], nom="Marchand")
    assert foyers(database) == 2
    assert foyers(database, type_adhesion="individuelle") == 1
    assert foyers(database, type_adhesion="association") == 0
    assert foyers(database, caisse="inconnu") == 2
    assert foyers(database, zone="QPV") == 1
    with database.transaction(SANS_COMPTE, "essai") as session:
        session.get(Foyer, other).caisse = "MSA"
    assert foyers(database, caisse="MSA") == 1


@pytest.mark.parametrize(
    ("dates", "counted"),
    [
        ({"jusqu_au": date(2026, 8, 31)}, 0),
        ({"jusqu_au": date(2026, 9, 1)}, 1),
        ({"depuis": date(2027, 9, 1)}, 0),
        ({"depuis": date(2027, 8, 31)}, 1),
    ],
)
def test_a_foyer_counts_only_while_its_member_lives_there(database, dates, counted):
    personne_id = a_personne(database)
    covers(database, personne_id)
    foyer_id = a_foyer(database, nom="Vide")
    with database.transaction(SANS_COMPTE, "essai") as session:
        link(session, personne_id, foyer_id, **dates)
    assert foyers(database) == counted


def test_the_bands_of_the_quotient(town):
    database, people = town
    start = date(2026, 9, 1)
    with database.transaction(SANS_COMPTE, "essai") as session:
        bands = (TrancheQf("T1", 0, 400, ""), TrancheQf("T2", 401, None, ""))
        quotients.set_tranches(session, bands)
        quotients.write(session, QuotientDraft(people["foyer"], 400, a_partir_du=start))
        later = QuotientDraft(people["foyer"], 401, a_partir_du=date(2027, 8, 1))
        quotients.write(session, later)
    assert value(database, "a_jour", DAY, tranche_qf="T1") == 3
    assert value(database, "adherents", tranche_qf="T2") == 3
    assert value(database, "adherents", tranche_qf=("T1", "T2", "sans foyer")) == 4
    assert value(database, "adherents", tranche_qf="sans foyer") == 1
    assert value(database, "adherents", tranche_qf="T9") == 0
    assert foyers(database, tranche_qf="T2") == 1
    with database.transaction(SANS_COMPTE, "essai") as session:
        absent = QuotientDraft(people["foyer"], None, GenreQuotient.ABSENT, date(2027, 8, 2))
        quotients.write(session, absent)
    assert value(database, "adherents", tranche_qf="sans justificatif") == 3


def test_a_child_of_two_homes_follows_the_familiale_then_the_share(town):
    database, people = town
    mehdi = a_personne(database, prenom="Mehdi")
    other = a_foyer(database, mehdi, nom="Zerrouki")
    with database.transaction(SANS_COMPTE, "essai") as session:
        link(session, people["ines"], other, part_garde=90)
        quotients.set_tranches(session, (TrancheQf("T", 0, None, ""),))
        quotients.write(session, QuotientDraft(other, 900, a_partir_du=date(2026, 1, 1)))
    assert value(database, "adherents", tranche_qf="T") == 0
    taken = adhesions.NouvelleAdhesion(
        *(adhesions.GenreAdhesion.INDIVIDUELLE, TODAY, saison(2028), 0, (people["ines"],)),
        personne_id=people["ines"],
    )
    with database.transaction(SANS_COMPTE, "adhesion.prendre") as session:
        adhesions.insert(session, [taken])
    assert value(database, "adherents", saison(2028), tranche_qf="T") == 1


def test_the_day_when_the_age_is_taken():
    assert jour_reference_age(saison(2026)) == date(2026, 12, 31)
    assert jour_reference_age(annee_civile(2026)) == date(2026, 12, 31)
    assert jour_reference_age(Periode(date(2025, 11, 1), date(2026, 2, 1))) == date(2026, 12, 31)
    assert jour_reference_age(DAY) == date(2026, 12, 31)
