"""Lists for a spreadsheet: what the screen shows, in its order, whole or not at all."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from cs_desktop.domain.acteur import Acteur
from cs_desktop.domain.dates import Naissance, Precision
from cs_desktop.domain.droits import Role
from cs_desktop.domain.errors import Annule, DroitManquant, RegleMetier
from cs_desktop.domain.personnes import Colonne, FiltrePersonnes, Tri
from cs_desktop.persistence.database import Database
from cs_desktop.services.exports import COLONNES_PERSONNES, ExportService
from cs_desktop.services.personnes import PAGE, PersonneService
from tests.support.personnes import a_draft

EVERYBODY = FiltrePersonnes()


@pytest.fixture
def personnes(database: Database, today, now) -> PersonneService:
    return PersonneService(database, today, now)


@pytest.fixture
def exports(personnes: PersonneService) -> ExportService:
    return ExportService(personnes)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_columns_come_in_the_order_of_the_screen(
    exports: ExportService, personnes: PersonneService, acteur: Acteur, tmp_path: Path
) -> None:
    personnes.save(acteur, a_draft(nom="Lefèvre", prenom="Anna", telephone="06 39 98 00 11"))
    path = tmp_path / "l.csv"
    wanted = (Colonne.TELEPHONE, Colonne.NOM)
    assert exports.personnes(acteur, EVERYBODY, Tri(), path, colonnes=wanted) == 1
    (row,) = read(path)
    assert list(row) == ["Téléphone", "Nom", "Prénom"]
    assert row["Nom"] == "Lefèvre"


def test_a_birth_known_by_its_year_says_so(
    exports: ExportService, personnes: PersonneService, acteur: Acteur, tmp_path: Path
) -> None:
    year_only = Naissance(date(1951, 1, 1), Precision.ANNEE)
    personnes.save(acteur, a_draft(nom="Un", naissance=year_only))
    personnes.save(acteur, a_draft(nom="Deux", naissance=None))
    path = tmp_path / "l.csv"
    exports.personnes(acteur, EVERYBODY, Tri(), path, colonnes=(Colonne.NAISSANCE,))
    assert [(row["Naissance"], row["Précision"]) for row in read(path)] == [
        ("", ""),
        ("1951-01-01", "année"),
    ]


def test_filter_selection_and_several_pages(
    exports: ExportService, personnes: PersonneService, acteur: Acteur, tmp_path: Path
) -> None:
    ids = [personnes.save(acteur, a_draft(nom=f"Nom{i:03}")) for i in range(PAGE + 3)]
    path = tmp_path / "l.csv"
    assert exports.personnes(acteur, EVERYBODY, Tri(), path) == PAGE + 3
    names = [row["Nom"] for row in read(path)]
    assert names == sorted(set(names))
    assert exports.personnes(acteur, FiltrePersonnes(texte="nom007"), Tri(), path) == 1
    chosen = [ids[5], ids[2]]
    assert exports.personnes(acteur, EVERYBODY, Tri(), path, ids=chosen) == 2
    assert [row["Nom"] for row in read(path)] == ["Nom005", "Nom002"]


def test_a_name_that_looks_like_a_formula_is_never_one(
    exports: ExportService, personnes: PersonneService, acteur: Acteur, tmp_path: Path
) -> None:
    personnes.save(acteur, a_draft(nom="=1+1"))
    exports.personnes(acteur, EVERYBODY, Tri(), tmp_path / "l.csv")
    assert read(tmp_path / "l.csv")[0]["Nom"] == "'=1+1"
    exports.personnes(acteur, EVERYBODY, Tri(), tmp_path / "l.xlsx")
    with ZipFile(tmp_path / "l.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "=1+1" in book.read("xl/sharedStrings.xml").decode()


def test_every_column_has_a_value_for_a_full_person(
    exports: ExportService, personnes: PersonneService, acteur: Acteur, tmp_path: Path
) -> None:
    personnes.save(acteur, a_draft())
    assert exports.personnes(acteur, EVERYBODY, Tri(), tmp_path / "l.xlsx") == 1
    assert set(COLONNES_PERSONNES) == set(Colonne)


def test_a_stopped_export_leaves_the_file_that_was_there(
    exports: ExportService, personnes: PersonneService, acteur: Acteur, tmp_path: Path
) -> None:
    for i in range(500):
        personnes.save(acteur, a_draft(nom=f"N{i}"))
    path = tmp_path / "l.csv"
    path.write_text("avant", encoding="utf-8")
    with pytest.raises(Annule):
        exports.personnes(acteur, EVERYBODY, Tri(), path, cancelled=lambda: True)
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".csv"] == ["l.csv"]
    assert path.read_text(encoding="utf-8") == "avant"


def test_another_suffix_is_refused(exports: ExportService, acteur: Acteur, tmp_path: Path) -> None:
    with pytest.raises(RegleMetier, match=r"\.xlsx ou \.csv"):
        exports.personnes(acteur, EVERYBODY, Tri(), tmp_path / "l.ods")


def test_a_role_without_the_right_writes_nothing(
    exports: ExportService, acteurs: dict[Role, Acteur], tmp_path: Path
) -> None:
    with pytest.raises(DroitManquant):
        exports.personnes(acteurs[Role.ADMINISTRATION], EVERYBODY, Tri(), tmp_path / "l.csv")
    assert not (tmp_path / "l.csv").exists()
