"""Verbs that make, keep and check a base; what happens beside an open window."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from cs_desktop.domain.errors import StockageIndisponible
from cs_desktop.services.documents.comptes import CompteDocumentService
from cs_desktop.system.lock import Verrou
from tests.cli.conftest import MOT_DE_PASSE, Call


def test_the_demonstration_says_its_rows_and_refuses_an_existing_file(
    call: Call, tmp_path: Path
) -> None:
    base = tmp_path / "d.csd"
    made = call("demo", "--base", base, "--graine", 3, "--jour", "2026-09-15", "--json")
    assert made.json["comptes"]["personne"] == 405
    before = base.read_bytes()
    again = call("demo", "--base", base)
    assert again.status == 1
    assert "existe déjà" in again.err
    assert base.read_bytes() == before


def test_demo_and_creer_never_guess_where_to_write(call: Call) -> None:
    for verb in (("demo",), ("creer", "--nom", "X", "--sans-compte")):
        answer = call(*verb)
        assert answer.status == 2
        assert "--base" in answer.err


def test_a_protected_centre_asks_for_its_account(
    call: Call, protected: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert call("verifier", "--base", protected, "--compte", "nadia").status == 0
    assert "--compte" in call("verifier", "--base", protected).err
    monkeypatch.setenv("CS_DESKTOP_MOT_DE_PASSE", "mauvais")
    refused = call("chercher", "a", "--base", protected, "--compte", "Nadia")
    assert refused.status == 1
    assert "essais" in refused.err
    text = PdfReader(tmp_path / "fiche.pdf").pages[0].extract_text()
    assert "Les Peupliers" in text


def test_a_centre_without_its_sheet_is_refused_before_anything_is_written(
    call: Call, tmp_path: Path
) -> None:
    base = tmp_path / "c.csd"
    answer = call("creer", "--base", base, "--nom", "X", "--compte", "Nadia")
    assert answer.status == 1
    assert "--fiche" in answer.err
    assert not base.exists()


def test_a_trial_base_needs_no_account(call: Call, tmp_path: Path) -> None:
    base = tmp_path / "essai.csd"
    assert call("creer", "--base", base, "--nom", "Essai", "--sans-compte", "--json").json["base"]
    assert call("chercher", "a", "--base", base, "--json").json == {"resultats": []}


def test_backup_then_restore_brings_the_same_people(call: Call, demo: Path, tmp_path: Path) -> None:
    made = call("sauvegarder", "--vers", tmp_path, "--base", demo, "--json").json
    assert made["verifie"] is True
    other = tmp_path / "ailleurs" / "centre.csd"
    other.parent.mkdir()
    restored = call("restaurer", made["fichier"], "--base", other, "--json")
    assert restored.status == 0, restored.err
    figures = call(
        "chiffres", "--annee", 2026, "--code", "fichier.personnes", "--base", other, "--json"
    )
    assert figures.json[0]["valeur"] == 386


def test_a_backup_of_a_protected_centre_is_restored_with_a_password(
    call: Call, protected: Path, tmp_path: Path
) -> None:
    made = call(
        "sauvegarder", "--vers", tmp_path, "--base", protected, "--compte", "Nadia", "--json"
    )
    other = tmp_path / "ailleurs.csd"
    restored = call("restaurer", made.json["fichier"], "--base", other, "--compte", "Nadia")
    assert restored.status == 0, restored.err
    assert call("verifier", "--base", other, "--compte", "Nadia").status == 0


def test_the_fiche_alone_restores_on_an_empty_machine(
    call: Call, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = call(
        "sauvegarder", "--vers", tmp_path, "--base", protected, "--compte", "Nadia", "--json"
    )
    monkeypatch.delenv("CS_DESKTOP_MOT_DE_PASSE")
    monkeypatch.setenv("CS_DESKTOP_DOSSIER", str(tmp_path / "autre-machine"))
    other = tmp_path / "autre-machine" / "centre.csd"
    other.parent.mkdir()
    asked = ("restaurer", made.json["fichier"], "--base", other)
    assert "--secours" in call(*asked).err
    monkeypatch.setenv("CS_DESKTOP_FICHE_DE_SECOURS", "abri abri abri")
    assert call(*asked, "--secours").status == 1
    assert not other.exists()
    monkeypatch.setenv("CS_DESKTOP_FICHE_DE_SECOURS", words_of(tmp_path / "fiche.pdf"))
    restored = call(*asked, "--secours")
    assert restored.status == 0, restored.err
    monkeypatch.setenv("CS_DESKTOP_MOT_DE_PASSE", MOT_DE_PASSE)
    assert call("verifier", "--base", other, "--compte", "Nadia").status == 0


def words_of(fiche: Path) -> str:
    """The numbered words as somebody reads them on the printed sheet."""
    text = PdfReader(fiche).pages[0].extract_text()
    numbered = dict(re.findall(r"(?m)^ ?(\d{1,2})\n([a-z]{4,8})$", text))
    return " ".join(numbered[str(i)] for i in range(1, len(numbered) + 1))


def test_a_damaged_base_is_told_not_traced(call: Call, demo: Path) -> None:
    content = bytearray(demo.read_bytes())
    content[40_960:45_056] = bytes(4_096)
    demo.write_bytes(content)
    answer = call("verifier", "--base", demo, "--json")
    assert answer.status == 1
    assert answer.json["verifie"] is False
    assert answer.json["problemes"]


@pytest.mark.parametrize("content", [b"", b"not a base at all, only text " * 200])
def test_a_foreign_file_is_refused_with_a_sentence(
    call: Call, tmp_path: Path, content: bytes
) -> None:
    base = tmp_path / "autre.csd"
    base.write_bytes(content)
    answer = call("chercher", "a", "--base", base)
    assert answer.status == 1
    assert str(base) in answer.err
    assert "Traceback" not in answer.err
    assert base.read_bytes() == content


def test_a_base_that_is_not_there_is_refused_and_not_created(call: Call, tmp_path: Path) -> None:
    answer = call("chercher", "a", "--base", tmp_path / "absent.csd")
    assert answer.status == 1
    assert "absent.csd" in answer.err
    assert not (tmp_path / "absent.csd").exists()


def test_beside_an_open_window_reading_works_and_writing_names_the_holder(
    call: Call, demo: Path, tmp_path: Path
) -> None:
    backup = call("sauvegarder", "--vers", tmp_path, "--base", demo, "--json").json["fichier"]
    window = Verrou(demo)
    window.acquire(datetime.now(UTC))
    try:
        assert call("chercher", "belkacem", "--base", demo).status == 0
        elsewhere = tmp_path / "clé"
        elsewhere.mkdir()
        assert call("sauvegarder", "--vers", elsewhere, "--base", demo).status == 0
        refused = call("restaurer", backup, "--base", demo)
        assert refused.status == 1
        assert "déjà ouverte" in refused.err
    finally:
        window.release()
    assert call("restaurer", backup, "--base", demo).status == 0


def test_wrong_usage_is_french_and_leaves_with_two(call: Call) -> None:
    answer = call("chercher")
    assert (answer.status, answer.out) == (2, "")
    assert "il manque" in answer.err
    assert "Usage" in answer.err
    assert "existe pas" in call("inconnu").err


def test_help_lists_the_verbs(call: Call) -> None:
    answer = call("--help")
    assert answer.status == 0
    for verb in ("chercher", "chiffres", "creer", "demo", "exporter", "imprimer", "verifier"):
        assert verb in answer.out


def test_json_output_is_utf8_and_alone_whatever_the_console_says(demo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "chercher", "claudine", "--base", str(demo), "--json"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["resultats"]


@pytest.mark.parametrize(
    ("fiche", "said"), [("c.pdf", "autre nom"), ("absent/f.pdf", "n’existe pas")]
)
def test_a_sheet_that_cannot_be_written_leaves_no_centre(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fiche: str, said: str
) -> None:
    monkeypatch.setenv("CS_DESKTOP_MOT_DE_PASSE", MOT_DE_PASSE)
    base = tmp_path / "c.pdf"
    named = ("--base", base, "--fiche", tmp_path / fiche)
    answer = call("creer", *named, "--nom", "X", "--compte", "Nadia")
    assert answer.status == 1
    assert said in answer.err
    assert list(tmp_path.glob("c*")) == []


def test_a_disk_full_at_the_sheet_takes_the_centre_back(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CS_DESKTOP_MOT_DE_PASSE", MOT_DE_PASSE)

    def full(*_arguments: object) -> int:
        raise StockageIndisponible("Le disque est plein.")

    monkeypatch.setattr(CompteDocumentService, "write_fiche_secours", full)
    named = ("--base", tmp_path / "c.csd", "--fiche", tmp_path / "f.pdf")
    answer = call("creer", *named, "--nom", "X", "--compte", "Nadia")
    assert (answer.status, answer.err) == (1, "Le disque est plein.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["c.csd.verrou"]


def test_a_protection_asked_for_is_never_dropped_in_silence(call: Call, tmp_path: Path) -> None:
    base = tmp_path / "c.csd"
    answer = call("creer", "--base", base, "--nom", "X", "--sans-compte", "--compte", "Nadia")
    assert answer.status == 1
    assert "--sans-compte" in answer.err
    assert not base.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("creer", "--nom", "X", "--sans-compte", "--forme", "zzz", "--base", "c.csd"),
        ("creer", "--nom", "X", "--compte", "A", "--fiche", "f.txt", "--base", "c.csd"),
        ("demo", "--base", "."),
        ("demo", "--base", "d.csd", "--personnes", "9" * 12),
        ("demo", "--base", "d.csd", "--jour", "9999-12-31"),
        ("demo", "--base", "d.csd", "--jour", "0001-01-01"),
    ],
)
def test_odd_words_are_a_wrong_usage(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*words).status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("personnes", [1, 3])
def test_a_tiny_demonstration_can_be_made(call: Call, tmp_path: Path, personnes: int) -> None:
    base = tmp_path / "d.csd"
    made = call("demo", "--base", base, "--personnes", personnes)
    assert made.status == 0, made.err
    assert call("verifier", "--base", base).status == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_of_this_computer_reads_what_is_written(
    call: Call, protected: Path, tmp_path: Path
) -> None:
    account = ("--base", protected, "--compte", "Nadia")
    assert call("sauvegarder", "--vers", tmp_path, *account).status == 0
    assert call("exporter", "personnes", "--sortie", tmp_path / "p.csv", *account).status == 0
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".csd", ".cles", ".csbak", ".pdf", ".csv"}
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []
