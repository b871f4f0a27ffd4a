"""Refreshes `uv.lock` and its hashed export; both name public addresses only."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from environment import EXPORT, ROOT, Refused

PUBLIC = "https://pypi.org/simple"


def lock(rest: Sequence[str]) -> int:
    """Resolve again (`--upgrade` and the like go to uv), then export for plain pip."""
    uv = shutil.which("uv")
    if uv is None:
        raise Refused("uv is missing. Type this line, then start again:\n\n    pip install uv\n")
    # A mirror configured on this machine must not be written in the lock.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("UV_", "PIP_"))}
    export = ["--all-extras", "--no-emit-project", "--no-header", "--format", "requirements.txt"]
    for command in (
        [uv, "lock", "--no-config", "--default-index", PUBLIC, *rest],
        [uv, "export", "--no-config", "--frozen", "--quiet", *export, "--output-file", str(EXPORT)],
    ):
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            return 1
    return 0
