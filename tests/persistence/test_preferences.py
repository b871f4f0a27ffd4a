"""What each account chose, and what the centre chose."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from cs_desktop.domain.acteur import Acteur
from cs_desktop.persistence.centre import (
    Centre,
    Reglage,
    Site,
    base_uuid,
    find_centre,
    reglage,
    reglages,
    set_reglage,
    sites,
)
from cs_desktop.persistence.compte_utilisateur import CompteUtilisateur
from cs_desktop.persistence.database import Database
from cs_desktop.persistence.journal import read_history
from cs_desktop.persistence.preferences import (
    Preference,
    read_preference,
    read_preferences,
    write_preference,
)
from tests.support.bases import NOW, write

COLUMNS = "personnes.colonnes"


def test_a_choice_is_kept_changed_and_forgotten(database: Database, acteur: Acteur) -> None:
    for value in (["nom"], ["nom", "age"]):
        write(database, acteur, lambda s, v=value: write_preference(s, None, COLUMNS, v))
    with database.reading() as session:
        assert read_preference(session, None, COLUMNS) == ["nom", "age"]
        assert read_preferences(session, None) == {COLUMNS: ["nom", "age"]}
    for _ in range(2):
        write(database, acteur, lambda s: write_preference(s, None, COLUMNS, None))
    with database.reading() as session:
        assert read_preference(session, None, COLUMNS) is None


def test_each_account_has_its_own(database: Database, acteur: Acteur) -> None:
    compte = CompteUtilisateur(identifiant="claire", nom="Claire Aubry", role="accueil")
    write(database, acteur, lambda session: session.add(compte))
    write(database, acteur, lambda s: write_preference(s, compte.id, COLUMNS, 1))
    write(database, acteur, lambda s: write_preference(s, None, COLUMNS, 2))
    with database.reading() as session:
        assert read_preference(session, compte.id, COLUMNS) == 1
        assert read_preference(session, None, COLUMNS) == 2


def test_the_same_choice_again_writes_nothing(
    database: Database, acteur: Acteur, published: list
) -> None:
    for _ in range(2):
        write(database, acteur, lambda s: write_preference(s, None, COLUMNS, {"a": 1}))
    assert len(published) == 1
    with database.reading() as session:
        (row,) = session.query(Preference).all()
        assert (row.version, len(read_history(session, "preference", row.id))) == (1, 1)


def test_the_base_refuses_the_same_choice_twice(database: Database, acteur: Acteur) -> None:
    twice = [Preference(compte_id=None, cle=COLUMNS, valeur=n) for n in range(2)]
    with pytest.raises(IntegrityError):
        write(database, acteur, lambda session: session.add_all(twice))


def test_settings_of_the_centre_travel_with_the_base(database: Database, acteur: Acteur) -> None:
    write(database, acteur, lambda s: set_reglage(s, "verrouillage_minutes", 10))
    write(database, acteur, lambda s: set_reglage(s, "verrouillage_minutes", 15))
    with database.reading() as session:
        assert reglage(session, "verrouillage_minutes") == 15
        assert reglage(session, "inconnu", "défaut") == "défaut"
        assert reglages(session) == {"verrouillage_minutes": 15}
        assert base_uuid(session) is None
    with pytest.raises(IntegrityError):
        write(database, acteur, lambda s: s.add(Reglage(cle="verrouillage_minutes", valeur=1)))


def test_the_centre_and_its_sites(database: Database, acteur: Acteur) -> None:
    with database.reading() as session:
        assert find_centre(session) is None
        assert sites(session) == []
    rows = [
        Centre(nom="Centre d’essai"),
        Site(numero=2, nom="Antenne"),
        Site(numero=1, nom="Siège"),
        Site(numero=3, nom="Fermé", archive_le=NOW),
    ]
    write(database, acteur, lambda session: session.add_all(rows))
    with database.reading() as session:
        centre = find_centre(session)
        assert centre is not None
        assert (centre.nom, centre.saison_mois, centre.mot_foyer) == ("Centre d’essai", 9, "foyer")
        assert [site.nom for site in sites(session)] == ["Siège", "Antenne"]


@pytest.mark.parametrize("wrong", [{"saison_mois": 13}, {"saison_jour": 0}])
def test_a_season_begins_on_a_real_day(
    database: Database, acteur: Acteur, wrong: dict[str, int]
) -> None:
    with pytest.raises(IntegrityError):
        write(database, acteur, lambda session: session.add(Centre(nom="A", **wrong)))
