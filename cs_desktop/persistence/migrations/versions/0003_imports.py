"""Imports: what each one created or completed, and the saved choices of columns."""

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

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "import_lot",
        *enregistrement(),
        text("fichier"),
        text("format"),
        instant("annule_le", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_lot"),
    )
    op.create_table(
        "import_ligne",
        big("id"),
        big("import_id"),
        big("operation"),
        text("feuille"),
        big("ligne"),
        text("sort"),
        big("personne_id"),
        sa.Column("empreinte", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_ligne"),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_lot.id"],
            name="fk_import_ligne_import_id_import_lot",
            ondelete="RESTRICT",
        ),
    )
    op.create_index("ix_import_ligne_import_id", "import_ligne", ["import_id"])
    op.create_index("ix_import_ligne_personne_id", "import_ligne", ["personne_id"])
    op.create_table(
        "import_profil",
        *enregistrement(),
        archivable(),
        text("nom"),
        text("contenu"),
        sa.PrimaryKeyConstraint("id", name="pk_import_profil"),
        sa.UniqueConstraint("nom", name="uq_import_profil_nom"),
    )
