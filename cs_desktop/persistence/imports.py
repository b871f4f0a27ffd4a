"""What imports wrote, row by row of their file, so that each can be undone and told apart (A6)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ForeignKey, LargeBinary, Table, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain.errors import Introuvable
from cs_desktop.domain.imports import Profil, parse_profil
from cs_desktop.domain.personnes import PersonneDraft, Sexe
from cs_desktop.persistence.base import NOT_JOURNALLED, Archivable, Base, Enregistrement
from cs_desktop.persistence.bulk import insert_rows, update_each
from cs_desktop.persistence.foyers import Rattachement, in_force
from cs_desktop.persistence.personnes import Personne, read_draft, values_of
from cs_desktop.persistence.rows import chunks


class ImportLot(Enregistrement, Base):
    """One file brought in; its id is what `annuler-import` takes."""

    __tablename__ = "import_lot"

    fichier: Mapped[str]  # its name alone, never its folder
    format: Mapped[str]
    annule_le: Mapped[datetime | None]


class ImportLigne(Base):
    """One person of a file and the row of the base that she is.

    A memory beside the journal, hence outside it; no foreign key, it outlives the person. The
    `empreinte` is keyed: without the base it tells nothing of anybody.
    """

    __tablename__ = "import_ligne"
    __table_args__ = ({"info": NOT_JOURNALLED},)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    import_id: Mapped[int] = mapped_column(
        ForeignKey("import_lot.id", ondelete="RESTRICT"), index=True
    )
    operation: Mapped[int]
    feuille: Mapped[str]
    ligne: Mapped[int]
    sort: Mapped[str]
    personne_id: Mapped[int] = mapped_column(index=True)
    empreinte: Mapped[bytes] = mapped_column(LargeBinary(16))


class ImportProfil(Enregistrement, Archivable, Base):
    """Choices of columns kept under a name."""

    __tablename__ = "import_profil"
    __table_args__ = (UniqueConstraint("nom"),)

    nom: Mapped[str]
    contenu: Mapped[str]


@dataclass(frozen=True, slots=True)
class Connue:
    """Somebody of the base, as a file is compared with her."""

    id: int
    draft: PersonneDraft
    archivee: bool


@dataclass(frozen=True, slots=True)
class LigneEcrite:
    """A row of the file and what it became."""

    feuille: str
    ligne: int
    sort: str
    personne_id: int
    empreinte: bytes


@dataclass(frozen=True, slots=True)
class Lot:
    """An import, and when it was undone."""

    id: int
    fichier: str
    cree_le: datetime
    annule_le: datetime | None


_PEOPLE = cast("Table", Personne.__table__)
_FILLED = ("nom_naissance", "telephone", "telephone_2", "courriel")
_ADRESSE = ("adresse", "complement", "code_postal", "commune", "chez")
_URGENCE = ("urgence_nom", "urgence_lien", "urgence_telephone")


def everybody(session: Session) -> list[Connue]:
    """Everybody of the base who was not merged into another."""
    query = select(_PEOPLE).where(_PEOPLE.c.fusionnee_dans.is_(None)).order_by(_PEOPLE.c.id)
    return [
        Connue(row.id, read_draft(cast("Personne", row)), row.archive_le is not None)
        for row in session.connection().execute(query)
    ]


def already_read(session: Session) -> dict[bytes, list[int]]:
    """People that earlier imports made or found, by the print of what their file said."""
    query = select(ImportLigne.empreinte, ImportLigne.personne_id).distinct()
    merged = select(Personne.id, Personne.fusionnee_dans).where(
        Personne.fusionnee_dans.is_not(None)
    )
    survivors = {lost: kept for lost, kept in session.execute(merged) if kept is not None}
    found: defaultdict[bytes, list[int]] = defaultdict(list)
    for empreinte, personne_id in session.execute(query.order_by(ImportLigne.personne_id)):
        while personne_id in survivors:
            personne_id = survivors[personne_id]  # noqa: PLW2901 - the row that was kept
        found[empreinte].append(personne_id)
    return found


def homes(session: Session, jour: date) -> dict[int, dict[int, str]]:
    """For each person, her foyers of the day and her place in each."""
    query = select(Rattachement.personne_id, Rattachement.foyer_id, Rattachement.role)
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for personne_id, foyer_id, role in session.execute(query.where(in_force(jour))):
        found[personne_id][foyer_id] = role
    return found


def open_lot(session: Session, fichier: str, kind: str) -> int:
    """Begin an import; its id."""
    lot = ImportLot(fichier=fichier, format=kind, annule_le=None)
    session.add(lot)
    session.flush()
    return lot.id


def remember_lines(session: Session, lot_id: int, lignes: Sequence[LigneEcrite]) -> None:
    """Keep what each row became in this use-case."""
    rows = [
        {
            "import_id": lot_id,
            "operation": session.info["operation"],
            "feuille": one.feuille,
            "ligne": one.ligne,
            "sort": one.sort,
            "personne_id": one.personne_id,
            "empreinte": one.empreinte,
        }
        for one in lignes
    ]
    insert_rows(session, ImportLigne, rows)


def empty_fields(held: PersonneDraft, read: PersonneDraft) -> dict[str, Any]:
    """What `read` can fill in `held`: nothing that is there is ever written over."""
    fresh: dict[str, Any] = {
        name: getattr(read, name)
        for name in _FILLED
        if getattr(read, name) and not getattr(held, name)
    }
    if held.sexe is Sexe.NON_RENSEIGNE and read.sexe is not Sexe.NON_RENSEIGNE:
        fresh["sexe"] = read.sexe
    if held.naissance is None and read.naissance is not None:
        fresh["naissance"] = read.naissance
    for block in (_ADRESSE, _URGENCE):  # two halves of two addresses would make a third
        if not any(getattr(held, name) for name in block):
            fresh |= {name: getattr(read, name) for name in block if getattr(read, name)}
    numbers = {held.telephone, held.telephone_2}
    for name in ("telephone", "telephone_2"):
        if fresh.get(name) in numbers:
            del fresh[name]
    if read.telephone not in {"", *numbers} and held.telephone and not held.telephone_2:
        fresh["telephone_2"] = read.telephone
    return fresh


def complete_people(session: Session, read: Mapping[int, PersonneDraft]) -> int:
    """Fill the fields that are empty at this moment. How many people changed."""
    wanted: dict[int, dict[str, Any]] = {}
    for ids in chunks(read.keys()):
        rows = session.connection().execute(select(_PEOPLE).where(_PEOPLE.c.id.in_(ids)))
        for row in rows:
            held = read_draft(cast("Personne", row))
            fresh = empty_fields(held, read[row.id])
            if fresh:
                wanted[row.id] = values_of(replace(held, **fresh))
    return update_each(session, Personne, wanted)


def find_lot(session: Session, lot_id: int) -> Lot:
    """One import. Raises Introuvable."""
    lot = session.get(ImportLot, lot_id)
    if lot is None:
        raise Introuvable(
            f"L’import {lot_id} n’existe pas dans cette base. Reprenez le numéro que l’import a "
            "donné."
        )
    return Lot(lot.id, lot.fichier, lot.cree_le, lot.annule_le)


def lots(session: Session) -> list[Lot]:
    """Every import, latest first."""
    query = select(ImportLot).order_by(ImportLot.id.desc())
    return [Lot(o.id, o.fichier, o.cree_le, o.annule_le) for o in session.scalars(query)]


def operations_of(session: Session, lot_id: int) -> list[int]:
    """The use-cases of an import, latest first: what refers goes before what is referred to."""
    query = select(ImportLigne.operation).where(ImportLigne.import_id == lot_id).distinct()
    return sorted(session.scalars(query), reverse=True)


def lines_of(session: Session, operation: int) -> list[ImportLigne]:
    """The rows of the file that one use-case wrote."""
    query = select(ImportLigne).where(ImportLigne.operation == operation)
    return list(session.scalars(query.order_by(ImportLigne.id)))


def close_lot(session: Session, lot_id: int) -> None:
    """Say that an import was undone."""
    update_each(session, ImportLot, {lot_id: {"annule_le": session.info["now"]}})


def write_profil(session: Session, nom: str, profil: Profil) -> None:
    """Keep choices of columns under a name; the same name replaces them."""
    row = session.scalars(select(ImportProfil).where(ImportProfil.nom == nom)).first()
    content = json.dumps(profil.document(), ensure_ascii=False)
    if row is None:
        session.add(ImportProfil(nom=nom, contenu=content))
    else:
        row.contenu, row.archive_le = content, None


def profils(session: Session) -> dict[str, Profil]:
    """The choices kept, by name."""
    query = select(ImportProfil).where(ImportProfil.archive_le.is_(None))
    return {
        row.nom: parse_profil(json.loads(row.contenu))
        for row in session.scalars(query.order_by(ImportProfil.nom))
    }
