"""Restoring: from nothing with the sheet alone, or in place of the base that is there."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from cs_desktop.domain.comptes import Identite
from cs_desktop.domain.errors import BaseRefusee, CleRefusee, DroitManquant
from cs_desktop.persistence.centre import reglage
from cs_desktop.persistence.slot_files import base_uuid, previous_path, slots_path
from cs_desktop.services.comptes import ComptesService
from cs_desktop.services.sauvegarde import (
    SauvegardeService,
    identite_compte,
    identite_fiche,
    restaurer,
)
from tests.support.bases import NOW, TODAY
from tests.support.centres import (
    KARIM,
    ODILE,
    OTHER,
    SECRET,
    a_centre,
    enter,
    enter_plain,
    former_log,
    now,
    opens,
)
from tests.support.processes import run
from tests.support.restorations import accounts, back_up, put_back, state, work


@pytest.fixture
def centre(tmp_path: Path) -> tuple[Path, str]:
    """A protected base and its sheet."""
    return a_centre(tmp_path / "centre")


class TestEmptyMachine:
    def test_the_sheet_alone_restores_in_a_new_process(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        base, words = centre
        work(base)
        backup = shutil.copy(back_up(base), tmp_path / "cle.csbak")
        shutil.rmtree(base.parent)
        shutil.rmtree(base.parent.parent / "usb")
        empty = tmp_path / "ordinateur neuf"
        empty.mkdir()
        process = run("rescue", empty / "centre.csd", backup, words)
        assert process.returncode == 0, process.stderr
        assert "|" not in process.stdout  # `verifier` has nothing to say
        assert len(process.stdout.splitlines()) == 5
        assert accounts(empty / "centre.csd", OTHER) == [KARIM, ODILE]
        assert opens(empty / "centre.csd", OTHER, KARIM)

    def test_a_password_of_that_day_does_too(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        base, _words = centre
        done = put_back(back_up(base), tmp_path / "autre.csd", identite_compte(ODILE, SECRET))
        assert (done.precedente, done.creee_le) == (None, NOW)
        assert done.base_uuid == base_uuid(tmp_path / "autre.csd")
        assert opens(tmp_path / "autre.csd")

    def test_the_log_of_a_former_base_is_not_read(self, tmp_path: Path) -> None:
        base, _words = a_centre(tmp_path / "a", sans_compte=True)
        database, acteur = enter_plain(base)
        service = SauvegardeService(database, lambda: TODAY, now)
        backup = service.sauvegarder(acteur, tmp_path).fichier
        database.close()
        log = former_log(base)
        log.replace(log.with_suffix(""))
        put_back(backup, base, None)
        database, acteur = enter_plain(base)
        with database.reading() as session:
            assert reglage(session, "essai") is None
        database.close()

    def test_keys_of_a_former_base_are_not_used(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        for path in base.parent.iterdir():
            path.unlink()
        slots_path(base).write_bytes(b"damaged")
        put_back(backup, base, identite_fiche(words))
        assert opens(base)

    def test_a_plain_base_needs_nothing(self, tmp_path: Path) -> None:
        base, _words = a_centre(tmp_path / "a", sans_compte=True)
        database, acteur = enter_plain(base)
        service = SauvegardeService(database, lambda: TODAY, now)
        backup = service.sauvegarder(acteur, tmp_path).fichier
        database.close()
        put_back(backup, tmp_path / "b.csd", None)
        enter_plain(tmp_path / "b.csd")[0].close()
        assert put_back(backup, base, None).precedente is not None
        enter_plain(base)[0].close()

    @pytest.mark.parametrize(
        "identite", [None, Identite(b"x", ODILE), Identite(b"x"), Identite(SECRET.encode(), KARIM),
                     Identite(SECRET.encode())],
    )  # fmt: skip
    def test_anyone_else_is_refused_and_nothing_is_written(
        self, centre: tuple[Path, str], tmp_path: Path, identite: Identite | None
    ) -> None:
        backup = back_up(centre[0])
        empty = tmp_path / "vide"
        empty.mkdir()
        with pytest.raises(CleRefusee):
            put_back(backup, empty / "centre.csd", identite)
        assert list(empty.iterdir()) == []

    def test_a_role_that_may_not_restore_is_refused(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        base, _words = centre
        work(base)
        with pytest.raises(DroitManquant, match="accueil"):
            put_back(back_up(base), tmp_path / "b.csd", identite_compte(KARIM, OTHER))
        assert not (tmp_path / "b.csd").exists()


class TestInPlace:
    def test_the_base_that_was_there_is_backed_up_first(self, centre: tuple[Path, str]) -> None:
        base, _words = centre
        backup = back_up(base)
        work(base)
        done = put_back(backup, base, identite_compte(ODILE, SECRET))
        assert accounts(base) == [ODILE]
        assert done.precedente is not None
        later = NOW + timedelta(seconds=1)
        restaurer(done.precedente, base, identite_compte(ODILE, SECRET), now=lambda: later)
        assert opens(base)

    def test_the_passwords_of_today_stay(self, centre: tuple[Path, str]) -> None:
        base, _words = centre
        work(base)
        backup = back_up(base)
        database, acteur = enter(base)
        service = ComptesService(database, now)
        service.changer_mot_de_passe(acteur, SECRET, "Giroflée+1999")
        karim = next(row.id for row in service.comptes(acteur) if row.nom == KARIM)
        service.retirer_compte(acteur, karim)
        service.rechiffrer(acteur)
        database.close()
        put_back(backup, base, identite_compte(ODILE, "Giroflée+1999"))
        assert accounts(base, "Giroflée+1999") == [ODILE]  # who was retired stays out
        with pytest.raises(CleRefusee):
            enter(base, SECRET)
        database, acteur = enter(base, "Giroflée+1999")
        ComptesService(database, now).rechiffrer(acteur)  # from an older key of the ring
        database.close()
        assert opens(base, "Giroflée+1999")

    def test_a_forgotten_password_of_today_does_not_prevent_it(
        self, centre: tuple[Path, str]
    ) -> None:
        base, _words = centre
        backup = back_up(base)
        database, acteur = enter(base)
        ComptesService(database, now).changer_mot_de_passe(acteur, SECRET, OTHER)
        database.close()
        done = put_back(backup, base, identite_compte(ODILE, SECRET))
        assert opens(base, SECRET)
        assert done.precedente is not None
        assert done.precedente.is_dir()  # it did not open with this password: kept as it was

    @pytest.mark.parametrize("damage", ["base", "head", "slots", "all"])
    def test_a_damaged_base_is_kept_aside_then_replaced(
        self, centre: tuple[Path, str], damage: str
    ) -> None:
        base, words = centre
        work(base)  # so that there is a previous slot file too
        backup = back_up(base)
        if damage in {"base", "all"}:
            content = bytearray(base.read_bytes())
            content[40_000:60_000] = bytes(20_000)
            base.write_bytes(content)
        if damage == "head":
            base.write_bytes(bytes(1000) + base.read_bytes()[1000:])
        if damage in {"slots", "all"}:
            slots_path(base).write_bytes(b"x")
            previous_path(base).write_bytes(b"y")
        before = state(base)
        done = put_back(backup, base, identite_fiche(words))
        assert accounts(base) == [KARIM, ODILE]
        assert done.precedente is not None
        assert done.precedente.is_dir()
        kept = {path.name: path.read_bytes() for path in done.precedente.iterdir()}
        assert kept[base.name] == before[base.name]
        assert kept.items() <= before.items()

    def test_the_backup_of_another_centre_is_refused(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        base, _words = centre
        other, words = a_centre(tmp_path / "autre")
        before = state(other)
        with pytest.raises(BaseRefusee, match="autre base"):
            put_back(back_up(base), other, identite_fiche(words))
        assert state(other) == before
        plain, _none = a_centre(tmp_path / "essai", sans_compte=True)
        with pytest.raises(BaseRefusee, match="autre base"):
            put_back(tmp_path / "usb" / next((tmp_path / "usb").iterdir()).name, plain, None)
