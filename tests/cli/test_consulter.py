"""Verbs that read: search, figures, rows behind them, files."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Call, in_own_process


def test_a_phone_finds_the_person_as_json(call: Call, demo: Path) -> None:
    answer = call("chercher", "06", "39", "98", "42", "07", "--base", demo, "--json")
    assert answer.status == 0
    assert answer.err == ""
    (found,) = answer.json["resultats"]
    assert (found["nom"], found["prenom"], found["naissance"], found["foyer"]) == (
        "Belkacem",
        "Amina",
        "1988-01-19",
        "Belkacem",
    )


def test_a_birth_known_by_its_year_is_not_made_a_day(call: Call, demo: Path) -> None:
    found = call("chercher", "fatima belkacem", "--base", demo, "--json").json["resultats"][0]
    assert found["naissance"] == "1951"


def test_the_limit_is_kept_and_a_wrong_letter_forgiven(call: Call, demo: Path) -> None:
    few = call("chercher", "be", "--limite", 3, "--base", demo, "--json").json["resultats"]
    assert len(few) == 3
    near = call("chercher", "belkasem", "amina", "--base", demo)
    assert "Belkacem, Amina" in near.out
    assert "06\u00a039\u00a098\u00a042\u00a007" in near.out or "06 39 98 42 07" in near.out


def test_nobody_found_is_said(call: Call, demo: Path) -> None:
    answer = call("chercher", "zzzzzz", "--base", demo)
    assert (answer.status, answer.out) == (0, "Aucune personne ne correspond.\n")


def test_figures_and_their_rows_agree(call: Call, demo: Path) -> None:
    figures = {
        f["code"]: f for f in call("chiffres", "--annee", 2026, "--base", demo, "--json").json
    }
    people = figures["fichier.personnes"]
    assert people["valeur"] == 386
    assert {"libelle", "definition", "unite", "nature", "periode"} <= people.keys()
    assert people["periode"] == {"regle": "date", "debut": "2026-01-01", "fin": "2026-12-31"}
    proof = call("preuve", "fichier.personnes", "--annee", 2026, "--base", demo, "--json").json
    assert len(proof["lignes"]) == 386
    taux = figures["fichier.part_ages_inconnus"]["valeur"]
    parts = call("preuve", "fichier.part_ages_inconnus", "--annee", 2026, "--base", demo, "--json")
    rows = parts.json["lignes"]
    assert sum(row["partie"] == 0 for row in rows) == taux["numerateur"]
    assert sum(row["partie"] == 1 for row in rows) == taux["denominateur"] == 386


def test_an_unknown_figure_is_refused_with_a_sentence(call: Call, demo: Path) -> None:
    answer = call("preuve", "fichier.rien", "--annee", 2026, "--base", demo, "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "n’existe pas" in answer.err


def test_a_list_is_exported_with_what_the_filter_keeps(
    call: Call, demo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "liste.csv"
    answer = call(
        "exporter", "personnes", "--texte", "belkacem", "--sortie", target, "--base", demo, "--json"
    )
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert answer.json["lignes"] == len(rows) > 0
    amina = next(row for row in rows if row["N°"] == "231")
    assert (amina["Nom"], amina["Naissance"], amina["Zone"]) == (
        "Belkacem",
        "1988-01-19",
        "QPV Les Tisserands",
    )


def test_another_kind_of_file_is_refused_and_nothing_is_written(
    call: Call, demo: Path, tmp_path: Path
) -> None:
    answer = call("exporter", "personnes", "--sortie", tmp_path / "liste.docx", "--base", demo)
    assert answer.status == 1
    assert ".xlsx ou .csv" in answer.err
    assert not (tmp_path / "liste.docx").exists()


def test_a_fiche_is_printed(call: Call, demo: Path, tmp_path: Path) -> None:
    found = call("chercher", "amina belkacem", "--base", demo, "--json").json["resultats"][0]
    target = tmp_path / "fiche.pdf"
    answer = call(
        "imprimer",
        "fiche-personne",
        "--personne",
        found["id"],
        "--sortie",
        target,
        "--base",
        demo,
        "--json",
    )
    pages = PdfReader(target).pages
    assert answer.json["pages"] == len(pages) == 1
    assert "Belkacem" in pages[0].extract_text()


@pytest.mark.parametrize("missing", ["fiche-personne"])
def test_a_fiche_of_nobody_is_refused(call: Call, demo: Path, tmp_path: Path, missing: str) -> None:
    answer = call("imprimer", missing, "--sortie", tmp_path / "f.pdf", "--base", demo)
    assert answer.status == 1
    assert "--personne" in answer.err


@pytest.mark.parametrize(
    ("arguments", "watch"),
    [
        (("chercher", "belkacem"), ("PySide6", "reportlab")),
        (("chiffres", "--annee", "2026"), ("PySide6", "reportlab")),
        (("verifier",), ("PySide6", "reportlab")),
        (("imprimer", "liste-personnes", "--sortie", "{tmp}/l.pdf"), ("PySide6",)),
    ],
)
def test_a_verb_loads_only_what_it_needs(
    demo: Path, tmp_path: Path, arguments: tuple[str, ...], watch: tuple[str, ...]
) -> None:
    asked = [argument.format(tmp=tmp_path) for argument in arguments]
    assert in_own_process(*asked, "--base", demo, watch=watch) == []


@pytest.mark.parametrize(
    "words",
    [
        ("chercher", "a", "--limite", "9" * 20),
        ("chiffres", "--annee", "9999"),
        ("chiffres", "--annee", "9" * 30),
        ("preuve", "fichier.personnes", "--annee", "1"),
        ("imprimer", "fiche-personne", "--personne", "9" * 20, "--sortie", "f.pdf"),
    ],
)
def test_a_number_out_of_reach_is_a_wrong_usage(call: Call, demo: Path, words: list[str]) -> None:
    answer = call(*words, "--base", demo)
    assert (answer.status, answer.out) == (2, "")
    assert "Commande non comprise" in answer.err


def test_a_word_that_is_not_text_is_refused(call: Call, demo: Path) -> None:
    answer = call("exporter", "personnes", "--sortie", "\udcff.csv", "--base", demo)
    assert answer.status == 2
    assert "UTF-8" in answer.err


@pytest.mark.parametrize("document", ["fiche-personne", "liste-personnes"])
def test_a_document_never_takes_the_place_of_the_base(
    call: Call, demo: Path, document: str
) -> None:
    before = demo.read_bytes()
    answer = call("imprimer", document, "--personne", 1_048_577, "--sortie", demo, "--base", demo)
    assert answer.status == 2
    assert ".pdf" in answer.err
    assert demo.read_bytes() == before


def test_a_reader_that_stops_early_is_no_fault(demo: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = _main_to(write, "preuve", "fichier.personnes", "--annee", "2026", "--base", demo)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_told(demo: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = _main_to(full, "preuve", "fichier.personnes", "--annee", "2026", "--base", demo)
    assert done.returncode == 1
    assert done.stderr.startswith("La réponse n’a pas pu être écrite (le disque est plein)")
    assert done.stderr.count("\n") == 1


def _main_to(output: int, *words: object) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [sys.executable, "main.py", *map(str, words)],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(output)
