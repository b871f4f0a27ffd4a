"""Brings a base to the schema of this program; the only way a base is created (A8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from cs_desktop.domain.errors import BaseRefusee
from cs_desktop.persistence.driver import connect, make_engine

APPLICATION_ID = 0x43534454  # "CSDT" in the header of the file: a foreign base is recognised
FOLDER = Path(__file__).parent
HEAD = max(path.stem[:4] for path in (FOLDER / "versions").glob("[0-9]*.py"))

BeforeMigration = Callable[[str, str], None]


def nothing_before(_current: str, _target: str) -> None:
    """For a base that is new or that nobody needs to keep."""


def create(path: Path, key: bytes | None = None) -> None:
    """Make an empty base at HEAD.

    Raises FileExistsError rather than touch a file that exists, StockageIndisponible when the
    folder cannot be written; nothing is then left of the attempt.
    """
    if path.exists():
        raise FileExistsError(path)
    try:
        connect(path, key, create=True).close()
        migrate(path, key)
    except BaseException:
        if path.exists():
            path.unlink()  # half a base would bar the way to the next attempt
        raise


def migrate(
    path: Path, key: bytes | None = None, *, before: BeforeMigration = nothing_before
) -> bool:
    """Bring the base to HEAD in one transaction; tell whether there was anything to do.

    `before(current, target)` makes the backup of a base that is about to change. Raises BaseRefusee
    for a base that is newer than this program or that is not ours; the file is then untouched.
    """
    engine = make_engine(path, key, pooled=False)
    with engine.connect() as connection:
        current = _checked_revision(connection, path)
        if current == HEAD:
            return False
        connection.rollback()
        if current is not None:
            before(current, HEAD)
        _without_keys(connection, current)
    return True


def current_revision(path: Path, key: bytes | None = None) -> str | None:
    """The schema of a base, None for an empty one. Raises BaseRefusee as `migrate` does."""
    with make_engine(path, key, pooled=False).connect() as connection:
        return _checked_revision(connection, path)


def _checked_revision(connection: Connection, path: Path) -> str | None:
    revision = MigrationContext.configure(connection).get_current_revision()
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    ours = application == APPLICATION_ID and revision is not None
    if not ours and inspect(connection).get_table_names():
        raise BaseRefusee(
            f"Le fichier « {path} » n’est pas une base de CS Desktop : choisissez un autre fichier."
        )
    if revision is not None and revision > HEAD:
        raise BaseRefusee(
            f"La base « {path} » a été enregistrée par une version plus récente de CS Desktop "
            f"(schéma {revision}, celle-ci connaît {HEAD}) : installez la dernière version, puis "
            "rouvrez la base."
        )
    return revision


def _without_keys(connection: Connection, current: str | None) -> None:
    """Keys off before BEGIN: rebuilding a table drops it, and its children would go with it.

    The connection is thrown away afterwards: every other one has its keys on.
    """
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.execute("PRAGMA legacy_alter_table = ON")  # triggers may name the table being rebuilt
    cursor.close()
    with connection.execution_options(writing=True).begin():
        _upgrade(connection, current)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"this migration breaks {len(broken)} foreign keys: {broken[0]}")


def _upgrade(connection: Connection, current: str | None) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(connection)
    for step in reversed(list(script.iterate_revisions(HEAD, current or "base"))):
        with Operations.context(context):
            step.module.upgrade()
        context.stamp(script, step.revision)
