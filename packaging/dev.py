"""The developer's commands: `python3 packaging/dev.py run`, `test`… Standard library alone.

This file parses on Python 3.8, to say that 3.11 is needed; the modules beside it need not.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the reader's Python, not the project's
    sys.exit(
        f"CS Desktop needs Python 3.11 or newer, and this is {sys.version.split()[0]}.\n"
        "Start this command with a newer one, for example: python3.11 packaging/dev.py run"
    )

import argparse
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from checks import lint, test
from environment import ROOT, Refused, prepare, without_window
from lockfile import lock

USAGE = """\
run                     open the demonstration in the window (offscreen without a display)
test [-- PYTEST…]       everything that the continuous integration checks
prepare                 make .venv and install what Qt needs, once
lint                    formatting, style, types and import rules
bench [ARGUMENTS…]      measure: time, raw floor, ratio
captures --vers FOLDER  a PNG of every screen: light, dark, 150 %, 1366×768
typo                    set French texts: no-break spaces, ’ and …
lock                    refresh uv.lock and its hashed export
"""


def main(argv: Sequence[str]) -> int:
    """Run one verb; return the exit status of what it started."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="python3 packaging/dev.py VERB",
        epilog=USAGE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=sorted(VERBS))
    chosen, rest = parser.parse_known_args(argv)
    try:
        return VERBS[chosen.verb]([word for word in rest if word != "--"])
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(_rest: Sequence[str]) -> int:
    """Create the demonstration once, then open it."""
    offscreen = not has_display()
    python = prepare(display=not offscreen)
    environment = dict(os.environ)
    if offscreen:
        print("No display here: the window opens offscreen, unseen. Ctrl+C closes it.", flush=True)
        environment["QT_QPA_PLATFORM"] = "offscreen"
    asked = "from cs_desktop.system.folders import demonstration_base; print(demonstration_base())"
    answer = subprocess.run(
        [python, "-X", "utf8", "-c", asked],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    base = answer.stdout.strip()
    if not Path(base).exists():
        made = subprocess.run([python, "main.py", "demo", "--base", base], cwd=ROOT, check=False)
        if made.returncode:
            return made.returncode
    command = [str(python), "main.py", "--base", base]
    if sys.platform != "win32":
        # The window takes our place, so that a signal sent to this command reaches it.
        os.chdir(ROOT)
        os.execve(command[0], command, environment)  # noqa: S606
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def has_display() -> bool:
    """Whether a window can be seen; an explicit choice of platform is obeyed."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in {"offscreen", "minimal"}
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def only_prepare(_rest: Sequence[str]) -> int:
    """Make the environment and say where it is."""
    print(f"Ready: {prepare(display=has_display())}")
    return 0


def tool(module: str) -> Verb:
    """A verb that is a module of the tests, run without a window."""

    def start(rest: Sequence[str]) -> int:
        command = [prepare(), "-m", module, *rest]
        return subprocess.run(command, cwd=ROOT, env=without_window(), check=False).returncode

    return start


Verb = Callable[[Sequence[str]], int]
VERBS: dict[str, Verb] = {
    "run": run,
    "test": test,
    "prepare": only_prepare,
    "lint": lint,
    "bench": tool("tests.bench.main"),
    "captures": tool("tests.captures.main"),
    "lock": lock,
    "typo": tool("tests.support.typography"),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
