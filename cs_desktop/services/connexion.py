"""What comes before anyone is signed in: create a centre, open it, rescue it with the fiche."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from pathlib import Path

from cs_desktop.domain import fiche_secours
from cs_desktop.domain.acteur import SANS_COMPTE, Acteur
from cs_desktop.domain.changes import Commit
from cs_desktop.domain.comptes import CompteRow, Trousseau, check_nom, gere_comptes
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import BaseRefusee, CleRefusee, RegleMetier
from cs_desktop.domain.mots_de_passe import check_mot_de_passe, secret_bytes
from cs_desktop.domain.sauvegardes import Raison
from cs_desktop.persistence import comptes as store
from cs_desktop.persistence.backup import Source
from cs_desktop.persistence.database import Database, tell_nobody, utc_now
from cs_desktop.persistence.durable import discard, move_durably, part_of, translated_os
from cs_desktop.persistence.migrations import runner
from cs_desktop.persistence.nouveau_centre import add_centre
from cs_desktop.persistence.slot_files import base_uuid, slots_path, write_slots
from cs_desktop.persistence.slots import FICHE, KdfParams, SlotFile, new_key
from cs_desktop.persistence.snapshot import side_files
from cs_desktop.services.acces import (
    Now,
    base_ring,
    check_place,
    check_protected,
    est_protegee,
    mots_secours,
    put_slot,
    repair,
    right_secret,
    try_secret,
    wrong_secret,
)
from cs_desktop.services.copies import back_up

Publish = Callable[[Commit], None]
WRONG_PASSWORD = "Ce nom et ce mot de passe n’ouvrent pas la base."  # noqa: S105 - a sentence
WRONG_SHEET = "Ces mots sont bien formés mais n’ouvrent pas cette base : prenez sa dernière fiche."


def creer_centre(
    path: Path,
    nom: str,
    forme: str = "association",
    site: str = "",
    compte: str = "",
    mot_de_passe: str = "",
    *,
    sans_compte: bool = False,
    now: Now = utc_now,
    kdf: KdfParams | None = None,
) -> tuple[str, ...]:
    """A new centre with its first account, of direction; the words of its fiche de secours.

    `sans_compte` makes a base for trials, neither protected nor encrypted: no words then. The base
    appears last, whole. Raises RegleMetier, BaseRefusee, StockageIndisponible.
    """
    nom = " ".join(nom.split())
    if not nom:
        raise RegleMetier("Le nom du centre est vide : tapez-le tel qu’il sera imprimé.", "nom")
    if not sans_compte:
        compte = check_nom(compte, champ="compte")
        check_mot_de_passe(mot_de_passe, compte)
    _check_new(path)
    secret = secrets.token_bytes(fiche_secours.SECRET_SIZE)
    part = part_of(path)
    try:
        key = None if sans_compte else new_key()
        discard(part, *side_files(part))
        runner.create(part, key)
        identity = base_uuid(part) or uuid.uuid4().hex
        compte_id = _first_rows(part, key, (nom, forme, site, identity), compte, now)
        if key is not None:
            ring = Trousseau(identity, (key,))
            slots = SlotFile(identity).with_slot(
                str(compte_id), secret_bytes(mot_de_passe), ring, kdf
            )
            write_slots(path, slots.with_slot(FICHE, secret, ring))
        move_durably(part, path)
    except BaseException:
        discard(part, *side_files(part))
        if not path.exists():
            discard(slots_path(path))
        raise
    return () if sans_compte else fiche_secours.to_words(secret, mots_secours())


def abandonner_centre(path: Path) -> None:
    """Take back a centre just made, whose fiche de secours could not be written."""
    discard(path, *side_files(path), slots_path(path))


def ouvrir(
    path: Path,
    nom: str,
    mot_de_passe: str,
    *,
    publish: Publish = tell_nobody,
    now: Now = utc_now,
    lecture: bool = False,
) -> tuple[Database, Acteur]:
    """Sign in: the base is unlocked, brought to this schema after a backup, and its slots mended.

    `lecture` writes nothing and is for a base that a window may hold. Raises CleRefusee with the
    tries left, BaseRefusee, StockageIndisponible.
    """
    check_protected(path)
    rings = try_secret(path, secret_bytes(mot_de_passe), now)
    if not rings:
        raise wrong_secret(path, WRONG_PASSWORD, now)
    ring = base_ring(path, next(iter(rings.values())))
    _bring_up_to_date(path, ring, now, lecture=lecture)
    database = Database(path, ring.courante, publish=publish, now=now)
    try:
        with database.reading() as session:
            row = store.find(session, nom, {int(i) for i in rings if i != FICHE})
            acteur = None if row is None else store.acteur(session, row)
        if acteur is None:
            raise wrong_secret(path, WRONG_PASSWORD, now)
        right_secret(path)
        return _signed_in(database, ring, acteur, publish, now, lecture=lecture), acteur
    except BaseException:
        database.close()
        raise


def ouvrir_sans_compte(
    path: Path, *, publish: Publish = tell_nobody, now: Now = utc_now, lecture: bool = False
) -> tuple[Database, Acteur]:
    """Open a base for trials or the demonstration. Raises CleRefusee for a protected base."""
    check_place(path)
    if est_protegee(path):
        raise CleRefusee(
            f"La base « {path} » est protégée : donnez le nom et le mot de passe d’un compte."
        )
    _bring_up_to_date(path, None, now, lecture=lecture)
    return Database(path, publish=publish, now=now), SANS_COMPTE


def secourir(
    path: Path,
    mots: str,
    nom: str,
    nouveau_mot_de_passe: str,
    *,
    publish: Publish = tell_nobody,
    now: Now = utc_now,
) -> tuple[Database, Acteur]:
    """Open with the fiche de secours and give `nom`, who manages accounts, a new password.

    Where no such account is left, `nom` becomes one of direction. The sheet has been read: propose
    `nouvelle_fiche` and `rechiffrer` then. Raises RegleMetier, CleRefusee with the tries left.
    """
    check_protected(path)
    secret = fiche_secours.from_words(mots, mots_secours())
    nom = check_nom(nom)
    check_mot_de_passe(nouveau_mot_de_passe, nom)
    rings = try_secret(path, secret, now)
    if FICHE not in rings:
        raise wrong_secret(path, WRONG_SHEET, now)
    ring = base_ring(path, next(iter(rings.values())))
    _bring_up_to_date(path, ring, now, lecture=False)
    database = Database(path, ring.courante, publish=publish, now=now)
    try:
        database.trousseau = ring
        acteur = _rescued(database, nom)
        put_slot(database, str(acteur.id), secret_bytes(nouveau_mot_de_passe), for_good=True)
        right_secret(path)
        return _signed_in(database, ring, acteur, publish, now, lecture=False), acteur
    except BaseException:
        database.close()
        raise


def _check_new(path: Path) -> None:
    check_place(path)
    if path.exists():
        raise BaseRefusee(
            f"« {path} » existe déjà, il n’a pas été remplacé : choisissez un autre nom."
        )
    with translated_os(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part_of(path).touch()
    discard(*side_files(path))  # of a base that is gone: they would be read as the log of this one


def _first_rows(
    part: Path, key: bytes | None, centre: tuple[str, str, str, str], compte: str, now: Now
) -> int | None:
    database = Database(part, key, now=now)
    try:
        founder = Acteur(None, compte, Role.DIRECTION)
        with database.transaction(founder, "centre.creer") as session:
            add_centre(session, *centre)
            compte_id = None if key is None else store.add(session, compte, Role.DIRECTION)
        database.checkpoint()
    finally:
        database.close()
    return compte_id


def _bring_up_to_date(path: Path, ring: Trousseau | None, now: Now, *, lecture: bool) -> None:
    """Migrate after a backup. Raises BaseRefusee where we may only read an older base."""
    key = None if ring is None else ring.courante
    if lecture:
        if runner.current_revision(path, key) != runner.HEAD:
            raise BaseRefusee(
                f"La base « {path} » date d’une version précédente : ouvrez-la une fois dans la "
                "fenêtre, qui la mettra à jour."
            )
        return

    def before(_current: str, _target: str) -> None:
        back_up(Source(path, ring), Raison.MIGRATION, now())

    runner.migrate(path, key, before=before)


def _rescued(database: Database, nom: str) -> Acteur:
    with database.reading() as session:
        rows = store.rows(session)
        found = store.find(session, nom, {row.id for row in rows})
        acteur = None if found is None else store.acteur(session, found)
    if acteur is not None and gere_comptes(acteur.role):
        return acteur
    managers = [row for row in rows if gere_comptes(row.role)]
    if managers:
        raise RegleMetier(_name_a_manager(managers), "nom")
    founder = Acteur(None, nom, Role.DIRECTION)
    with database.transaction(founder, "compte.secourir") as session:
        compte_id = store.add(session, check_nom(nom, [row.nom for row in rows]), Role.DIRECTION)
    return Acteur(compte_id, nom, Role.DIRECTION)


def _name_a_manager(managers: list[CompteRow]) -> str:
    names = ", ".join(row.nom for row in managers)
    return (
        f"La fiche de secours sert aux comptes qui gèrent les autres : {names}. Indiquez l’un "
        "d’eux, il redonnera ensuite un mot de passe aux autres."
    )


def _signed_in(
    database: Database,
    ring: Trousseau,
    acteur: Acteur,
    publish: Publish,
    now: Now,
    *,
    lecture: bool,
) -> Database:
    """The open base at the site of its user, mended, with the sign-in noted."""
    if acteur.site:
        database.close()
        database = Database(
            database.path, ring.courante, publish=publish, now=now, site=acteur.site
        )
    database.trousseau = ring
    if not lecture and acteur.id is not None:
        repair(database, acteur)
        with database.transaction(acteur, "compte.connexion") as session:
            store.signed_in(session, acteur.id, now())
    return database
