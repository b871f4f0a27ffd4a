"""The mapped classes say what the migrations made, and say it for PostgreSQL too (A2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Engine,
    Enum,
    Float,
    Integer,
    MetaData,
    Numeric,
    Table,
    UniqueConstraint,
    create_engine,
    inspect,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import configure_mappers
from sqlalchemy.schema import CreateIndex, CreateTable

from cs_desktop.persistence.base import Base, is_journalled
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.driver import connect
from cs_desktop.persistence.sqlcipher import DRIVER
from cs_desktop.persistence.tables import whole_metadata
from cs_desktop.persistence.types import UtcDateTime

TABLES = whole_metadata().sorted_tables
COLUMNS = [column for table in TABLES for column in table.columns]
tables = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def compared(database: Database, metadata: MetaData) -> list[object]:
    """What Alembic would still change; a full-text table and its shadows are nobody's class."""
    with database.engine.connect() as connection:
        virtual = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        ).scalars()
        shadows = re.compile("|".join(rf"{name}(_\w+)?" for name in virtual) or "$^")

        def ours(name: str | None, kind: str, _parents: object) -> bool:
            known = name in metadata.tables
            return kind != "table" or known or shadows.fullmatch(name or "") is None

        options = {"compare_type": True, "compare_server_default": True, "include_name": ours}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def test_the_classes_are_what_the_migrations_made(database: Database) -> None:
    assert compared(database, whole_metadata()) == []


def test_a_class_that_migrations_forgot_is_seen(database: Database) -> None:
    metadata = MetaData(naming_convention=whole_metadata().naming_convention)
    for table in TABLES:
        table.to_metadata(metadata)
    metadata.tables["site"].append_column(Column("couleur", Integer()))
    assert len(compared(database, metadata)) == 1


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[Engine]:
    """The schema as the classes alone would make it: Alembic compares no CHECK and no name."""
    path = tmp_path / "declare.sqlite"
    connect(path, create=True).close()
    engine = create_engine("sqlite://", module=DRIVER, creator=lambda: connect(path))
    whole_metadata().create_all(engine)
    yield engine
    engine.dispose()


def indexes(engine: Engine, table: Table) -> list[str]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY sql",
            (table.name,),
        )
        return [" ".join(sql.split()) for (sql,) in found if sql]


@tables
def test_constraints_and_their_names_are_the_same(
    database: Database, declared: Engine, table: Table
) -> None:
    made, said = inspect(database.engine), inspect(declared)
    for what in ("get_check_constraints", "get_foreign_keys", "get_unique_constraints"):
        one, other = (sorted(getattr(i, what)(table.name), key=str) for i in (made, said))
        assert one == other, what
    assert made.get_pk_constraint(table.name) == said.get_pk_constraint(table.name)
    assert indexes(database.engine, table) == indexes(declared, table)
    made_columns, said_columns = (
        {column["name"]: column for column in i.get_columns(table.name)} for i in (made, said)
    )
    assert made_columns.keys() == said_columns.keys()
    for name, column in made_columns.items():
        assert column["nullable"] == said_columns[name]["nullable"], name
        assert str(column["type"]) == str(said_columns[name]["type"]), name


@tables
def test_every_constraint_is_named_and_every_reference_restricts(table: Table) -> None:
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint | UniqueConstraint):
            assert constraint.name, constraint
    for key in table.foreign_key_constraints:
        assert key.name == f"fk_{table.name}_{key.column_keys[0]}_{key.referred_table.name}"
        assert (key.ondelete, key.onupdate) == ("RESTRICT", None)


@tables
def test_every_table_can_be_made_on_postgresql(table: Table) -> None:
    dialect = postgresql.dialect()
    ddl = str(CreateTable(table).compile(dialect=dialect))
    ddl += "".join(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
    assert "AUTOINCREMENT" not in ddl
    assert "SERIAL" not in ddl
    assert not re.search(r"\bINTEGER\b", ddl)


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_columns_mean_the_same_everywhere(column: Column) -> None:
    kind = column.type
    assert not isinstance(kind, Float | Numeric | Enum)  # cents and codes: A2, A19
    if isinstance(kind, Integer):
        assert isinstance(kind, BigInteger)
        assert kind.compile(sqlite.dialect()) == "INTEGER"
        assert kind.compile(postgresql.dialect()) == "BIGINT"
    if isinstance(kind, DateTime):
        raise AssertionError(f"{column} must be a UtcDateTime")
    if isinstance(kind, UtcDateTime):
        assert column.name.endswith("_le") or column.name == "le"


@tables
def test_tables_of_the_trade_carry_id_version_and_stamps(table: Table) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", table.name)
    if is_journalled(table.info):
        assert {"id", "version", "cree_le", "modifie_le"} <= set(table.columns.keys())
        assert [column.name for column in table.primary_key] == ["id"]


def test_mappers_number_versions_and_hide_no_link_table() -> None:
    configure_mappers()
    mapped = {mapper.local_table for mapper in Base.registry.mappers}
    assert mapped == set(TABLES)
    for mapper in Base.registry.mappers:
        assert all(relation.secondary is None for relation in mapper.relationships)
        assert all(relation.lazy == "raise" for relation in mapper.relationships)
        versioned = "version" in mapper.local_table.columns
        assert (mapper.version_id_col is not None) == versioned
        for (
            prop
        ) in mapper.column_attrs:  # `rows` and `undo` speak of columns, features of attributes
            assert prop.key == prop.columns[0].name
