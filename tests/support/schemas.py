"""What a schema is, as tests compare it; and migrations written for one test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cs_desktop.persistence.migrations import runner
from tests.support.bases import raw

Master = list[tuple[str, str, str, str | None]]


def master(path: Path, key: bytes | None = None) -> Master:
    """Every table, index and trigger, with the statement that made it."""
    with raw(path, key) as connection:
        return sorted(
            connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(),
            key=str,
        )


def with_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> str:
    """Pretend that the program has one more migration, of this body; its revision."""
    versions = folder / "versions"
    shutil.copytree(runner.FOLDER / "versions", versions, ignore=shutil.ignore_patterns("*.pyc"))
    target = f"{int(runner.HEAD) + 1:04}"
    lines = body.strip().splitlines()
    (versions / f"{target}_essai.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "from cs_desktop.persistence.migrations.columns import big, enregistrement, text\n"
        "from cs_desktop.persistence.migrations.rebuild import rebuild_table\n"
        f"revision = {target!r}\ndown_revision = {runner.HEAD!r}\n"
        "branch_labels = depends_on = None\n"
        "def upgrade():\n" + "".join(f"    {line}\n" for line in lines),
        encoding="utf-8",
    )
    monkeypatch.setattr(runner, "FOLDER", folder)
    monkeypatch.setattr(runner, "HEAD", target)
    return target
