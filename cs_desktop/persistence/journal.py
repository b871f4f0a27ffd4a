"""Who changed what, when: rows that are never changed, chained to one another (A5)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ForeignKey, Index, LargeBinary, Select, Table, Text, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.persistence.base import NOT_JOURNALLED, Base
from cs_desktop.persistence.codec import decode, encode
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.compteur import next_ids, site_range
from cs_desktop.persistence.fast_insert import insert_many
from cs_desktop.persistence.trace import Action, Key, Touched, Trace

NO_CONTENT = bytes(32)  # digest of a row that never had contents: those of an erasure itself
GENESIS = bytes(32)  # what the first row of a site is chained to
SALT_SIZE = 16


class Journal(Base):
    """One row touched by one use-case: what can be told for ever, without the contents."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_operation", "operation"),
        Index("ix_journal_ligne", "nom_table", "ligne_id"),
        Index("ix_journal_personne", "personne_id"),
        {"info": NOT_JOURNALLED},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    operation: Mapped[int]
    le: Mapped[datetime]
    usage: Mapped[str]
    acteur_id: Mapped[int | None]  # no foreign key: the journal outlives what it tells
    site: Mapped[int]
    nom_table: Mapped[str]
    ligne_id: Mapped[int]
    personne_id: Mapped[int | None]
    action: Mapped[str]
    version_ligne: Mapped[int | None]  # the version that the use-case left
    annule: Mapped[int | None]  # the operation that this one undoes
    empreinte: Mapped[bytes] = mapped_column(LargeBinary(32))  # of the salted contents
    hash_precedent: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class JournalContenu(Base):
    """What the row held before and after; an RGPD erasure may delete it, nothing else."""

    __tablename__ = "journal_contenu"
    __table_args__ = ({"info": NOT_JOURNALLED},)

    journal_id: Mapped[int] = mapped_column(
        ForeignKey("journal.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    sel: Mapped[bytes] = mapped_column(LargeBinary(SALT_SIZE))
    avant: Mapped[str | None] = mapped_column(Text)
    apres: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One step of the history of a row. `efface` tells that an erasure removed the contents."""

    id: int
    operation: int
    le: datetime
    usage: str
    acteur_id: int | None
    acteur_nom: str | None
    table: str
    ligne_id: int
    action: Action
    version: int | None
    annule: int | None
    avant: dict[str, Any]
    apres: dict[str, Any]
    efface: bool


def content_digest(salt: bytes, before: str | None, after: str | None) -> bytes:
    """The salt keeps a short content (a birth date) from being guessed from its digest."""
    text = f"{before or ''}\0{after or ''}"
    return hashlib.sha256(salt + text.encode()).digest()


def chain_hash(row: Mapping[Any, Any], use_case: str | None = None) -> bytes:
    """Digest of the metadata of a row, of its content's digest and of the row before."""
    told = f"{row['id']}|{row['nom_table']}|{row['ligne_id']}|{row['personne_id']}|{row['action']}"
    told = f"{told}|{row['version_ligne']}|{use_case or told_use_case(row)}"
    return hashlib.sha256(row["hash_precedent"] + row["empreinte"] + told.encode()).digest()


def told_use_case(row: Mapping[Any, Any]) -> str:
    """What all the rows of one use-case have in common, as the hash takes it."""
    told = f"{row['operation']}|{row['le'].isoformat()}|{row['usage']}|{row['acteur_id']}"
    return f"{told}|{row['site']}|{row['annule']}"


def write(session: Session, trace: Trace) -> None:
    """Add the rows of this transaction to the chain; called by the session before its commit."""
    if not trace.rows:
        return
    ids = next_ids(session, "journal", len(trace.rows))
    rows: list[dict[str, Any]] = []
    contents: list[dict[str, Any]] = []
    salts = secrets.token_bytes(SALT_SIZE * len(ids))
    common = {
        "operation": session.info["operation"],
        "le": session.info["now"],
        "usage": session.info["usage"],
        "acteur_id": session.info["acteur"].id,
        "site": session.info["site"],
        "annule": session.info.get("annule"),
    }
    use_case = told_use_case(common)
    erased: frozenset[Key] = frozenset(session.info.get("erased", ()))
    previous = _last_hash(session)
    for rank, (journal_id, ((table, row_id), touched)) in enumerate(zip(ids, trace, strict=True)):
        digest = NO_CONTENT
        if (table, row_id) not in erased and ("personne", touched.personne_id) not in erased:
            salt = salts[rank * SALT_SIZE : (rank + 1) * SALT_SIZE]
            content = _content(journal_id, salt, touched)
            digest = content_digest(salt, content["avant"], content["apres"])
            contents.append(content)
        row = {
            "id": journal_id,
            **common,
            "nom_table": table,
            "ligne_id": row_id,
            "personne_id": touched.personne_id,
            "action": touched.action.value,
            "version_ligne": touched.version,
            "empreinte": digest,
            "hash_precedent": previous,
        }
        previous = row["hash"] = chain_hash(row, use_case)
        rows.append(row)
    connection = session.connection()
    insert_many(connection, cast("Table", Journal.__table__), rows)
    insert_many(connection, cast("Table", JournalContenu.__table__), contents)


def _content(journal_id: int, salt: bytes, touched: Touched) -> dict[str, Any]:
    return {
        "journal_id": journal_id,
        "sel": salt,
        "avant": encode(touched.before) if touched.before else None,
        "apres": encode(touched.after) if touched.after else None,
    }


def _last_hash(session: Session) -> bytes:
    ids = site_range(session.info["site"])
    query = select(Journal.hash).where(Journal.id >= ids.start, Journal.id < ids.stop)
    last = session.connection().execute(query.order_by(Journal.id.desc()).limit(1)).scalar()
    return GENESIS if last is None else last


_ENTRIES: Select[Journal, JournalContenu, str] = (
    select(Journal, JournalContenu, CompteUtilisateur.nom)
    .outerjoin(JournalContenu, JournalContenu.journal_id == Journal.id)
    .outerjoin(CompteUtilisateur, CompteUtilisateur.id == Journal.acteur_id)
    .order_by(Journal.id)
)


def read_history(session: Session, table: str, row_id: int) -> list[JournalEntry]:
    """The history of one row, oldest first."""
    return list(
        _entries(
            session,
            _ENTRIES.where(Journal.nom_table == bindparam("t", table), Journal.ligne_id == row_id),
        )
    )


def read_person_history(
    session: Session, personne_id: int, merged: Collection[int] = ()
) -> list[JournalEntry]:
    """The history of a person and of every row that is about her, oldest first.

    With it the merge of each row of `merged` into hers, that may have left her as she was.
    """
    about = Journal.personne_id == personne_id
    if merged:
        lost = (Journal.nom_table == "personne") & Journal.ligne_id.in_(merged)
        about |= lost & (Journal.usage == "personne.fusionner")
    return list(_entries(session, _ENTRIES.where(about)))


def read_operation(session: Session, operation: int) -> list[JournalEntry]:
    """Every row touched by one use-case, in the order in which it touched them."""
    return list(_entries(session, _ENTRIES.where(Journal.operation == operation)))


def _entries(
    session: Session, query: Select[Journal, JournalContenu, str]
) -> Iterator[JournalEntry]:
    for row, joined, acteur_nom in session.execute(query):
        content = cast("JournalContenu | None", joined)  # an outer join
        yield JournalEntry(
            row.id,
            row.operation,
            row.le,
            row.usage,
            row.acteur_id,
            acteur_nom,
            row.nom_table,
            row.ligne_id,
            Action(row.action),
            row.version_ligne,
            row.annule,
            decode(content.avant) if content else {},
            decode(content.apres) if content else {},
            efface=content is None,
        )
