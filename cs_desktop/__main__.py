"""Window or command line: nothing heavy is imported before it is known which (A13)."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

Run = Callable[[Namespace], int]

# The base, its keys, its backups, what is printed or exported: for the session’s user alone.
PRIVATE = 0o077


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window, or one verb; return the exit status."""
    os.umask(PRIVATE)
    arguments = list(sys.argv[1:] if argv is None else argv)
    if opens_window(arguments):
        from cs_desktop import app

        return app.main(arguments)
    from cs_desktop.cli.arguments import parse
    from cs_desktop.cli.main import execute

    asked = parse(arguments)
    return execute(family(asked.famille), asked)


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
