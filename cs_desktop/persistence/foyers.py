"""Zones, foyers, and who belongs to which foyer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    and_,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain import foyers as domain
from cs_desktop.domain.ages import age
from cs_desktop.domain.foyers import Caisse, FoyerFiche, Membre, RoleFoyer
from cs_desktop.domain.noms import nom_complet
from cs_desktop.persistence.autorisations import alertes, is_retenue
from cs_desktop.persistence.base import Archivable, Base, Enregistrement
from cs_desktop.persistence.journal import JournalEntry
from cs_desktop.persistence.organismes import Organisme
from cs_desktop.persistence.personnes import Personne, naissance_of


class Zone(Enregistrement, Archivable, Base):
    """Where an address lies. The rows shipped with the program are the same in every base."""

    __tablename__ = "zone"

    genre: Mapped[str]  # as the figures count: QPV, FRR, commune, hors commune, inconnu
    libelle: Mapped[str]
    cle_tri: Mapped[str]


class Foyer(Enregistrement, Archivable, Base):
    """A household as payer; a child may belong to two, an adult to none."""

    __tablename__ = "foyer"
    __table_args__ = (
        CheckConstraint("payeur_id IS NULL OR payeur_organisme_id IS NULL", name="un_payeur"),
    )

    nom: Mapped[str]
    cle_tri: Mapped[str] = mapped_column(index=True)
    adresse: Mapped[str] = mapped_column(default="")
    complement: Mapped[str] = mapped_column(default="")
    code_postal: Mapped[str] = mapped_column(default="")
    commune: Mapped[str] = mapped_column(default="")
    caisse: Mapped[str] = mapped_column(default=Caisse.INCONNU.value)
    numero_allocataire: Mapped[str] = mapped_column(default="")
    payeur_id: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    payeur_organisme_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisme.id", ondelete="RESTRICT"), index=True
    )


class Rattachement(Enregistrement, Base):
    """One person in one foyer, from a day to another; both days may be unknown."""

    __tablename__ = "rattachement"
    __table_args__ = (
        CheckConstraint("jusqu_au >= depuis", name="fin_apres_debut"),
        CheckConstraint("part_garde BETWEEN 0 AND 100", name="part_en_pourcent"),
        UniqueConstraint("personne_id", "foyer_id", "depuis"),
    )

    personne_id: Mapped[int] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )
    foyer_id: Mapped[int] = mapped_column(ForeignKey("foyer.id", ondelete="RESTRICT"), index=True)
    role: Mapped[str]
    depuis: Mapped[date | None]
    jusqu_au: Mapped[date | None]
    part_garde: Mapped[int | None]  # percent of the time, when a child has two homes
    garde: Mapped[str] = mapped_column(default="")  # « alternée, une semaine sur deux »


def in_force(jour: date) -> ColumnElement[bool]:
    """Rattachements that hold on `jour`."""
    return and_(
        or_(Rattachement.depuis.is_(None), Rattachement.depuis <= jour),
        or_(Rattachement.jusqu_au.is_(None), Rattachement.jusqu_au >= jour),
    )


def zones(session: Session) -> list[domain.Zone]:
    """The zones a form may offer, by name."""
    query = select(Zone.id, Zone.genre, Zone.libelle).where(Zone.archive_le.is_(None))
    return [domain.Zone(*row) for row in session.execute(query.order_by(Zone.cle_tri))]


def foyer_names(session: Session, personne_ids: Collection[int], jour: date) -> dict[int, str]:
    """Names of the foyers of each person on `jour`, « Belkacem, Zerrouki » for two homes."""
    query = (
        select(Rattachement.personne_id, Foyer.nom)
        .join(Foyer, Foyer.id == Rattachement.foyer_id)
        .where(Rattachement.personne_id.in_(personne_ids), in_force(jour))
        .order_by(Foyer.cle_tri)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for personne_id, nom in session.execute(query):
        names[personne_id].append(nom)
    return {personne_id: ", ".join(found) for personne_id, found in names.items()}


def count(session: Session, jour: date) -> int:
    """How many foyers have a member in use on `jour`."""
    members = (
        select(func.count(Rattachement.foyer_id.distinct()))
        .join(Personne, Personne.id == Rattachement.personne_id)
        .where(in_force(jour), Personne.archive_le.is_(None), Personne.fusionnee_dans.is_(None))
    )
    return session.scalars(members).one()


def foyers_of(session: Session, personne_id: int, jour: date) -> tuple[FoyerFiche, ...]:
    """The foyers of a person on `jour`, each with its members, responsables first."""
    mine = select(Rattachement.foyer_id).where(
        Rattachement.personne_id == personne_id, in_force(jour)
    )
    query = (
        select(Foyer, Personne.nom, Personne.prenom, Organisme.nom)
        .outerjoin(Personne, Personne.id == Foyer.payeur_id)
        .outerjoin(Organisme, Organisme.id == Foyer.payeur_organisme_id)
        .where(Foyer.id.in_(mine))
        .order_by(Foyer.cle_tri)
    )
    found = session.execute(query).all()
    members = _members(session, [row[0].id for row in found], jour)
    return tuple(
        FoyerFiche(
            id=foyer.id,
            nom=foyer.nom,
            adresse=foyer.adresse,
            code_postal=foyer.code_postal,
            commune=foyer.commune,
            caisse=Caisse(foyer.caisse),
            numero_allocataire=foyer.numero_allocataire,
            membres=tuple(members[foyer.id]),
            complement=foyer.complement,
            payeur=organisme or nom_complet(nom or "", prenom or ""),
        )
        for foyer, nom, prenom, organisme in found
    )


def children_beside(session: Session, personne_id: int, jour: date) -> list[Personne]:
    """The other children of the foyers of a person, the eldest first."""
    mine = select(Rattachement.foyer_id).where(
        Rattachement.personne_id == personne_id, in_force(jour)
    )
    query = (
        select(Personne)
        .join(Rattachement, Rattachement.personne_id == Personne.id)
        .where(
            Rattachement.foyer_id.in_(mine),
            Rattachement.role == RoleFoyer.ENFANT.value,
            Personne.id != personne_id,
            in_force(jour),
        )
        .order_by(Personne.naissance_le, Personne.cle_tri, Personne.id)
    )
    return list(session.scalars(query).unique())


def _members(
    session: Session, foyer_ids: Collection[int], jour: date
) -> defaultdict[int, list[Membre]]:
    children_last = case({RoleFoyer.RESPONSABLE.value: 0}, value=Rattachement.role, else_=1)
    query = (
        select(
            Rattachement.foyer_id,
            Rattachement.id,
            Personne.id.label("personne_id"),
            Personne.nom,
            Personne.prenom,
            Personne.naissance_le,
            Personne.naissance_precision,
            Rattachement.role,
            Rattachement.depuis,
            Rattachement.jusqu_au,
            Rattachement.part_garde,
            Rattachement.garde,
        )
        .join(Personne, Personne.id == Rattachement.personne_id)
        .where(Rattachement.foyer_id.in_(foyer_ids), in_force(jour))
        .order_by(children_last, Personne.naissance_le, Personne.cle_tri)
    )
    members: defaultdict[int, list[Membre]] = defaultdict(list)
    found = session.execute(query).all()
    ids = {row.personne_id for row in found}
    red, kept_here = alertes(session, ids), is_retenue(session, ids)
    for row in found:
        naissance = naissance_of(row.naissance_le, row.naissance_precision)
        members[row.foyer_id].append(
            Membre(
                rattachement_id=row.id,
                personne_id=row.personne_id,
                nom=row.nom,
                prenom=row.prenom,
                naissance=naissance,
                age=None if naissance is None else age(naissance.le, jour),
                role=RoleFoyer(row.role),
                depuis=row.depuis,
                jusqu_au=row.jusqu_au,
                part_garde=row.part_garde,
                garde=row.garde,
                alerte=red.get(row.personne_id, ""),
                retenue=row.personne_id in kept_here,
            )
        )
    return members


# Columns of the journal that hold the id of a row with a name, and its table.
_REFERRED = {
    "zone_id": "zone",
    "foyer_id": "foyer",
    "fusionnee_dans": "personne",
    "proche_id": "personne",
    "organisme_id": "organisme",
}


def names_in(session: Session, entries: Collection[JournalEntry]) -> dict[str, dict[int, str]]:
    """Names of the rows that these journal entries refer to, by table."""
    referred: dict[str, set[int]] = {table: set() for table in _REFERRED.values()}
    for entry in entries:
        for values in (entry.avant, entry.apres):
            for column, table in _REFERRED.items():
                if values.get(column) is not None:
                    referred[table].add(values[column])
    zones_query = select(Zone.id, Zone.libelle).where(Zone.id.in_(referred["zone"]))
    foyers_query = select(Foyer.id, Foyer.nom).where(Foyer.id.in_(referred["foyer"]))
    organismes_query = select(Organisme.id, Organisme.nom).where(
        Organisme.id.in_(referred["organisme"])
    )
    people_query = select(Personne.id, Personne.nom, Personne.prenom).where(
        Personne.id.in_(referred["personne"])
    )
    return {
        "zone": {row.id: row.libelle for row in session.execute(zones_query)},
        "foyer": {row.id: row.nom for row in session.execute(foyers_query)},
        "organisme": {row.id: row.nom for row in session.execute(organismes_query)},
        "personne": {
            i: nom_complet(nom, prenom) for i, nom, prenom in session.execute(people_query)
        },
    }
