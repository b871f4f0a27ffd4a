"""Accounts: the centre is created, opened, rescued; passwords, rôles and keys change (A3).

What comes before anyone is signed in is a function of `BEFORE_SIGN_IN`; the rest asks for a right.
"""

from __future__ import annotations

import secrets

from cs_desktop.domain import fiche_secours
from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import (
    CompteDraft,
    CompteRow,
    Trousseau,
    check_direction_remains,
    check_may_manage,
    check_nom,
)
from cs_desktop.domain.droits import Droit, Role
from cs_desktop.domain.errors import Introuvable, StockageIndisponible
from cs_desktop.domain.mots_de_passe import check_mot_de_passe, secret_bytes
from cs_desktop.persistence import comptes as store
from cs_desktop.persistence.centre import set_reglage
from cs_desktop.persistence.database import Database, utc_now
from cs_desktop.persistence.rekey import rekey
from cs_desktop.persistence.slot_files import read_slots, write_slots_for_good
from cs_desktop.persistence.slots import FICHE, SlotFile, new_key
from cs_desktop.services.acces import (
    Now,
    base_ring,
    est_protegee,
    mots_secours,
    put_slot,
    ring_of,
    try_password,
)
from cs_desktop.services.connexion import (
    abandonner_centre,
    creer_centre,
    ouvrir,
    ouvrir_sans_compte,
    secourir,
)
from cs_desktop.services.registre import droit

BEFORE_SIGN_IN = (
    abandonner_centre,
    creer_centre,
    est_protegee,
    ouvrir,
    ouvrir_sans_compte,
    secourir,
)
"""Use-cases without an Acteur: the matrix of rights knows that there are no others here."""


class ComptesService:
    """The accounts of an open base. Each change of a row and of its slot survives a crash."""

    def __init__(self, database: Database, now: Now = utc_now) -> None:
        self._database, self._now = database, now

    @droit(Droit.PREFERENCES)
    def verifier_mot_de_passe(self, acteur: Acteur, mot_de_passe: str) -> None:
        """Whether it is the one of `acteur`: the way out of the idle lock.

        Raises CleRefusee, telling how many tries are left.
        """
        ring_of(self._database)
        slot_id = str(acteur.id)
        try_password(self._database.path, secret_bytes(mot_de_passe), slot_id, self._now)

    @droit(Droit.PREFERENCES)
    def changer_mot_de_passe(self, acteur: Acteur, actuel: str, nouveau: str) -> None:
        """Give one’s own account another password. Raises CleRefusee, RegleMetier."""
        self.verifier_mot_de_passe(acteur, actuel)
        check_mot_de_passe(nouveau, acteur.nom)
        put_slot(self._database, str(acteur.id), secret_bytes(nouveau))

    @droit(Droit.GERER_COMPTES)
    def comptes(self, acteur: Acteur) -> list[CompteRow]:
        """The accounts in use, by name."""
        del acteur
        return self._rows()

    @droit(Droit.GERER_COMPTES)
    def ajouter_compte(self, acteur: Acteur, draft: CompteDraft) -> int:
        """A new account: its row, then its slot. Raises RegleMetier."""
        ring_of(self._database)
        check_may_manage(acteur.role, draft.role)
        nom = check_nom(draft.nom, [row.nom for row in self._rows()])
        check_mot_de_passe(draft.mot_de_passe, nom)
        with self._database.transaction(acteur, "compte.ajouter") as session:
            compte_id = store.add(session, nom, draft.role, draft.site_id)
        try:
            put_slot(self._database, str(compte_id), secret_bytes(draft.mot_de_passe))
        except StockageIndisponible:
            with self._database.transaction(acteur, "compte.retirer") as session:
                store.archive(session, compte_id)
            raise
        return compte_id

    @droit(Droit.GERER_COMPTES)
    def changer_role(self, acteur: Acteur, compte_id: int, role: Role, version: int) -> None:
        """Give an account another rôle. Raises RegleMetier, Conflit, Introuvable."""
        row = self._row(compte_id)
        check_may_manage(acteur.role, row.role, role)
        check_direction_remains(self._rows(), compte_id, role)
        with self._database.transaction(acteur, "compte.role") as session:
            store.set_role(session, compte_id, role, version)

    @droit(Droit.GERER_COMPTES)
    def donner_mot_de_passe(self, acteur: Acteur, compte_id: int, nouveau: str) -> None:
        """Give someone who forgot theirs a password, to be changed by them. Raises RegleMetier."""
        ring_of(self._database)
        row = self._row(compte_id)
        check_may_manage(acteur.role, row.role)
        check_mot_de_passe(nouveau, row.nom)
        put_slot(self._database, str(compte_id), secret_bytes(nouveau), for_good=True)

    @droit(Droit.GERER_COMPTES)
    def retirer_compte(self, acteur: Acteur, compte_id: int) -> None:
        """Close the slot, then retire the row; a new key is to be proposed (`rechiffrer`).

        Raises RegleMetier for the last account of direction.
        """
        ring = ring_of(self._database)
        row = self._row(compte_id)
        check_may_manage(acteur.role, row.role)
        check_direction_remains(self._rows(), compte_id, None)
        slots = self._slots(ring).without(frozenset({str(compte_id)}), ring)
        write_slots_for_good(self._database.path, slots)
        with self._database.transaction(acteur, "compte.retirer") as session:
            store.archive(session, compte_id)

    @droit(Droit.GERER_COMPTES)
    def nouvelle_fiche(self, acteur: Acteur) -> tuple[str, ...]:
        """The words of a new fiche de secours; the one before opens nothing any more."""
        ring_of(self._database)
        secret = secrets.token_bytes(fiche_secours.SECRET_SIZE)
        put_slot(self._database, FICHE, secret, for_good=True)
        with self._database.transaction(acteur, "compte.fiche") as session:
            set_reglage(session, "fiche_secours_le", self._now().isoformat())
        return fiche_secours.to_words(secret, mots_secours())

    @droit(Droit.GERER_COMPTES)
    def rechiffrer(self, acteur: Acteur) -> None:
        """Give the base a new key, that whoever left does not hold; passwords stay.

        No other window may be open. Whenever it is stopped, the pair opens: the slots hold both
        keys before the base changes. Raises BaseOccupee, StockageIndisponible.
        """
        database = self._database
        ring = ring_of(database)
        key = new_key()
        slots = self._slots(ring).handing(key, ring)
        write_slots_for_good(database.path, slots)
        both = ring.plus(key)
        database.close()
        try:
            rekey(database.path, ring.courante, key)
        finally:
            database.trousseau = base_ring(database.path, both)
            database.reopen(database.trousseau.courante)
        with database.transaction(acteur, "compte.nouvelle_cle") as session:
            set_reglage(session, "cle_changee_le", self._now().isoformat())

    def _slots(self, ring: Trousseau) -> SlotFile:
        slots = read_slots(self._database.path)
        slots.check(ring)
        return slots

    def _rows(self) -> list[CompteRow]:
        with self._database.reading() as session:
            return store.rows(session)

    def _row(self, compte_id: int) -> CompteRow:
        for row in self._rows():
            if row.id == compte_id:
                return row
        raise Introuvable("Ce compte n’existe plus : rechargez la liste des comptes.")
