"""The demonstration centre: exact counts whatever the seed, and the same content for one seed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.domain.personnes import Etat, FiltrePersonnes, check_draft
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.search import check
from cs_desktop.services.demo.creation import Demonstration, create_demonstration
from cs_desktop.services.foyers import FoyerService
from cs_desktop.services.personnes import PersonneService
from cs_desktop.services.securite_enfant import SecuriteService

MOSAIQUE = Path("resources/data/mosaique")
JOUR = date(2026, 9, 15)
CONTENT = (
    "SELECT numero, nom, prenom, naissance_le, telephone, adresse, zone_id, cree_le FROM personne",
    "SELECT nom, adresse, caisse FROM foyer ORDER BY id",
    "SELECT personne_id, foyer_id, role, part_garde FROM rattachement ORDER BY id",
)


def content(path: Path) -> list[list[tuple[object, ...]]]:
    database = Database(path)
    try:
        with database.reading() as session:
            return [[tuple(r) for r in session.connection().execute(text(q))] for q in CONTENT]
    finally:
        database.close()


@pytest.mark.parametrize("graine", [1, 2, 77])
def test_the_counts_of_mosaique_hold_whatever_the_seed(tmp_path: Path, graine: int) -> None:
    path = tmp_path / "demo.csd"
    counts = create_demonstration(path, Demonstration(MOSAIQUE, graine=graine))
    assert (counts["personne"], counts["foyer"], counts["rattachement"]) == (386 + 19, 214, 392)
    database = Database(path)
    service = PersonneService(database, lambda: JOUR, lambda: None)
    try:
        assert service.count(SANS_COMPTE) == 386
        assert service.count(SANS_COMPTE, FiltrePersonnes(etat=Etat.ARCHIVEES)) == 19
        assert service.count(SANS_COMPTE, FiltrePersonnes(sans_foyer=True)) == 6
        with database.reading() as session:
            assert check(session) == []
            two_homes = text(
                "SELECT count(*) FROM (SELECT personne_id FROM rattachement "
                "GROUP BY personne_id HAVING count(*) = 2)"
            )
            assert session.connection().execute(two_homes).scalar_one() == 12
    finally:
        database.close()


def test_the_written_people_keep_their_numbers_and_stories(tmp_path: Path) -> None:
    path = tmp_path / "demo.csd"
    create_demonstration(path, Demonstration(MOSAIQUE))
    database = Database(path)
    service = PersonneService(database, lambda: JOUR, lambda: None)
    try:
        amina = service.search(SANS_COMPTE, "belkacem amina", 5)[0]
        assert (amina.numero, amina.telephone) == (231, "0639984207")
        ines = service.search(SANS_COMPTE, "ines zerrouki", 5)[0]
        assert {foyer.nom for foyer in service.fiche(SANS_COMPTE, ines.id).foyers} == {
            "Belkacem",
            "Zerrouki",
        }
        for personne_id in service.ids(SANS_COMPTE):
            check_draft(service.draft(SANS_COMPTE, personne_id), JOUR)
    finally:
        database.close()


def test_same_seed_and_day_same_content_another_seed_another_content(tmp_path: Path) -> None:
    one, same, other = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    for path, graine in ((one, 5), (same, 5), (other, 6)):
        create_demonstration(path, Demonstration(MOSAIQUE, graine=graine))
    assert content(one) == content(same)
    assert content(one) != content(other)


def test_a_larger_size_keeps_the_shape(tmp_path: Path) -> None:
    counts = create_demonstration(tmp_path / "d", Demonstration(MOSAIQUE, personnes=1_000))
    assert counts["personne"] == 1_000 + 19
    assert counts["foyer"] == 214 * 1_000 // 386


def test_an_existing_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo.csd"
    path.write_bytes(b"a file of somebody")
    with pytest.raises(StockageIndisponible, match="existe déjà"):
        create_demonstration(path, Demonstration(MOSAIQUE))
    assert path.read_bytes() == b"a file of somebody"


def test_a_creation_that_stops_leaves_nothing(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create_demonstration(tmp_path / "demo.csd", Demonstration(MOSAIQUE), stop)
    assert list(tmp_path.iterdir()) == []


def test_a_creation_follows_one_that_was_killed(tmp_path: Path) -> None:
    for name in ("d.csd.partiel", "d.csd.partiel-wal", "d.csd.partiel-shm"):
        (tmp_path / name).write_bytes(b"half")
    create_demonstration(
        tmp_path / "d.csd", Demonstration(Path("resources/data/mosaique"), personnes=3)
    )
    assert [path.name for path in tmp_path.iterdir()] == ["d.csd"]


@pytest.mark.parametrize("graine", [1, 5])
def test_around_the_children_the_counts_hold(tmp_path: Path, graine: int) -> None:
    counts = create_demonstration(tmp_path / "d", Demonstration(MOSAIQUE, graine=graine))
    assert counts["personne_interdite"] == 2
    assert counts["coordonnees_retenues"] == 3
    assert counts["responsabilite"] == 2
    assert counts["personne_autorisee"] == 4
    database = Database(tmp_path / "d")
    services = SecuriteService(database, lambda: JOUR, lambda: None)
    personnes = PersonneService(database, lambda: JOUR, lambda: None)
    try:
        noe = personnes.search(SANS_COMPTE, "leclercq noe", 5)[0].id
        alerte = personnes.rows(SANS_COMPTE, [noe])[0].alerte
        assert alerte == "Ne doit pas venir chercher\u00a0: Steven Vandamme"
        lilou = personnes.search(SANS_COMPTE, "bernaert lilou", 5)[0].id
        ase = services.entourage(SANS_COMPTE, lilou).responsabilites[0]
        assert (ase.contact, ase.telephone) == ("Valérie Mortreux", "0353012031")
        ines = personnes.search(SANS_COMPTE, "zerrouki ines", 5)[0].id
        shown = FoyerService(database, lambda: JOUR).of_person(SANS_COMPTE, ines)
        assert {m.lien for one in shown for m in one.fiche.membres if m.personne_id == ines} == {
            "Enfant, alternée, une semaine sur deux"
        }
    finally:
        database.close()
