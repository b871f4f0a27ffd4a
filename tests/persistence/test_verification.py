"""`verifier`: each kind of damage is told, and a whole base has nothing to tell."""

from pathlib import Path

import pytest
from sqlalchemy import text

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence import search
from cs_desktop.persistence.centre import BASE_UUID, set_reglage
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.slot_files import read_slots, slots_path, write_slots
from cs_desktop.persistence.slots import FICHE
from cs_desktop.persistence.verification import verify
from cs_desktop.services.comptes import ComptesService, ouvrir
from tests.support.centres import ODILE, SECRET, a_centre, add, enter, enter_plain, now


@pytest.fixture(params=["protected", "plain"])
def opened(request: pytest.FixtureRequest, tmp_path: Path):
    """An open base and who works in it, with and without accounts."""
    plain = request.param == "plain"
    base, _words = a_centre(tmp_path, sans_compte=plain)
    database, acteur = enter_plain(base) if plain else enter(base)
    yield database, acteur
    database.close()


@pytest.fixture
def protected(tmp_path: Path):
    """An open base with accounts."""
    database, acteur = enter(a_centre(tmp_path)[0])
    yield database, acteur
    database.close()


def told(database: Database) -> dict[str, tuple[str, ...]]:
    return {controle.nom: controle.problemes for controle in verify(database) if controle.problemes}


def damage(database: Database, *statements: str) -> None:
    """Write what the program never writes."""
    connection = database.engine.raw_connection()
    cursor = connection.cursor()
    for statement in ("PRAGMA foreign_keys = OFF", *statements, "PRAGMA foreign_keys = ON"):
        cursor.execute(statement)
    cursor.close()
    connection.close()


def test_a_whole_base_has_nothing_to_tell(opened: tuple[Database, Acteur]) -> None:
    assert [controle.nom for controle in verify(opened[0])] == [
        "Fichier", "Liens entre fiches", "Journal", "Recherche", "Comptes et clés",
    ]  # fmt: skip
    assert told(opened[0]) == {}


def test_a_broken_link_is_told(opened: tuple[Database, Acteur]) -> None:
    damage(
        opened[0],
        "INSERT INTO preference (id, version, cree_le, modifie_le, compte_id, cle, valeur) "
        "VALUES (7, 1, '2026-01-01', '2026-01-01', 999, 'x', '1')",
    )
    problems = told(opened[0])
    assert list(problems) == ["Liens entre fiches"]
    assert "« preference »" in problems["Liens entre fiches"][0].replace("\u00a0", " ")


def test_many_problems_of_a_kind_are_summed_up(opened: tuple[Database, Acteur]) -> None:
    damage(
        opened[0],
        *(
            "INSERT INTO preference (id, version, cree_le, modifie_le, compte_id, cle, valeur) "
            f"VALUES ({n}, 1, '2026-01-01', '2026-01-01', 999, 'x{n}', '1')"
            for n in range(8)
        ),
    )
    problems = told(opened[0])["Liens entre fiches"]
    assert len(problems) == 6
    assert "3\u00a0autres problèmes" in problems[-1]


def test_a_changed_journal_is_told(opened: tuple[Database, Acteur]) -> None:
    damage(
        opened[0],
        "DROP TRIGGER journal_jamais_modifie",
        "UPDATE journal SET usage = 'autre' WHERE id = (SELECT min(id) FROM journal)",
    )
    problems = told(opened[0])
    assert list(problems) == ["Journal"]
    assert any("modifiée" in problem for problem in problems["Journal"])


def test_a_wrong_search_index_is_told(
    opened: tuple[Database, Acteur], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "check", lambda _session: ["Recherche : 2 fiches à refaire."])
    assert told(opened[0]) == {"Recherche": ("Recherche : 2 fiches à refaire.",)}


def test_a_damaged_page_is_told_and_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    for sans_compte in (True, False):
        base, _words = a_centre(tmp_path / str(sans_compte), sans_compte=sans_compte)
        database, _acteur = enter_plain(base) if sans_compte else enter(base)
        root = _page_of(database, "ix_journal_personne")
        database.checkpoint()
        database.close()
        content = bytearray(base.read_bytes())
        content[(root - 1) * 4096 : root * 4096] = bytes(4096)
        base.write_bytes(content)
        database, _acteur = enter_plain(base) if sans_compte else _enter_reading(base)
        problems = told(database)
        assert "Fichier" in problems
        assert "endommagé" in problems["Fichier"][0]
        assert "Recherche" not in problems
        database.close()


def test_a_damaged_page_that_nothing_uses_is_told(tmp_path: Path) -> None:
    """Free pages are not read by the check of SQLite; the cipher sees them."""
    base, _words = a_centre(tmp_path)
    database, _acteur = enter(base)
    damage(
        database,
        "CREATE TABLE gros (octets BLOB)",
        "INSERT INTO gros VALUES (randomblob(100000))",
        "DROP TABLE gros",
    )
    database.checkpoint()
    database.close()
    content = bytearray(base.read_bytes())
    content[-2000] ^= 1
    base.write_bytes(content)
    database, _acteur = _enter_reading(base)
    assert list(told(database)) == ["Fichier"]
    database.close()


def _enter_reading(base: Path):
    return ouvrir(base, ODILE, SECRET, now=now, lecture=True)


def _page_of(database: Database, name: str) -> int:
    with database.reading() as session:
        query = text("SELECT rootpage FROM sqlite_master WHERE name = :name")
        return int(session.execute(query, {"name": name}).scalar_one())


def test_a_base_under_another_name_is_told(protected: tuple[Database, Acteur]) -> None:
    database, acteur = protected
    with database.transaction(acteur, "essai") as session:
        set_reglage(session, BASE_UUID, "0" * 32)
    assert list(told(database)) == ["Fichier"]


def test_accounts_and_slots_that_differ_are_told(protected: tuple[Database, Acteur]) -> None:
    database, acteur = protected
    ring = database.trousseau
    assert ring is not None
    before = read_slots(database.path)
    karim = add(ComptesService(database, now), acteur)
    after = read_slots(database.path)
    write_slots(database.path, before)
    assert told(database)["Comptes et clés"] == ("1\u00a0compte sans clé pour ouvrir la base.",)
    write_slots(database.path, after.with_slot("42", b"x", ring))
    assert told(database)["Comptes et clés"] == ("1\u00a0clé sans compte qui lui réponde.",)
    write_slots(database.path, after.without(frozenset({FICHE}), ring))
    assert "fiche de secours" in told(database)["Comptes et clés"][0]
    assert str(karim) in after.ids()


def test_unreadable_slots_are_told(protected: tuple[Database, Acteur]) -> None:
    database, _acteur = protected
    for path in database.path.parent.glob("*.cles*"):
        path.unlink()
    assert "manque ou est endommagé" in told(database)["Comptes et clés"][0]


def test_forged_slots_are_told(protected: tuple[Database, Acteur], tmp_path: Path) -> None:
    database, _acteur = protected
    ring = database.trousseau
    assert ring is not None
    forged = read_slots(database.path).without(frozenset(), ring.plus(b"x" * 32))
    slots_path(database.path).write_bytes(forged.to_bytes())
    assert "modifié hors du programme" in told(database)["Comptes et clés"][0]
    assert tmp_path.exists()
