"""A base is made by migrations alone, and one that stops midway leaves the old base (A8)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.errors import BaseRefusee, StockageIndisponible
from cs_desktop.persistence.centre import Centre, reglage, set_reglage
from cs_desktop.persistence.chain import TRIGGERS, verify_chain
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import join_document
from cs_desktop.persistence.migrations import runner
from tests.support.bases import KEY, raw, write
from tests.support.schemas import master, with_migration


def fill(database: Database, acteur: Acteur) -> None:
    """A centre that refers to a document, and some journal."""

    def work(session) -> None:
        set_reglage(session, "essai", "gardé")
        session.add(Centre(nom="Centre d’essai", logo_id=join_document(session, "a.txt", b"a")))

    write(database, acteur, work)
    database.close()


def foreign_keys(path: Path) -> list[tuple[object, ...]]:
    with raw(path) as connection:
        return connection.execute("PRAGMA foreign_key_check").fetchall()


def test_a_new_base_is_at_the_last_schema(template: Path) -> None:
    assert runner.current_revision(template) == runner.HEAD
    names = {name for _type, name, *_ in master(template)}
    assert {"journal", "compteur", "centre"} | TRIGGERS <= names


def test_an_encrypted_base_has_the_same_schema(template: Path, encrypted_template: Path) -> None:
    assert runner.current_revision(encrypted_template, KEY) == runner.HEAD
    assert master(encrypted_template, KEY) == master(template)


def test_a_base_that_exists_is_never_made_again(database: Database) -> None:
    with pytest.raises(FileExistsError):
        runner.create(database.path)


def test_a_base_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_migration(monkeypatch, tmp_path / "migrations", "raise RuntimeError('bug')")
    with pytest.raises(RuntimeError, match="bug"):
        runner.create(tmp_path / "centre.sqlite")
    assert not (tmp_path / "centre.sqlite").exists()
    with pytest.raises(StockageIndisponible, match="rebranchez"):
        runner.create(tmp_path / "cle usb" / "centre.sqlite")


def test_a_base_up_to_date_is_left_alone(database: Database) -> None:
    def never(_current: str, _target: str) -> None:
        raise AssertionError("no backup is due")

    before = database.path.read_bytes()
    assert not runner.migrate(database.path, before=never)
    assert database.path.read_bytes() == before


def test_the_backup_is_made_before_anything_changes(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = with_migration(
        monkeypatch, tmp_path / "m", "op.add_column('site', text('x', nullable=True))"
    )
    old = runner.current_revision(database.path)
    seen: list[tuple[str, str, bool]] = []

    def before(current: str, to: str) -> None:
        columns = next(sql for _t, name, _n, sql in master(database.path) if name == "site")
        seen.append((current, to, " x " in str(columns)))

    assert runner.migrate(database.path, before=before)
    assert seen == [(old, target, False)]
    assert runner.current_revision(database.path) == target


def test_no_backup_no_migration(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def before(_current: str, _target: str) -> None:
        raise StockageIndisponible("Le disque est plein.")

    with_migration(monkeypatch, tmp_path / "m", "op.drop_table('site')")
    schema = master(database.path)
    with pytest.raises(StockageIndisponible):
        runner.migrate(database.path, before=before)
    assert master(database.path) == schema


def test_a_newer_base_is_refused_with_a_sentence_and_untouched(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    with raw(database.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = database.path.read_bytes()
    for refuse in (runner.migrate, runner.current_revision):
        with pytest.raises(BaseRefusee, match=r"plus récente de CS Desktop \(schéma 9999"):
            refuse(database.path)
    assert database.path.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE adherent (id INTEGER PRIMARY KEY)"],
        ["CREATE TABLE alembic_version (version_num TEXT)", "CREATE TABLE adherent (id INTEGER)"],
    ],
    ids=["plain", "made with the same tool"],
)
def test_a_base_of_another_program_is_refused_and_untouched(
    tmp_path: Path, statements: list[str]
) -> None:
    path = tmp_path / "autre.sqlite"
    with raw(path, create=True) as connection:
        for statement in statements:
            connection.execute(statement)
    schema = master(path)
    with pytest.raises(BaseRefusee, match="n’est pas une base de CS Desktop"):
        runner.migrate(path)
    assert master(path) == schema


STOPPED = """
op.drop_table('brouillon')
op.create_table('nouveau', *enregistrement(), sa.PrimaryKeyConstraint('id', name='pk_nouveau'))
op.execute("UPDATE reglage SET valeur = '\\"perdu\\"'")
"""


def test_a_migration_that_fails_midway_leaves_the_old_base_usable(
    database: Database, acteur: Acteur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, acteur)
    schema, old = master(database.path), runner.HEAD
    with_migration(monkeypatch, tmp_path / "m", STOPPED + "op.execute('SELECT nothing')")
    with pytest.raises(OperationalError, match="nothing"):
        runner.migrate(database.path)
    assert master(database.path) == schema
    assert runner.current_revision(database.path) == old
    write(database, acteur, lambda session: set_reglage(session, "ensuite", 1))
    with database.reading() as session:
        assert (reglage(session, "essai"), reglage(session, "ensuite")) == ("gardé", 1)


KILLED = """
import sys
from pathlib import Path
from cs_desktop.persistence.migrations import runner
runner.FOLDER, runner.HEAD = Path(sys.argv[2]), sys.argv[3]
runner.migrate(Path(sys.argv[1]))
"""


def test_a_migration_killed_midway_leaves_the_old_base_usable(
    database: Database, acteur: Acteur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, acteur)
    schema = master(database.path)
    wait = "print('midway', flush=True)\n__import__('sys').stdin.read()"
    target = with_migration(monkeypatch, tmp_path / "m", STOPPED + wait)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(database.path), str(tmp_path / "m"), target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as migration:
        assert migration.stdout is not None
        assert migration.stdout.readline() == "midway\n"
        migration.kill()
    assert master(database.path) == schema
    with database.reading() as session:
        assert reglage(session, "essai") == "gardé"
        assert verify_chain(session) == []


def test_a_migration_that_breaks_a_reference_is_refused(
    database: Database, acteur: Acteur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, acteur)
    schema = master(database.path)
    with_migration(monkeypatch, tmp_path / "m", "op.execute('DELETE FROM document')")
    with pytest.raises(RuntimeError, match="breaks 1 foreign keys"):
        runner.migrate(database.path)
    assert master(database.path) == schema
    assert foreign_keys(database.path) == []


REBUILT = """
rebuild_table(
    'effacement', *enregistrement(), text('motif'), big('personne_id', nullable=True),
    sa.Column('ouvert_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ferme_le', sa.DateTime(timezone=True)), big('contenus'),
    sa.PrimaryKeyConstraint('id', name='pk_effacement'),
    copied={name: name for name in ('id', 'version', 'cree_le', 'modifie_le', 'motif',
        'personne_id', 'ouvert_le', 'ferme_le', 'contenus')},
)
rebuild_table(
    'document_contenu',
    sa.Column('empreinte', sa.String(64), nullable=False),
    sa.Column('octets', sa.LargeBinary(), nullable=False),
    text('note', nullable=True),
    sa.PrimaryKeyConstraint('empreinte', name='pk_document_contenu'),
    copied={'empreinte': 'empreinte', 'octets': 'octets', 'note': "'vu'"},
)
rebuild_table(
    'document',
    *enregistrement(),
    sa.Column('archive_le', sa.DateTime(timezone=True)),
    text('nom'), text('type_media'), big('taille'),
    sa.Column('empreinte', sa.String(64), nullable=False),
    sa.PrimaryKeyConstraint('id', name='pk_document'),
    sa.ForeignKeyConstraint(['empreinte'], ['document_contenu.empreinte'],
        name='fk_document_empreinte_document_contenu', ondelete='RESTRICT'),
    copied={name: name for name in ('id', 'version', 'cree_le', 'modifie_le', 'archive_le', 'nom',
        'type_media', 'taille', 'empreinte')},
)
rebuild_table(
    'journal_contenu',
    big('journal_id'),
    sa.Column('sel', sa.LargeBinary(16), nullable=False),
    sa.Column('avant', sa.Text()), sa.Column('apres', sa.Text()),
    sa.PrimaryKeyConstraint('journal_id', name='pk_journal_contenu'),
    sa.ForeignKeyConstraint(['journal_id'], ['journal.id'],
        name='fk_journal_contenu_journal_id_journal', ondelete='RESTRICT'),
    copied={name: name for name in ('journal_id', 'sel', 'avant', 'apres')},
)
"""


def test_a_rebuilt_table_keeps_rows_children_indexes_and_triggers(
    database: Database, acteur: Acteur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, acteur)
    objects = {(kind, name) for kind, name, *_ in master(database.path)}
    others = [row for row in master(database.path) if row[0] in {"index", "trigger"}]
    with_migration(monkeypatch, tmp_path / "m", REBUILT)
    assert runner.migrate(database.path)
    after = master(database.path)
    assert {(kind, name) for kind, name, *_ in after} == objects
    assert [row for row in after if row[0] in {"index", "trigger"}] == others
    assert foreign_keys(database.path) == []
    with raw(database.path) as connection:
        assert connection.execute("SELECT note FROM document_contenu").fetchall() == [("vu",)]
        assert connection.execute("SELECT count(*) FROM centre JOIN document").fetchone() == (1,)
    with database.reading() as session:
        assert verify_chain(session) == []
    with (
        database.engine.connect() as connection,
        pytest.raises(IntegrityError, match="append only"),
    ):
        connection.exec_driver_sql("UPDATE journal_contenu SET apres = ''")


def test_migrations_never_import_mapped_classes() -> None:
    """A class goes on changing; a migration says what was true on its day."""
    allowed = ("alembic", "sqlalchemy", "cs_desktop.persistence.migrations")
    versions = sorted((Path(runner.__file__).parent / "versions").glob("*.py"))
    assert versions
    for path in versions:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                known = name.split(".")[0] in sys.stdlib_module_names
                assert known or name.startswith(allowed), f"{path.name} imports {name}"


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [p.stem[:4] for p in sorted((runner.FOLDER / "versions").glob("[0-9]*.py"))]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert numbers[-1] == runner.HEAD
