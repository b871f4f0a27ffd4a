"""`importer` and `annuler-import` as a terminal calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def base(call: Call, tmp_path: Path) -> Path:
    path = tmp_path / "centre.csd"
    assert call("creer", "--base", path, "--nom", "Essai", "--sans-compte").status == 0
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Prénom;Newsletter\nDupont;Anna;Non\n;;\nMartin;Paul;oui\n", "cp1252")
    return path


def test_an_import_and_its_undo(call: Call, base: Path, source: Path) -> None:
    tried = call("importer", source, "--base", base, "--simuler", "--json").json
    assert (tried["crees"], tried["simulation"], tried["import"]) == (2, True, None)
    done = call("importer", source, "--base", base, "--json").json
    for key in ("completes", "inchanges", "doublons", "refuses"):
        assert done[key] == 0
    assert (done["format"], done["crees"]) == ("csv", 2)
    assert done["par_table"]["personne"] == 2
    assert {"ligne", "raison"} <= done["non_repris"][0].keys()
    assert "consentement" in done["non_repris"][0]["raison"]
    assert call("importer", source, "--base", base, "--json").json["inchanges"] == 2
    assert len(call("chercher", "dupont", "--base", base, "--json").json["resultats"]) == 1
    undone = call("annuler-import", done["import"], "--base", base, "--json").json
    assert undone == {"annules": 2, "gardes": []}
    assert call("chercher", "dupont", "--base", base, "--json").json["resultats"] == []
    assert call("annuler-import", done["import"], "--base", base).status == 1


def test_plain_words_say_how_to_go_back(call: Call, base: Path, source: Path) -> None:
    answer = call("importer", source, "--base", base)
    assert "2\u00a0fiches créées" in answer.out
    assert "annuler-import" in answer.out


@pytest.mark.parametrize("name", ["noethys", "paheko", "galette"])
def test_formats_to_come_are_refused_with_what_to_do(
    call: Call, base: Path, source: Path, name: str
) -> None:
    answer = call("importer", source, "--base", base, "--format", name, "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "pas encore" in answer.err


def test_a_wrong_format_or_file_is_refused(call: Call, base: Path, source: Path) -> None:
    assert call("importer", source, "--base", base, "--format", "xlsx").status == 1
    assert call("importer", source.with_name("absent.csv"), "--base", base).status == 1
    assert call("importer", source, "--base", base, "--format", "docx").status == 2


def test_a_profile_is_proposed_then_followed(call: Call, base: Path, source: Path) -> None:
    profil = source.with_name("profil.json")
    call("importer", source, "--base", base, "--profil", profil, "--simuler")
    document = json.loads(profil.read_text("utf-8"))
    assert document["colonnes"] == {"Nom": "nom", "Prénom": "prenom", "Newsletter": None}
    document["colonnes"]["Prénom"] = None
    profil.write_text(json.dumps(document), "utf-8")
    done = call("importer", source, "--base", base, "--profil", profil, "--json").json
    assert [one["prenom"] for one in done["personnes"]] == ["", ""]
    profil.write_text("{", "utf-8")
    assert call("importer", source, "--base", base, "--profil", profil).status == 1


def test_a_model_is_written(call: Call, base: Path, tmp_path: Path) -> None:
    target = tmp_path / "modele.xlsx"
    assert call("modele-import", "--sortie", target, "--base", base).status == 0
    assert call("importer", target, "--base", base, "--json").json["crees"] == 2
