"""The declarative base, its naming convention, and what every table carries."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import MetaData, event
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Mapper,
    MapperProperty,
    declared_attr,
    mapped_column,
)
from sqlalchemy.orm.properties import ColumnProperty

from cs_desktop.persistence.types import UtcDateTime, big

# Unnamed constraints cannot be altered later, so every one gets a name from the first migration.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Table.info keys: what the journal and undo must know about a table.
NOT_JOURNALLED: dict[str, Any] = {"journalled": False}
STAMPS = frozenset({"version", "modifie_le"})  # bookkeeping: kept out of before and after
NUMBERED: dict[str, Any] = {"numbered": True}  # printed numbers: cancelled, never removed (A6)
CANCELLED_BY = "cancelled_by"  # the column that undoing a creation fills instead of removing it


class Base(DeclarativeBase):
    """Root of every mapped class. No `secondary=`: each link is a mapped class, so journalled."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {int: big, datetime: UtcDateTime}


class Enregistrement:
    """What each table of the trade carries: an id drawn by the program and its version (A7)."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-10)
    version: Mapped[int] = mapped_column(sort_order=-9)
    cree_le: Mapped[datetime] = mapped_column(sort_order=-8)
    modifie_le: Mapped[datetime] = mapped_column(sort_order=-7)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        """An update of a version that moved meanwhile fails: it becomes `Conflit`."""
        return {"version_id_col": cls.version}


class Archivable:
    """For tables whose rows a screen archives and the *corbeille* restores (A6)."""

    archive_le: Mapped[datetime | None] = mapped_column(sort_order=-6)


@event.listens_for(Base, "before_mapper_configured", propagate=True)
def _remember_old_values(mapper: Mapper[Any], _class: type[Any]) -> None:
    """`active_history` on every column, or the journal loses the before value (A5)."""
    for column in mapper.columns:
        prop: MapperProperty[Any] = mapper.get_property_by_column(column)
        if isinstance(prop, ColumnProperty):
            prop.active_history = True


def is_journalled(info: dict[Any, Any]) -> bool:
    """Whether the rows of the table with this `info` are written in the journal."""
    return bool(info.get("journalled", True))
