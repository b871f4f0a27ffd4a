"""Ids and printed numbers, drawn by the program inside the writing transaction (A7)."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.persistence.base import NOT_JOURNALLED, Base

SHIPPED = 2**20  # ids below are rows shipped with the program, the same in every base
SITE_RANGE = 2**40
LAST_SITE = 4095


class Compteur(Base):
    """The last number drawn, for each table and for each printed series of a site."""

    __tablename__ = "compteur"
    __table_args__ = ({"info": NOT_JOURNALLED},)

    nature: Mapped[str] = mapped_column(primary_key=True)  # "id" or "serie"
    nom: Mapped[str] = mapped_column(primary_key=True)
    site: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    valeur: Mapped[int]


# ON CONFLICT … RETURNING is the same on SQLite and PostgreSQL: one round trip, no read before.
_ADVANCE = text(
    "INSERT INTO compteur (nature, nom, site, valeur) VALUES (:nature, :nom, :site, :first) "
    "ON CONFLICT (nature, nom, site) DO UPDATE SET valeur = compteur.valeur + :n RETURNING valeur"
)


def site_range(site: int) -> range:
    """Every id that `site` may draw. Raises ValueError for a site that cannot exist."""
    if not 0 <= site <= LAST_SITE:
        raise ValueError(f"site {site} is not between 0 and {LAST_SITE}")
    return range(site * SITE_RANGE + SHIPPED, (site + 1) * SITE_RANGE)


def next_ids(session: Session, table: str, n: int = 1) -> range:
    """Draw `n` consecutive ids for `table`; they are drawn again if the transaction fails."""
    if n < 1:
        return range(0)
    allowed = site_range(session.info["site"])
    last = _advance(session, "id", table, allowed.start - 1, n)
    if last >= allowed.stop:
        raise OverflowError(f"site {session.info['site']} has no id left for {table}")
    return range(last - n + 1, last + 1)


def next_numero(session: Session, serie: str) -> int:
    """The next number of a printed series of this site: from 1, without a gap."""
    return _advance(session, "serie", serie, 0, 1)


def next_numeros(session: Session, serie: str, n: int) -> range:
    """The next `n` numbers of a printed series of this site."""
    last = _advance(session, "serie", serie, 0, n) if n > 0 else 0
    return range(last - n + 1, last + 1)


def last_drawn(session: Session, nature: str, nom: str, site: int) -> int | None:
    """The last number drawn, None if there was none."""
    compteur = session.get(Compteur, (nature, nom, site))
    return None if compteur is None else compteur.valeur


def _advance(session: Session, nature: str, nom: str, origin: int, n: int) -> int:
    values = {
        "nature": nature,
        "nom": nom,
        "site": session.info["site"],
        "first": origin + n,
        "n": n,
    }
    return int(session.connection().execute(_ADVANCE, values).scalar_one())
