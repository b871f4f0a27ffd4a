"""Backups as the team sees them: one a day, its age, a second folder, a restoration asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.droits import DROITS, Droit, Role
from cs_desktop.domain.errors import BaseRefusee, DroitManquant, RegleMetier, StockageIndisponible
from cs_desktop.domain.sauvegardes import Raison
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.migrations import runner
from cs_desktop.services import acces, connexion
from cs_desktop.services.sauvegarde import (
    SauvegardeService,
    identite_compte,
    identite_fiche,
    lire_sauvegarde,
)
from tests.support.bases import NOW, TODAY
from tests.support.centres import ODILE, SECRET, a_centre, enter, enter_plain, opens


class Clock:
    """A day that moves when the test says so."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.astimezone().date()

    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    """15 September 2026."""
    return Clock()


@pytest.fixture(params=["protected", "plain"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Acteur]]:
    """An open base and who works in it, with and without accounts."""
    plain = request.param == "plain"
    base, _words = a_centre(tmp_path / "centre", sans_compte=plain)
    database, acteur = enter_plain(base) if plain else enter(base)
    yield database, acteur
    database.close()


@pytest.fixture
def service(opened: tuple[Database, Acteur], clock: Clock) -> SauvegardeService:
    """Its backups."""
    return SauvegardeService(opened[0], clock.today, clock.now)


