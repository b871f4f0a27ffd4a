"""Programs that die, run in a real process: `python -m tests.support.processes VERB …`.

`DIE_AT=n` kills the process (as kill -9 does) just before its n-th step on the disk: an fsync or a
rename. `FILE_LIMIT=n` refuses files longer than n bytes, as a full disk does. `AS_NOBODY=1` gives
the process up to an account without rights.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from cs_desktop.domain.errors import ErreurAttendue
from cs_desktop.services.comptes import ComptesService, secourir
from cs_desktop.services.sauvegarde import SauvegardeService, identite_fiche, restaurer
from tests.support.bases import TODAY
from tests.support.centres import ODILE, OTHER, SECRET, a_centre, enter, enter_plain, now
from tests.support.source import ROOT

NOBODY = 65534


def run(verb: str, *arguments: object, **limits: object) -> subprocess.CompletedProcess[str]:
    """Run a verb to its end, whatever the end."""
    line = [sys.executable, "-m", "tests.support.processes", verb, *map(str, arguments)]
    environment = os.environ | {name.upper(): str(value) for name, value in limits.items()}
    return subprocess.run(
        line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=50, check=False
    )


@dataclass(frozen=True)
class Death:
    """One process of a sweep: the base it worked on, whether it died, what it had announced."""

    base: Path
    dead: bool
    announced: str


def killed_at_each_step(
    verb: str, folder: Path, template: Path | None, *arguments: object
) -> Iterator[Death]:
    """Run `verb` on copies of `template`, killed at its first step, its second… until it ends."""
    process = run("sweep", verb, folder, template or "-", *arguments)
    assert process.returncode == 0, process.stderr
    for line in process.stdout.splitlines():
        yield Death(**json.loads(line, object_hook=_with_path))


def _with_path(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"base": Path(told["base"])}


def sweep(verb: str, folder: str, template: str, *arguments: str) -> None:
    """The other side: one import of the program, then a fork for each death."""
    for steps in count(1):
        home = Path(folder) / str(steps)
        home.mkdir(parents=True)
        if template != "-":
            shutil.copytree(template, home, dirs_exist_ok=True)
        base, said = home / "centre.csd", home.with_suffix(".txt")
        sys.stdout.flush()  # or the child would say it again
        child = os.fork()
        if child == 0:
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), sys.stdout.fileno())
            os.environ["DIE_AT"] = str(steps)
            VERBS[verb](str(base), *arguments)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in {0, -signal.SIGKILL}, said.read_text()
        dead = status != 0
        print(json.dumps({"base": str(base), "dead": dead, "announced": said.read_text()}))
        if not dead:
            return


def change_password(base: str) -> None:
    """From `SECRET` to `OTHER`."""
    database, acteur = enter(Path(base))
    arm()
    ComptesService(database, now).changer_mot_de_passe(acteur, SECRET, OTHER)
    print("saved", flush=True)
    database.close()


def new_key(base: str) -> None:
    """Encrypt the base again."""
    database, acteur = enter(Path(base))
    arm()
    print("begins", flush=True)
    ComptesService(database, now).rechiffrer(acteur)
    print("saved", flush=True)
    database.close()


def back_up(base: str, folder: str = "") -> None:
    """A backup asked for, beside the base by default; it dies during the copy too."""
    database, acteur = enter(Path(base))
    arm()
    service = SauvegardeService(database, lambda: TODAY, now)
    print(
        service.sauvegarder(acteur, Path(folder or Path(base).parent), progress=step).fichier,
        flush=True,
    )
    database.close()


def back_up_plain(base: str, folder: str) -> None:
    """The same, of a base without accounts."""
    database, acteur = enter_plain(Path(base))
    service = SauvegardeService(database, lambda: TODAY, now)
    print(service.sauvegarder(acteur, Path(folder)).fichier, flush=True)
    database.close()


def rescue(base: str, backup: str, words: str) -> None:
    """What a machine that never saw this centre does, with a backup and the sheet."""
    arm()
    restaurer(Path(backup), Path(base), identite_fiche(words), now=now)
    database, acteur = secourir(Path(base), words, ODILE, OTHER, now=now)
    for controle in SauvegardeService(database, lambda: TODAY, now).verifier(acteur):
        print(controle.nom, *controle.problemes, sep=" | ", flush=True)
    database.close()


def restore(base: str, backup: str, words: str) -> None:
    """Put a backup in place of a base."""
    arm()
    restaurer(Path(backup), Path(base), identite_fiche(words), now=now)
    print("saved", flush=True)


def create(base: str) -> None:
    """A new centre."""
    arm()
    a_centre(Path(base).parent)
    print("saved", flush=True)


_LEFT = [0]


def step(*_progress: int) -> None:
    """One step nearer to death."""
    _LEFT[0] -= 1
    if _LEFT[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def arm() -> None:
    """Count the steps on the disk from here."""
    _LEFT[0] = int(os.environ.get("DIE_AT", "0"))
    for name in ("fsync", "replace"):
        setattr(os, name, _counted(getattr(os, name)))


def _counted(function: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        step()
        return function(*arguments, **options)

    return counted


VERBS: dict[str, Callable[..., None]] = {
    "sweep": sweep,
    "change-password": change_password,
    "new-key": new_key,
    "back-up": back_up,
    "back-up-plain": back_up_plain,
    "rescue": rescue,
    "restore": restore,
    "create": create,
}


def main() -> int:
    """Run one verb; a refusal prints its sentence and leaves with status 1."""
    if limit := int(os.environ.get("FILE_LIMIT", "0")):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if "AS_NOBODY" in os.environ and os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        VERBS[sys.argv[1]](*sys.argv[2:])
    except ErreurAttendue as refusal:
        print(f"{type(refusal).__name__}: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
