"""One word per thing: names are made of words of the glossary, or of listed English words."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.support.source import ROOT, modules, write

GLOSSARY = ROOT / "docs/glossaire.md"
ENGLISH = Path(__file__).with_name("english.txt")
HEADER = "| mot | pluriel | sens | source | à ne pas dire |"


def rows(glossary: str) -> list[list[str]]:
    """The lines of the table, cell by cell."""
    lines = glossary.split(HEADER, 1)[1].strip().splitlines()[1:]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]


def plain(text: str) -> str:
    """A word as an identifier writes it: without accents, in small letters."""
    text = text.replace("œ", "oe").replace("’", " ")
    marked = unicodedata.normalize("NFKD", text)
    return "".join(c for c in marked if not unicodedata.combining(c)).lower()


def words(identifier: str) -> list[str]:
    """`PersonneDraft` and `recherche_mot`, cut in words; figures and single letters left out."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", identifier)
    return [word for word in re.split(r"[_\d]+", plain(spaced)) if len(word) > 1]


def french(glossary: str) -> frozenset[str]:
    """Every word of the first two columns."""
    return frozenset(
        word
        for row in rows(glossary)
        for cell in row[:2]
        for word in re.findall(r"\w+", plain(cell))
    )


def names(root: Path) -> Iterator[tuple[str, str]]:
    """Modules, classes and tables, with the place where each is named."""
    for module in modules(root, "cs_desktop"):
        stem = module.path.parent.name if module.path.stem == "__init__" else module.path.stem
        yield module.name, stem
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                yield module.place(node), node.name
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__tablename__":
                yield module.place(node), ast.literal_eval(node.value)


def unknown(root: Path, glossary: str, english: str) -> list[str]:
    """Words of names that are neither in the glossary nor in the English list."""
    known = french(glossary) | frozenset(english.split())
    return sorted(
        {
            f"{place}: « {word} » of {name}"
            for place, name in names(root)
            for word in words(name)
            if word not in known
        }
    )


def test_every_name_is_made_of_known_words() -> None:
    found = unknown(ROOT, GLOSSARY.read_text("utf-8"), ENGLISH.read_text("utf-8"))
    assert found == [], (
        "a word that the team says goes to docs/glossaire.md, "
        "a programmer’s English word to tests/architecture/english.txt"
    )


def test_the_glossary_is_well_formed_and_says_each_thing_once() -> None:
    table = rows(GLOSSARY.read_text("utf-8"))
    assert len(table) > 30
    assert [row for row in table if len(row) != 5 or not all(row[:4])] == []
    said = [plain(row[0]) for row in table]
    assert sorted({word for word in said if said.count(word) > 1}) == []


def test_no_name_uses_a_word_that_must_not_be_said() -> None:
    glossary = GLOSSARY.read_text("utf-8")
    assert unsaid(ROOT, glossary) == []


def unsaid(root: Path, glossary: str) -> list[str]:
    """Names that use a single word of the last column, « à ne pas dire »."""
    refused = {
        word.strip()
        for row in rows(glossary)
        for word in plain(row[4]).split(",")
        if re.fullmatch(r"\w+", word.strip())
    } - french(glossary)
    return [
        f"{place}: « {word} » of {name}"
        for place, name in names(root)
        for word in words(name)
        if word in refused
    ]


def test_the_english_list_is_sorted_and_holds_no_glossary_word() -> None:
    english = ENGLISH.read_text("utf-8").split()
    assert english == sorted(set(english))
    assert french(GLOSSARY.read_text("utf-8")).intersection(english) == set()


def test_an_unlisted_word_is_caught(tmp_path: Path) -> None:
    glossary = f"# Mots\n\n{HEADER}\n|---|---|---|---|---|\n"
    glossary += "| séance | séances | une date | équipe | cours, session |\n"
    root = write(
        tmp_path,
        {
            "cs_desktop/domain/seances.py": "class SeanceRow: ...",
            "cs_desktop/domain/atelier.py": "class SessionRow:\n __tablename__ = 'mot_inconnu'",
        },
    )
    assert unknown(root, glossary, "cs desktop domain row session") == [
        "cs_desktop/domain/atelier.py: « atelier » of atelier",
        "cs_desktop/domain/atelier.py:2: « inconnu » of mot_inconnu",
        "cs_desktop/domain/atelier.py:2: « mot » of mot_inconnu",
    ]
    assert unsaid(root, glossary) == ["cs_desktop/domain/atelier.py:1: « session » of SessionRow"]
