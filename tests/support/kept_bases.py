"""Bases kept at each schema, with data: every later version must still open them (A8).

`python -m tests.support.kept_bases 0002` keeps one schema; see tests/schemas/README.md.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from sqlalchemy.orm import Session

from cs_desktop.domain.acteur import SANS_COMPTE
from cs_desktop.domain.adhesions import GenreAdhesion
from cs_desktop.domain.imports import Profil
from cs_desktop.domain.periods import saison
from cs_desktop.domain.personnes import PersonneDraft
from cs_desktop.domain.quotients import QuotientDraft
from cs_desktop.persistence import (
    adhesions,
    autorisations,
    imports,
    organismes,
    personnes,
    quotients,
    scolarite,
)
from cs_desktop.persistence.brouillons import write_brouillon
from cs_desktop.persistence.centre import Centre, Site, set_reglage
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.documents import join_document
from cs_desktop.persistence.effacement import erase_row
from cs_desktop.persistence.foyers import Foyer, Rattachement
from cs_desktop.persistence.migrations import runner
from cs_desktop.persistence.personnes import DoublonEcarte
from cs_desktop.persistence.preferences import write_preference
from tests.support.bases import NOW

SCHEMAS = Path(__file__).parents[1] / "schemas"


def kept(revision: str) -> Path:
    """Where the base of this schema is kept."""
    return SCHEMAS / f"{revision}.sqlite.gz"


def unpack(revision: str, folder: Path) -> Path:
    """A copy of the kept base, ready to migrate."""
    path = folder / f"{revision}.sqlite"
    path.write_bytes(gzip.decompress(kept(revision).read_bytes()))
    return path


def _write_socle(session: Session) -> None:
    """A row in each table of 0001."""
    logo = join_document(session, "logo.txt", b"logo")
    session.add(Centre(nom="Centre social d’essai", logo_id=logo))
    session.add_all([Site(numero=1, nom="Siège"), Site(numero=2, nom="Antenne")])
    compte = CompteUtilisateur(identifiant="claire", nom="Claire Aubry", role="direction")
    session.add(compte)
    session.flush()
    set_reglage(session, "verrouillage_minutes", 10)
    write_preference(session, compte.id, "personnes.colonnes", ["nom", "age"])
    write_preference(session, None, "personnes.colonnes", ["nom"])
    write_brouillon(session, compte.id, "personne/nouvelle", {"nom": "Lefèvre"})


def _erase(session: Session) -> None:
    session.query(Site).filter_by(numero=2).one().nom = "effacé"
    erase_row(session, "site", session.query(Site.id).filter_by(numero=2).scalar(), "essai")


def write_all(path: Path, *writers) -> None:
    """Run each writer as one use-case, an hour after the other."""
    for hours, writer in enumerate(writers):
        base = Database(path, now=lambda hours=hours: NOW + timedelta(hours=hours))
        with base.transaction(SANS_COMPTE, "essai.ecrire") as session:
            writer(session)
        base.close()


def _write_personnes(session: Session) -> None:
    """A row in each table of 0002."""
    people = [
        personnes.create(session, PersonneDraft(nom=nom, prenom=prenom, telephone="0639980000"))
        for nom, prenom in (("Lefèvre", "Élodie"), ("Œuvrard", "Noé"), ("Lefevre", "Elodie"))
    ]
    session.flush()
    first, second, double = people
    foyer = Foyer(nom="Lefèvre", cle_tri="lefevre", commune="Valmont-sur-Lys")
    session.add(foyer)
    session.flush()
    for personne in (first, second):
        session.add(Rattachement(personne_id=personne.id, foyer_id=foyer.id, role="autre_adulte"))
    session.add(DoublonEcarte(personne_id=first.id, autre_id=second.id))
    double.fusionnee_dans = first.id


def _write_imports(session: Session) -> None:
    """A row in each table of 0003."""
    lot = imports.open_lot(session, "adherents.csv", "csv")
    person = session.query(personnes.Personne.id).filter_by(prenom="Noé").scalar()
    line = imports.LigneEcrite("2026", 2, "cree", person, bytes(16))
    imports.remember_lines(session, lot, [line])
    imports.write_profil(session, "Adhérents", Profil({"Nom": "nom"}))


def _write_foyers(session: Session) -> None:
    """A row in each table of 0004, and the new columns filled."""
    enfant, adulte = session.query(personnes.Personne).order_by(personnes.Personne.id)[:2]
    ase = organismes.Organisme(nom="ASE", cle_tri="ase", genre="ase")
    session.add(ase)
    session.flush()
    contact = organismes.Contact(organisme_id=ase.id, nom="Mortreux")
    session.add(contact)
    session.flush()
    around = {"personne_id": enfant.id, "nom": "Steven Vandamme"}
    session.add_all(
        [
            organismes.Responsabilite(
                personne_id=enfant.id, organisme_id=ase.id, contact_id=contact.id
            ),
            autorisations.PersonneAutorisee(personne_id=enfant.id, proche_id=adulte.id),
            autorisations.PersonneInterdite(**around, motif="Décision de justice"),
            autorisations.ContactUrgence(**around, telephone="0639980000"),
            autorisations.CoordonneesRetenues(personne_id=adulte.id),
            scolarite.Scolarite(personne_id=enfant.id, annee=2026, niveau="ce1"),
        ]
    )
    session.query(Foyer).one().payeur_organisme_id = ase.id
    session.query(Rattachement).first().garde = "alternée"


def _write_adhesions(session: Session) -> None:
    """A row in each table of 0005, and one adhésion cancelled."""
    foyer = session.query(Foyer).one()
    members = [row.personne_id for row in session.query(Rattachement)]
    season = saison(2026)
    taken = [
        adhesions.NouvelleAdhesion(
            GenreAdhesion.FAMILIALE,
            season.debut,
            season,
            2000,
            tuple(members),
            foyer_id=foyer.id,
        ),
        adhesions.NouvelleAdhesion(
            GenreAdhesion.INDIVIDUELLE,
            season.debut,
            season,
            1200,
            tuple(members[:1]),
            personne_id=members[0],
        ),
    ]
    cancelled = adhesions.insert(session, taken)[1]
    adhesions.cancel(session, cancelled, "saisie deux fois", NOW)
    quotients.write(session, QuotientDraft(foyer.id, 512, a_partir_du=season.debut))


WRITERS = {
    "0001": (_write_socle, _erase),
    "0002": (_write_socle, _erase, _write_personnes),
    "0003": (_write_socle, _erase, _write_personnes, _write_imports),
    "0004": (_write_socle, _erase, _write_personnes, _write_imports, _write_foyers),
    "0005": (
        *(_write_socle, _erase, _write_personnes, _write_imports, _write_foyers),
        _write_adhesions,
    ),
}


def keep(revision: str) -> None:
    """Write the base kept for `revision`: only for a schema that no centre has used yet."""
    with tempfile.TemporaryDirectory() as folder, patch.object(runner, "HEAD", revision):
        path = Path(folder) / "centre.sqlite"
        runner.create(path)
        write_all(path, *WRITERS[revision])
        kept(revision).write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    for known in sys.argv[1:] or WRITERS:
        keep(known)
