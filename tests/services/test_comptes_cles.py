"""Keys of a centre: what a crash leaves is mended, the fiche rescues, a new key shuts out."""

from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import (
    BaseOccupee,
    CleRefusee,
    RegleMetier,
    StockageIndisponible,
)
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.essais import essais_path
from cs_desktop.persistence.slot_files import (
    previous_path,
    read_slots,
    slots_path,
    write_slots,
)
from cs_desktop.persistence.slots import FICHE
from cs_desktop.services.comptes import ComptesService, secourir
from tests.support.centres import KARIM, ODILE, OTHER, SECRET, add, enter, now, opens


@pytest.fixture
def service(entered: tuple[Database, Acteur]) -> ComptesService:
    """The accounts of the open base."""
    return ComptesService(entered[0], now)


class TestRepair:
    def test_a_row_without_a_slot_is_retired_at_start_up(
        self, base: Path, entered: tuple[Database, Acteur], service: ComptesService, odile: Acteur
    ) -> None:
        """A crash between both steps of a new account."""
        before = read_slots(base)
        add(service, odile)
        write_slots(base, before)
        entered[0].close()
        database, acteur = enter(base)
        assert [row.nom for row in ComptesService(database, now).comptes(acteur)] == [ODILE]
        database.close()

    def test_a_slot_without_a_row_is_closed_at_start_up(
        self, base: Path, entered: tuple[Database, Acteur], service: ComptesService, odile: Acteur
    ) -> None:
        """A crash between both steps of a removal leaves a row; a restored base leaves a slot."""
        karim = add(service, odile)
        before = read_slots(base)
        service.retirer_compte(odile, karim)
        write_slots(base, before)
        with pytest.raises(CleRefusee):
            enter(base, OTHER, KARIM)
        entered[0].close()
        enter(base)[0].close()
        assert read_slots(base).ids() == {str(odile.id), FICHE}

    def test_a_damaged_slot_file_is_recovered(self, base: Path, entered: object) -> None:
        del entered
        assert previous_path(base).exists() or write_slots(base, read_slots(base)) is None
        slots_path(base).write_bytes(b"\0" * 100)
        assert opens(base)


