"""Adhésions, whom they cover, and the quotients of foyers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cs_desktop.persistence.migrations.columns import (
    archivable,
    big,
    enregistrement,
    instant,
    text,
)

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ONE_TITULAIRE = (
    "CASE WHEN personne_id IS NULL THEN 0 ELSE 1 END "
    "+ CASE WHEN foyer_id IS NULL THEN 0 ELSE 1 END "
    "+ CASE WHEN organisme_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade() -> None:
    """Create the three tables."""
    _adhesion()
    _couverture()
    _quotient()


def _foreign_key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete="RESTRICT"
    )


def _adhesion() -> None:
    op.create_table(
        "adhesion",
        *enregistrement(),
        big("site"),
        big("numero"),
        text("genre"),
        big("personne_id", nullable=True),
        big("foyer_id", nullable=True),
        big("organisme_id", nullable=True),
        sa.Column("prise_le", sa.Date(), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date(), nullable=False),
        big("montant"),
        instant("annulee_le", nullable=True),
        text("motif"),
        sa.PrimaryKeyConstraint("id", name="pk_adhesion"),
        _foreign_key("adhesion", "personne_id", "personne"),
        _foreign_key("adhesion", "foyer_id", "foyer"),
        _foreign_key("adhesion", "organisme_id", "organisme"),
        sa.UniqueConstraint("site", "numero", name="uq_adhesion_site_numero"),
        sa.CheckConstraint("fin >= debut", name="ck_adhesion_fin_apres_debut"),
        sa.CheckConstraint("montant >= 0", name="ck_adhesion_montant_positif"),
        sa.CheckConstraint(ONE_TITULAIRE, name="ck_adhesion_un_titulaire"),
    )
    for column in ("personne_id", "foyer_id", "organisme_id", "prise_le"):
        op.create_index(f"ix_adhesion_{column}", "adhesion", [column])


def _couverture() -> None:
    op.create_table(
        "adhesion_couverture",
        *enregistrement(),
        big("adhesion_id"),
        big("personne_id"),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date(), nullable=False),
        instant("annulee_le", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_adhesion_couverture"),
        _foreign_key("adhesion_couverture", "adhesion_id", "adhesion"),
        _foreign_key("adhesion_couverture", "personne_id", "personne"),
        sa.UniqueConstraint(
            "adhesion_id", "personne_id", name="uq_adhesion_couverture_adhesion_id_personne_id"
        ),
        sa.CheckConstraint("fin >= debut", name="ck_adhesion_couverture_fin_apres_debut"),
    )
    op.create_index(
        "ix_adhesion_couverture_etat",
        "adhesion_couverture",
        ["personne_id", "annulee_le", "debut", "fin"],
    )


def _quotient() -> None:
    op.create_table(
        "quotient",
        *enregistrement(),
        archivable(),
        big("foyer_id"),
        big("valeur", nullable=True),
        text("genre"),
        sa.Column("a_partir_du", sa.Date(), nullable=False),
        text("source"),
        sa.PrimaryKeyConstraint("id", name="pk_quotient"),
        _foreign_key("quotient", "foyer_id", "foyer"),
        sa.CheckConstraint("valeur >= 0", name="ck_quotient_valeur_positive"),
    )
    op.create_index("ix_quotient_en_vigueur", "quotient", ["foyer_id", "archive_le", "a_partir_du"])
