"""Window or command line: nothing heavy is imported before it is known which (A13)."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

Run = Callable[[Namespace], int]

# The base, its keys, its backups, what is printed or exported: for the session’s user alone.
PRIVATE = 0o077
_UNSEEN_MS = 500
_STARTED_MS = 5_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window, or one verb; return the exit status."""
    os.umask(PRIVATE)
    arguments = list(sys.argv[1:] if argv is None else argv)
    if opens_window(arguments):
        return open_window(base_of(arguments))
    from cs_desktop.cli.arguments import parse
    from cs_desktop.cli.main import execute

    asked = parse(arguments)
    return execute(family(asked.famille), asked)


def open_window(base: Path | None) -> int:
    """The frame is painted before the program is imported: a click is answered at once."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from cs_desktop.system import folders, preferences
    from cs_desktop.ui.kit.tokens import read_tokens
    from cs_desktop.ui.shell.threshold import Look, Threshold

    gc.disable()  # nearly all that is made while starting stays: looking through it takes a tenth
    qt = QApplication([sys.argv[0]])
    QTimer.singleShot(_STARTED_MS, collect_again)
    qt.setApplicationName("CS Desktop")
    kept = preferences.load(folders.config_dir())
    base = base or folders.default_base()
    plain = base.is_file() and os.access(base, os.R_OK) and folders.is_plain(base)
    tokens = read_tokens(folders.resource("tokens.json"))
    threshold = Threshold(Look(tokens, kept.theme, kept.zoom / 100, kept.geometrie, plain))
    wait = QEventLoop()
    threshold.painted.connect(wait.quit)
    QTimer.singleShot(_UNSEEN_MS, wait.quit)  # a window opened behind others is painted by nobody
    threshold.show()
    wait.exec()
    if not threshold.isVisible():  # closed already
        return 0

    from cs_desktop import app

    return app.main(base, kept, threshold)


def collect_again() -> None:
    """What the start made is never looked through again: a collection stays short while typing."""
    gc.freeze()
    gc.enable()


def base_of(arguments: Sequence[str]) -> Path | None:
    """The base that the arguments of the window name."""
    match list(arguments):
        case ["--base", path]:
            return Path(path).expanduser().resolve()
        case [single]:
            return Path(single.removeprefix("--base=")).expanduser().resolve()
        case _:
            return None


def opens_window(arguments: Sequence[str]) -> bool:
    """The window takes `--base FICHIER` and nothing else; a verb or `--help` is for `cli`."""
    match list(arguments):
        case [] | ["--base", _]:
            return True
        case [single]:
            return single.startswith("--base=")
        case _:
            return False


def family(name: str) -> Run:
    """The module of a verb: `chercher` must not pay for the PDF of `imprimer`."""
    match name:
        case "consulter":
            from cs_desktop.cli import consulter as module
        case "documents":
            from cs_desktop.cli import documents as module
        case "creation":
            from cs_desktop.cli import creation as module
        case "imports":
            from cs_desktop.cli import imports as module
        case _:
            from cs_desktop.cli import sauvegardes as module
    return module.run


if __name__ == "__main__":
    raise SystemExit(main())