class TestFiche:
    def test_the_fiche_gives_a_new_password(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        database, acteur = secourir(base, words.upper(), ODILE, OTHER, now=now)
        database.close()
        assert acteur.nom == ODILE
        assert opens(base, OTHER)
        with pytest.raises(CleRefusee):
            enter(base, SECRET)

    def test_a_new_fiche_replaces_the_one_that_was_read(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        database, acteur = secourir(base, words, ODILE, OTHER, now=now)
        service = ComptesService(database, now)
        new = " ".join(service.nouvelle_fiche(acteur))
        service.rechiffrer(acteur)
        database.close()
        with pytest.raises(CleRefusee, match=r"n’ouvrent pas.*9\u00a0essais"):
            secourir(base, words, ODILE, SECRET, now=now)
        secourir(base, new, ODILE, SECRET, now=now)[0].close()
        assert opens(base, SECRET)

    def test_it_serves_an_account_that_manages_the_others(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        database, odile = enter(base)
        add(ComptesService(database, now), odile)
        database.close()
        for nom in (KARIM, "Personne"):
            with pytest.raises(RegleMetier, match=ODILE):
                secourir(base, words, nom, "Giroflée+1999", now=now)
        assert opens(base, OTHER, KARIM)

    def test_without_anyone_left_it_makes_a_direction(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        slots, (database, odile) = read_slots(base), enter(base)
        ring = database.trousseau
        assert ring is not None
        database.close()
        write_slots(base, slots.without(frozenset({str(odile.id)}), ring))
        database, first = secourir(base, words, ODILE, OTHER, now=now)
        database.close()
        assert first.id == odile.id  # its row was still there

        with_nobody, _words = base, words
        connection = connect(with_nobody, ring.courante)
        connection.execute("UPDATE compte_utilisateur SET archive_le = '2026-01-01 00:00:00'")
        connection.close()
        database, acteur = secourir(with_nobody, words, "Nadia Perrin", OTHER, now=now)
        database.close()
        assert acteur.role is Role.DIRECTION
        assert opens(with_nobody, OTHER, "Nadia Perrin")

    def test_wrong_words_are_not_counted_as_tries(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        with pytest.raises(RegleMetier, match="11"):
            secourir(base, words.rsplit(" ", 1)[0], ODILE, OTHER, now=now)
        assert not essais_path(base).exists()

    def test_a_weak_password_keeps_the_old_one(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        with pytest.raises(RegleMetier, match="Il manque"):
            secourir(base, words, ODILE, "facile", now=now)
        assert opens(base)


class TestNewKey:
    def test_everyone_keeps_their_password_and_the_old_key_opens_nothing(
        self, base: Path, service: ComptesService, odile: Acteur, entered: tuple[Database, Acteur]
    ) -> None:
        add(service, odile)
        database = entered[0]
        assert database.trousseau is not None
        old = database.trousseau.courante
        service.rechiffrer(odile)
        assert database.trousseau.courante != old
        assert database.trousseau.cles[0] == old  # older backups still open
        assert [row.nom for row in service.comptes(odile)] == [KARIM, ODILE]
        database.close()
        with pytest.raises(StockageIndisponible):
            connect(base, old)
        assert opens(base)
        assert opens(base, OTHER, KARIM)

    def test_it_can_be_done_again_and_passwords_changed_in_between(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        service.rechiffrer(odile)
        service.changer_mot_de_passe(odile, SECRET, OTHER)
        service.rechiffrer(odile)
        add(service, odile)
        assert opens(base, OTHER)
        assert opens(base, OTHER, KARIM)

    def test_who_left_with_a_copy_of_the_slots_opens_nothing(
        self, base: Path, service: ComptesService, odile: Acteur, entered: tuple[Database, Acteur]
    ) -> None:
        karim = add(service, odile)
        kept = slots_path(base).read_bytes()
        service.retirer_compte(odile, karim)
        service.rechiffrer(odile)
        entered[0].close()
        slots_path(base).write_bytes(kept)
        with pytest.raises(StockageIndisponible, match="ne s’ouvre avec aucune"):
            enter(base, OTHER, KARIM)

    def test_another_window_stops_it_without_harm(
        self, base: Path, service: ComptesService, odile: Acteur,
        entered: tuple[Database, Acteur], monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setattr("cs_desktop.persistence.driver.WAIT_MS", 50)
        ring = entered[0].trousseau
        assert ring is not None
        reader = connect(base, ring.courante)
        reader.execute("SELECT count(*) FROM centre").fetchone()
        with pytest.raises(BaseOccupee):
            service.rechiffrer(odile)
        reader.close()
        assert [row.nom for row in service.comptes(odile)] == [ODILE]
        service.rechiffrer(odile)
        assert opens(base)

    def test_nobody_can_come_in_between(
        self, base: Path, service: ComptesService, odile: Acteur, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another connection would put the base back in WAL, where a crash could not be undone."""
        monkeypatch.setattr("cs_desktop.persistence.driver.WAIT_MS", 50)
        tried: list[str] = []

        class Watched:
            def __init__(self, path: Path, key: bytes) -> None:
                self.path, self.key, self.real = path, key, connect(path, key)

            def execute(self, statement: str) -> object:
                if "rekey" in statement:
                    with pytest.raises(BaseOccupee):
                        connect(self.path, self.key)
                    tried.append(statement.split(" ", 2)[1])
                return self.real.execute(statement)

            def close(self) -> None:
                self.real.close()

        monkeypatch.setattr("cs_desktop.persistence.rekey.connect", Watched)
        service.rechiffrer(odile)
        assert tried == ["rekey"]
        assert opens(base)
