"""Whether the journal is whole: its chain, its contents, its triggers (A5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from cs_desktop.persistence.compteur import SITE_RANGE, Compteur, site_range
from cs_desktop.persistence.effacement import Effacement
from cs_desktop.persistence.journal import (
    GENESIS,
    NO_CONTENT,
    Journal,
    JournalContenu,
    chain_hash,
    content_digest,
)

TRIGGERS = frozenset(
    {
        "journal_jamais_modifie",
        "journal_jamais_supprime",
        "journal_jamais_remplace",
        "journal_contenu_jamais_modifie",
        "journal_contenu_supprime_par_effacement",
        "journal_contenu_jamais_remplace",
    }
)


def verify_chain(session: Session) -> list[str]:
    """What is wrong with the journal, one French sentence each; nothing when it is whole."""
    return [
        *_missing_triggers(session),
        *_broken_links(session),
        *_truncated(session),
        *_contents(session),
    ]


def _missing_triggers(session: Session) -> Iterator[str]:
    present = set(
        session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
    )
    for name in sorted(TRIGGERS - present):
        yield f"Le journal n’est plus protégé : le déclencheur « {name} » manque."


def _broken_links(session: Session) -> Iterator[str]:
    """Each row is recomputed from its own metadata and from the row before it."""
    site, previous, expected = -1, GENESIS, 0
    columns = tuple(Journal.__table__.columns)
    query = select(*columns).order_by(Journal.id).execution_options(yield_per=5000)
    for row in session.execute(query).mappings():
        if row["id"] // SITE_RANGE != site:
            site = row["id"] // SITE_RANGE
            previous, expected = GENESIS, site_range(site).start
        if row["id"] != expected:
            yield f"Le journal a perdu des lignes avant la ligne {row['id']}."
        elif row["hash_precedent"] != previous or row["hash"] != chain_hash(row):
            yield f"La ligne {row['id']} du journal a été modifiée."
        previous, expected = row["hash"], row["id"] + 1


def _truncated(session: Session) -> Iterator[str]:
    """The last rows could go without breaking the chain; the counter remembers them."""
    drawn = session.execute(
        select(Compteur.site, Compteur.valeur).where(
            Compteur.nature == "id", Compteur.nom == "journal"
        )
    )
    for site, last_drawn in drawn:
        ids = site_range(site)
        last = session.scalar(
            select(func.max(Journal.id)).where(Journal.id >= ids.start, Journal.id < ids.stop)
        )
        if last != last_drawn:
            yield f"Les dernières lignes du journal manquent : {last_drawn} était la dernière."


def _contents(session: Session) -> Iterator[str]:
    """A content is what its digest says, or an erasure accounts for its absence."""
    query = (
        select(
            Journal.id,
            Journal.empreinte,
            JournalContenu.sel,
            JournalContenu.avant,
            JournalContenu.apres,
        )
        .outerjoin(JournalContenu, JournalContenu.journal_id == Journal.id)
        .execution_options(yield_per=5000)
    )
    absent = 0
    for journal_id, digest, joined, before, after in session.execute(query):
        salt = cast("bytes | None", joined)  # an outer join
        if digest == NO_CONTENT:
            continue
        if salt is None:
            absent += 1
        elif content_digest(salt, before, after) != digest:
            yield f"Le contenu de la ligne {journal_id} du journal a été modifié."
    erased = session.scalar(select(func.coalesce(func.sum(Effacement.contenus), 0))) or 0
    if absent != erased:
        yield (
            f"Il manque {absent} contenus au journal alors que les effacements en expliquent "
            f"{erased}."
        )
    if session.scalar(select(func.count()).where(Effacement.ferme_le.is_(None))):
        yield "Un effacement est resté ouvert."
