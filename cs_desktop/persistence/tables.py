"""Every mapped class, so that the metadata is whole: undo follows its foreign keys."""

from __future__ import annotations

from sqlalchemy import MetaData, Table

from cs_desktop.persistence import (
    adhesions,
    autorisations,
    brouillons,
    centre,
    compte_utilisateur,
    compteur,
    documents,
    effacement,
    foyers,
    imports,
    journal,
    organismes,
    personnes,
    preferences,
    quotients,
    scolarite,
    search,
)
from cs_desktop.persistence.base import Base

# A module that is not here does not exist for undo, for migrations nor for `verifier`.
MODULES = (
    adhesions,
    autorisations,
    brouillons,
    centre,
    compte_utilisateur,
    compteur,
    documents,
    effacement,
    foyers,
    imports,
    journal,
    organismes,
    personnes,
    preferences,
    quotients,
    scolarite,
    search,
)


def whole_metadata() -> MetaData:
    """The metadata of all the tables of the program."""
    return Base.metadata


def table_named(name: str) -> Table:
    """The table of a journal row. Raises KeyError for a table that no longer exists."""
    return Base.metadata.tables[name]
