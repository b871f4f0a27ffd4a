"""Accounts: opened by the right secret only, changed without ever shutting the centre out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import SANS_COMPTE, Acteur
from cs_desktop.domain.comptes import CompteDraft
from cs_desktop.domain.droits import DROITS, Droit, Role
from cs_desktop.domain.errors import (
    CleRefusee,
    Conflit,
    DroitManquant,
    Introuvable,
    RegleMetier,
    StockageIndisponible,
)
from cs_desktop.domain.mots_de_passe import LOCKED_AFTER
from cs_desktop.persistence import slot_files
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.essais import essais_path
from cs_desktop.persistence.journal import read_history
from cs_desktop.persistence.slot_files import (
    read_slots,
    slots_path,
)
from cs_desktop.services import comptes as module
from cs_desktop.services.comptes import ComptesService, ouvrir
from tests.support.bases import NOW
from tests.support.centres import (
    KARIM,
    ODILE,
    OTHER,
    SECRET,
    a_centre,
    add,
    enter,
    enter_plain,
    now,
    opens,
)


@pytest.fixture
def service(entered: tuple[Database, Acteur]) -> ComptesService:
    """The accounts of the open base."""
    return ComptesService(entered[0], now)


class TestSignIn:
    def test_name_and_password_open_the_base(self, base: Path) -> None:
        database, acteur = ouvrir(base, "  odile MARCHETTI ", SECRET, now=now)
        database.close()
        assert (acteur.nom, acteur.role) == (ODILE, Role.DIRECTION)

    @pytest.mark.parametrize(
        ("nom", "mot_de_passe"), [(ODILE, "Tournesol-43"), ("Odile", SECRET), (ODILE, "")]
    )
    def test_anything_else_is_refused_with_the_tries_left(
        self, base: Path, nom: str, mot_de_passe: str
    ) -> None:
        with pytest.raises(CleRefusee, match="9\u00a0essais avant un blocage"):
            ouvrir(base, nom, mot_de_passe, now=now)

    def test_the_wait_grows_then_the_right_password_waits_too(self, base: Path) -> None:
        clock = [NOW]
        for _ in range(LOCKED_AFTER):
            with pytest.raises(CleRefusee):
                ouvrir(base, ODILE, "x", now=lambda: clock[0])
            clock[0] += timedelta(minutes=15)
        clock[0] -= timedelta(minutes=1)
        with pytest.raises(CleRefusee, match="patientez 1\u00a0minute"):
            ouvrir(base, ODILE, SECRET, now=lambda: clock[0])
        clock[0] += timedelta(minutes=1)
        ouvrir(base, ODILE, SECRET, now=lambda: clock[0])[0].close()
        with pytest.raises(CleRefusee, match="9\u00a0essais"):
            ouvrir(base, ODILE, "x", now=lambda: clock[0])

    def test_the_tries_name_nobody(self, base: Path) -> None:
        with pytest.raises(CleRefusee):
            enter(base, "x")
        assert "Odile" not in essais_path(base).read_text()

    @pytest.mark.parametrize(
        "content", [b"", b"{}", b"[1]", b'{"echecs": 9, "dernier": "2026-01-01T00:00:00"}']
    )
    def test_an_unreadable_count_of_tries_does_not_shut_the_base(
        self, base: Path, content: bytes
    ) -> None:
        essais_path(base).write_bytes(content)
        assert opens(base)

    def test_two_accounts_with_one_password_are_told_by_their_name(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        service.ajouter_compte(odile, CompteDraft(KARIM, Role.ACCUEIL, SECRET))
        for nom, role in ((ODILE, Role.DIRECTION), (KARIM, Role.ACCUEIL)):
            database, acteur = enter(base, SECRET, nom)
            database.close()
            assert (acteur.nom, acteur.role) == (nom, role)

    def test_the_sign_in_is_noted(self, service: ComptesService, odile: Acteur) -> None:
        assert service.comptes(odile)[0].derniere_connexion_le == NOW

    def test_a_reading_verb_writes_nothing(self, base: Path) -> None:
        before = {path: path.read_bytes() for path in base.parent.iterdir()}
        database, acteur = ouvrir(base, ODILE, SECRET, now=now, lecture=True)
        database.close()
        assert acteur.nom == ODILE
        assert {path: path.read_bytes() for path in base.parent.iterdir()} == before

    def test_a_plain_base_has_no_accounts(self, tmp_path: Path) -> None:
        plain, words = a_centre(tmp_path, sans_compte=True)
        assert words == ""
        assert not module.est_protegee(plain)
        with pytest.raises(CleRefusee, match="n’a pas de comptes"):
            enter(plain)
        database, acteur = enter_plain(plain)
        assert acteur == SANS_COMPTE
        for use in (
            lambda: ComptesService(database, now).nouvelle_fiche(acteur),
            lambda: ComptesService(database, now).rechiffrer(acteur),
            lambda: add(ComptesService(database, now), acteur),
            lambda: ComptesService(database, now).verifier_mot_de_passe(acteur, SECRET),
        ):
            with pytest.raises(CleRefusee, match="base d’essai"):
                use()
        database.close()

    def test_a_protected_base_needs_its_password(self, base: Path) -> None:
        assert module.est_protegee(base)
        with pytest.raises(CleRefusee, match="est protégée"):
            enter_plain(base)


class TestPasswords:
    def test_a_new_password_replaces_the_old_one_for_one_account_only(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        add(service, odile)
        before = {slot.id: slot for slot in read_slots(base).slots}
        service.changer_mot_de_passe(odile, SECRET, "Giroflée+1999")
        after = {slot.id: slot for slot in read_slots(base).slots}
        assert {i for i in before if before[i] != after[i]} == {str(odile.id)}
        assert opens(base, "Giroflée+1999")
        assert opens(base, OTHER, KARIM)
        with pytest.raises(CleRefusee):
            enter(base, SECRET)

    def test_the_present_password_is_asked_and_counted(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        with pytest.raises(CleRefusee, match=r"n’est pas le vôtre.*9\u00a0essais"):
            service.changer_mot_de_passe(odile, "x", "Giroflée+1999")
        assert opens(base)

    def test_a_weak_password_changes_nothing(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        with pytest.raises(RegleMetier, match="Il manque"):
            service.changer_mot_de_passe(odile, SECRET, "facile")
        with pytest.raises(RegleMetier, match="nom du compte"):
            service.changer_mot_de_passe(odile, SECRET, f"{ODILE} 1!")
        assert opens(base)

    def test_the_idle_lock_asks_ones_own_password(
        self, service: ComptesService, odile: Acteur
    ) -> None:
        add(service, odile)
        service.verifier_mot_de_passe(odile, SECRET)
        with pytest.raises(CleRefusee, match="essais"):
            service.verifier_mot_de_passe(odile, OTHER)

    def test_the_direction_gives_a_password_to_who_forgot_theirs(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        karim = add(service, odile)
        service.donner_mot_de_passe(odile, karim, "Giroflée+1999")
        assert opens(base, "Giroflée+1999", KARIM)
        slots_path(base).write_bytes(b"damaged")
        with pytest.raises(CleRefusee):  # the former password is not in the previous file either
            enter(base, OTHER, KARIM)


class TestAccounts:
    def test_a_second_account_signs_in_with_its_role(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        compte_id = add(service, odile, role=Role.COMPTABILITE)
        database, acteur = enter(base, OTHER, KARIM)
        database.close()
        assert acteur == Acteur(compte_id, KARIM, Role.COMPTABILITE)
        assert [row.nom for row in service.comptes(odile)] == [KARIM, ODILE]

    @pytest.mark.parametrize(
        ("nom", "mot_de_passe", "champ"),
        [
            ("", OTHER, "nom"),
            ("x" * 81, OTHER, "nom"),
            ("odile  marchetti", OTHER, "nom"),
            (KARIM, "court", "mot_de_passe"),
        ],
    )
    def test_a_wrong_draft_is_refused_beside_its_field(
        self, service: ComptesService, odile: Acteur, nom: str, mot_de_passe: str, champ: str
    ) -> None:
        with pytest.raises(RegleMetier) as refused:
            service.ajouter_compte(odile, CompteDraft(nom, Role.ACCUEIL, mot_de_passe))
        assert refused.value.refus[0].champ == champ
        assert len(service.comptes(odile)) == 1

    def test_a_slot_that_cannot_be_written_leaves_no_account(
        self, base: Path, service: ComptesService, odile: Acteur, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_path: Path, _content: bytes) -> None:
            raise StockageIndisponible("Le disque est plein.")

        monkeypatch.setattr(slot_files, "write_durably", full)
        with pytest.raises(StockageIndisponible, match="plein"):
            add(service, odile)
        monkeypatch.undo()
        assert [row.nom for row in service.comptes(odile)] == [ODILE]
        add(service, odile)  # the name is free again
        assert opens(base, OTHER, KARIM)

    def test_a_retired_account_no_longer_signs_in(
        self, base: Path, service: ComptesService, odile: Acteur
    ) -> None:
        karim = add(service, odile)
        service.retirer_compte(odile, karim)
        with pytest.raises(CleRefusee):
            enter(base, OTHER, KARIM)
        slots_path(base).unlink()  # nor from the previous slot file
        with pytest.raises(CleRefusee):
            enter(base, OTHER, KARIM)
        assert opens(base)
        with pytest.raises(Introuvable):
            service.retirer_compte(odile, karim)
        add(service, odile)  # the name is free for another person

    def test_the_last_direction_stays(self, service: ComptesService, odile: Acteur) -> None:
        add(service, odile, role=Role.ADMINISTRATION)
        row = next(row for row in service.comptes(odile) if row.id == odile.id)
        for refused in (
            lambda: service.retirer_compte(odile, row.id),
            lambda: service.changer_role(odile, row.id, Role.ACCUEIL, row.version),
        ):
            with pytest.raises(RegleMetier, match="dernier compte de direction"):
                refused()
        service.changer_role(odile, row.id, Role.DIRECTION, row.version)
        other = add(service, odile, "Nadia Perrin", Role.DIRECTION)
        service.retirer_compte(odile, other)

    def test_a_role_changes_and_is_journalled(
        self, entered: tuple[Database, Acteur], service: ComptesService, odile: Acteur
    ) -> None:
        karim = add(service, odile)
        row = next(row for row in service.comptes(odile) if row.id == karim)
        service.changer_role(odile, karim, Role.ANIMATION, row.version)
        with pytest.raises(Conflit, match="entre-temps"):
            service.changer_role(odile, karim, Role.ACCUEIL, row.version)
        with entered[0].reading() as session:
            last = read_history(session, "compte_utilisateur", karim)[-1]
        assert (last.usage, last.acteur_id) == ("compte.role", odile.id)
        assert last.apres == {"role": "animation"}

    def test_only_the_direction_touches_an_account_of_direction(
        self, service: ComptesService, odile: Acteur
    ) -> None:
        lise = add(service, odile, "Lise Aubry", Role.ADMINISTRATION)
        informatique = replace(odile, id=lise, role=Role.ADMINISTRATION)
        karim = add(service, informatique)
        assert odile.id is not None
        for refused in (
            lambda: add(service, informatique, "Nadia Perrin", Role.DIRECTION),
            lambda: service.changer_role(informatique, karim, Role.DIRECTION, 1),
            lambda: service.donner_mot_de_passe(informatique, odile.id or 0, OTHER),
            lambda: service.retirer_compte(informatique, odile.id or 0),
        ):
            with pytest.raises(RegleMetier, match="Seule la direction"):
                refused()

    @pytest.mark.parametrize("role", [r for r in Role if Droit.GERER_COMPTES not in DROITS[r]])
    def test_the_others_manage_no_account(
        self, service: ComptesService, odile: Acteur, role: Role
    ) -> None:
        acteur = replace(odile, role=role)
        for refused in (
            lambda: service.comptes(acteur),
            lambda: add(service, acteur),
            lambda: service.changer_role(acteur, 1, Role.ACCUEIL, 1),
            lambda: service.donner_mot_de_passe(acteur, 1, OTHER),
            lambda: service.retirer_compte(acteur, 1),
            lambda: service.nouvelle_fiche(acteur),
            lambda: service.rechiffrer(acteur),
        ):
            with pytest.raises(DroitManquant):
                refused()
