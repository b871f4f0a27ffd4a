"""A centre is created whole or not at all; its user belongs to a site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.comptes import CompteDraft
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import (
    BaseRefusee,
    CleRefusee,
    RegleMetier,
    StockageIndisponible,
)
from cs_desktop.domain.fiche_secours import WORD_COUNT
from cs_desktop.persistence import essais
from cs_desktop.persistence.centre import Site, base_uuid, find_centre, reglage
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.slot_files import base_uuid as header_uuid
from cs_desktop.services import connexion
from cs_desktop.services.comptes import BEFORE_SIGN_IN, ComptesService, creer_centre
from tests.support.centres import (
    KARIM,
    ODILE,
    OTHER,
    QUICK,
    SECRET,
    a_centre,
    enter,
    enter_plain,
    former_log,
    now,
    opens,
)


def make(base: Path, nom: str = "Les Tilleuls", compte: str = ODILE, secret: str = SECRET) -> None:
    creer_centre(base, nom, "commune", "Siège", compte, secret, now=now, kdf=QUICK)


def test_the_centre_is_written_and_named_in_both_files(entered: tuple[Database, Acteur]) -> None:
    database, odile = entered
    with database.reading() as session:
        centre = find_centre(session)
        assert centre is not None
        assert (centre.nom, centre.forme_juridique) == ("Les Tilleuls", "association")
        assert base_uuid(session) == header_uuid(database.path)
    assert odile.role is Role.DIRECTION


def test_the_base_shows_neither_names_nor_words(centre: tuple[Path, str]) -> None:
    base, words = centre
    assert len(words.split()) == WORD_COUNT
    for path in base.parent.iterdir():
        content = path.read_bytes()
        for secret in ("Marchetti", "Tilleuls", *words.split()):
            assert secret.encode() not in content


def test_two_centres_share_nothing(tmp_path: Path) -> None:
    one, words = a_centre(tmp_path / "a")
    other, others = a_centre(tmp_path / "b")
    assert words != others
    assert header_uuid(one) != header_uuid(other)


def test_a_base_without_accounts_is_plain_and_has_a_name(tmp_path: Path) -> None:
    base, _words = a_centre(tmp_path, sans_compte=True)
    assert [path.name for path in tmp_path.iterdir()] == [base.name]
    database, _acteur = enter_plain(base)
    with database.reading() as session:
        assert len(base_uuid(session) or "") == 32
    database.close()


@pytest.mark.parametrize(
    ("change", "champ"),
    [({"nom": " "}, "nom"), ({"compte": ""}, "compte"), ({"secret": "facile"}, "mot_de_passe")],
)
def test_a_wrong_answer_is_refused_beside_its_field(
    tmp_path: Path, change: dict[str, str], champ: str
) -> None:
    with pytest.raises(RegleMetier) as refused:
        make(tmp_path / "centre.csd", **change)
    assert refused.value.refus[0].champ == champ
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    base = tmp_path / "centre.csd"
    base.write_bytes(b"un autre fichier")
    with pytest.raises(BaseRefusee, match="existe déjà"):
        make(base)
    assert base.read_bytes() == b"un autre fichier"
    assert list(tmp_path.iterdir()) == [base]


@pytest.mark.parametrize("step", ["write_slots", "move_durably", "add_centre"])
def test_a_failure_on_the_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_arguments: object) -> None:
        raise StockageIndisponible("Le disque est plein.")

    monkeypatch.setattr(connexion, step, full)
    with pytest.raises(StockageIndisponible):
        make(tmp_path / "centre.csd")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_after_the_base_has_its_name_keeps_its_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unplugged(part: Path, path: Path) -> None:
        part.replace(path)
        raise StockageIndisponible("Le disque n’a pas répondu.")

    monkeypatch.setattr(connexion, "move_durably", unplugged)
    with pytest.raises(StockageIndisponible):
        make(tmp_path / "centre.csd")
    assert opens(tmp_path / "centre.csd")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(StockageIndisponible):
        make(tmp_path / "fichier" / "centre.csd")


@pytest.mark.parametrize(
    "opening",
    [enter, enter_plain, lambda base: connexion.secourir(base, "", ODILE, OTHER, now=now)],
)
def test_a_vanished_base_is_told(tmp_path: Path, opening: Callable[[Path], object]) -> None:
    with pytest.raises(StockageIndisponible, match="n’est plus"):
        opening(tmp_path / "centre.csd")
    assert list(tmp_path.iterdir()) == []


def test_an_account_works_at_its_site(entered: tuple[Database, Acteur], odile: Acteur) -> None:
    database, _acteur = entered
    with database.transaction(odile, "essai") as session:
        antenne = Site(numero=3, nom="Antenne")
        session.add(antenne)
        session.flush()
        site_id = antenne.id
    draft = CompteDraft(KARIM, Role.DIRECTION, OTHER, site_id)
    ComptesService(database, now).ajouter_compte(odile, draft)
    here, karim = enter(database.path, OTHER, KARIM)
    assert karim.site == 3
    third = ComptesService(here, now).ajouter_compte(
        karim, CompteDraft("Nadia Perrin", Role.ACCUEIL, OTHER)
    )
    assert third >> 40 == 3  # an id of the range of that site
    here.close()


def test_tries_are_counted_in_memory_where_the_folder_refuses(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(_path: Path, _content: bytes) -> None:
        raise StockageIndisponible("Le dossier est en lecture seule.")

    monkeypatch.setattr(essais, "write_durably", read_only)
    for left in (9, 8):
        with pytest.raises(CleRefusee, match=f"{left}\u00a0essais"):
            enter(base, "x")
    assert opens(base)
    with pytest.raises(CleRefusee, match="9\u00a0essais"):
        enter(base, "x")


def test_what_comes_before_the_sign_in_is_listed() -> None:
    listed = {use.__name__ for use in BEFORE_SIGN_IN}
    assert listed == {
        "abandonner_centre",
        "creer_centre",
        "est_protegee",
        "ouvrir",
        "ouvrir_sans_compte",
        "secourir",
    }


def test_a_centre_is_not_made_over_the_log_of_another(tmp_path: Path) -> None:
    """A log says nothing of its base: SQLite would write the pages of the former one."""
    base, _words = a_centre(tmp_path, sans_compte=True)
    log = former_log(base)
    log.replace(log.with_suffix(""))
    creer_centre(base, "Les Genêts", sans_compte=True, now=now)
    database, _acteur = enter_plain(base)
    with database.reading() as session:
        assert reglage(session, "essai") is None
    database.close()
