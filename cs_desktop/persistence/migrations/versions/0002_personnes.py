"""People, foyers, zones, and the search index derived from them."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from cs_desktop.persistence.migrations.columns import (
    archivable,
    big,
    enregistrement,
    text,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SHIPPED_ON = datetime(2026, 1, 1, tzinfo=UTC)
# The same ids in every base (A7): genre is what the figures count.
ZONES = (
    (1, "QPV", "Quartier prioritaire (QPV)", "quartier prioritaire (qpv)"),
    (2, "FRR", "France ruralités revitalisation (FRR)", "france ruralites revitalisation (frr)"),
    (3, "commune", "Commune, hors QPV et FRR", "commune, hors qpv et frr"),
    (4, "hors commune", "Hors commune", "hors commune"),
    (5, "inconnu", "Zone inconnue", "zone inconnue"),
)


def upgrade() -> None:
    """Create the tables and the rows shipped with the program."""
    _zone()
    _foyer()
    _personne()
    _links()
    _search()


def _foreign_key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete="RESTRICT"
    )


def _zone() -> None:
    zone = op.create_table(
        "zone",
        *enregistrement(),
        archivable(),
        text("genre"),
        text("libelle"),
        text("cle_tri"),
        sa.PrimaryKeyConstraint("id", name="pk_zone"),
    )
    shipped = [
        {
            "id": zone_id,
            "version": 1,
            "cree_le": SHIPPED_ON,
            "modifie_le": SHIPPED_ON,
            "genre": genre,
            "libelle": libelle,
            "cle_tri": cle_tri,
        }
        for zone_id, genre, libelle, cle_tri in ZONES
    ]
    op.bulk_insert(zone, shipped)


def _foyer() -> None:
    op.create_table(
        "foyer",
        *enregistrement(),
        archivable(),
        text("nom"),
        text("cle_tri"),
        text("adresse"),
        text("complement"),
        text("code_postal"),
        text("commune"),
        text("caisse"),
        text("numero_allocataire"),
        sa.PrimaryKeyConstraint("id", name="pk_foyer"),
    )
    op.create_index("ix_foyer_cle_tri", "foyer", ["cle_tri"])


def _personne() -> None:
    op.create_table(
        "personne",
        *enregistrement(),
        archivable(),
        big("site"),
        big("numero"),
        text("nom"),
        text("prenom"),
        text("nom_naissance"),
        text("cle_tri"),
        text("sexe"),
        sa.Column("naissance_le", sa.Date()),
        text("naissance_precision", nullable=True),
        text("telephone"),
        text("telephone_2"),
        text("courriel"),
        text("canal", nullable=True),
        text("genre_adresse"),
        text("chez"),
        text("adresse"),
        text("complement"),
        text("code_postal"),
        text("commune"),
        text("commune_tri"),
        big("zone_id", nullable=True),
        sa.Column("zone_le", sa.Date()),
        text("urgence_nom"),
        text("urgence_lien"),
        text("urgence_telephone"),
        big("fusionnee_dans", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_personne"),
        _foreign_key("personne", "zone_id", "zone"),
        _foreign_key("personne", "fusionnee_dans", "personne"),
        sa.UniqueConstraint("site", "numero", name="uq_personne_site_numero"),
        sa.CheckConstraint("nom <> '' OR prenom <> ''", name="ck_personne_nommee"),
        sa.CheckConstraint(
            "(naissance_le IS NULL) = (naissance_precision IS NULL)",
            name="ck_personne_naissance_precise",
        ),
        sa.CheckConstraint("fusionnee_dans <> id", name="ck_personne_fusionnee_dans_une_autre"),
    )
    op.create_index("ix_personne_fusionnee_dans", "personne", ["fusionnee_dans"])
    op.create_index("ix_personne_zone_id", "personne", ["zone_id"])
    op.create_index(
        "ix_personne_liste",
        "personne",
        ["fusionnee_dans", "archive_le", "cle_tri", "naissance_le"],
    )


def _links() -> None:
    op.create_table(
        "rattachement",
        *enregistrement(),
        big("personne_id"),
        big("foyer_id"),
        text("role"),
        sa.Column("depuis", sa.Date()),
        sa.Column("jusqu_au", sa.Date()),
        big("part_garde", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rattachement"),
        _foreign_key("rattachement", "personne_id", "personne"),
        _foreign_key("rattachement", "foyer_id", "foyer"),
        sa.CheckConstraint("jusqu_au >= depuis", name="ck_rattachement_fin_apres_debut"),
        sa.CheckConstraint("part_garde BETWEEN 0 AND 100", name="ck_rattachement_part_en_pourcent"),
        sa.UniqueConstraint(
            "personne_id", "foyer_id", "depuis", name="uq_rattachement_personne_id_foyer_id_depuis"
        ),
    )
    op.create_index("ix_rattachement_personne_id", "rattachement", ["personne_id"])
    op.create_index("ix_rattachement_foyer_id", "rattachement", ["foyer_id"])
    op.create_table(
        "doublon_ecarte",
        *enregistrement(),
        big("personne_id"),
        big("autre_id"),
        sa.PrimaryKeyConstraint("id", name="pk_doublon_ecarte"),
        _foreign_key("doublon_ecarte", "personne_id", "personne"),
        _foreign_key("doublon_ecarte", "autre_id", "personne"),
        sa.UniqueConstraint(
            "personne_id", "autre_id", name="uq_doublon_ecarte_personne_id_autre_id"
        ),
        sa.CheckConstraint("personne_id < autre_id", name="ck_doublon_ecarte_une_seule_fois"),
    )
    op.create_index("ix_doublon_ecarte_autre_id", "doublon_ecarte", ["autre_id"])


def _search() -> None:
    op.create_table(
        "recherche",
        big("personne_id"),
        text("noms"),
        text("autres"),
        sa.PrimaryKeyConstraint("personne_id", name="pk_recherche"),
    )
    op.create_table(
        "recherche_mot",
        text("suppression"),
        text("mot"),
        sa.PrimaryKeyConstraint("suppression", "mot", name="pk_recherche_mot"),
        sqlite_with_rowid=False,
    )
    # The texts are already without case and accents; one, two and three letters have their index.
    op.execute(
        "CREATE VIRTUAL TABLE recherche_fts USING fts5(noms, autres, content='recherche', "
        "content_rowid='personne_id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
    )
    # Without it, erased names stay in the file (A2).
    op.execute("INSERT INTO recherche_fts (recherche_fts, rank) VALUES ('secure-delete', 1)")
