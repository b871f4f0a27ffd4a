"""Window or command line: nothing heavy is imported before it is known which (A13)."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window, or one verb; return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if opens_window(arguments):
        from cs_desktop import app

        return app.main(arguments)
    from cs_desktop.cli import main as cli

    return cli.main(arguments)


def opens_window(arguments: Sequence[str]) -> bool:
    """The window takes `--base FICHIER` and nothing else; a verb or `--help` is for `cli`."""
    match list(arguments):
        case [] | ["--base", _]:
            return True
        case [single]:
            return single.startswith("--base=")
        case _:
            return False


if __name__ == "__main__":
    raise SystemExit(main())
