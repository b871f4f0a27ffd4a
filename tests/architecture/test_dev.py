"""The developer's command: what it asks for, and when."""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import checks
import debian
import dev
import environment
from tests.support.source import ROOT


def test_the_command_can_say_on_an_old_python_that_it_is_too_old() -> None:
    ast.parse((ROOT / "packaging/dev.py").read_text("utf-8"), feature_version=(3, 8))


def test_the_two_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for verb in dev.VERBS:
        assert f"dev.py {verb}" in readme
    assert "dev.py test" in (ROOT / ".ci/run").read_text("utf-8")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


@pytest.mark.parametrize(
    ("variables", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_a_display_is_recognised(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], seen: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is seen


def test_a_library_that_is_not_there_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    python = Path(sys.executable)
    assert debian.missing_libraries(python, display=False) == []
    monkeypatch.setitem(debian.QT, "libabsent.so.1", "libabsent1")
    assert debian.missing_libraries(python, display=False) == ["libabsent1"]


def test_qt_says_why_it_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    python = Path(sys.executable)
    assert not debian.refusal_of_qt(python)
    monkeypatch.setattr(debian, "OPEN", "import PySide6.QtAbsent")
    assert "QtAbsent" in debian.refusal_of_qt(python)


def test_without_being_root_the_exact_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(environment.shutil, "which", lambda _name: "apt-get")
    with pytest.raises(environment.Refused, match="sudo apt-get install libegl1 libgl1"):
        environment.need(["libegl1", "libgl1"], "Qt needs libraries of the system")


def test_without_apt_the_names_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "which", lambda _name: None)
    with pytest.raises(environment.Refused, match=r"what your system calls: libegl1"):
        environment.need(["libegl1"], "Qt needs libraries of the system")


def test_the_environment_is_made_once_and_again_when_the_export_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, venv = tmp_path / "requirements.txt", tmp_path / "venv"
    export.write_text("alembic==1\n", "utf-8")
    monkeypatch.setattr(environment, "EXPORT", export)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "prepared")
    built: list[str] = []

    def build(python: Path) -> None:
        python.parent.mkdir(parents=True, exist_ok=True)
        if not python.exists():
            python.symlink_to(sys.executable)
        (venv / "prepared").write_text(environment.digest(), "utf-8")
        built.append(environment.digest())

    monkeypatch.setattr(environment, "build", build)
    monkeypatch.setattr(environment.debian, "refusal_of_qt", lambda _python: "")
    assert environment.prepare() == environment.venv_python(venv)
    environment.prepare()
    export.write_text("alembic==1\n    # via cs-desktop\n", "utf-8")
    environment.prepare()
    assert built == [hashlib.sha256(b"alembic==1").hexdigest()]
    export.write_text("alembic==2\n", "utf-8")
    environment.prepare()
    assert len(built) == 2


def test_every_step_runs_and_each_failure_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    steps = {
        "good": ["-c", "print('one')"],
        "bad": ["-c", "raise SystemExit(3)"],
        "last": ["-c", "print('three')"],
    }
    failed = checks.run_steps(Path(sys.executable), steps)
    assert failed == ["bad"]
    assert checks.report(failed) == 1
    assert checks.report([]) == 0
    told = capfd.readouterr()
    assert "three" in told.out
    assert told.err == "FAILED: bad\n"


def test_a_wrong_verb_is_a_wrong_usage() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/dev.py", "fly"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2


def test_apt_refreshes_its_lists_then_installs_without_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> "{told}"\n', "utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert debian.install(["libegl1"])
    assert told.read_text("utf-8").splitlines() == [
        "noninteractive -q update",
        "noninteractive -q install -y --no-install-recommends libegl1",
    ]
    apt.write_text("#!/bin/sh\nexit 100\n", "utf-8")
    assert not debian.install(["libegl1"])
