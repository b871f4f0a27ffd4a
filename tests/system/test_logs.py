"""Logs are rotated, and never hold what people typed."""

from __future__ import annotations

import faulthandler
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cs_desktop.system import logs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    """Put the process's logging back as it was, files closed."""
    root, ours = logging.getLogger(), logging.getLogger("cs_desktop")
    before, levels = list(root.handlers), (root.level, ours.level)
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(levels[0])
    ours.setLevel(levels[1])
    faulthandler.enable(sys.__stderr__)
    while logs._crash_files:
        logs._crash_files.pop().close()


def text(folder: Path) -> str:
    return (folder / logs.FILE).read_text("utf-8")


def test_ours_from_debug_and_libraries_from_warning(tmp_path: Path) -> None:
    logs.configure(tmp_path)
    logging.getLogger("cs_desktop.services.personnes").debug("personne %s saved", 42)
    logging.getLogger("alembic").info("chatter")
    logging.getLogger("alembic").warning("worth knowing")
    assert "personne 42 saved" in text(tmp_path)
    assert "worth knowing" in text(tmp_path)
    assert "chatter" not in text(tmp_path)


def test_five_files_of_one_megabyte_are_kept(tmp_path: Path) -> None:
    logs.configure(tmp_path)
    log = logging.getLogger("cs_desktop.test")
    for _ in range(7 * 1100):
        log.info("x" * 960)
    files = sorted(path for path in tmp_path.iterdir() if path.name.startswith(logs.FILE))
    assert len(files) == 5
    assert all(path.stat().st_size <= 1_000_000 for path in files)
    assert sum(path.stat().st_size for path in files) > 4_000_000


def test_an_exception_is_logged_without_its_text(tmp_path: Path) -> None:
    logs.configure(tmp_path)
    typed = ("Lefèvre", "née le 3 mai 1951")
    try:
        try:
            raise KeyError(typed[0])
        except KeyError as cause:
            raise ValueError(typed[1]) from cause
    except ValueError:
        logging.getLogger("cs_desktop.test").exception("use-case failed")
    written = text(tmp_path)
    assert "builtins.KeyError\nthen:\n" in written
    assert "builtins.ValueError" in written
    assert "in test_an_exception_is_logged_without_its_text" in written
    assert not any(word in written for word in typed)


def test_configuring_twice_writes_once(tmp_path: Path) -> None:
    logs.configure(tmp_path)
    logs.configure(tmp_path)
    logging.getLogger("cs_desktop.test").info("once")
    assert text(tmp_path).count("once") == 1


def test_a_folder_that_refuses_does_not_stop_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(tmp_path / "absent")
    logging.getLogger("cs_desktop.test").info("still told")
    told = capsys.readouterr().err
    assert "the log folder refuses a file" in told
    assert "still told" in told


def test_a_native_crash_leaves_its_trace(tmp_path: Path) -> None:
    code = (
        "import faulthandler, sys; from pathlib import Path; from cs_desktop.system import logs;"
        "logs.configure(Path(sys.argv[1])); faulthandler._sigsegv()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode != 0
    assert "Segmentation fault" in (tmp_path / logs.CRASH_FILE).read_text("utf-8")