@pytest.fixture
def acteur(opened: tuple[Database, Acteur]) -> Acteur:
    """Who works in it."""
    return opened[1]


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """A stick that is plugged in."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


class TestOneADay:
    def test_it_is_made_once(
        self, service: SauvegardeService, acteur: Acteur, clock: Clock
    ) -> None:
        first = service.sauvegarde_du_jour(acteur)
        again = service.sauvegarde_du_jour(acteur)
        assert (first.faite, again.faite) == (True, False)
        assert again.sauvegarde == first.sauvegarde
        assert first.sauvegarde.fichier.parent.name == "sauvegardes"
        clock.wait(1)
        assert service.sauvegarde_du_jour(acteur).faite
        assert len(service.liste(acteur)) == 2

    def test_old_ones_go_but_not_those_asked_for(
        self, service: SauvegardeService, acteur: Acteur, clock: Clock
    ) -> None:
        folder = service.sauvegarde_du_jour(acteur).sauvegarde.fichier.parent
        clock.wait(1)
        asked = service.sauvegarder(acteur, folder).fichier
        for _ in range(20):
            clock.wait(1)
            service.sauvegarde_du_jour(acteur)
        left = service.liste(acteur)
        assert 9 <= len(left) <= 12
        assert asked in [backup.fichier for backup in left]

    def test_the_second_folder_has_it_too(
        self, service: SauvegardeService, acteur: Acteur, clock: Clock, usb: Path
    ) -> None:
        service.sauvegarde_du_jour(acteur)
        made = service.sauvegarde_du_jour(acteur, usb)  # plugged in later in the day
        assert (made.faite, made.second_refus) == (False, None)
        assert [b.creee_le for b in service.liste(acteur, usb)] == [NOW]
        assert service.sauvegarde_du_jour(acteur, usb).second_refus is None
        for _ in range(20):
            clock.wait(1)
            service.sauvegarde_du_jour(acteur, usb)
        assert len(service.liste(acteur, usb)) <= 12

    def test_a_stick_that_is_not_there_is_told_not_raised(
        self, service: SauvegardeService, acteur: Acteur, tmp_path: Path
    ) -> None:
        made = service.sauvegarde_du_jour(acteur, tmp_path / "absente")
        assert made.faite
        assert made.second_refus is not None
        assert "rebranchez" in made.second_refus


class TestAge:
    def test_the_age_of_both_folders_is_told(
        self, service: SauvegardeService, acteur: Acteur, clock: Clock, usb: Path
    ) -> None:
        states = service.etat(acteur, usb)
        assert [state.age for state in states] == [None, None]
        assert [state.accessible for state in states] == [False, True]
        assert all(state.rappel for state in states)
        service.sauvegarde_du_jour(acteur, usb)
        clock.wait(7)
        assert [(s.age, s.rappel) for s in service.etat(acteur, usb)] == [(7, False)] * 2
        clock.wait(1)
        assert [(s.age, s.rappel) for s in service.etat(acteur, usb)] == [(8, True)] * 2
        assert "8\u00a0jours" in service.etat(acteur)[0].phrase()

    def test_a_clock_set_back_makes_no_negative_age(
        self, service: SauvegardeService, acteur: Acteur, clock: Clock
    ) -> None:
        service.sauvegarde_du_jour(acteur)
        clock.wait(-3)
        assert service.etat(acteur)[0].age == 0

    def test_a_stick_pulled_out_while_it_is_looked_at(
        self, service: SauvegardeService, acteur: Acteur, usb: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(_folder: Path, _uuid: str) -> list[object]:
            raise StockageIndisponible("Le dossier n’est plus accessible.")

        monkeypatch.setattr("cs_desktop.services.sauvegarde.list_backups", gone)
        assert not service.etat(acteur, usb)[1].accessible


def test_a_backup_says_what_it_is(
    service: SauvegardeService, acteur: Acteur, opened: tuple[Database, Acteur], usb: Path
) -> None:
    made = service.sauvegarder(acteur, usb)
    assert lire_sauvegarde(made.fichier) == made
    assert made.fichier.name.startswith("centre-2026-09-15-")
    assert made.fichier.stem.endswith(Raison.DEMANDEE.value)
    assert made.schema == runner.HEAD
    assert made.protegee is (opened[0].trousseau is not None)
    assert made.taille == made.fichier.stat().st_size


def test_a_plain_base_without_a_name_is_backed_up_too(
    template: Path, tmp_path: Path, acteur: Acteur, clock: Clock
) -> None:
    """A base made by the migrations alone, as the demonstration begins."""
    base = tmp_path / "demo.sqlite"
    base.write_bytes(template.read_bytes())
    database = Database(base)
    service = SauvegardeService(database, clock.today, clock.now)
    assert service.sauvegarde_du_jour(acteur).faite
    assert not service.sauvegarde_du_jour(acteur).faite
    database.close()


def test_the_base_is_looked_over_and_its_index_made_again(
    service: SauvegardeService, acteur: Acteur, opened: tuple[Database, Acteur]
) -> None:
    assert all(controle.problemes == () for controle in service.verifier(acteur))
    service.refaire_recherche(acteur)
    assert all(controle.problemes == () for controle in service.verifier(acteur))
    assert opened[0].path.exists()


class TestRestoring:
    def test_it_is_asked_from_the_open_base(
        self, centre: tuple[Path, str], entered: tuple[Database, Acteur], odile: Acteur,
        clock: Clock, usb: Path,
    ) -> None:  # fmt: skip
        service = SauvegardeService(entered[0], clock.today, clock.now)
        made = service.sauvegarder(odile, usb)
        done = service.restaurer(odile, made.fichier, identite_compte(ODILE, SECRET))
        assert done.precedente is not None
        assert lire_sauvegarde(done.precedente).fichier == done.precedente
        assert opens(centre[0])

    def test_a_refusal_leaves_the_base_open(
        self, entered: tuple[Database, Acteur], odile: Acteur, clock: Clock, usb: Path
    ) -> None:
        service = SauvegardeService(entered[0], clock.today, clock.now)
        (usb / "photo.csbak").write_bytes(b"photo")
        with pytest.raises(BaseRefusee):
            service.restaurer(odile, usb / "photo.csbak", identite_compte(ODILE, SECRET))
        assert service.verifier(odile)

    def test_wrong_words_are_refused_before_anything(self) -> None:
        with pytest.raises(RegleMetier, match="12"):
            identite_fiche("abaisser")

    @pytest.mark.parametrize("role", [r for r in Role if Droit.RESTAURER not in DROITS[r]])
    def test_a_right_is_needed(
        self, entered: tuple[Database, Acteur], odile: Acteur, clock: Clock, role: Role
    ) -> None:
        service = SauvegardeService(entered[0], clock.today, clock.now)
        with pytest.raises(DroitManquant):
            service.restaurer(replace(odile, role=role), Path("a.csbak"))


class TestBeforeAMigration:
    def test_a_backup_is_made_then_the_base_migrated(
        self, base: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[str] = []

        def migrate(path: Path, key: bytes | None, *, before) -> bool:
            before("0001", runner.HEAD)
            seen.append(path.name)
            return True

        monkeypatch.setattr(runner, "migrate", migrate)
        assert opens(base)
        assert seen == [base.name]
        made = list((base.parent / "sauvegardes").glob(f"*{Raison.MIGRATION.value}.csbak"))
        assert len(made) == 1

    def test_a_reading_verb_does_not_migrate(
        self, base: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(runner, "HEAD", "9999")
        with pytest.raises(BaseRefusee, match="version précédente"):
            connexion.ouvrir(base, ODILE, SECRET, now=lambda: NOW, lecture=True)


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acces, "is_network", lambda _path: True)
    with pytest.raises(BaseRefusee, match="lecteur réseau"):
        a_centre(tmp_path)
    assert TODAY
