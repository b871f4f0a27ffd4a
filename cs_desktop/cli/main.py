"""The entry of the command line once its words are read: messages, statuses, nothing else."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from io import TextIOWrapper

from cs_desktop.cli.sortie import guarded


def execute(run: Callable[[Namespace], int], arguments: Namespace) -> int:
    """Run one verb and return its status. Output is UTF-8 whatever the console says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    return guarded(lambda: run(arguments))
