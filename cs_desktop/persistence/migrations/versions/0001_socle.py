"""Numbers, journal, centre, accounts, preferences, drafts, documents."""

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
from cs_desktop.persistence.migrations.runner import APPLICATION_ID

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A plain trigger on UPDATE or DELETE is bypassed by INSERT OR REPLACE: the insertion of an id that
# exists is refused too. An erasure opened in the same transaction lets contents go, nothing else.
TRIGGERS = (
    """CREATE TRIGGER journal_jamais_modifie BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END""",
    """CREATE TRIGGER journal_jamais_supprime BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END""",
    """CREATE TRIGGER journal_jamais_remplace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END""",
    """CREATE TRIGGER journal_contenu_jamais_modifie BEFORE UPDATE ON journal_contenu
BEGIN SELECT RAISE(ABORT, 'journal_contenu: append only'); END""",
    """CREATE TRIGGER journal_contenu_supprime_par_effacement BEFORE DELETE ON journal_contenu
WHEN NOT EXISTS (SELECT 1 FROM effacement WHERE ferme_le IS NULL)
BEGIN SELECT RAISE(ABORT, 'journal_contenu: no open erasure'); END""",
    """CREATE TRIGGER journal_contenu_jamais_remplace BEFORE INSERT ON journal_contenu
WHEN EXISTS (SELECT 1 FROM journal_contenu WHERE journal_id = NEW.journal_id)
BEGIN SELECT RAISE(ABORT, 'journal_contenu: append only'); END""",
)


def upgrade() -> None:
    """Create the tables that every feature stands on."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _numbers()
    _journal()
    _documents()
    _centre()
    _accounts()
    _drafts()
    for trigger in TRIGGERS:
        op.execute(trigger)


def _numbers() -> None:
    op.create_table(
        "compteur",
        text("nature"),
        text("nom"),
        big("site"),
        big("valeur"),
        sa.PrimaryKeyConstraint("nature", "nom", "site", name="pk_compteur"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        big("id"),
        big("operation"),
        instant("le"),
        text("usage"),
        big("acteur_id", nullable=True),
        big("site"),
        text("nom_table"),
        big("ligne_id"),
        big("personne_id", nullable=True),
        text("action"),
        big("version_ligne", nullable=True),
        big("annule", nullable=True),
        sa.Column("empreinte", sa.LargeBinary(32), nullable=False),
        sa.Column("hash_precedent", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("ix_journal_operation", "journal", ["operation"])
    op.create_index("ix_journal_ligne", "journal", ["nom_table", "ligne_id"])
    op.create_index("ix_journal_personne", "journal", ["personne_id"])
    op.create_table(
        "journal_contenu",
        big("journal_id"),
        sa.Column("sel", sa.LargeBinary(16), nullable=False),
        sa.Column("avant", sa.Text()),
        sa.Column("apres", sa.Text()),
        sa.PrimaryKeyConstraint("journal_id", name="pk_journal_contenu"),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name="fk_journal_contenu_journal_id_journal",
            ondelete="RESTRICT",
        ),
    )
    op.create_table(
        "effacement",
        *enregistrement(),
        text("motif"),
        big("personne_id", nullable=True),
        instant("ouvert_le"),
        instant("ferme_le", nullable=True),
        big("contenus"),
        sa.PrimaryKeyConstraint("id", name="pk_effacement"),
    )


def _documents() -> None:
    op.create_table(
        "document_contenu",
        sa.Column("empreinte", sa.String(64), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("empreinte", name="pk_document_contenu"),
    )
    op.create_table(
        "document",
        *enregistrement(),
        archivable(),
        text("nom"),
        text("type_media"),
        big("taille"),
        sa.Column("empreinte", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.ForeignKeyConstraint(
            ["empreinte"],
            ["document_contenu.empreinte"],
            name="fk_document_empreinte_document_contenu",
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint("taille >= 0", name="ck_document_taille"),
    )
    op.create_index("ix_document_empreinte", "document", ["empreinte"])


def _centre() -> None:
    op.create_table(
        "centre",
        *enregistrement(),
        text("nom"),
        text("sous_titre"),
        text("forme_juridique"),
        text("gestionnaire"),
        text("siret"),
        text("numero_caf"),
        text("adresse"),
        text("code_postal"),
        text("commune"),
        text("telephone"),
        text("courriel"),
        big("logo_id", nullable=True),
        big("saison_mois"),
        big("saison_jour"),
        text("mot_adherents"),
        text("mot_foyer"),
        text("mot_bilan"),
        sa.PrimaryKeyConstraint("id", name="pk_centre"),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["document.id"], name="fk_centre_logo_id_document", ondelete="RESTRICT"
        ),
        sa.CheckConstraint("saison_mois BETWEEN 1 AND 12", name="ck_centre_saison_mois"),
        sa.CheckConstraint("saison_jour BETWEEN 1 AND 31", name="ck_centre_saison_jour"),
    )
    op.create_table(
        "site",
        *enregistrement(),
        archivable(),
        big("numero"),
        text("nom"),
        text("adresse"),
        text("code_postal"),
        text("commune"),
        text("telephone"),
        text("courriel"),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.UniqueConstraint("numero", name="uq_site_numero"),
    )
    op.create_table(
        "reglage",
        *enregistrement(),
        text("cle"),
        sa.Column("valeur", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reglage"),
        sa.UniqueConstraint("cle", name="uq_reglage_cle"),
    )


def _accounts() -> None:
    op.create_table(
        "compte_utilisateur",
        *enregistrement(),
        archivable(),
        text("identifiant"),
        text("nom"),
        text("role"),
        big("site_id", nullable=True),
        instant("derniere_connexion_le", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_compte_utilisateur"),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_compte_utilisateur_site_id_site",
            ondelete="RESTRICT",
        ),
    )
    # A retired account frees its name for another person.
    op.create_index(
        "ix_compte_utilisateur_actif",
        "compte_utilisateur",
        ["identifiant"],
        unique=True,
        sqlite_where=sa.text("archive_le IS NULL"),
        postgresql_where=sa.text("archive_le IS NULL"),
    )
    op.create_table(
        "preference",
        *enregistrement(),
        big("compte_id", nullable=True),
        text("cle"),
        sa.Column("valeur", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_preference"),
        sa.UniqueConstraint("compte_id", "cle", name="uq_preference_compte_id_cle"),
        _account("preference"),
    )


def _drafts() -> None:
    op.create_table(
        "brouillon",
        big("id"),
        big("compte_id", nullable=True),
        text("formulaire"),
        sa.Column("contenu", sa.JSON(), nullable=False),
        instant("modifie_le"),
        sa.PrimaryKeyConstraint("id", name="pk_brouillon"),
        sa.UniqueConstraint("compte_id", "formulaire", name="uq_brouillon_compte_id_formulaire"),
        _account("brouillon"),
    )
    # In the demonstration nobody has an account, and UNIQUE lets several nulls through.
    for table, column in (("preference", "cle"), ("brouillon", "formulaire")):
        op.create_index(
            f"ix_{table}_sans_compte",
            table,
            [column],
            unique=True,
            sqlite_where=sa.text("compte_id IS NULL"),
            postgresql_where=sa.text("compte_id IS NULL"),
        )


def _account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["compte_id"],
        ["compte_utilisateur.id"],
        name=f"fk_{table}_compte_id_compte_utilisateur",
        ondelete="RESTRICT",
    )
