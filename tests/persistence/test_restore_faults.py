"""What goes wrong while restoring never costs the base that is there."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import BaseRefusee, ErreurAttendue
from cs_desktop.persistence.backup_file import MANIFEST, SLOTS
from cs_desktop.persistence.centre import BASE_UUID, set_reglage
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.slot_files import base_uuid, previous_path, read_slots, slots_path
from cs_desktop.services.comptes import secourir
from cs_desktop.services.sauvegarde import SauvegardeService, identite_fiche
from tests.support.bases import TODAY
from tests.support.centres import (
    KARIM,
    ODILE,
    OTHER,
    SECRET,
    a_centre,
    enter,
    enter_plain,
    now,
    opens,
)
from tests.support.processes import killed_at_each_step, run
from tests.support.restorations import accounts, back_up, put_back, state, work


@pytest.fixture
def centre(tmp_path: Path) -> tuple[Path, str]:
    """A protected base and its sheet."""
    return a_centre(tmp_path / "centre")


class TestRefused:
    """Whatever is wrong with the backup, the base that is there does not move by one bit."""

    def attempt(self, base: Path, backup: Path, words: str, told: str) -> None:
        before = state(base)
        with pytest.raises(ErreurAttendue, match=told):
            put_back(backup, base, identite_fiche(words))
        assert state(base) == before
        assert opens(base)

    def test_truncated(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        content = backup.read_bytes()
        for length in (0, 3, 100, len(content) // 2, len(content) - 1):
            backup.write_bytes(content[:length])
            self.attempt(base, backup, words, r"endommagée|n’est pas une sauvegarde")

    def test_flipped(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        content = backup.read_bytes()
        for place in (0, 40, len(content) // 3, len(content) // 2, len(content) - 10):
            flipped = bytearray(content)
            flipped[place] ^= 4
            backup.write_bytes(flipped)
            self.attempt(base, backup, words, r"endommagée|n’est pas une sauvegarde")

    def test_flipped_in_the_slots_that_would_not_even_be_used(
        self, centre: tuple[Path, str]
    ) -> None:
        base, words = centre
        backup = back_up(base)
        content = bytearray(backup.read_bytes())
        content[content.index(b'"wrapped"')] ^= 4
        backup.write_bytes(content)
        self.attempt(base, backup, words, "endommagée")

    def test_a_newer_schema(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        rewrite(backup, {"schema": "9999"})
        self.attempt(base, backup, words, "version plus récente")

    def test_a_manifest_that_lies(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        rewrite(backup, {"journal_id": 1})
        self.attempt(base, backup, words, "n’est pas celle de la base")

    def test_slots_of_another_backup(self, centre: tuple[Path, str], tmp_path: Path) -> None:
        base, _words = centre
        other, words = a_centre(tmp_path / "autre")
        backup = back_up(base)
        stolen = slots_path(other).read_bytes()
        rewrite(backup, {}, stolen)
        for path in base.parent.glob("centre.csd*"):
            path.unlink()
        with pytest.raises(ErreurAttendue):
            put_back(backup, base, identite_fiche(words))
        assert not base.exists()

    def test_slots_that_are_no_slots(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        rewrite(backup, {}, b"no slots")
        for path in base.parent.glob("centre.csd*"):
            path.unlink()
        with pytest.raises(BaseRefusee, match="ne contient pas ses clés"):
            put_back(backup, base, identite_fiche(words))
        assert not base.exists()

    def test_a_backup_that_would_strip_the_protection(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        """Forged around a plain base that claims to be this one."""
        base, words = centre
        uuid = base_uuid(base)
        assert uuid is not None
        plain, _none = a_centre(tmp_path / "essai", sans_compte=True)
        database, acteur = enter_plain(plain)
        with database.transaction(acteur, "essai") as session:
            set_reglage(session, BASE_UUID, uuid)
        service = SauvegardeService(database, lambda: TODAY, now)
        forged = service.sauvegarder(acteur, tmp_path).fichier
        database.close()
        self.attempt(base, forged, words, "n’est pas protégée alors")

    def test_slots_of_today_that_were_tampered_with_do_not_prevent_it(
        self, centre: tuple[Path, str]
    ) -> None:
        base, words = centre
        backup = back_up(base)
        slots = read_slots(base)
        for path in (slots_path(base), previous_path(base)):
            path.write_bytes(replace(slots, mac=bytes(32)).to_bytes())
        put_back(backup, base, identite_fiche(words))
        assert opens(base)

    def test_vanished(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        self.attempt(base, base.parent / "absente.csbak", words, "n’est plus accessible")

    def test_a_full_disk(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        backup = back_up(base)
        before = state(base)
        for limit in (50_000, 150_000):
            process = run("restore", base, backup, words, file_limit=limit)
            assert process.returncode == 1, process.stdout
            assert "StockageIndisponible" in process.stderr
            assert "plein" in process.stderr
            assert state(base) == before
        assert opens(base)

    def test_another_program_in_the_base(
        self, centre: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("cs_desktop.persistence.driver.WAIT_MS", 50)
        base, words = centre
        backup = back_up(base)
        database, _acteur = enter(base)
        with pytest.raises(ErreurAttendue, match="occupée"):
            put_back(backup, base, identite_fiche(words))
        database.close()
        assert opens(base)


def rewrite(backup: Path, change: dict, slots: bytes | None = None) -> None:
    """A backup made by someone who knows the container."""
    with zipfile.ZipFile(backup) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    told = json.loads(parts[MANIFEST]) | change
    if slots is not None:
        import hashlib

        parts[SLOTS] = slots
        told["fichiers"][SLOTS] = {
            "taille": len(slots), "sha256": hashlib.sha256(slots).hexdigest(),
        }  # fmt: skip
    parts[MANIFEST] = json.dumps(told).encode()
    with zipfile.ZipFile(backup, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)


class TestDeaths:
    def test_killed_at_any_step_one_of_both_bases_is_there(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        base, words = centre
        backup = back_up(base)
        work(base)
        deaths = killed_at_each_step("restore", tmp_path / "essais", base.parent, backup, words)
        found = [(accounts(death.base), death) for death in deaths]
        assert len(found) > 8
        for names, death in found:
            assert names in ([ODILE], [KARIM, ODILE]), death
            assert names == [ODILE] or not death.announced
        assert {len(names) for names, _death in found} == {1, 2}

    def test_killed_on_an_empty_machine_it_can_be_done_again(
        self, centre: tuple[Path, str], tmp_path: Path
    ) -> None:
        base, words = centre
        backup = back_up(base)
        deaths = killed_at_each_step("restore", tmp_path / "essais", None, backup, words)
        for death in deaths:
            if not death.base.exists():
                put_back(backup, death.base, identite_fiche(words))
            assert opens(death.base), death

    def test_a_rescue_can_be_done_again(self, centre: tuple[Path, str]) -> None:
        base, words = centre
        key = enter(base)
        ring = key[0].trousseau
        key[0].close()
        assert ring is not None
        connection = connect(base, ring.courante)
        roles = connection.execute("SELECT role FROM compte_utilisateur").fetchall()
        connection.close()
        assert roles == [(Role.DIRECTION.value,)]
        for mot_de_passe in (OTHER, SECRET):
            secourir(base, words, ODILE, mot_de_passe, now=now)[0].close()
            assert opens(base, mot_de_passe)
