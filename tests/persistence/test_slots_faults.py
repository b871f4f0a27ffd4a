"""kill -9 while keys change: the base opens, with what was announced."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from cs_desktop.domain.errors import CleRefusee, ErreurAttendue
from cs_desktop.persistence.slot_files import base_uuid, slots_path
from cs_desktop.services.comptes import ComptesService
from tests.support.centres import OTHER, SECRET, a_centre, enter, now, opens
from tests.support.processes import killed_at_each_step, run
from tests.support.source import ROOT


def test_killed_at_any_step_of_a_change_of_password(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path / "modele")
    deaths = list(killed_at_each_step("change-password", tmp_path / "essais", base.parent))
    for death in deaths:
        former, new = opens_or_not(death.base, SECRET), opens_or_not(death.base, OTHER)
        assert former != new, f"{death}: exactly one password opens"
        assert new or not death.announced
    assert deaths[-1].announced
    assert len(deaths) > 6  # two fsyncs and a rename for each of both files


def opens_or_not(base: Path, mot_de_passe: str) -> bool:
    try:
        return opens(base, mot_de_passe)
    except CleRefusee:
        return False


def test_killed_at_any_step_of_a_new_key(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path / "modele")
    deaths = list(killed_at_each_step("new-key", tmp_path / "essais", base.parent))
    for death in deaths:
        assert opens(death.base), death
        assert run_again(death.base), death
    assert len(deaths) > 12


def run_again(base: Path) -> bool:
    """After a death the same change can be made."""
    database, acteur = enter(base)
    ComptesService(database, now).rechiffrer(acteur)
    database.close()
    return opens(base)


@pytest.mark.parametrize("delay", [0.01, 0.05, 0.1, 0.2, 0.35])
def test_killed_while_the_base_is_encrypted_again(tmp_path: Path, delay: float) -> None:
    base, _words = a_centre(tmp_path)
    fill(base, megabytes=25)
    uuid = base_uuid(base)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.processes", "new-key", str(base)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    time.sleep(delay)
    process.kill()
    process.communicate()
    assert opens(base)
    assert base_uuid(base) == uuid
    database, acteur = enter(base)
    assert acteur.id is not None
    database.close()


def fill(base: Path, megabytes: int) -> None:
    """Make the base large enough that encrypting it again takes a moment."""
    database, _acteur = enter(base)
    connection = database.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE gros (octets BLOB)")
    cursor.execute(
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO gros SELECT randomblob(1000000) FROM n",
        (megabytes,),
    )
    cursor.close()
    connection.close()
    database.close()


def test_killed_at_any_step_of_a_creation(tmp_path: Path) -> None:
    deaths = list(killed_at_each_step("create", tmp_path, None))
    for death in deaths:
        if not death.base.exists():
            assert not death.announced
            a_centre(death.base.parent)  # nothing is in the way of trying again
        assert opens(death.base), death
    assert len(deaths) > 6


def test_a_full_disk_keeps_the_former_password(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path)
    enter(base)[0].close()
    before = slots_path(base).read_bytes()
    database, acteur = enter(base)
    database.close()
    assert acteur.nom
    process = run("change-password", base, file_limit=1000)
    assert process.returncode == 1
    assert "plein" in process.stderr or "n’a pas répondu" in process.stderr
    assert "Traceback" not in process.stderr
    assert slots_path(base).read_bytes() == before
    assert opens(base)


@pytest.mark.parametrize("length", [0, 10, 100, 5000])
def test_a_truncated_base_is_refused_with_a_sentence(tmp_path: Path, length: int) -> None:
    base, _words = a_centre(tmp_path)
    base.write_bytes(base.read_bytes()[:length])
    with pytest.raises(ErreurAttendue, match=r"endommagé|ne s’ouvre"):
        opens(base)


def test_a_flipped_bit_at_the_head_of_the_base_is_told(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path)
    content = bytearray(base.read_bytes())
    content[3] ^= 1
    base.write_bytes(content)
    with pytest.raises(CleRefusee, match="le début de"):
        enter(base)
    content[3] ^= 1
    content[100] ^= 1
    base.write_bytes(content)
    with pytest.raises(ErreurAttendue, match="endommagée"):
        enter(base)


def test_the_slots_of_another_base_are_told(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path / "a")
    other, _words = a_centre(tmp_path / "b")
    slots_path(base).write_bytes(slots_path(other).read_bytes())
    with pytest.raises(CleRefusee, match="celui d’une autre base"):
        enter(base)


def test_a_foreign_file_is_told(tmp_path: Path) -> None:
    base = tmp_path / "photo.jpg"
    base.write_bytes(b"\xff\xd8\xff\xe0" * 5000)
    with pytest.raises(CleRefusee, match="n’est pas une base de CS Desktop"):
        enter(base)
