"""Foyers complete: payer, words of the custody, organismes, safety of children, school."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cs_desktop.persistence.migrations.columns import archivable, big, enregistrement, text
from cs_desktop.persistence.migrations.rebuild import rebuild_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, then give foyer and rattachement their new columns."""
    _organismes()
    _children()
    _school()
    _foyer()
    _rattachement()


def _foreign_key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete="RESTRICT"
    )


def _organismes() -> None:
    op.create_table(
        "organisme",
        *enregistrement(),
        archivable(),
        text("nom"),
        text("cle_tri"),
        text("genre"),
        text("telephone"),
        text("courriel"),
        sa.PrimaryKeyConstraint("id", name="pk_organisme"),
        sa.CheckConstraint("nom <> ''", name="ck_organisme_nomme"),
    )
    op.create_table(
        "contact",
        *enregistrement(),
        archivable(),
        big("organisme_id"),
        text("nom"),
        text("prenom"),
        text("fonction"),
        text("telephone"),
        text("courriel"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        _foreign_key("contact", "organisme_id", "organisme"),
        sa.CheckConstraint("nom <> '' OR prenom <> ''", name="ck_contact_nomme"),
    )
    op.create_index("ix_contact_organisme_id", "contact", ["organisme_id"])
    op.create_table(
        "responsabilite",
        *enregistrement(),
        big("personne_id"),
        big("organisme_id"),
        big("contact_id", nullable=True),
        sa.Column("depuis", sa.Date()),
        sa.Column("jusqu_au", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_responsabilite"),
        _foreign_key("responsabilite", "personne_id", "personne"),
        _foreign_key("responsabilite", "organisme_id", "organisme"),
        _foreign_key("responsabilite", "contact_id", "contact"),
        sa.CheckConstraint("jusqu_au >= depuis", name="ck_responsabilite_fin_apres_debut"),
    )
    for column in ("personne_id", "organisme_id", "contact_id"):
        op.create_index(f"ix_responsabilite_{column}", "responsabilite", [column])


def _children() -> None:
    for table, columns in (
        ("personne_autorisee", (text("lien"), text("telephone"))),
        ("personne_interdite", (text("motif"), sa.Column("vu_le", sa.Date()))),
    ):
        op.create_table(
            table,
            *enregistrement(),
            archivable(),
            big("personne_id"),
            big("proche_id", nullable=True),
            text("nom"),
            *columns,
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            _foreign_key(table, "personne_id", "personne"),
            _foreign_key(table, "proche_id", "personne"),
            sa.CheckConstraint("proche_id IS NOT NULL OR nom <> ''", name=f"ck_{table}_nommee"),
        )
        op.create_index(f"ix_{table}_personne_id", table, ["personne_id"])
        op.create_index(f"ix_{table}_proche_id", table, ["proche_id"])
    op.create_table(
        "contact_urgence",
        *enregistrement(),
        archivable(),
        big("personne_id"),
        big("proche_id", nullable=True),
        text("nom"),
        text("lien"),
        text("telephone"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_urgence"),
        _foreign_key("contact_urgence", "personne_id", "personne"),
        _foreign_key("contact_urgence", "proche_id", "personne"),
        sa.CheckConstraint("proche_id IS NOT NULL OR nom <> ''", name="ck_contact_urgence_nomme"),
    )
    op.create_index("ix_contact_urgence_personne_id", "contact_urgence", ["personne_id"])
    op.create_index("ix_contact_urgence_proche_id", "contact_urgence", ["proche_id"])
    op.create_table(
        "coordonnees_retenues",
        *enregistrement(),
        big("personne_id"),
        sa.PrimaryKeyConstraint("id", name="pk_coordonnees_retenues"),
        _foreign_key("coordonnees_retenues", "personne_id", "personne"),
        sa.UniqueConstraint("personne_id", name="uq_coordonnees_retenues_personne_id"),
    )


def _school() -> None:
    op.create_table(
        "scolarite",
        *enregistrement(),
        big("personne_id"),
        big("annee"),
        text("niveau", nullable=True),
        text("etablissement"),
        sa.PrimaryKeyConstraint("id", name="pk_scolarite"),
        _foreign_key("scolarite", "personne_id", "personne"),
        sa.UniqueConstraint("personne_id", "annee", name="uq_scolarite_personne_id_annee"),
    )


def _foyer() -> None:
    kept = (
        *("id", "version", "cree_le", "modifie_le", "archive_le", "nom", "cle_tri", "adresse"),
        *("complement", "code_postal", "commune", "caisse", "numero_allocataire"),
    )
    rebuild_table(
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
        big("payeur_id", nullable=True),
        big("payeur_organisme_id", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_foyer"),
        _foreign_key("foyer", "payeur_id", "personne"),
        _foreign_key("foyer", "payeur_organisme_id", "organisme"),
        sa.CheckConstraint(
            "payeur_id IS NULL OR payeur_organisme_id IS NULL", name="ck_foyer_un_payeur"
        ),
        copied={column: column for column in kept},
    )
    op.create_index("ix_foyer_payeur_id", "foyer", ["payeur_id"])
    op.create_index("ix_foyer_payeur_organisme_id", "foyer", ["payeur_organisme_id"])


def _rattachement() -> None:
    kept = (
        *("id", "version", "cree_le", "modifie_le", "personne_id", "foyer_id", "role"),
        *("depuis", "jusqu_au", "part_garde"),
    )
    rebuild_table(
        "rattachement",
        *enregistrement(),
        big("personne_id"),
        big("foyer_id"),
        text("role"),
        sa.Column("depuis", sa.Date()),
        sa.Column("jusqu_au", sa.Date()),
        big("part_garde", nullable=True),
        text("garde"),
        sa.PrimaryKeyConstraint("id", name="pk_rattachement"),
        _foreign_key("rattachement", "personne_id", "personne"),
        _foreign_key("rattachement", "foyer_id", "foyer"),
        sa.CheckConstraint("jusqu_au >= depuis", name="ck_rattachement_fin_apres_debut"),
        sa.CheckConstraint("part_garde BETWEEN 0 AND 100", name="ck_rattachement_part_en_pourcent"),
        sa.UniqueConstraint(
            "personne_id", "foyer_id", "depuis", name="uq_rattachement_personne_id_foyer_id_depuis"
        ),
        copied={**{column: column for column in kept}, "garde": "''"},
    )
