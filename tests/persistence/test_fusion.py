"""Merging two rows of one person: every reference follows, and everything comes back (A6)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.errors import AnnulationRefusee, Introuvable, RegleMetier
from cs_desktop.domain.foyers import RoleFoyer
from cs_desktop.persistence import search
from cs_desktop.persistence.chain import verify_chain
from cs_desktop.persistence.foyers import Rattachement
from cs_desktop.persistence.fusion import distinguish, merge
from cs_desktop.persistence.journal import read_operation
from cs_desktop.persistence.personnes import DoublonEcarte, Personne, load
from cs_desktop.persistence.personnes_recherche import search as ask
from cs_desktop.persistence.references import referrers
from cs_desktop.persistence.rows import read_where
from cs_desktop.persistence.tables import whole_metadata
from cs_desktop.persistence.trace import Action
from cs_desktop.persistence.undo import undo
from tests.support.personnes import AMINA, a_foyer, a_personne, link, stored

DERIVED = {"recherche", "recherche_mot", "compteur", "journal", "journal_contenu"}
STAMPS = {"version", "modifie_le"}


def contents(database):
    """Every row of the trade, without what undo is allowed to move on."""
    found = {}
    with database.reading() as session:
        for table in whole_metadata().sorted_tables:
            if table.name in DERIVED or "id" not in table.columns:
                continue
            rows = read_where(session, table, table.columns.id.is_not(None))
            for row_id, row in rows.items():
                kept = {k: v for k, v in row.items() if k not in STAMPS}
                found[table.name, row_id] = kept
    return found


def merging(database, kept, lost) -> int:
    with database.transaction(SANS_COMPTE, "personne.fusionner") as session:
        merge(session, kept, lost)
        return session.info["operation"]


def undoing(database, operation) -> int:
    with database.transaction(SANS_COMPTE, "operation.annuler") as session:
        undo(session, operation)
        return session.info["operation"]


@pytest.fixture
def doubles(database):
    """Amina twice: in one common foyer, in one of her own, one pair said to be different."""
    kept, lost = a_personne(database, nom="Belkacem"), a_personne(database, nom="Belkacemm")
    child, stranger = a_personne(database, nom="Sami"), a_personne(database, nom="Autre")
    common = a_foyer(database, kept, child)
    own = a_foyer(database, lost, nom="Zerrouki", commune="Bergues")
    with database.transaction(SANS_COMPTE, "essai") as session:
        link(session, lost, common, RoleFoyer.AUTRE_ADULTE)
        distinguish(session, lost, stranger)
    return kept, lost, stranger, own


def test_every_reference_follows_and_the_lost_row_stays_marked(database, doubles):
    kept, lost, stranger, own = doubles
    merging(database, kept, lost)
    with database.reading() as session:
        for column in referrers("personne"):
            left = read_where(session, column.table, column == lost)
            assert not left, f"{column} still refers to the lost row"
        pair = session.scalars(select(DoublonEcarte)).one()
        assert search.check(session) == []
    assert stored(database, lost).fusionnee_dans == kept
    assert {pair.personne_id, pair.autre_id} == {kept, stranger}
    rows = contents(database)
    assert own in {row["foyer_id"] for (t, _), row in rows.items() if t == "rattachement"}


def test_on_a_collision_the_survivor_s_row_stays_and_the_other_is_journalled(database, doubles):
    kept, lost, *_ = doubles
    operation = merging(database, kept, lost)
    with database.reading() as session:
        steps = read_operation(session, operation)
    (gone,) = [step for step in steps if step.action is Action.SUPPRESSION]
    assert (gone.table, gone.avant["personne_id"], gone.avant["role"]) == (
        "rattachement",
        lost,
        "autre_adulte",
    )


def test_a_merge_is_undone_then_done_again(database, doubles):
    kept, lost, *_ = doubles
    before = contents(database)
    operation = merging(database, kept, lost)
    merged = contents(database)
    assert merged != before
    undone = undoing(database, operation)
    assert contents(database) == before
    undoing(database, undone)
    assert contents(database) == merged
    with database.reading() as session:
        assert search.check(session) == []
        assert verify_chain(session) == []


def test_a_merge_is_not_undone_over_a_later_change(database, doubles):
    kept, lost, _, own = doubles
    operation = merging(database, kept, lost)
    with database.transaction(SANS_COMPTE, "essai") as session:
        moved = session.scalars(select(Rattachement).where(Rattachement.foyer_id == own)).one()
        moved.role = RoleFoyer.ACCUEILLANT.value
    with pytest.raises(AnnulationRefusee):
        undoing(database, operation)


def test_the_survivor_takes_what_she_lacked_and_keeps_what_she_had(database):
    kept = a_personne(database, telephone="0639984207", adresse="1 rue du Puits")
    lost = a_personne(
        database,
        telephone="0353014418",
        courriel="claudine@exemple.fr",
        naissance=AMINA.naissance,
        commune="Bergues",
        adresse="2 rue du Puits",
    )
    merging(database, kept, lost)
    row = stored(database, kept)
    assert (row.telephone, row.courriel) == ("0639984207", "claudine@exemple.fr")
    assert (row.adresse, row.commune) == ("1 rue du Puits", "")  # an address is taken whole
    assert row.naissance_le == date(1988, 1, 19)


def test_only_the_survivor_is_found(database):
    kept, lost = a_personne(database, nom="Martel"), a_personne(database, nom="Martell")
    merging(database, kept, lost)
    with database.reading() as session:
        assert [one.id for one in ask(session, "martel", 10, date(2026, 9, 15))] == [kept]
    with database.reading() as session, pytest.raises(Introuvable, match="fusionnée"):
        load(session, lost)


def test_those_merged_before_follow(database):
    first, second, third = (a_personne(database) for _ in range(3))
    merging(database, second, first)
    merging(database, third, second)
    assert stored(database, first).fusionnee_dans == third


def test_a_pair_of_the_two_merged_people_disappears(database):
    kept, lost, third = (a_personne(database) for _ in range(3))
    with database.transaction(SANS_COMPTE, "essai") as session:
        for pair in ((kept, lost), (kept, third), (third, lost), (third, kept)):
            distinguish(session, *pair)
    merging(database, kept, lost)
    with database.reading() as session:
        pairs = session.scalars(select(DoublonEcarte)).all()
    assert [(pair.personne_id, pair.autre_id) for pair in pairs] == [(kept, third)]


def test_what_makes_no_sense_is_refused(database):
    someone = a_personne(database)
    with pytest.raises(RegleMetier):
        merging(database, someone, someone)
    with pytest.raises(Introuvable):
        merging(database, someone, 42)
    with pytest.raises(RegleMetier), database.transaction(SANS_COMPTE, "essai") as session:
        distinguish(session, someone, someone)


def test_people_are_referred_to_by_more_than_one_table(database):
    """The walk above would prove nothing over an empty list."""
    names = {column.table.name for column in referrers(Personne.__tablename__)}
    assert names >= {"personne", "rattachement", "doublon_ecarte"}
