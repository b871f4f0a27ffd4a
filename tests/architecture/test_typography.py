"""What people read follows French typography: ’, « », …, and no-break spaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source import ROOT, write
from tests.support.typography import HOLE, broken, faults, mend, mend_tree


def test_what_people_read_is_well_set() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "L'adhérent est archivé.",
        "Aujourd'hui",
        "Nom :",
        "Nom:",
        "Téléphone ;",
        "Archiver cette personne ?",
        "Enregistré!",
        "Le taux est de 12 %",
        "Le total est de 12€",
        "La base « centre » est ouverte.",
        "Recherche en cours...",
        'Le rôle "direction" manque.',
        f"l'{HOLE} est absente",
        f"{HOLE} % des adhérents",
        f"Le foyer {HOLE}: introuvable",
    ],
)
def test_each_fault_is_caught(text: str) -> None:
    assert broken(text), text


@pytest.mark.parametrize(
    "text",
    [
        "L’adhérent est archivé.",
        "Nom\u00a0:",
        "Archiver cette personne\u00a0?",
        "Enregistré\u202f!",
        "Le taux est de 12\u00a0%, le total de 12\u202f€.",
        "La base «\u00a0centre\u00a0» est ouverte à 09:30.",
        "Recherche en cours…",
        "Ouvrir l’adresse https://www.caf.fr dans le navigateur",
        "QPushButton:hover { color: red; }",
        "select nom from personne where id = ?",
        "%d/%m/%Y à %H:%M",
        "personne.enregistrer",
        "don't",
        "tokens.json",
        "--base",
    ],
)
def test_good_french_and_what_is_not_french_pass(text: str) -> None:
    assert broken(text) == []


def test_only_what_people_read_is_judged(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "cs_desktop/ui/liste.py": '''
"""L'écran de la liste : docstring."""
_log.warning("l'adresse n'est pas bonne")
MOTIF = re.compile("l'adresse ?")
LIBELLE = "l'adresse"  # not prose
label = QLabel("L'adresse :")
titre = f"L'{mot('d’été')}"
''',
            "cs_desktop/persistence/personnes.py": """
SQL = "select l'adresse de personne"
raise Conflit("L'adresse a changé.")
""",
        },
    )
    found = [fault.split(": ")[0] for fault in faults(root)]
    assert found == [
        "cs_desktop/ui/liste.py:7",
        "cs_desktop/ui/liste.py:6",
        "cs_desktop/ui/liste.py:6",
        "cs_desktop/persistence/personnes.py:3",
    ]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("L'adhérent...", "L’adhérent…"),
        ("Nom :", "Nom\u00a0:"),
        ("Archiver « {nom} » ?", "Archiver «\u00a0{nom}\u00a0»\u00a0?"),
        ("{n} % des {x}", "{n}\u00a0% des {x}"),
        ("Le code {code:>3} et 09:30", "Le code {code:>3} et 09:30"),
    ],
)
def test_what_is_mended_breaks_no_rule(text: str, mended: str) -> None:
    assert mend(text) == mended
    assert broken(mended) == []


def test_mending_a_tree_leaves_nothing_and_touches_only_prose(tmp_path: Path) -> None:
    source = """
STYLE = "QLabel : hover"  # not prose
label = QLabel(f"L'adresse de « {nom} » :" "elle a changé...")
"""
    root = write(
        tmp_path,
        {
            "cs_desktop/ui/liste.py": source,
        },
    )
    assert faults(root)
    assert mend_tree(root) == ["cs_desktop/ui/liste.py"]
    assert faults(root) == []
    assert '"QLabel : hover"' in (root / "cs_desktop/ui/liste.py").read_text("utf-8")
    assert mend_tree(root) == []
