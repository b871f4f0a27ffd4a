"""The lock of a base, held by real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cs_desktop.domain.errors import BaseOccupee, StockageIndisponible
from cs_desktop.system.lock import Detenteur, Verrou

NOW = datetime(2026, 9, 15, 8, 30, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cs_desktop.system.lock import Verrou
verrou = Verrou(Path(sys.argv[1]))
verrou.acquire(datetime(2026, 9, 15, 8, 30, tzinfo=UTC))
print("held", flush=True)
sys.stdin.readline()
verrou.release()
"""

Holder = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def hold() -> Iterator[Holder]:
    """Start a process that holds the lock of a base until a line reaches it."""
    started: list[subprocess.Popen[str]] = []

    def start(base: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_another_process_is_refused_and_told_who_holds(tmp_path: Path, hold: Holder) -> None:
    base = tmp_path / "centre.csd"
    process = hold(base)
    with pytest.raises(BaseOccupee) as refusal:
        Verrou(base).acquire(NOW)
    held = Verrou(base).holder()
    assert held is not None
    assert (held.pid, held.depuis) == (process.pid, NOW)
    assert held.utilisateur in str(refusal.value)
    assert "déjà ouverte sur cet ordinateur" in str(refusal.value)
    assert "fermez-la puis réessayez" in str(refusal.value)


def test_a_killed_holder_frees_the_base(tmp_path: Path, hold: Holder) -> None:
    base = tmp_path / "centre.csd"
    process = hold(base)
    process.kill()
    process.wait()
    verrou = Verrou(base)
    assert verrou.path.read_text("utf-8"), "the killed process left its name"
    assert verrou.holder() is None
    verrou.acquire(NOW)
    held = verrou.holder()
    assert held is not None
    assert held.pid == os.getpid()
    verrou.release()


def test_a_released_base_names_nobody(tmp_path: Path, hold: Holder) -> None:
    base = tmp_path / "centre.csd"
    process = hold(base)
    process.communicate("\n")
    assert Verrou(base).holder() is None
    assert Verrou(base).path.read_bytes() == b""


def test_two_windows_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    first, second = Verrou(tmp_path / "centre.csd"), Verrou(tmp_path / "centre.csd")
    first.acquire(NOW)
    with pytest.raises(BaseOccupee):
        second.acquire(NOW)
    first.release()
    second.acquire(NOW)
    second.release()


def test_looking_at_the_holder_does_not_free_the_base(tmp_path: Path) -> None:
    first = Verrou(tmp_path / "centre.csd")
    first.acquire(NOW)
    for _ in range(3):
        assert Verrou(tmp_path / "centre.csd").holder() is not None
    with pytest.raises(BaseOccupee):
        Verrou(tmp_path / "centre.csd").acquire(NOW)
    first.release()


def test_two_bases_of_one_folder_are_independent(tmp_path: Path) -> None:
    first, second = Verrou(tmp_path / "a.csd"), Verrou(tmp_path / "b.csd")
    first.acquire(NOW)
    second.acquire(NOW)
    first.release()
    second.release()


def test_taking_and_leaving_twice_is_harmless(tmp_path: Path) -> None:
    verrou = Verrou(tmp_path / "centre.csd")
    verrou.release()
    verrou.acquire(NOW)
    verrou.acquire(NOW)
    verrou.release()
    verrou.release()
    assert verrou.holder() is None


def test_a_holder_that_cannot_be_read_still_refuses(tmp_path: Path) -> None:
    first = Verrou(tmp_path / "centre.csd")
    first.acquire(NOW)
    first.path.write_text("{", "utf-8")
    second = Verrou(tmp_path / "centre.csd")
    assert second.holder() is None
    with pytest.raises(BaseOccupee, match="déjà ouverte ailleurs"):
        second.acquire(NOW)
    first.release()


def test_a_vanished_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StockageIndisponible, match=r"n’accepte pas d’écriture .* Vérifiez"):
        Verrou(tmp_path / "absent" / "centre.csd").acquire(NOW)


def test_another_computer_is_named() -> None:
    sentence = Detenteur("PC-ACCUEIL", "camille", NOW, 1).sentence()
    assert "« PC-ACCUEIL »" in sentence
    assert "camille" in sentence
