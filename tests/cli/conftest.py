"""Calls the program as a terminal does, in this process or in one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cs_desktop.__main__ import main
from cs_desktop.services.demo.creation import Demonstration, create_demonstration

MOT_DE_PASSE = "Tilleul-2026 !"


@dataclass(frozen=True)
class Answer:
    """What a terminal sees."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document of standard output."""
        return json.loads(self.out)


Call = Callable[..., Answer]


@pytest.fixture
def call(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Call:
    monkeypatch.setenv("CS_DESKTOP_DOSSIER", str(tmp_path / "utilisateur"))

    def run(*arguments: object) -> Answer:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = capfd.readouterr()
        return Answer(status, out, err)

    return run


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "modele.csd"
    create_demonstration(path, Demonstration(Path("resources/data/mosaique")))
    return path


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration, closed."""
    path = tmp_path / "demo.csd"
    path.write_bytes(demo_template.read_bytes())
    return path


@pytest.fixture
def protected(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A centre with one account, « Nadia », whose password is in the environment."""
    monkeypatch.setenv("CS_DESKTOP_MOT_DE_PASSE", MOT_DE_PASSE)
    path = tmp_path / "centre.csd"
    fiche = tmp_path / "fiche.pdf"
    made = call(
        "creer", "--base", path, "--nom", "Les Peupliers", "--compte", "Nadia", "--fiche", fiche
    )
    assert made.status == 0, made.err
    return path


def in_own_process(*arguments: object, watch: tuple[str, ...]) -> list[str]:
    """Modules among `watch` that a fresh process has loaded once the verb is done."""
    program = (
        "import sys\n"
        "from cs_desktop.__main__ import main\n"
        f"status = main({[str(a) for a in arguments]!r})\n"
        "assert status == 0, status\n"
        f"print([name for name in {watch!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return eval(done.stderr.strip().splitlines()[-1])
