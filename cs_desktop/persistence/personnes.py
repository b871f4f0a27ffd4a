"""The table of people: the mapped class, drafts written into it and read back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.errors import Conflit, Introuvable
from cs_desktop.domain.noms import nom_complet
from cs_desktop.domain.personnes import Canal, GenreAdresse, PersonneDraft, Sexe
from cs_desktop.domain.text import search_key
from cs_desktop.persistence import search
from cs_desktop.persistence.base import Archivable, Base, Enregistrement
from cs_desktop.persistence.bulk import update_rows
from cs_desktop.persistence.compteur import next_numero
from cs_desktop.persistence.derived import refresher
from cs_desktop.persistence.rows import chunks

SERIE = "personne"
refresher(search.refresh)  # whoever writes people keeps the index
_SAME_NAME = (
    *("nom", "prenom", "nom_naissance", "telephone", "telephone_2", "courriel", "chez"),
    *("adresse", "complement", "code_postal", "commune", "zone_id", "zone_le"),
    *("urgence_nom", "urgence_lien", "urgence_telephone"),
)


class Personne(Enregistrement, Archivable, Base):
    """Anybody the centre knows. Being adhérent is a state, not another table."""

    __tablename__ = "personne"
    __table_args__ = (
        CheckConstraint("nom <> '' OR prenom <> ''", name="nommee"),
        CheckConstraint(
            "(naissance_le IS NULL) = (naissance_precision IS NULL)", name="naissance_precise"
        ),
        CheckConstraint("fusionnee_dans <> id", name="fusionnee_dans_une_autre"),
        UniqueConstraint("site", "numero"),
        # The list: its filter, its order and its groups of age, without reading the rows.
        Index("ix_personne_liste", "fusionnee_dans", "archive_le", "cle_tri", "naissance_le"),
    )

    site: Mapped[int]  # whose series gave the number, and which site knows the person
    numero: Mapped[int]
    nom: Mapped[str]
    prenom: Mapped[str]
    nom_naissance: Mapped[str]
    cle_tri: Mapped[str]
    sexe: Mapped[str]
    naissance_le: Mapped[date | None]
    naissance_precision: Mapped[str | None]
    telephone: Mapped[str]
    telephone_2: Mapped[str]
    courriel: Mapped[str]
    canal: Mapped[str | None]
    genre_adresse: Mapped[str]
    chez: Mapped[str]
    adresse: Mapped[str]
    complement: Mapped[str]
    code_postal: Mapped[str]
    commune: Mapped[str]
    commune_tri: Mapped[str]
    zone_id: Mapped[int | None] = mapped_column(
        ForeignKey("zone.id", ondelete="RESTRICT"), index=True
    )
    zone_le: Mapped[date | None]
    urgence_nom: Mapped[str]
    urgence_lien: Mapped[str]
    urgence_telephone: Mapped[str]
    fusionnee_dans: Mapped[int | None] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )


class DoublonEcarte(Enregistrement, Base):
    """Two people said to be different: they are not proposed as doubles again."""

    __tablename__ = "doublon_ecarte"
    __table_args__ = (
        CheckConstraint("personne_id < autre_id", name="une_seule_fois"),
        UniqueConstraint("personne_id", "autre_id"),
    )

    personne_id: Mapped[int] = mapped_column(ForeignKey("personne.id", ondelete="RESTRICT"))
    autre_id: Mapped[int] = mapped_column(
        ForeignKey("personne.id", ondelete="RESTRICT"), index=True
    )


def load(session: Session, personne_id: int) -> Personne:
    """The row to change. Raises Introuvable when it is gone, or merged into another."""
    personne = session.get(Personne, personne_id)
    if personne is None:
        raise Introuvable("Cette personne n’existe plus. Revenez à la liste.")
    if personne.fusionnee_dans is not None:
        raise Introuvable("Cette fiche a été fusionnée avec une autre. Ouvrez la fiche gardée.")
    return personne


def check_version(personne: Personne, draft: PersonneDraft) -> None:
    """Raises Conflit when the row moved since the draft was read."""
    if draft.version != personne.version:
        name = nom_complet(personne.nom, personne.prenom)
        raise Conflit(
            f"La fiche de {name} a été modifiée entre-temps. Rechargez-la, ou remplacez-la."
        )


def create(session: Session, draft: PersonneDraft) -> Personne:
    """A new row with the next number of the site; its id is known after the flush."""
    personne = Personne(site=session.info["site"], numero=next_numero(session, SERIE))
    write(personne, draft)
    session.add(personne)
    session.flush()
    return personne


def set_archived(session: Session, personne_ids: Collection[int], le: datetime | None) -> None:
    """Send to the corbeille, or bring back; those already there keep their day."""
    to_change = Personne.archive_le.is_(None) if le else Personne.archive_le.is_not(None)
    for ids in chunks(personne_ids):
        where = and_(Personne.id.in_(ids), Personne.fusionnee_dans.is_(None), to_change)
        update_rows(session, Personne, where, {"archive_le": le})


def values_of(draft: PersonneDraft) -> dict[str, object]:
    """The columns that a checked draft fills."""
    naissance = draft.naissance
    values: dict[str, object] = {name: getattr(draft, name) for name in _SAME_NAME}
    return values | {
        "cle_tri": sort_key(draft.nom, draft.prenom),
        "commune_tri": search_key(draft.commune),
        "sexe": draft.sexe.value,
        "canal": None if draft.canal is None else draft.canal.value,
        "genre_adresse": draft.genre_adresse.value,
        "naissance_le": None if naissance is None else naissance.le,
        "naissance_precision": None if naissance is None else naissance.precision.value,
    }


def write(personne: Personne, draft: PersonneDraft) -> None:
    """Copy a checked draft into the row."""
    for name, value in values_of(draft).items():
        if getattr(personne, name) != value:
            setattr(personne, name, value)


def read_draft(personne: Personne) -> PersonneDraft:
    """The draft that a form opens with."""
    return PersonneDraft(
        **{name: getattr(personne, name) for name in _SAME_NAME},
        sexe=Sexe(personne.sexe),
        canal=None if personne.canal is None else Canal(personne.canal),
        genre_adresse=GenreAdresse(personne.genre_adresse),
        naissance=naissance_of(personne.naissance_le, personne.naissance_precision),
        version=personne.version,
    )


def naissance_of(le: date | None, precision: str | None) -> Naissance | None:
    """A birth from its two columns."""
    return None if le is None or precision is None else Naissance(le, Precision(precision))


def sort_key(nom: str, prenom: str) -> str:
    """Name, then first name: two spaces keep « Martin » before « Martin-Dupont »."""
    return f"{search_key(nom)}  {search_key(prenom)}" if nom else search_key(prenom)


def merged_into(session: Session, personne_id: int) -> list[int]:
    """The rows that were merged into this one."""
    query = select(Personne.id).where(Personne.fusionnee_dans == personne_id)
    return list(session.scalars(query))
