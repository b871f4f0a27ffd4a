"""The search index: kept up to date in each transaction, checked and rebuilt on demand (A11).

`recherche` holds the words of each person; `recherche_fts`, an FTS5 table over it, answers
prefixes; `recherche_mot` forgives one wrong letter. All are derived: outside journal and version.
The statements of FTS5 stand here and in `personnes_liste`, nowhere else (A2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Date, TextClause, bindparam, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import BaseRefusee
from cs_desktop.persistence.base import NOT_JOURNALLED, Base
from cs_desktop.persistence.search_words import (
    Terme,
    deletions,
    fts_query,
    is_forgiven,
    name_words,
    one_letter_apart,
    other_words,
    parse_query,
)
from cs_desktop.persistence.sqlcipher import DriverError
from cs_desktop.persistence.trace import trace_of

ENOUGH = 5  # under this many answers, a wrong letter is forgiven
BATCH = 500
MANY_WORDS = 20

Words = tuple[str, str]  # words of the names, other words


class Recherche(Base):
    """The words that find one person; names apart, because only they forgive a letter."""

    __tablename__ = "recherche"
    __table_args__ = ({"info": NOT_JOURNALLED},)

    personne_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    noms: Mapped[str]
    autres: Mapped[str]


class RechercheMot(Base):
    """Each distinct word of a name, under each way of dropping one of its letters."""

    __tablename__ = "recherche_mot"
    __table_args__ = ({"info": NOT_JOURNALLED, "sqlite_with_rowid": False},)

    suppression: Mapped[str] = mapped_column(primary_key=True)
    mot: Mapped[str] = mapped_column(primary_key=True)


def _among(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", expanding=True))


_PEOPLE = """
    SELECT p.id, p.nom, p.prenom, p.nom_naissance, p.telephone, p.telephone_2, p.commune,
        p.numero, p.naissance_le, p.naissance_precision
    FROM personne AS p WHERE p.fusionnee_dans IS NULL AND p.id IN :ids"""
_PEOPLE_OF = _among(_PEOPLE).columns(naissance_le=Date())
_TOWNS_OF = _among("""
    SELECT DISTINCT r.personne_id, f.commune
    FROM rattachement AS r JOIN foyer AS f ON f.id = r.foyer_id
    WHERE f.commune <> '' AND r.personne_id IN :ids ORDER BY f.commune""")
_INDEXED_OF = _among("SELECT personne_id, noms, autres FROM recherche WHERE personne_id IN :ids")
_MEMBERS_OF = _among("SELECT personne_id FROM rattachement WHERE foyer_id IN :ids")
_RATTACHES_OF = _among("SELECT personne_id FROM rattachement WHERE id IN :ids")
_KNOWN_WORDS = _among("SELECT mot FROM recherche_mot WHERE suppression = mot AND mot IN :ids")
_ALL_NAMES = text("SELECT noms FROM recherche")
_WORDS_NEAR = "SELECT DISTINCT mot FROM recherche_mot WHERE suppression IN"

_INSERT = text("INSERT INTO recherche (personne_id, noms, autres) VALUES (:id, :noms, :autres)")
_DELETE = text("DELETE FROM recherche WHERE personne_id = :id")
_FTS_INSERT = text("INSERT INTO recherche_fts (rowid, noms, autres) VALUES (:id, :noms, :autres)")
_FTS_DELETE = text(
    "INSERT INTO recherche_fts (recherche_fts, rowid, noms, autres) "
    "VALUES ('delete', :id, :noms, :autres)"
)
_FTS_REBUILD = text("INSERT INTO recherche_fts (recherche_fts) VALUES ('rebuild')")
_FTS_CHECK = text("INSERT INTO recherche_fts (recherche_fts, rank) VALUES ('integrity-check', 1)")
_FTS_FIRST = text("SELECT rowid FROM recherche_fts WHERE recherche_fts MATCH :q LIMIT :n")
_MOT_INSERT = text("INSERT INTO recherche_mot (suppression, mot) VALUES (:suppression, :mot)")
_MOT_DELETE = text("DELETE FROM recherche_mot WHERE suppression = :suppression AND mot = :mot")


def refresh(session: Session, touched: Mapping[str, frozenset[int]]) -> None:
    """Index the people of this transaction: themselves, their foyers, their rattachements.

    `persistence.personnes` registers it.
    """
    connection = session.connection()
    people = set(touched.get("personne", ()))
    for statement, table in ((_MEMBERS_OF, "foyer"), (_RATTACHES_OF, "rattachement")):
        for batch in _batches(touched.get(table, ())):
            people.update(connection.execute(statement, {"ids": batch}).scalars())
    if "rattachement" in touched:  # who left a foyer is not in the table any more
        for (table, _), row in trace_of(session):
            if table == "rattachement":
                people.update(
                    values["personne_id"]
                    for values in (row.before, row.after)
                    if "personne_id" in values
                )
    for batch in _batches(people):
        _index(connection, batch)


def _index(connection: Connection, people: Sequence[int]) -> None:
    held = _held(connection, people)
    wanted = _wanted(connection, people)
    removed = {i: words for i, words in held.items() if wanted.get(i) != words}
    added = {i: words for i, words in wanted.items() if held.get(i) != words}
    _run(connection, _FTS_DELETE, _rows(removed))
    _run(connection, _DELETE, [{"id": i} for i in removed])
    _run(connection, _INSERT, _rows(added))
    _run(connection, _FTS_INSERT, _rows(added))
    before, after = _names(removed.values()), _names(added.values())
    _add_words(connection, after - before)
    _forget_words(connection, before - after)


def _held(connection: Connection, people: Sequence[int]) -> dict[int, Words]:
    return {
        i: (noms, autres) for i, noms, autres in connection.execute(_INDEXED_OF, {"ids": people})
    }


def _wanted(connection: Connection, people: Sequence[int]) -> dict[int, Words]:
    """What the index must hold for `people`; nothing for those gone or merged into another."""
    towns: dict[int, list[str]] = {}
    for personne_id, commune in connection.execute(_TOWNS_OF, {"ids": people}):
        towns.setdefault(personne_id, []).append(commune)
    return {
        row.id: (
            name_words(row.nom, row.prenom, row.nom_naissance),
            other_words(
                (row.telephone, row.telephone_2),
                (row.commune, *towns.get(row.id, ())),
                row.numero,
                row.naissance_le
                and Naissance(row.naissance_le, Precision(row.naissance_precision)),
            ),
        )
        for row in connection.execute(_PEOPLE_OF, {"ids": people})
    }


def _add_words(connection: Connection, words: set[str]) -> None:
    for batch in _batches(words):
        known = set(connection.execute(_KNOWN_WORDS, {"ids": batch}).scalars())
        _run(connection, _MOT_INSERT, _mots(set(batch) - known))


def _forget_words(connection: Connection, words: set[str]) -> None:
    """Names that nobody bears any more leave no trace (RGPD)."""
    if len(words) > MANY_WORDS:  # reading every name once costs less than as many searches
        borne = {word for noms in connection.execute(_ALL_NAMES).scalars() for word in noms.split()}
        gone = words - borne
    else:
        gone = {
            word
            for word in words
            if connection.execute(_FTS_FIRST, {"q": f'noms : "{word}"', "n": 1}).first() is None
        }
    _run(connection, _MOT_DELETE, _mots(gone))


def match(session: Session, texte: str) -> str | None:
    """The FTS5 expression for `texte`, a wrong letter forgiven when answers are few.

    None when there is nothing to look for in it (« % »).
    """
    termes = parse_query(texte)
    if not termes:
        return None
    query = fts_query(termes)
    few = session.connection().execute(_FTS_FIRST, {"q": query, "n": ENOUGH}).all()
    return query if len(few) == ENOUGH else forgiving(session, termes) or query


def forgiving(session: Session, termes: Collection[Terme]) -> str | None:
    """The expression that takes names one letter apart as well; None when there are none."""
    words = {terme.mot for terme in termes if terme.mot is not None and is_forgiven(terme.mot)}
    shorter = tuple({one for word in words for one in deletions(word)})
    if not shorter:
        return None
    marks = ", ".join("?" * len(shorter))
    near = fetch(session.connection(), f"{_WORDS_NEAR} ({marks})", shorter)
    candidates = [mot for (mot,) in near]
    alike = {
        word: [mot for mot in candidates if mot != word and one_letter_apart(word, mot)]
        for word in words
    }
    return fts_query(termes, look_alikes=alike) if any(alike.values()) else None


def fetch(connection: Connection, sql: str, values: Any) -> list[tuple[Any, ...]]:
    """Rows straight from the driver: on the way of each keystroke, SQLAlchemy’s result costs more
    than the answer (measured: 60 µs a statement)."""
    driver: Any = connection.connection.driver_connection
    try:
        return driver.execute(sql, values).fetchall()
    except DriverError:  # it fails again, and the engine says why in French
        return [tuple(row) for row in connection.exec_driver_sql(sql, values)]


def check(session: Session) -> list[str]:
    """What is wrong with the index, in sentences for `verifier`; empty when all is well."""
    connection = session.connection()
    problems: list[str] = []
    words: set[str] = set()
    wrong = 0
    for batch in _batches(_everybody(connection)):
        wanted, held = _wanted(connection, batch), _held(connection, batch)
        wrong += sum(wanted.get(i) != held.get(i) for i in batch)
        words |= _names(wanted.values())
    if wrong:
        problems.append(f"Recherche : {wrong} fiches ne sont pas à jour dans l’index.")
    near = connection.execute(text("SELECT suppression, mot FROM recherche_mot"))
    if {(row.suppression, row.mot) for row in near} != {
        (row["suppression"], row["mot"]) for row in _mots(words)
    }:
        problems.append("Recherche : la liste des mots des noms n’est pas à jour.")
    try:
        connection.execute(_FTS_CHECK)
    except BaseRefusee:
        problems.append("Recherche : l’index ne correspond pas aux fiches.")
    return problems


def rebuild(session: Session) -> None:
    """Make the index again from the people, whatever state it is in."""
    connection = session.connection()
    everybody = _everybody(connection)
    connection.execute(text("DELETE FROM recherche"))
    connection.execute(text("DELETE FROM recherche_mot"))
    words: set[str] = set()
    for batch in _batches(everybody):
        wanted = _wanted(connection, batch)
        words |= _names(wanted.values())
        _run(connection, _INSERT, _rows(wanted))
    _run(connection, _MOT_INSERT, _mots(words))
    connection.execute(_FTS_REBUILD)


def _everybody(connection: Connection) -> list[int]:
    query = text("SELECT id FROM personne UNION SELECT personne_id FROM recherche")
    return list(connection.execute(query).scalars())


def _names(words: Iterable[Words]) -> set[str]:
    return {word for noms, _ in words for word in noms.split()}


def _rows(words: Mapping[int, Words]) -> list[dict[str, Any]]:
    return [{"id": i, "noms": noms, "autres": autres} for i, (noms, autres) in words.items()]


def _mots(words: Iterable[str]) -> list[dict[str, str]]:
    return [{"suppression": shorter, "mot": word} for word in words for shorter in deletions(word)]


def _run(connection: Connection, statement: TextClause, rows: list[Any]) -> None:
    if rows:
        connection.execute(statement, rows)


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists short enough for one statement."""
    ordered = sorted(values)
    return (ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH))
